import { useTranslation } from "react-i18next";
import { Note } from "@/components/states";
import type { HandoverDraft } from "./draft";
import { useUnsent } from "./use-outbox";

interface Props {
  draft: HandoverDraft;
  saving: "untouched" | "writing" | "saved" | "unsaved";
}

/** What became of the hand-over: refused and why, or waiting and for what. */
export function Outcome({ draft, saving }: Props) {
  const { t } = useTranslation("handover");
  const queue = useUnsent().filter((one) => one.state.kind === "waiting");
  const { state } = draft;
  if (saving === "unsaved") {
    return (
      <Note tone="bad" title={t("form.unsaved")}>
        {t("form.unsaved-why")}
      </Note>
    );
  }
  if (state.kind === "refused") {
    return (
      <Note tone="bad" title={state.title || t("form.refused")}>
        {state.detail && <p>{state.detail}</p>}
        {state.todo && <p>{state.todo}</p>}
        <p>{t(draft.signature ? "form.kept" : "form.kept-unsigned")}</p>
      </Note>
    );
  }
  if (state.kind !== "waiting" || state.why === "on-its-way") return null;
  const place = queue.findIndex((one) => one.id === draft.id) + 1 || queue.length + 1;
  return (
    <Note tone="warn" title={state.why === "later" ? t("form.later") : t("form.waiting", { place })}>
      {state.words && <p>{state.words}</p>}
      <p>{t("form.waiting-why")}</p>
    </Note>
  );
}
