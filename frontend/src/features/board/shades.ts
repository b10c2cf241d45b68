/** The five shades of ink of LOOK: the strongest, 1, for what weighs most. */
const SHADES = 5;

/**
 * Shades by rank: equal weights share a shade, and as many shades are used as there are different weights, at
 * most five. Absent weights get none.
 */
export function shadesOf(weights: readonly (number | null)[]): (number | null)[] {
  const distinct = [...new Set(weights.filter((weight) => weight !== null))].sort((one, two) => two - one);
  const steps = Math.min(SHADES, distinct.length);
  return weights.map((weight) => {
    if (weight === null) return null;
    const rank = distinct.indexOf(weight);
    const step = Math.floor((rank * steps) / distinct.length);
    return steps === 1 ? SHADES : 1 + Math.round((step * (SHADES - 1)) / (steps - 1));
  });
}
