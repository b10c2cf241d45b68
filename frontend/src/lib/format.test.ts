import { describe, expect, it } from "vitest";
import { count, day, minute, money, officialNumber, spacedId } from "./format";

describe("money", () => {
  it.each([
    ["8208", "8,208.00"],
    ["8208.5", "8,208.50"],
    ["-4350.00", "−4,350.00"],
    ["0.00", "0.00"],
    ["123456789012.34", "123,456,789,012.34"],
    [null, "—"],
    ["", "—"],
  ])("writes %s as %s, digit by digit", (amount, written) => {
    expect(money(amount)).toBe(written);
  });
});

describe("count", () => {
  it.each([
    [2304, "2,304"],
    ["94.75", "94.75"],
    [0, "0"],
    [null, "—"],
  ])("writes %s as %s", (value, written) => {
    expect(count(value)).toBe(written);
  });
});

describe("days and instants", () => {
  it("takes the day of an instant", () => expect(day("2018-09-27T01:12:00Z")).toBe("2018-09-27"));
  it("writes instants in Beijing time", () =>
    expect(minute("2018-09-26T17:52:00Z")).toBe("2018-09-27 01:52"));
  it("shows nothing for what is no instant", () => expect(minute("yesterday")).toBe("—"));
});

describe("numbers of papers", () => {
  it("groups the official number", () => expect(officialNumber("13100214077100")).toBe("1310 0214 077100"));
  it("groups masks like numbers", () => expect(spacedId("****************37")).toBe("****** ******** **37"));
});
