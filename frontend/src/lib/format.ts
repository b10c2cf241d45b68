/** How figures, days and numbers of paper are written, the same in every place. */

const GROUPS = /\B(?=(\d{3})+(?!\d))/g;

/** What stands where nothing is known. */
export const ABSENT = "—";

/**
 * An exact amount with two decimals and grouped thousands: "8208" → "8,208.00".
 * Works on the digits of the string, never on a float. Extra decimals are cut, since the API sends cents.
 */
export function money(amount: string | null | undefined): string {
  if (amount == null || !/^[-−]?\d+(\.\d+)?$/.test(amount)) return ABSENT;
  const negative = amount.startsWith("-") || amount.startsWith("−");
  const [whole = "0", cents = ""] = amount.replace(/^[-−]/, "").split(".");
  return `${negative ? "−" : ""}${whole.replace(GROUPS, ",")}.${`${cents}00`.slice(0, 2)}`;
}

/** A count with grouped thousands: 2304 → "2,304". */
export function count(value: number | string | null | undefined): string {
  if (value == null || value === "") return ABSENT;
  const [whole = "", fraction] = String(value).split(".");
  const grouped = whole.replace(GROUPS, ",").replace("-", "−");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** An ISO day or instant as the day on paper: "2018-09-27T…" → "2018-09-27". */
export function day(value: string | null | undefined): string {
  return value ? value.slice(0, 10) : ABSENT;
}

/** An instant in Beijing time to the minute: "2018-09-26 17:52". */
export function minute(value: string | null | undefined): string {
  if (!value) return ABSENT;
  const instant = new Date(value);
  if (Number.isNaN(instant.getTime())) return ABSENT;
  return instant.toLocaleString("sv-SE", { timeZone: "Asia/Shanghai" }).slice(0, 16);
}

/** An official household number (14 digits) in groups: "13100214007710" → "1310 0214 007710". */
export function officialNumber(value: string | null | undefined): string {
  return value ? value.replace(/^(\d{4})(\d{4})(\d+)$/, "$1 $2 $3") : ABSENT;
}

/** An 18-digit ID number in the groups people read it in: area, birth date, rest. */
export function spacedId(value: string): string {
  return value.replace(/^(.{6})(.{8})(.{4})/, "$1 $2 $3");
}
