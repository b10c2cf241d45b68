import { expect, test } from "vitest";
import type { Income } from "./api";
import { LINE_AT, partsOf, shareOf } from "./line-shares";

const sheet = { wage: "6800.00", business: "9420.00", business_cost: "4350.00" };
const income = { ...sheet, property: "0.00", transfer: "6120.00" } as Income;

test("the line itself fills a bar to its mark, much more than the line all of it, a loss none", () => {
  expect(shareOf("3300.00", "3300.00")).toBeCloseTo(LINE_AT);
  expect(shareOf("11520.00", "3300.00")).toBe(1);
  expect(shareOf("-120.00", "3300.00")).toBe(0);
});

test("parts make up the whole net income, business less its cost, and nothing is no part", () => {
  const parts = partsOf(income);
  expect(parts.map(({ part }) => part)).toEqual(["wage", "business", "transfer"]);
  expect(parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
  expect(parts[1]?.share).toBeCloseTo(5070 / 17990);
});

test("a loss in business makes no part", () => {
  const parts = partsOf({ ...income, business: "0.00" });
  expect(parts.map(({ part }) => part)).toEqual(["wage", "transfer"]);
});
