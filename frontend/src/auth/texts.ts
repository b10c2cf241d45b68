import { defineTexts } from "@/lib/texts";

export const authTexts = defineTexts(
  {
    password: {
      current: "现在的密码",
      next: "新密码",
      repeat: "再写一次新密码",
      "current-missing": "请填现在的密码",
      "next-short": "至少 {{length}} 位",
      "next-same": "新密码要和现在的不同",
      "repeat-differs": "两次写的不一样",
      rule: "至少 {{length}} 位，大写、小写、数字、符号有三种；不要用姓名、电话或生日。",
      button: "改密码",
    },
  },
  {
    password: {
      current: "Present password",
      next: "New password",
      repeat: "New password again",
      "current-missing": "Enter the present password",
      "next-short": "At least {{length}} characters",
      "next-same": "The new password must differ from the present one",
      "repeat-differs": "The two differ",
      rule: "At least {{length}} characters, three of capitals, small letters, digits, signs; no name, phone or birthday.",
      button: "Change password",
    },
  },
);
