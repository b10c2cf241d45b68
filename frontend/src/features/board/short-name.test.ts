import { expect, it } from "vitest";
import { shortName } from "./short-name";

it.each([
  ["131002", "安次区", "安次"],
  ["131082", "三河市", "三河"],
  ["131025", "大城县", "大城"],
  ["131028", "大厂回族自治县", "大厂"],
  ["131071", "廊坊经济技术开发区", "开发区"],
])("%s %s stands beside the other counties as %s", (region, name, short) => {
  expect(shortName(region, name)).toBe(short);
});

it("keeps below a county what tells two places apart", () => {
  expect(shortName("131025104", "留各庄镇")).toBe("留各庄镇");
});
