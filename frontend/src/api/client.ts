import createClient from "openapi-fetch";
import type { paths as AssistancePaths } from "./generated/assistance";
import type { paths as GatewayPaths } from "./generated/gateway";
import type { paths as RegistryPaths } from "./generated/registry";
import type { paths as SupervisionPaths } from "./generated/supervision";
import { problemFrom } from "./problem";
import { send } from "./send";

/** One typed client a service; all go through the gateway, of which this page itself came. */
export const gateway = createClient<GatewayPaths>({ baseUrl: window.location.origin, fetch: send });
export const registry = createClient<RegistryPaths>({ baseUrl: window.location.origin, fetch: send });
export const assistance = createClient<AssistancePaths>({ baseUrl: window.location.origin, fetch: send });
export const supervision = createClient<SupervisionPaths>({ baseUrl: window.location.origin, fetch: send });

interface Answer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** What was asked for, or the problem, thrown. */
export function unwrap<Data>(answer: Answer<Data>): Data {
  if (!answer.response.ok) throw problemFrom(answer.response, answer.error);
  return answer.data as Data;
}

/** The answer together with its version, which a later change has to name (`If-Match`). */
export function unwrapVersioned<Data extends object>(answer: Answer<Data>): Data & { etag: string } {
  return { ...unwrap(answer), etag: answer.response.headers.get("ETag") ?? "" };
}
