import { expect, it } from "vitest";
import { changedFields } from "./changed-fields";

it("names only what differs", () => {
  const before = { group: "3 组", causes: ["02"], phone: null as string | null };
  expect(changedFields(before, { group: "5 组", causes: ["02"], phone: "" })).toEqual({ group: "5 组" });
});

it("sends null for what was emptied", () => {
  expect(changedFields({ group: "3 组" as string | null }, { group: "" })).toEqual({ group: null });
});
