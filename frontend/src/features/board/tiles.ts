/**
 * Where the county-level units of Langfang lie to each other, roughly, on a grid of equal tiles (column, row).
 * Public data hold no boundaries that could be shipped; regions that are not named here follow in their order.
 */
const LANGFANG: Readonly<Record<string, readonly [number, number]>> = {
  "131028": [2, 1], // 大厂
  "131082": [3, 1], // 三河
  "131024": [3, 2], // 香河
  "131003": [2, 3], // 广阳
  "131071": [3, 3], // 开发区
  "131022": [1, 4], // 固安
  "131023": [2, 4], // 永清
  "131002": [3, 4], // 安次
  "131081": [1, 5], // 霸州
  "131026": [2, 5], // 文安
  "131025": [2, 6], // 大城
};

const COLUMNS = 3;

export interface Place {
  column: number;
  row: number;
}

/** A place on the grid for each region: as they lie where all are known, else row by row in the order given. */
export function placesOf(regions: readonly string[]): Place[] {
  const known = regions.map((region) => LANGFANG[region]);
  return known.map((place, index) =>
    known.every(Boolean) && place
      ? { column: place[0], row: place[1] }
      : { column: (index % COLUMNS) + 1, row: Math.floor(index / COLUMNS) + 1 },
  );
}
