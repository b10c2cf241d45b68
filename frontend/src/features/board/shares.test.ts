import { describe, expect, it } from "vitest";
import type { Figure } from "@/api/figures";
import { addsUp, hasRows, share, shareOf, weightOf } from "./shares";

const count = (numerator: string) =>
  ({ kind: "count", value: numerator, numerator, denominator: null }) as Figure;

describe("a share", () => {
  it("is the part of the whole with two decimals", () => {
    expect(share("614", "648")?.percent).toBe("94.75");
    expect(share("958", "1032")?.percent).toBe("92.83");
    expect(share("35", "35")?.percent).toBe("100.00");
    expect(share("1", "33")?.percent).toBe("3.03");
  });

  it("is rounded half up, exactly", () => {
    // 1.005 in binary is less than 1.005: 201 of 20,000 is the half itself.
    expect(share("201", "20000")?.percent).toBe("1.01");
  });

  it("says nothing over a denominator of 0, and less than nothing where a part is missing", () => {
    expect(share("0", "0")).toEqual({ numerator: "0", denominator: "0", percent: null });
    expect(share("3", null)).toBeNull();
  });

  it("of a ratio is its own, of a count that of the figure it is a part of", () => {
    const ratio = { kind: "ratio", value: "50", numerator: "1", denominator: "2" } as Figure;
    expect(shareOf(ratio, undefined)?.percent).toBe("50.00");
    expect(shareOf(count("614"), count("648"))?.percent).toBe("94.75");
    expect(shareOf(count("614"), undefined)).toBeNull();
  });
});

describe("how a figure behaves", () => {
  it("adds up unless it is distinct or extreme", () => {
    expect(
      (["count", "sum", "ratio", "distinct", "extreme"] as const).filter((kind) => addsUp({ kind })),
    ).toEqual(["count", "sum", "ratio"]);
  });

  it("opens to rows unless there is nothing in it", () => {
    expect(hasRows(count("3"))).toBe(true);
    expect(hasRows(count("0"))).toBe(false);
    expect(hasRows({ value: null, denominator: null })).toBe(false);
    expect(hasRows({ value: null, denominator: "0" })).toBe(false);
    expect(hasRows({ value: "0", denominator: "4" })).toBe(true);
    expect(hasRows({ value: ["100", "100"], denominator: null })).toBe(true);
  });

  it("weighs by the gap of a share, else by its value; nothing where nothing can be said", () => {
    expect(weightOf(count("111"), share("111", "120"))).toBeCloseTo(7.5);
    expect(weightOf(count("111"), null)).toBe(111);
    expect(weightOf(count("0"), share("0", "0"))).toBeNull();
    expect(weightOf({ kind: "extreme", value: ["80", "100"] } as Figure, null)).toBe(80);
    expect(weightOf({ kind: "extreme", value: null } as Figure, null)).toBeNull();
  });
});
