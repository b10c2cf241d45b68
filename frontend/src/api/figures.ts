import { queryOptions } from "@tanstack/react-query";
import { ABSENT, count } from "@/lib/format";
import { supervision, unwrap } from "./client";
import type { components } from "./generated/supervision";

export type Figure = components["schemas"]["FigureRead"];

interface Asked {
  region: string;
  area?: string;
  /** ISO day for which they shall be true; today where none is named. */
  as_of?: string;
}

/** Figures of a region, as known now. */
export function figuresQuery(asked: Asked) {
  return queryOptions({
    queryKey: ["figures", asked],
    queryFn: async () =>
      unwrap(await supervision.GET("/api/supervision/v1/figures", { params: { query: asked } })),
  });
}

/** A value as it is read: "2,304"; of an extreme least and most; "—" where nothing can be said. */
export function figureValue(figure: Pick<Figure, "value">): string {
  if (figure.value === null || figure.value === undefined) return ABSENT;
  return Array.isArray(figure.value) ? figure.value.map(count).join("–") : count(figure.value);
}
