import { defineTexts } from "@/lib/texts";

export const householdsTexts = defineTexts(
  { list: { title: "贫困户" } },
  { list: { title: "Poor households" } },
);
