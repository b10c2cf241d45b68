import { describe, expect, it } from "vitest";
import { axisOf } from "./axis";

describe("an axis", () => {
  it("of numbers begins at 0 and ends at the most", () => {
    const axis = axisOf([120, 35, null], false);
    expect([axis.least, axis.most]).toEqual([0, 120]);
    expect([0, 30, 120].map(axis.at)).toEqual(["0%", "25%", "100%"]);
  });

  it("of rates near 100 % begins at a round number below the least", () => {
    const axis = axisOf([92.5, 100, null], true);
    expect([axis.least, axis.most]).toEqual([90, 100]);
    expect(axis.at(95)).toBe("50%");
  });

  it("of low rates shows the whole", () => {
    expect(axisOf([12, 60], true).least).toBe(0);
  });

  it("keeps a length where everything is alike or absent", () => {
    expect(axisOf([100, 100], true).least).toBe(98);
    expect(axisOf([null], true)).toMatchObject({ least: 98, most: 100 });
    expect(axisOf([0, 0], false)).toMatchObject({ least: 0, most: 1 });
  });
});
