import { ConfigProvider } from "antd";
import type { ReactNode } from "react";

/** Controls of 44 px, as high as a thumb, also at the desk: the cover asks for two words only. */
export function Roomy({ children }: { children: ReactNode }) {
  return <ConfigProvider theme={{ token: { controlHeight: 44 } }}>{children}</ConfigProvider>;
}
