import { renderHook } from "@testing-library/react";
import { expect, it } from "vitest";
import { useAttempt } from "./attempt-key";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/;

it("repeats its key for the same content and takes a new one for another", () => {
  const { result, rerender } = renderHook(() => useAttempt());
  const first = result.current.for({ name: "甲" });
  expect(first).toMatch(UUID);
  rerender();
  expect(result.current.for({ name: "甲" })).toBe(first);
  expect(result.current.for({ name: "乙" })).not.toBe(first);
});
