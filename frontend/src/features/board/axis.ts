/** A stated axis: its ends in the unit of the figure, and where on it a value lies. */
export interface Axis {
  least: number;
  most: number;
  /** CSS length from the left end. */
  at: (value: number) => string;
}

const HUNDRED = 100;

/**
 * Bars start at 0. Dots of rates near 100 % may start higher, at a round number below the least of them, so that
 * what differs can be seen; the ends are written over the axis.
 */
export function axisOf(values: readonly (number | null)[], isRate: boolean): Axis {
  const known = values.filter((value) => value !== null);
  const least = isRate ? lowerEnd(Math.min(HUNDRED, ...known)) : 0;
  const most = isRate ? HUNDRED : Math.max(1, ...known);
  return {
    least,
    most,
    at: (value) => `${(Math.max(0, value - least) / (most - least)) * 100}%`,
  };
}

/** Even steps below the least value; a rate of less than one half shows the whole axis. */
function lowerEnd(least: number): number {
  if (least < HUNDRED / 2) return 0;
  return Math.min(HUNDRED - 2, Math.floor((least - 1) / 2) * 2);
}
