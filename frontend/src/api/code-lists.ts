import { queryOptions, useQuery } from "@tanstack/react-query";
import { currentLanguage } from "@/lib/language";
import { registry, unwrap } from "./client";

const codeListsQuery = queryOptions({
  queryKey: ["code-lists"],
  queryFn: async () => unwrap(await registry.GET("/api/registry/v1/code-lists")).items,
  staleTime: Number.POSITIVE_INFINITY,
});

export interface CodeOption {
  value: string;
  label: string;
}

export interface Codes {
  /** The official word of a code; the code itself where the list does not know it, "" for none. */
  label: (list: string, code: string | null | undefined) => string;
  /** The entries of a list, for choosing; `only` narrows them to what the case allows. */
  options: (list: string, only?: readonly string[]) => CodeOption[];
}

/** The code lists of the national register, in the language of the page. No code is shown without its word. */
export function useCodes(): Codes {
  const { data: lists } = useQuery(codeListsQuery);
  const language = currentLanguage();
  const find = (list: string) => lists?.find((one) => one.key === list)?.codes ?? [];
  return {
    label: (list, code) => (code ? (find(list).find((one) => one.code === code)?.[language] ?? code) : ""),
    options: (list, only) =>
      find(list)
        .filter((one) => !only || only.includes(one.code))
        .map((one) => ({ value: one.code, label: one[language] })),
  };
}
