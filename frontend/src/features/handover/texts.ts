import { defineTexts } from "@/lib/texts";

export const handoverTexts = defineTexts({ title: "鹅苗交接" }, { title: "Goslings handed over" });
