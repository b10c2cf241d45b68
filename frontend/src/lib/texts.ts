/**
 * Words of one feature in both languages. The English must name every key of the Chinese;
 * where the Chinese has `x_other` (a text with a count) the English may add `x_one`.
 */
type English<T> = {
  [K in keyof T]: T[K] extends string ? string : English<T[K]>;
} & {
  [K in keyof T as K extends `${infer Base}_other` ? `${Base}_one` : never]?: string;
};

export function defineTexts<const T>(zh: T, en: English<T>): { zh: T; en: English<T> } {
  return { zh, en };
}
