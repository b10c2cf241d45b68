import { assistance, unwrap } from "@/api/client";
import { BACKGROUND } from "@/api/send";
import { HANDOVERS, type Handover } from "./api";
import { type HandoverDraft, sendingKey } from "./draft";

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
