import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const gateway = `http://127.0.0.1:${process.env.BANGFU_PORT ?? "8000"}`;

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    // Fonts stay files: a data: address would need a wider content policy at the gateway.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    // Village phones run older Chromium builds inside WeChat.
    target: "chrome87",
  },
  server: {
    host: "127.0.0.1",
    // The gateway compares Origin and Host, so the proxy must present the gateway's own.
    proxy: {
      "/api": {
        target: gateway,
        changeOrigin: true,
        configure: (proxy) => proxy.on("proxyReq", (request) => request.setHeader("origin", gateway)),
      },
    },
  },
  test: {
    environment: "jsdom",
    setupFiles: ["src/test/setup.ts"],
    include: ["src/**/*.test.{ts,tsx}"],
  },
});
