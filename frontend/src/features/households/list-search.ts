/** What the address of a list says: filters, order, place. Everything else of the page follows from it. */

export const SORTS = [
  "village",
  "name",
  "official_no",
  "income",
  "-income",
  "persons",
  "-persons",
  "-created_on",
] as const;
export type Sort = (typeof SORTS)[number];

/** Which ledger: registered poor households, or everyone else on file. */
export type Ledger = "poor" | "others";

export const OTHER_STANDINGS = ["exited_earlier", "cleared", "extinct", "applying", "unregistered"] as const;

export interface ListSearch {
  q: string;
  region: string;
  standing: string[];
  status: string[];
  category: string[];
  cause: string[];
  /** "none": nobody in the household can work. */
  labour: (typeof LABOURS)[number] | "";
  disabled: boolean;
  assured: boolean;
  sort: Sort;
  after: string;
  limit: number;
}

export const PAGE_SIZES = [16, 50, 100] as const;
export const LABOURS = ["none", "some"] as const;
const FLAGS = ["disabled", "assured"] as const;
const LISTS = ["standing", "status", "category", "cause"] as const;
type ListFilter = (typeof LISTS)[number];

/** Reads an address; what it does not know or cannot mean falls back to the default. */
export function parseSearch(params: URLSearchParams): ListSearch {
  const limit = Number(params.get("limit"));
  const list = (name: ListFilter) => (params.get(name) ?? "").split(",").filter(Boolean);
  return {
    q: params.get("q") ?? "",
    region: params.get("region") ?? "",
    standing: list("standing"),
    status: list("status"),
    category: list("category"),
    cause: list("cause"),
    labour: LABOURS.find((labour) => labour === params.get("labour")) ?? "",
    disabled: params.get("disabled") === "yes",
    assured: params.get("assured") === "yes",
    sort: SORTS.find((sort) => sort === params.get("sort")) ?? "village",
    after: params.get("after") ?? "",
    limit: PAGE_SIZES.find((size) => size === limit) ?? PAGE_SIZES[0],
  };
}

/** Writes it back, leaving out what is the default, so that addresses stay short enough to be sent on. */
export function writeSearch(search: ListSearch): URLSearchParams {
  const params = new URLSearchParams();
  if (search.q) params.set("q", search.q);
  if (search.region) params.set("region", search.region);
  for (const name of LISTS) if (search[name].length > 0) params.set(name, search[name].join(","));
  if (search.labour) params.set("labour", search.labour);
  for (const name of FLAGS) if (search[name]) params.set(name, "yes");
  if (search.sort !== "village") params.set("sort", search.sort);
  if (search.after) params.set("after", search.after);
  if (search.limit !== PAGE_SIZES[0]) params.set("limit", String(search.limit));
  return params;
}

/** True where anything narrows the list. */
export function isFiltered(search: ListSearch): boolean {
  const isSaid = search.q !== "" || search.region !== "" || search.labour !== "";
  return isSaid || LISTS.some((name) => search[name].length > 0) || FLAGS.some((name) => search[name]);
}

/** The filters as the service takes them; a ledger without a chosen standing means all of its own. */
export function toQuery(ledger: Ledger, search: ListSearch) {
  const others = search.standing.length > 0 ? search.standing : [...OTHER_STANDINGS];
  return {
    ...(search.q && { q: search.q }),
    ...(search.region && { region: search.region }),
    standing: ledger === "poor" ? ["registered"] : others,
    ...(search.status.length > 0 && { poverty_status: search.status }),
    ...(search.category.length > 0 && { category: search.category }),
    ...(search.cause.length > 0 && { cause: search.cause }),
    ...(search.labour && { labour: search.labour }),
    ...(search.disabled && { disabled: true }),
    ...(search.assured && { assured: true }),
    sort: search.sort,
  };
}
