import { defineTexts } from "@/lib/texts";

export const homeTexts = defineTexts(
  {
    title: "今日",
    scope: "{{region}} · {{post}}",
    figures: "在册情况",
    "as-of": "截至 {{day}}",
    start: "从这里开始",
    "no-households": "这个职务看不到农户",
    "no-households-why": "管账号、管职务、管审计的职务与农户数据分开，这是规定。",
    list: "看贫困户名册",
    "list-why": "按乡镇、状态、户属性、致贫原因找户",
    others: "看其他农户",
    "others-why": "以前脱贫、清退、消亡、申请中和没有建档的户",
    new: "新登记一户",
    "new-why": "填身份证号，出生日期和性别自动带出",
    find: "找一户",
    "find-placeholder": "户主、户编号、村名",
  },
  {
    title: "Today",
    scope: "{{region}} · {{post}}",
    figures: "On file",
    "as-of": "as of {{day}}",
    start: "Start here",
    "no-households": "This post sees no households",
    "no-households-why":
      "Posts for accounts, appointments and audit are kept apart from people's data, by rule.",
    list: "Poor households",
    "list-why": "Find by township, status, category, cause",
    others: "Other households",
    "others-why": "Exited earlier, cleared, extinct, applying, and not registered",
    new: "Register a household",
    "new-why": "The ID number gives birth date and gender",
    find: "Find a household",
    "find-placeholder": "Head, household no., village",
  },
);
