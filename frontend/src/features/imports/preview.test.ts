import { describe, expect, it } from "vitest";
import type { RosterImport, RosterRow } from "./api";
import {
  faultId,
  faultsOf,
  fileSize,
  householdsOf,
  offeredFilters,
  parseFilter,
  percentDone,
  statesOf,
  stepOf,
} from "./preview";

const counts = {
  create: 284,
  create_persons: 747,
  differs: 8,
  unchanged: 0,
  errors: 8,
  error_cells: 9,
} as RosterImport["counts"];

describe("the filters of a preview", () => {
  it("offer all and each state that has households", () => {
    expect(offeredFilters(counts)).toEqual(["all", "create", "differs", "error"]);
    expect(householdsOf("all", counts)).toBe(300);
    expect(householdsOf("error", counts)).toBe(8);
  });

  it("read an address, and show everything where it says nothing known", () => {
    expect(parseFilter("error")).toBe("error");
    expect(parseFilter("everything")).toBe("all");
    expect(parseFilter(null)).toBe("all");
  });

  it("ask the service for whole households of one state, or for all", () => {
    expect(statesOf("differs")).toEqual(["differs"]);
    expect(statesOf("all")).toEqual([]);
  });
});

it("faults follow the file, each leading to its cell or to the head of its row", () => {
  const finding = (column: string | null, code: string) => ({
    column,
    letter: null,
    code,
    title: "",
    todo: "",
  });
  const rows = [
    { row: 220, findings: [finding("birth_date", "no-such-day")] },
    { row: 221, findings: [] },
    { row: 258, findings: [finding(null, "no-head"), finding("relation", "unknown-code")] },
  ] as unknown as RosterRow[];
  const faults = faultsOf(rows);
  expect(faults.map(({ row, finding }) => faultId(row, finding.column))).toEqual([
    "roster-220-birth_date",
    "roster-258-row",
    "roster-258-relation",
  ]);
});

it.each([
  [0, 0, 0],
  [212, 292, 72],
  [999, 1000, 99],
  [9999, 10000, 99],
  [292, 292, 100],
])("%i of %i households written are %i %%", (done, total, percent) => {
  expect(percentDone({ done, total })).toBe(percent);
});

it.each([
  ["reading", 1],
  ["refused", 1],
  ["preview", 2],
  ["committing", 3],
  ["done", 4],
  ["cancelled", 4],
] as const)("%s stands at step %i", (status, step) => {
  expect(stepOf(status)).toBe(step);
});

it("says a size as people do", () => {
  expect(fileSize(30_347)).toBe("29.6 KB");
  expect(fileSize(1_258_291)).toBe("1.2 MB");
});
