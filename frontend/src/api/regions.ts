import { queryOptions } from "@tanstack/react-query";
import { registry, unwrap } from "./client";

export interface RegionChoice {
  key: string;
  /** The name with the regions above it, lowest last: "安次区 东沽港镇 椅子圈村". */
  label: string;
}

/** Regions by name, official code or pinyin, within the caller's scope. */
export function regionSearchQuery(text: string) {
  return queryOptions({
    queryKey: ["regions", "search", text],
    queryFn: async (): Promise<RegionChoice[]> => {
      const found = unwrap(
        await registry.GET("/api/registry/v1/regions/search", { params: { query: { q: text } } }),
      );
      return found.map((region) => ({ key: region.key, label: region.path.join(" ") }));
    },
    staleTime: 300_000,
  });
}
