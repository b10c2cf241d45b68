import { useLocation, useNavigate, useSearchParams } from "react-router";
import { type HandoverSearch, parseSearch, writeSearch } from "./list-search";

interface Trail {
  /** Number of the first row in sight; none where the page was opened from a link. */
  from?: number;
}

/** Where in the list: the address holds filters and place, the history entry the way back. */
export function useListPlace() {
  const [params, setParams] = useSearchParams();
  const navigate = useNavigate();
  const { from } = (useLocation().state ?? {}) as Trail;
  const search = parseSearch(params);
  return {
    search,
    from: from ?? 1,
    filter: (change: Partial<HandoverSearch>) =>
      setParams(writeSearch({ ...search, ...change, after: "" }), { replace: "q" in change }),
    clear: () => setParams(writeSearch({ ...parseSearch(new URLSearchParams()), view: search.view })),
    next: (page: { next?: string | null; items: unknown[] }) =>
      page.next
        ? () =>
            setParams(writeSearch({ ...search, after: page.next ?? "" }), {
              state: { from: (from ?? 1) + page.items.length } satisfies Trail,
            })
        : undefined,
    previous: search.after
      ? () => (from ? navigate(-1) : setParams(writeSearch({ ...search, after: "" })))
      : undefined,
  };
}
