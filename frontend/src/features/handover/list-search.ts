/** What the address of the page says: which list, filters, place. */
export interface HandoverSearch {
  view: "households" | "on-file";
  q: string;
  region: string;
  disabled: boolean;
  after: string;
}

export function parseSearch(params: URLSearchParams): HandoverSearch {
  return {
    view: params.get("view") === "on-file" ? "on-file" : "households",
    q: params.get("q") ?? "",
    region: params.get("region") ?? "",
    disabled: params.get("disabled") === "yes",
    after: params.get("after") ?? "",
  };
}

/** Leaves out what is the default, so that addresses stay short enough to be sent on. */
export function writeSearch(search: HandoverSearch): URLSearchParams {
  const params = new URLSearchParams();
  if (search.view !== "households") params.set("view", search.view);
  if (search.q) params.set("q", search.q);
  if (search.region) params.set("region", search.region);
  if (search.disabled) params.set("disabled", "yes");
  if (search.after) params.set("after", search.after);
  return params;
}

export function isFiltered(search: HandoverSearch): boolean {
  return search.q !== "" || search.region !== "" || search.disabled;
}

/** The filters as the service takes them; the hand-overs on file know the region alone. */
export function toQuery(search: HandoverSearch) {
  const place = {
    ...(search.region && { region: search.region }),
    ...(search.after && { after: search.after }),
  };
  if (search.view === "on-file") return place;
  return { ...place, ...(search.q && { q: search.q }), ...(search.disabled && { disabled: true }) };
}
