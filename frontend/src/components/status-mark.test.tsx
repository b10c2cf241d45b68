import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { StatusMark, statusOf } from "./status-mark";

it.each([
  ["registered", "0", "poor"],
  ["registered", "1", "out"],
  ["registered", "2", "pre_out"],
  ["registered", "3", "returned"],
  ["cleared", "1", "cleared"],
  ["exited_earlier", null, "exited_earlier"],
  ["unregistered", null, "unregistered"],
])("shows %s with flag %s as %s", (standing, flag, status) => {
  expect(statusOf(standing, flag)).toBe(status);
});

it("says its shape in a word", () => {
  render(<StatusMark status="pre_out" framed />);
  expect(screen.getByText("预脱贫")).toBeTruthy();
});
