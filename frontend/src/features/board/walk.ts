import type { KeyboardEvent } from "react";

const WAY: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** Arrow keys lead along what is marked `data-step` within the nearest `data-walk`: cells, rows of a table, tiles. */
export function walkAlong(event: KeyboardEvent<HTMLElement>): void {
  const way = WAY[event.key];
  const line = event.currentTarget.closest("[data-walk]");
  if (!way || !line) return;
  const steps = [...line.querySelectorAll<HTMLElement>("[data-step]")];
  focusInstead(event, steps[steps.indexOf(event.currentTarget) + way]);
}

/** Up and down within a column of the way down, right into the next, left back to what was opened. */
export function walkColumns(event: KeyboardEvent<HTMLElement>): void {
  const step = event.currentTarget;
  const item = step.closest("li");
  const column = step.closest("[data-column]");
  const into = (beside: Element | null | undefined) =>
    beside?.querySelector<HTMLElement>('[data-step][aria-expanded="true"]') ?? stepIn(beside);
  const next: Readonly<Record<string, HTMLElement | null | undefined>> = {
    ArrowDown: stepIn(item?.nextElementSibling),
    ArrowUp: stepIn(item?.previousElementSibling),
    ArrowRight: into(column?.nextElementSibling),
    ArrowLeft: into(column?.previousElementSibling),
  };
  focusInstead(event, next[event.key]);
}

function stepIn(element: Element | null | undefined): HTMLElement | null | undefined {
  return element?.querySelector<HTMLElement>("[data-step]");
}

function focusInstead(event: KeyboardEvent<HTMLElement>, next: HTMLElement | null | undefined): void {
  if (!next) return;
  event.preventDefault();
  next.focus();
}
