import { defineTexts } from "@/lib/texts";

export const navTexts = defineTexts(
  {
    group: { work: "办理", ledger: "台账" },
    home: "今日",
    households: "贫困户",
    others: "其他农户",
    me: "我",
  },
  {
    group: { work: "Work", ledger: "Ledgers" },
    home: "Today",
    households: "Poor households",
    others: "Other households",
    me: "Me",
  },
);
