import { expect, it } from "vitest";
import { shadesOf } from "./shades";

it("gives the strongest ink to what weighs most and none to what cannot be said", () => {
  expect(shadesOf([9, 1, null, 5, 3, 7])).toEqual([1, 5, null, 3, 4, 2]);
});

it("gives equal weights one shade", () => {
  expect(shadesOf([0, 0, 4])).toEqual([5, 5, 1]);
});

it("stays pale where all are alike", () => {
  expect(shadesOf([100, 100])).toEqual([5, 5]);
});

it("spreads many weights over the five shades, never out of order", () => {
  const shades = shadesOf(Array.from({ length: 23 }, (_, weight) => 23 - weight));
  expect(new Set(shades)).toEqual(new Set([1, 2, 3, 4, 5]));
  expect(shades).toEqual([...shades].sort());
});
