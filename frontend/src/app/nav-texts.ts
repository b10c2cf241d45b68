import { defineTexts } from "@/lib/texts";

export const navTexts = defineTexts(
  {
    group: { work: "办理", ledger: "台账", aid: "帮扶", figures: "研判" },
    home: "今日",
    households: "贫困户",
    others: "其他农户",
    imports: "名册导入",
    handovers: "鹅苗交接",
    board: "看板",
    me: "我",
  },
  {
    group: { work: "Work", ledger: "Ledgers", aid: "Aid", figures: "Figures" },
    home: "Today",
    households: "Poor households",
    others: "Other households",
    imports: "Roster import",
    handovers: "Goslings",
    board: "Board",
    me: "Me",
  },
);
