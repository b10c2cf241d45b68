import { asProblem } from "@/api/problem";
import type { DraftStore } from "@/lib/draft-store";
import type { Handover } from "./api";
import type { Carrier } from "./carrier";
import { DRAFTS, draftName, type HandoverDraft, stateAfter } from "./draft";

/**
 * Sends what waits, oldest first, and says what was received. A draft that was received is gone from the
 * device with its signature; one that was refused keeps everything and the reason. Where the service cannot be
 * reached the rest is not tried.
 */
export async function sendWaiting(
  drafts: DraftStore,
  carrier: Carrier,
  mayGoOn: () => boolean,
): Promise<Handover[]> {
  const received: Handover[] = [];
  for (const { name } of await drafts.list<HandoverDraft>(DRAFTS)) {
    if (!mayGoOn()) break;
    // Read again: meanwhile it may have been taken back to be changed, or sent from another window.
    const draft = (await drafts.read<HandoverDraft>(name))?.content;
    if (draft?.state.kind !== "waiting") continue;
    try {
      received.push(await sendOne(drafts, carrier, draft));
    } catch (thrown) {
      const state = stateAfter(asProblem(thrown));
      await note(drafts, draft, state);
      if (state.kind === "waiting" && state.why === "unreachable") break;
    }
  }
  return received;
}

async function sendOne(drafts: DraftStore, carrier: Carrier, draft: HandoverDraft): Promise<Handover> {
  let fileId = draft.signature?.fileId ?? null;
  if (!fileId) {
    fileId = await carrier.upload(draft);
    const signature = draft.signature && { ...draft.signature, fileId };
    await keepIfWaiting(drafts, { ...draft, signature });
  }
  const handover = await carrier.record(draft, fileId);
  await drafts.remove(draftName(draft.id));
  return handover;
}

async function note(drafts: DraftStore, sent: HandoverDraft, state: HandoverDraft["state"]): Promise<void> {
  const stored = (await drafts.read<HandoverDraft>(draftName(sent.id)))?.content;
  if (!stored) return;
  const isLost = state.kind === "refused" && state.slug === "signature-not-found";
  const signature = isLost ? null : stored.signature;
  await keepIfWaiting(drafts, { ...stored, signature, state });
}

/** What a person is changing at this moment is theirs. */
async function keepIfWaiting(drafts: DraftStore, draft: HandoverDraft): Promise<void> {
  const stored = (await drafts.read<HandoverDraft>(draftName(draft.id)))?.content;
  if (stored?.state.kind === "waiting") await drafts.write(draftName(draft.id), draft);
}
