/** What the address of the board says: figure, day, order, how far down one has gone. */
export interface BoardSearch {
  figure: string;
  /** ISO day; "" for today. */
  asOf: string;
  sort: "order" | "value";
  /** The lowest region opened; "" at the top. */
  at: string;
  /** The household chosen in the last column. */
  row: string;
}

export const FIRST_FIGURE = "poor_persons";
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const KEY = /^\d{4,12}$/;

export function parseSearch(params: URLSearchParams): BoardSearch {
  const checked = (name: string, shape: RegExp) => {
    const value = params.get(name) ?? "";
    return shape.test(value) ? value : "";
  };
  return {
    figure: checked("figure", /^[a-z_0-9]+$/) || FIRST_FIGURE,
    asOf: checked("as_of", DAY),
    sort: params.get("sort") === "value" ? "value" : "order",
    at: checked("at", KEY),
    row: checked("row", /^[0-9a-f-]{36}$/),
  };
}

export function writeSearch(search: BoardSearch): string {
  const params = new URLSearchParams();
  if (search.figure !== FIRST_FIGURE) params.set("figure", search.figure);
  if (search.asOf) params.set("as_of", search.asOf);
  if (search.sort === "value") params.set("sort", search.sort);
  if (search.at) params.set("at", search.at);
  if (search.row) params.set("row", search.row);
  const text = params.toString();
  return text ? `?${text}` : "";
}

const LEVELS = [4, 6, 9, 12] as const;
const VILLAGE = 12;

/**
 * The regions whose children stand in the drill columns: one's own first, then each one opened below it. A
 * village has no regions below but rows. Region keys begin with the key of the region above.
 */
export function drillPath(own: string, at: string): string[] {
  if (!at.startsWith(own)) return [own];
  return LEVELS.filter((length) => length >= own.length && length <= at.length).map((length) =>
    at.slice(0, length),
  );
}

export function isVillage(region: string): boolean {
  return region.length === VILLAGE;
}
