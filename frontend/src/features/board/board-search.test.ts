import { describe, expect, it } from "vitest";
import { drillPath, FIRST_FIGURE, isVillage, parseSearch, writeSearch } from "./board-search";

const parse = (text: string) => parseSearch(new URLSearchParams(text));
const PERSON = "01a20e1d-0ae3-72f4-bde5-52997cf725a2";

describe("the address of the board", () => {
  it("comes back as it was written", () => {
    const text = `?figure=safety_net_households&as_of=2018-03-31&sort=value&at=131025104&row=${PERSON}`;
    expect(writeSearch(parse(text))).toBe(text);
  });

  it("leaves out what is the default", () => {
    expect(writeSearch(parse(""))).toBe("");
  });

  it("falls back where it makes no sense", () => {
    expect(parse("figure=<x>&as_of=yesterday&sort=luck&at=13x&row=1")).toEqual({
      figure: FIRST_FIGURE,
      asOf: "",
      sort: "order",
      at: "",
      row: "",
    });
  });
});

describe("the way down", () => {
  it("opens a column for each level from one's own region", () => {
    expect(drillPath("1310", "131025104201")).toEqual(["1310", "131025", "131025104", "131025104201"]);
  });

  it("begins at the caller's own region", () => {
    expect(drillPath("131025104", "131025104201")).toEqual(["131025104", "131025104201"]);
    expect(drillPath("131025104201", "")).toEqual(["131025104201"]);
  });

  it("stays at home when the address names a region elsewhere", () => {
    expect(drillPath("131025", "131026100")).toEqual(["131025"]);
  });

  it("ends in a village, which has rows", () => {
    expect(["1310", "131025", "131025104", "131025104201"].map(isVillage)).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });
});
