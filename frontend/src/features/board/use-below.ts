import { useQueries } from "@tanstack/react-query";
import type { Figure } from "@/api/figures";
import { childrenQuery } from "./api";
import { type Share, shareOf, weightOf, wholeOf } from "./shares";

/** What stands beside the chosen figure in the table of regions. */
const CONTEXT = ["poor_households", "poor_persons"] as const;

export interface RegionLine {
  region: string;
  name: string;
  figure: Figure;
  share: Share | null;
  weight: number | null;
  households: Figure | undefined;
  persons: Figure | undefined;
}

export interface Below {
  chosen: Figure;
  /** The region itself: 合计. */
  total: RegionLine;
  /** `undefined` while awaited. */
  lines: RegionLine[] | undefined;
  problem: unknown;
  retry: () => void;
}

/** One figure of the regions directly below, each with its share of the whole and the households it lies among. */
export function useBelow(figures: Figure[], chosen: Figure, asOf: string): Below {
  const whole = wholeOf(chosen.key);
  const keys = [...new Set([chosen.key, ...(whole ? [whole] : []), ...CONTEXT])];
  const queries = useQueries({ queries: keys.map((key) => childrenQuery(key, chosen.region, asOf)) });
  const answers = new Map(keys.map((key, index) => [key, queries[index]?.data]));
  const find = (key: string | null, region: string) =>
    answers.get(key ?? "")?.items.find((figure) => figure.region === region);
  const line = (figure: Figure, of: (key: string | null) => Figure | undefined): RegionLine => {
    const part = shareOf(figure, of(whole));
    return {
      region: figure.region,
      name: figure.region_name ?? figure.region,
      figure,
      share: part,
      weight: weightOf(figure, part),
      households: of(CONTEXT[0]),
      persons: of(CONTEXT[1]),
    };
  };
  const isThere = queries.every((query) => query.data || query.isError);
  return {
    chosen,
    total: line(chosen, (key) => figures.find((figure) => figure.key === key)),
    lines: isThere
      ? answers.get(chosen.key)?.items.map((figure) => line(figure, (key) => find(key, figure.region)))
      : undefined,
    problem: queries[0]?.error ?? null,
    retry: () => {
      for (const query of queries) if (query.isError) void query.refetch();
    },
  };
}
