import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { useAttempt } from "@/api/attempt-key";
import { assistance, registry, unwrap } from "@/api/client";
import type { components } from "@/api/generated/assistance";
import { BACKGROUND } from "@/api/send";
import { type HandoverDraft, sendingKey } from "./draft";

type Schemas = components["schemas"];
export type GooseYearRow = Schemas["GooseYearRow"];
export type Handover = Schemas["HandoverRead"];

const HOUSEHOLDS = "/api/assistance/v1/households";
const HANDOVERS = "/api/assistance/v1/handovers";

/** What stands on the screen stays there without a network, and a read that cannot go out says so at once. */
const OFFLINE_TOO = { networkMode: "always" } as const;

export interface Where {
  region?: string;
  q?: string;
  disabled?: boolean;
  after?: string;
}

/** Households with their goslings of this year. */
export function gooseYearsQuery(query: Where) {
  return queryOptions({
    queryKey: ["handovers", "households", query],
    queryFn: async () => unwrap(await assistance.GET(HOUSEHOLDS, { params: { query } })),
    ...OFFLINE_TOO,
  });
}

/** One household with its goslings of this year; `null` where it may be given none. */
export function gooseYearQuery(id: string) {
  return queryOptions({
    queryKey: ["handovers", "household", id],
    queryFn: async (): Promise<GooseYearRow | null> => {
      const path = { household_id: id };
      // The yearly account is found by the official number, which only the register tells of an id.
      const { official_no: q } = unwrap(
        await registry.GET("/api/registry/v1/households/{household_id}", { params: { path } }),
      );
      const page = unwrap(await assistance.GET(HOUSEHOLDS, { params: { query: { q } } }));
      return page.items.find((row) => row.id === id) ?? null;
    },
    ...OFFLINE_TOO,
  });
}

export function handoversQuery(query: { region?: string; after?: string; limit?: number }) {
  return queryOptions({
    queryKey: ["handovers", "list", query],
    queryFn: async () => unwrap(await assistance.GET(HANDOVERS, { params: { query } })),
    ...OFFLINE_TOO,
  });
}

export function useVoidHandover(id: string) {
  const attempt = useAttempt();
  const client = useQueryClient();
  const path = { handover_id: id };
  const change = useMutation({
    mutationFn: async ({ reason, etag }: { reason: string; etag: string }) =>
      unwrap(
        await assistance.POST(`${HANDOVERS}/{handover_id}/void`, {
          params: { path },
          headers: { "If-Match": etag, "Idempotency-Key": attempt.for([id, reason, etag]) },
          body: { reason },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ["handovers"] }),
  });
  return {
    latest: async () => unwrap(await assistance.GET(`${HANDOVERS}/{handover_id}`, { params: { path } })),
    void: (reason: string, etag: string) => change.mutateAsync({ reason, etag }),
  };
}

/** How drafts reach the service. */
export interface Carrier {
  /** Sends the signature ahead and says under which id it is kept. */
  upload: (draft: HandoverDraft) => Promise<string>;
  record: (draft: HandoverDraft, fileId: string) => Promise<Handover>;
}

const PATIENCE_MS = 30_000;

/** `isBackground`: nobody pressed anything, so that it must not keep the session alive. */
export function carrier(isBackground: boolean): Carrier {
  const more = isBackground ? BACKGROUND : {};
  return {
    upload: async ({ household, signature }) => {
      const form = new FormData();
      form.append("household_id", household.id);
      form.append("file", pictureFile(signature?.picture ?? ""), "signature.png");
      return unwrap(
        await withPatience((signal) =>
          assistance.POST("/api/assistance/v1/files", {
            // The form itself is sent; its typed shape names the file as text.
            body: { household_id: household.id, file: "signature.png" },
            bodySerializer: () => form,
            headers: { "Idempotency-Key": signature?.id ?? "", ...more },
            signal,
          }),
        ),
      ).id;
    },
    record: async (draft, fileId) =>
      unwrap(
        await withPatience((signal) =>
          assistance.POST(HANDOVERS, {
            body: {
              id: draft.id,
              household_id: draft.household.id,
              alive: draft.fields.alive ?? 0,
              dead_on_arrival: draft.fields.dead ?? 0,
              handed_over_on: draft.fields.day ?? "",
              batch_no: draft.fields.batch.trim(),
              signature_id: fileId,
            },
            headers: { "Idempotency-Key": sendingKey(draft), ...more },
            signal,
          }),
        ),
      ),
  };
}

/** A weak network may hold a request for ever; what it held is sent again later, and counts once. */
async function withPatience<Answer>(ask: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), PATIENCE_MS);
  try {
    return await ask(control.signal);
  } finally {
    clearTimeout(timer);
  }
}

function pictureFile(dataUrl: string): Blob {
  const bytes = Uint8Array.from(atob(dataUrl.split(",")[1] ?? ""), (letter) => letter.charCodeAt(0));
  return new Blob([bytes], { type: "image/png" });
}
