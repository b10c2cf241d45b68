import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { type Language, storedLanguage } from "@/lib/language";
import { texts } from "./texts";

type Texts = typeof texts;
type Resources = { [Namespace in keyof Texts]: Texts[Namespace]["zh"] };

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: Resources;
  }
}

function resources(language: Language) {
  return Object.fromEntries(Object.entries(texts).map(([namespace, both]) => [namespace, both[language]]));
}

/** Starts the words in the language of this device; to be awaited before the first render. */
export async function startI18n(): Promise<void> {
  i18next.on("languageChanged", (language) => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  });
  await i18next.use(initReactI18next).init({
    lng: storedLanguage(),
    fallbackLng: false,
    supportedLngs: ["zh", "en"],
    resources: { zh: resources("zh"), en: resources("en") },
    defaultNS: "common",
    interpolation: { escapeValue: false },
  });
}
