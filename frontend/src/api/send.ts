import i18next from "i18next";
import { ApiProblem } from "./problem";
import { sessionGuard } from "./session-guard";

const SESSION_PATH = "/api/gateway/v1/session";

/** Requests that the person did not cause must not keep the session alive. */
export const BACKGROUND = { "X-Background": "1" } as const;

/** The one way out: language, and waiting where the session has ended. */
export async function send(request: Request): Promise<Response> {
  request.headers.set("Accept-Language", i18next.resolvedLanguage ?? "zh");
  const again = request.clone();
  const response = await reach(request);
  if (response.status !== 401 || !sessionGuard.isArmed || isAboutSession(request)) return response;
  await sessionGuard.untilRestored();
  return reach(again);
}

async function reach(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (reason) {
    if (reason instanceof DOMException && reason.name === "AbortError") throw reason;
    throw new ApiProblem(0, "unreachable");
  }
}

function isAboutSession(request: Request): boolean {
  return new URL(request.url).pathname.startsWith(SESSION_PATH);
}
