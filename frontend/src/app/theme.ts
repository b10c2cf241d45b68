import type { ThemeConfig } from "antd";

/** The tokens of the platform's look; the same colours stand as CSS variables in styles/tokens.css. */
const desk: ThemeConfig = {
  token: {
    colorPrimary: "#1D4F78",
    colorPrimaryHover: "#163E5F",
    colorPrimaryBg: "#E4ECF3",
    colorInfo: "#1D4F78",
    colorInfoBg: "#E4ECF3",
    colorLink: "#1D4F78",
    // antd would make it paler than text may be.
    colorLinkHover: "#163E5F",
    colorSuccess: "#22694A",
    colorSuccessBg: "#E5F0E9",
    colorWarning: "#855508",
    colorWarningBg: "#F7ECD6",
    colorError: "#A1152F",
    colorErrorBg: "#F8E6E4",
    colorText: "#1F2A37",
    colorTextSecondary: "#465160",
    colorTextTertiary: "#5F6772",
    colorTextPlaceholder: "#5F6772",
    colorBgContainer: "#FFFEFB",
    colorBgElevated: "#FFFEFB",
    colorBgLayout: "#F5F3EE",
    colorBorder: "#8F8879",
    colorBorderSecondary: "#E4DED2",
    controlItemBgActive: "#E4ECF3",
    controlOutline: "#BFD2E2",
    borderRadiusSM: 3,
    controlHeightSM: 26,
    fontFamily: "'PingFang SC','Noto Sans SC','Microsoft YaHei',sans-serif",
    boxShadowSecondary: "0 6px 20px rgba(60,50,30,.14)",
  },
  components: {
    Layout: { headerBg: "#FFFEFB", headerHeight: 52, lightSiderBg: "#ECE8DF", bodyBg: "#F5F3EE" },
    Menu: {
      itemBg: "#ECE8DF",
      itemSelectedBg: "#FFFEFB",
      itemSelectedColor: "#1D4F78",
      itemHeight: 34,
      itemBorderRadius: 0,
      itemMarginInline: 0,
      groupTitleColor: "#5F6772",
    },
    Button: {
      primaryShadow: "none",
      defaultShadow: "none",
      defaultBorderColor: "#CAC2B2",
      contentFontSizeSM: 12,
    },
    Table: {
      headerBg: "#F5F3EE",
      headerColor: "#465160",
      headerSplitColor: "transparent",
      headerBorderRadius: 0,
      rowHoverBg: "#F5F3EE",
      rowSelectedBg: "#E4ECF3",
      rowSelectedHoverBg: "#E4ECF3",
      cellPaddingBlock: 9,
      cellPaddingBlockMD: 6,
      cellPaddingBlockSM: 4,
      cellPaddingInlineMD: 10,
      cellPaddingInlineSM: 8,
    },
    Progress: { remainingColor: "#ECE8DF" },
  },
};

const phone: ThemeConfig = {
  ...desk,
  // Small controls are as large as the others here: a thumb needs 44 px.
  token: { ...desk.token, fontSize: 16, fontSizeSM: 14, controlHeight: 44, controlHeightSM: 44 },
  components: { ...desk.components, Button: { ...desk.components?.Button, contentFontSizeSM: 14 } },
};

/** `isStill`: without motion. Taken away by styles alone, antd would wait for the end of what never began. */
export function themeFor(isPhone: boolean, isStill: boolean): ThemeConfig {
  const theme = isPhone ? phone : desk;
  return isStill ? { ...theme, token: { ...theme.token, motion: false } } : theme;
}
