import { describe, expect, it } from "vitest";
import { isFiltered, parseSearch, toQuery, writeSearch } from "./list-search";

const parse = (text: string) => parseSearch(new URLSearchParams(text));

describe("the address of a list", () => {
  it("comes back as it was written", () => {
    const text = "q=郭守&region=131002&status=0%2C2&cause=02&labour=none&assured=yes&sort=-income&limit=50";
    const search = parse(text);
    expect(parseSearch(writeSearch(search))).toEqual(search);
    expect(search.status).toEqual(["0", "2"]);
  });

  it("leaves out what is the default", () => {
    expect(writeSearch(parse("")).toString()).toBe("");
    expect(isFiltered(parse(""))).toBe(false);
  });

  it("falls back where it makes no sense", () => {
    expect(parse("sort=id_number&limit=100000&labour=maybe")).toMatchObject({
      sort: "village",
      limit: 16,
      labour: "",
    });
  });
});

describe("what the service is asked", () => {
  it("keeps each ledger to its own households", () => {
    expect(toQuery("poor", parse("standing=cleared")).standing).toEqual(["registered"]);
    expect(toQuery("others", parse("")).standing).not.toContain("registered");
    expect(toQuery("others", parse("standing=cleared")).standing).toEqual(["cleared"]);
  });

  it("names only the filters that are set", () => {
    expect(toQuery("poor", parse("disabled=yes"))).toEqual({
      standing: ["registered"],
      disabled: true,
      sort: "village",
    });
  });
});
