import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { Providers } from "@/app/providers";

/** Renders within what every page has around it. */
export function renderPage(content: ReactNode) {
  return render(<Providers>{content}</Providers>);
}
