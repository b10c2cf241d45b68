import i18next from "i18next";
import { readPreference, writePreference } from "./preferences";

export const LANGUAGES = ["zh", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

const STORED = "bangfu.language";

/** The language chosen on this device; Chinese until someone chooses. */
export function storedLanguage(): Language {
  const stored = readPreference(STORED);
  return LANGUAGES.find((language) => language === stored) ?? "zh";
}

export function currentLanguage(): Language {
  return LANGUAGES.find((language) => language === i18next.resolvedLanguage) ?? "zh";
}

export async function switchLanguage(): Promise<void> {
  const next: Language = currentLanguage() === "zh" ? "en" : "zh";
  writePreference(STORED, next);
  await i18next.changeLanguage(next);
}
