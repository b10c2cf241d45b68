import { QueryClientProvider } from "@tanstack/react-query";
import { App as AntApp, ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { usePhone, useStillness } from "@/lib/use-phone";
import { createQueryClient } from "./query-client";
import { themeFor } from "./theme";

export function Providers({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation();
  const isPhone = usePhone();
  const isStill = useStillness();
  const [client] = useState(createQueryClient);
  const isChinese = i18n.resolvedLanguage !== "en";
  dayjs.locale(isChinese ? "zh-cn" : "en");
  return (
    <QueryClientProvider client={client}>
      <ConfigProvider
        theme={themeFor(isPhone, isStill)}
        locale={isChinese ? zhCN : enUS}
        button={{ autoInsertSpace: false }}
      >
        <AntApp component={false}>{children}</AntApp>
      </ConfigProvider>
    </QueryClientProvider>
  );
}
