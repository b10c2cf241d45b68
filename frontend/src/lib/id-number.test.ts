import { describe, expect, it } from "vitest";
import { readIdNumber } from "./id-number";

const TODAY = "2018-09-27";

describe("readIdNumber", () => {
  it.each(["11010519491231002X", "440524188001010014", "131002195803151212"])("accepts %s", (number) => {
    expect(readIdNumber(number, TODAY).ok).toBe(true);
  });

  it("reads birth date and gender, whatever the spacing and case", () => {
    expect(readIdNumber(" 110105 19491231 002x", TODAY)).toEqual({
      ok: true,
      facts: { number: "11010519491231002X", isCertificate: false, birthDate: "1949-12-31", gender: "2" },
    });
  });

  it("knows a disability certificate by what follows the number", () => {
    const reading = readIdNumber("13100219580315121242", TODAY);
    expect(reading.ok && reading.facts.isCertificate).toBe(true);
  });

  it.each([
    ["131002195803151213", "check"],
    ["131002195802301212", "date"],
    ["131002203003151212", "date"],
    ["13100219580315121Y", "characters"],
    ["131002580315121", "length"],
    ["", "length"],
  ])("refuses %s for its %s", (number, fault) => {
    expect(readIdNumber(number, TODAY)).toEqual({ ok: false, fault });
  });
});
