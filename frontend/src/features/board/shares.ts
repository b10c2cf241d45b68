import type { Figure } from "@/api/figures";

/**
 * Figures that are a part of another one: 兜底 counts within the households without labour. Beside its own number
 * such a figure shows how much of the whole it is.
 */
const WHOLE_OF: Readonly<Record<string, string>> = {
  safety_net_households: "no_labour_households",
  safety_net_persons: "no_labour_persons",
};

export function wholeOf(key: string): string | null {
  return WHOLE_OF[key] ?? null;
}

export interface Share {
  /** Whole numbers as text, as the services give them. */
  numerator: string;
  denominator: string;
  /** 0–100 with two decimals, half up; `null` over a denominator of 0. */
  percent: string | null;
}

/** The share a figure states: its own where it is a ratio, else that of its whole. */
export function shareOf(figure: Figure, whole: Figure | undefined): Share | null {
  if (figure.kind === "ratio") return share(figure.numerator, figure.denominator);
  return whole ? share(figure.numerator, whole.numerator) : null;
}

export function share(
  numerator: string | null | undefined,
  denominator: string | null | undefined,
): Share | null {
  if (numerator == null || denominator == null) return null;
  return { numerator, denominator, percent: percent(Number(numerator), Number(denominator)) };
}

/** n of d in hundredths of a per cent, half up: 614 of 648 → "94.75". */
function percent(numerator: number, denominator: number): string | null {
  if (denominator === 0) return null;
  const hundredths = Math.floor((numerator * 20_000 + denominator) / (2 * denominator));
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, "0")}`;
}

/** Whether the regions below add up to the region (DATASET: distinct and extreme do not). */
export function addsUp(figure: Pick<Figure, "kind">): boolean {
  return figure.kind === "count" || figure.kind === "sum" || figure.kind === "ratio";
}

/** Whether there is anything to open below: a count of 0 and an extreme over no rows have no rows. */
export function hasRows(figure: Pick<Figure, "value" | "denominator">): boolean {
  if (figure.denominator != null) return figure.denominator !== "0";
  return figure.value != null && figure.value !== "0";
}

/** What the numerators come to: the sum that the region above must show. */
export function sumOf(items: readonly Pick<Figure, "numerator">[]): number {
  return items.reduce((sum, item) => sum + Number(item.numerator ?? 0), 0);
}

/** What the shades are about: the gap to 100 % of a share, else the value; `null` where nothing can be said. */
export function weightOf(figure: Figure, part: Share | null): number | null {
  if (part) return part.percent === null ? null : 100 - Number(part.percent);
  const value = Array.isArray(figure.value) ? figure.value[0] : figure.value;
  return value == null ? null : Number(value);
}
