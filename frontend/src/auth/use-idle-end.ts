import { useEffect } from "react";
import { gateway } from "@/api/client";
import { BACKGROUND } from "@/api/send";
import { sessionGuard } from "@/api/session-guard";

const EVERY_MS = 60_000;

/**
 * Finds out that the session has ended by itself, also while nobody presses anything, so that no page with
 * people's data stays open on an empty desk. The asking does not count as work.
 */
export function useIdleEnd(idleSeconds: number | null): void {
  useEffect(() => {
    if (idleSeconds === null) return;
    const timer = setInterval(
      async () => {
        if (sessionGuard.isExpired()) return;
        const answer = await gateway
          .GET("/api/gateway/v1/session", { headers: BACKGROUND })
          .catch(() => null);
        if (answer?.response.status === 401) void sessionGuard.untilRestored();
      },
      Math.min(EVERY_MS, idleSeconds * 1000),
    );
    return () => clearInterval(timer);
  }, [idleSeconds]);
}
