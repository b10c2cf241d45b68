import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { supervision, unwrap } from "@/api/client";
import type { Figure } from "@/api/figures";
import type { components as Registry } from "@/api/generated/registry";
import type { components } from "@/api/generated/supervision";
import { ApiProblem, problemFrom } from "@/api/problem";
import { send } from "@/api/send";
import { currentLanguage } from "@/lib/language";

export type Figures = components["schemas"]["FiguresRead"];

export type Row = Registry["schemas"]["CountedRow"];
type Rows = Registry["schemas"]["Page_CountedRow_"];

const PAGE = 50;
const SILENT = "owner-silent";

/**
 * One figure of each region directly below, in the customary order 行文次序. Where the service that counts it
 * does not answer there is no table to show: that is a problem, in the words that the board was given.
 */
export function childrenQuery(key: string, region: string, asOf: string) {
  return queryOptions({
    queryKey: ["figures", "children", key, region, asOf],
    queryFn: async () => {
      const answer = unwrap(
        await supervision.GET("/api/supervision/v1/figures/{key}/children", {
          params: { path: { key }, query: { region, ...(asOf && { as_of: asOf }) } },
        }),
      );
      const silent = answer.problems[0];
      if (silent) throw silentProblem(silent);
      return answer;
    },
  });
}

function silentProblem({ title, todo }: Figures["problems"][number]): ApiProblem {
  const language = currentLanguage();
  return new ApiProblem(502, SILENT, { type: SILENT, title: title[language], todo: todo[language] });
}

/** What each figure means and who answers for it. */
export const catalogueQuery = queryOptions({
  queryKey: ["indicators"],
  queryFn: async () => unwrap(await supervision.GET("/api/supervision/v1/indicators")).items,
  staleTime: 600_000,
});

/**
 * The rows behind a figure, page by page. Their address is the one the figure names: the service that counts
 * them opens them, under the caller's own scope, and all services answer in one shape.
 */
export function rowsQuery(figure: Pick<Figure, "rows">) {
  return infiniteQueryOptions({
    queryKey: ["figures", "rows", figure.rows],
    queryFn: async ({ pageParam }): Promise<Rows> => {
      const address = new URL(figure.rows, window.location.origin);
      address.searchParams.set("limit", String(PAGE));
      if (pageParam) address.searchParams.set("after", pageParam);
      const response = await send(new Request(address));
      const body = await response.json().catch(() => null);
      if (!response.ok) throw problemFrom(response, body);
      return body as Rows;
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });
}
