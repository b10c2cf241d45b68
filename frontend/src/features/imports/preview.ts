import type { Finding, HouseholdState, RosterImport, RosterRow } from "./api";

export const FILTERS = ["all", "create", "differs", "unchanged", "error", "written"] as const;
export type Filter = (typeof FILTERS)[number];

export function parseFilter(text: string | null): Filter {
  return FILTERS.find((filter) => filter === text) ?? "all";
}

export function statesOf(filter: Filter): HouseholdState[] {
  return filter === "all" ? [] : [filter];
}

type Counts = RosterImport["counts"];
type CountKey = keyof Counts;

const HOUSEHOLDS: Record<Exclude<Filter, "all">, CountKey> = {
  create: "create",
  differs: "differs",
  unchanged: "unchanged",
  error: "errors",
  written: "written",
};

/** Households that a filter shows. */
export function householdsOf(filter: Filter, counts: Counts): number {
  const one = (state: Exclude<Filter, "all">) => counts[HOUSEHOLDS[state]] ?? 0;
  return filter === "all"
    ? FILTERS.reduce((sum, state) => sum + (state === "all" ? 0 : one(state)), 0)
    : one(filter);
}

/** The filters worth offering: all, and each state that has households. */
export function offeredFilters(counts: Counts): Filter[] {
  return FILTERS.filter((filter) => filter === "all" || householdsOf(filter, counts) > 0);
}

export interface Fault {
  row: number;
  finding: Finding;
}

/** Every place that is wrong, in the order of the file. */
export function faultsOf(rows: readonly RosterRow[]): Fault[] {
  return rows.flatMap((row) => row.findings.map((finding) => ({ row: row.row, finding })));
}

/** Where a fault stands in the grid: a cell of a row, or the row's own head where no column is to blame. */
export function faultId(row: number, column: string | null): string {
  return `roster-${row}-${column ?? "row"}`;
}

/** How many per cent are done, whole, never 100 before the end. */
export function percentDone({ done, total }: { done: number; total: number }): number {
  if (total === 0) return 0;
  return Math.min(done === total ? 100 : 99, Math.floor((done * 100) / total));
}

/** "30.3 KB", "1.2 MB". */
export function fileSize(bytes: number): string {
  const kilobytes = bytes / 1024;
  return kilobytes < 1000 ? `${kilobytes.toFixed(1)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}

/** The five steps of an import and how far it has come: 0 choose, 1 recognise, 2 preview, 3 write, 4 result. */
export function stepOf(status: RosterImport["status"]): number {
  const steps = { reading: 1, refused: 1, preview: 2, committing: 3, done: 4, cancelled: 4 } as const;
  return steps[status];
}
