import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useToday } from "@/api/installation";
import { type GooseYearRow, gooseYearQuery, handoversQuery } from "./api";
import { changeDraft, type HandoverDraft, startDraft } from "./draft";
import { useOutbox, useReceipts, useUnsent } from "./use-outbox";

type Saving = "untouched" | "writing" | "saved" | "unsaved";

/** The hand-over being written for a household: taken up where it was left, or begun. */
export function useHandoverForm(householdId: string) {
  const outbox = useOutbox();
  const today = useToday();
  const row = useHousehold(householdId);
  const lastOnFile = useQuery(handoversQuery({ limit: 1 }));
  const [draft, setDraft] = useState<HandoverDraft | null>(null);
  const [left, setLeft] = useState<{ draft: HandoverDraft | null; batch: string | null } | null>(null);
  const [saving, setSaving] = useState<Saving>("untouched");
  const writing = useRef<Promise<void>>(Promise.resolve());

  useEffect(() => {
    let isGone = false;
    void Promise.all([outbox.find(householdId), outbox.lastBatch()]).then(([found, batch]) => {
      if (!isGone) setLeft({ draft: found, batch });
    });
    return () => {
      isGone = true;
    };
  }, [outbox, householdId]);

  // The batch of the one before is offered; without a network the device's own memory must do.
  const isBatchKnown = Boolean(left?.batch) || !lastOnFile.isPending;
  if (!draft && left?.draft) setDraft(left.draft);
  else if (!draft && left && row.data && today && isBatchKnown) {
    setDraft(startDraft(row.data, today, left.batch ?? lastOnFile.data?.items[0]?.batch_no ?? ""));
  }

  const shown = useLatest(draft);
  const isStored = useUnsent().some((one) => one.id === draft?.id);
  const receipt = useReceipts().find((one) => one.id === draft?.id) ?? null;

  const keep = (next: HandoverDraft): Promise<void> => {
    setDraft(next);
    setSaving("writing");
    // One after the other, so that an earlier word never overtakes a later one.
    writing.current = writing.current
      .then(() => outbox.keep(next))
      .then(
        () => setSaving("saved"),
        () => setSaving("unsaved"),
      );
    return writing.current;
  };

  return {
    /** As it stands, with what the household has had by the latest reading. */
    draft: shown && { ...shown, household: row.data ?? shown.household },
    row,
    receipt,
    saving,
    /** Whether it lies on the device already: an untouched form leaves nothing behind. */
    isStored,
    change: (change: Parameters<typeof changeDraft>[1]) => {
      if (!shown) return;
      const next = changeDraft({ ...shown, household: row.data ?? shown.household }, change);
      if (next.id !== shown.id) void outbox.drop(shown.id);
      void keep(next);
    },
    submit: async () => {
      if (!shown) return;
      await keep({ ...shown, state: { kind: "waiting", why: "on-its-way", words: null } });
      await outbox.keepBatch(shown.fields.batch.trim());
      await outbox.send();
    },
    drop: async () => {
      await writing.current;
      if (shown) await outbox.drop(shown.id);
    },
  };
}

/** Once handed to the queue, what became of it there is what stands; while being written, the page's own. */
function useLatest(draft: HandoverDraft | null): HandoverDraft | null {
  const stored = useUnsent().find((one) => one.id === draft?.id);
  if (!draft || !stored || draft.state.kind === "writing" || stored.state.kind === "writing") return draft;
  return stored;
}

/** The household as the list has it already, and as it stands now. */
function useHousehold(id: string) {
  const client = useQueryClient();
  return useQuery({
    ...gooseYearQuery(id),
    initialData: () =>
      client
        .getQueriesData<{ items: GooseYearRow[] }>({ queryKey: ["handovers", "households"] })
        .flatMap(([, page]) => page?.items ?? [])
        .find((row) => row.id === id),
    initialDataUpdatedAt: 0,
  });
}
