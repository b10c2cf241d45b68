import { expect, it } from "vitest";
import { uuid7 } from "./uuid7";

it("is a UUID of version 7, of its millisecond, never twice the same", () => {
  const made = Array.from({ length: 100 }, () => uuid7(1_538_014_320_000));
  for (const id of made) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16)).toBe(1_538_014_320_000);
  }
  expect(new Set(made).size).toBe(100);
});

it("sorts by when it was made", () => {
  expect(uuid7(1_000) < uuid7(2_000)).toBe(true);
});
