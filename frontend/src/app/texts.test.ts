import { describe, expect, it } from "vitest";
import { texts } from "./texts";

type Tree = { [key: string]: string | Tree };

function leaves(tree: Tree, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[`${path}${key}`, value] as [string, string]]
      : leaves(value, `${path}${key}.`),
  );
}

const placeholders = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1]).sort();

describe.each(Object.entries(texts))("words of %s", (_, both) => {
  const zh = new Map(leaves(both.zh as Tree));
  const en = new Map(leaves(both.en as Tree));

  it("are complete in English", () => {
    const wanted = [...zh.keys()];
    expect(wanted.filter((key) => !en.get(key)?.trim())).toEqual([]);
  });

  it("say the same things in both", () => {
    const differing = [...zh].filter(
      ([key, text]) => placeholders(text).join() !== placeholders(en.get(key) ?? "").join(),
    );
    expect(differing).toEqual([]);
  });

  it("are Chinese in Chinese and English in English", () => {
    expect([...en].filter(([key, text]) => /[一-鿿]/.test(text) && key !== "language.switch")).toEqual([]);
  });
});
