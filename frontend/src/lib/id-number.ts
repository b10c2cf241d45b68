/**
 * 公民身份号码 by GB 11643-1999: seventeen digits and a check character. A 残疾人证号 is the same number followed
 * by type and grade, and by B and a digit when it was issued anew.
 */

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = "10X98765432";

export type IdFault = "length" | "characters" | "date" | "check";

export interface IdFacts {
  /** Upper case, without spaces. */
  number: string;
  /** It is that of a disability certificate. */
  isCertificate: boolean;
  /** ISO day. */
  birthDate: string;
  /** 男 1, 女 2 (GB/T 2261.1). */
  gender: "1" | "2";
}

export type IdReading = { ok: true; facts: IdFacts } | { ok: false; fault: IdFault };

/** Reads what was typed, with or without spaces, in either case; `today` is the last possible birth date. */
export function readIdNumber(typed: string, today: string): IdReading {
  const number = typed.replace(/\s/g, "").toUpperCase();
  if (![18, 20, 22].includes(number.length)) return { ok: false, fault: "length" };
  if (!/^\d{17}[\dX]([1-7][1-4](B\d)?)?$/.test(number)) return { ok: false, fault: "characters" };
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!isDay(birthDate) || birthDate > today) return { ok: false, fault: "date" };
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(number[place]), 0);
  if (CHECKS[sum % 11] !== number[17]) return { ok: false, fault: "check" };
  return {
    ok: true,
    facts: {
      number,
      isCertificate: number.length > 18,
      birthDate,
      gender: Number(number[16]) % 2 === 1 ? "1" : "2",
    },
  };
}

/** True for a day that the calendar has: 2018-02-30 is none. */
function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
