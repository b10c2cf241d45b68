import { expect, it } from "vitest";
import { placesOf } from "./tiles";

const LANGFANG = [
  "131082",
  "131028",
  "131024",
  "131003",
  "131002",
  "131022",
  "131023",
  "131081",
  "131026",
  "131025",
  "131071",
];

it("lays the city's counties as they lie, each on a tile of its own", () => {
  const places = placesOf(LANGFANG);
  expect(new Set(places.map(({ column, row }) => `${column}/${row}`)).size).toBe(LANGFANG.length);
  expect(places[0]).toEqual({ column: 3, row: 1 });
});

it("lays other regions row by row in their order", () => {
  expect(placesOf(["131025100", "131025101", "131025102", "131025103"])).toEqual([
    { column: 1, row: 1 },
    { column: 2, row: 1 },
    { column: 3, row: 1 },
    { column: 1, row: 2 },
  ]);
});
