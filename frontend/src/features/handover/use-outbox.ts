import { type QueryClient, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { type Session, sessionQuery, useSession } from "@/auth/session";
import { useDrafts } from "@/auth/use-drafts";
import type { DraftStore } from "@/lib/draft-store";
import type { Handover } from "./api";
import { carrier } from "./carrier";
import { DRAFTS, draftName, type HandoverDraft } from "./draft";
import { sendWaiting } from "./outbox";

/** Who wrote it, and in which post: drafts are theirs alone. */
function ownerOf(session: Session | null | undefined): string {
  return `${session?.person_id}/${session?.post?.id}`;
}

function unsentQuery(owner: string, drafts: DraftStore) {
  return queryOptions({
    queryKey: ["handover-drafts", owner],
    queryFn: async () => (await drafts.list<HandoverDraft>(DRAFTS)).map((draft) => draft.content),
    networkMode: "always",
    staleTime: 0,
    retry: false,
  });
}

function receiptsQuery(owner: string) {
  return queryOptions({
    queryKey: ["handover-receipts", owner],
    queryFn: (): Handover[] => [],
    initialData: [] as Handover[],
    enabled: false,
    gcTime: Number.POSITIVE_INFINITY,
  });
}

/** Hand-overs of this person and post that the service does not have yet, oldest first. */
export function useUnsent(): HandoverDraft[] {
  return useQuery(unsentQuery(ownerOf(useSession()), useDrafts())).data ?? [];
}

/** What the service has received since the page was opened. */
export function useReceipts(): Handover[] {
  return useQuery(receiptsQuery(ownerOf(useSession()))).data;
}

// One sending after the other, from whatever page it is asked for.
let turn: Promise<void> = Promise.resolve();

/** Keeping, dropping and sending hand-overs. */
export function useOutbox() {
  const drafts = useDrafts();
  const owner = ownerOf(useSession());
  const client = useQueryClient();
  return useMemo(() => createOutbox(drafts, owner, client), [drafts, owner, client]);
}

function createOutbox(drafts: DraftStore, owner: string, client: QueryClient) {
  const refresh = () => client.invalidateQueries({ queryKey: ["handover-drafts", owner] });
  const isStillTheirs = () => ownerOf(client.getQueryData(sessionQuery.queryKey)) === owner;
  const run = async (isBackground: boolean) => {
    try {
      const received = await sendWaiting(drafts, carrier(isBackground), isStillTheirs);
      if (received.length === 0) return;
      client.setQueryData(receiptsQuery(owner).queryKey, (old: Handover[] = []) => [...old, ...received]);
      await client.invalidateQueries({ queryKey: ["handovers"] });
    } finally {
      await refresh();
    }
  };
  return {
    isLasting: drafts.isLasting,
    find: async (householdId: string): Promise<HandoverDraft | null> => {
      const all = await drafts.list<HandoverDraft>(DRAFTS);
      const theirs = all.map((one) => one.content).filter((one) => one.household.id === householdId);
      return theirs.at(-1) ?? null;
    },
    keep: async (draft: HandoverDraft) => {
      await drafts.write(draftName(draft.id), draft);
      await refresh();
    },
    drop: async (id: string) => {
      await drafts.remove(draftName(id));
      await refresh();
    },
    /** Resolves when everything that waited was tried once. */
    send: ({ isBackground = false } = {}): Promise<void> => {
      turn = turn.then(() => run(isBackground)).catch(() => undefined);
      return turn;
    },
    lastBatch: async () => (await drafts.read<string>(LAST_BATCH))?.content ?? null,
    keepBatch: (batch: string) => drafts.write(LAST_BATCH, batch),
  };
}

const LAST_BATCH = "handover-batch";
