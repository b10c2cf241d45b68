import "./styles/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router";
import { startI18n } from "./app/i18n";
import { Providers } from "./app/providers";
import { createRouter } from "./app/router";
import { SessionGate } from "./app/session-gate";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
const page = createRoot(root);
const router = createRouter();

void import("./styles/fonts");
void startI18n().then(() =>
  page.render(
    <StrictMode>
      <Providers>
        <SessionGate>
          <RouterProvider router={router} />
        </SessionGate>
      </Providers>
    </StrictMode>,
  ),
);
