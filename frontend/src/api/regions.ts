import { queryOptions } from "@tanstack/react-query";
import { registry, unwrap } from "./client";
import type { components } from "./generated/registry";

export type Region = components["schemas"]["RegionRead"];

/** Keys grow by level: city 4, county 6, township 9, village 12. */
export const VILLAGE_KEY_LENGTH = 12;

/** Regions by name, official code or pinyin, within the caller's scope. */
export function regionSearchQuery(text: string) {
  return queryOptions({
    queryKey: ["regions", "search", text],
    queryFn: async () =>
      unwrap(await registry.GET("/api/registry/v1/regions/search", { params: { query: { q: text } } })),
    staleTime: 300_000,
  });
}

/** The regions just below one, in the customary order 行文次序. */
export function regionChildrenQuery(parent: string) {
  return queryOptions({
    queryKey: ["regions", "children", parent],
    queryFn: async () =>
      unwrap(await registry.GET("/api/registry/v1/regions", { params: { query: { parent } } })),
    staleTime: 300_000,
  });
}

/** A region with the names above it, lowest last: "安次区 东沽港镇 椅子圈村". */
export function regionLabel(region: Region): string {
  return region.path.join(" ");
}
