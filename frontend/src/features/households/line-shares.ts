import type { Income } from "./api";

/** The line stands at five twelfths of every bar, so that bars of different households can be compared. */
export const LINE_AT = 5 / 12;

/** How much of a bar an amount fills, from 0 to 1; the lengths are for the eye, the amounts stand beside. */
export function shareOf(amount: string, line: string): number {
  return Math.min(1, Math.max(0, (Number(amount) / Number(line)) * LINE_AT));
}

export const PARTS = ["wage", "business", "property", "transfer"] as const;

/**
 * What the net income is made of, as shares of it: business less its cost, a loss making no part.
 * Empty where nothing was earned.
 */
export function partsOf(income: Income): { part: (typeof PARTS)[number]; share: number }[] {
  const earned = PARTS.map((part) => ({
    part,
    amount: Math.max(0, Number(income[part]) - (part === "business" ? Number(income.business_cost) : 0)),
  }));
  const whole = earned.reduce((sum, { amount }) => sum + amount, 0);
  return earned
    .filter(({ amount }) => amount > 0)
    .map(({ part, amount }) => ({ part, share: amount / whole }));
}
