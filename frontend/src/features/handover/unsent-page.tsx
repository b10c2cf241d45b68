import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { CheckIcon } from "@/components/icons";
import { PageHeader } from "@/components/layout/page-header";
import { Empty } from "@/components/states";
import { ABSENT, minute } from "@/lib/format";
import { paths } from "@/lib/paths";
import type { Handover } from "./api";
import { type DraftState, type HandoverDraft, receiptNumber } from "./draft";
import styles from "./unsent.module.css";
import { useResend } from "./unsent-strip";
import { useOnline } from "./use-online";
import { useOutbox, useReceipts, useUnsent } from "./use-outbox";

/** What lies on this device only: what, since when, and why it is still here. */
export function UnsentPage() {
  const { t } = useTranslation("handover");
  const unsent = useUnsent();
  const received = useReceipts();
  const isOnline = useOnline();
  const { isLasting } = useOutbox();
  const { isSending, send } = useResend();
  const isWaiting = unsent.some((draft) => draft.state.kind === "waiting");
  return (
    <>
      <PageHeader
        title={t("unsent.title", { count: unsent.length })}
        back={paths.handovers}
        path={[
          { label: t("title"), to: paths.handovers },
          { label: t("unsent.title", { count: unsent.length }) },
        ]}
        scope={!isOnline && <span>{t("unsent.offline")}</span>}
      />
      <div className={styles.page}>
        {unsent.length === 0 ? (
          <Empty fact={t("unsent.none")} next={t("unsent.none-next")} />
        ) : (
          <>
            <p className={styles.heading}>{t(isLasting ? "unsent.on-device" : "unsent.on-page")}</p>
            <ul>
              {unsent.map((draft) => (
                <Unsent key={draft.id} draft={draft} />
              ))}
            </ul>
          </>
        )}
        {received.length > 0 && <Received handovers={received} />}
        {isWaiting && (
          <div className={styles.foot}>
            <p className="note">{t("unsent.wechat")}</p>
            <Button block loading={isSending} onClick={send}>
              {t("unsent.again")}
            </Button>
          </div>
        )}
      </div>
    </>
  );
}

function Unsent({ draft }: { draft: HandoverDraft }) {
  const { t } = useTranslation("handover");
  const { household, fields, signature, state } = draft;
  const why = useWhy(state);
  const deed = { writing: t("unsent.go_on"), refused: t("unsent.change"), waiting: t("unsent.look") }[
    state.kind
  ];
  const name = household.head_name ?? ABSENT;
  return (
    <li className={styles.one} data-kind={state.kind}>
      <i className={styles.mark} aria-hidden="true" />
      <div>
        <b>{t("unsent.what", { name })}</b>
        <p>
          {t("unsent.content", {
            at: minute(draft.writtenAt),
            alive: fields.alive ?? ABSENT,
            dead: fields.dead ?? ABSENT,
          })}
          {" · "}
          {t(signature ? "unsent.signed" : "unsent.unsigned")}
        </p>
        <p className={styles.why}>{why}</p>
        {state.kind === "refused" && state.todo && <p>{state.todo}</p>}
      </div>
      <Link to={paths.handoverOf(household.id)} aria-label={`${deed} ${name}`}>
        {deed}
      </Link>
    </li>
  );
}

function useWhy(state: DraftState): string {
  const { t } = useTranslation("handover");
  if (state.kind === "writing") return t("unsent.writing");
  if (state.kind === "refused") return t("unsent.refused-why", { title: state.title || t("form.refused") });
  return state.words ? t("unsent.later-words", { words: state.words }) : t(`unsent.${state.why}`);
}

function Received({ handovers }: { handovers: Handover[] }) {
  const { t } = useTranslation("handover");
  return (
    <>
      <p className={styles.heading}>{t("unsent.received", { count: handovers.length })}</p>
      <ul>
        {handovers.map((one) => (
          <li key={one.id} className={styles.one}>
            <span className={styles.tick}>
              <CheckIcon />
            </span>
            <div>
              {t("unsent.what", { name: one.household.head_name ?? ABSENT })}
              <p>
                {minute(one.recorded_at)} ·{" "}
                {t("receipt.number", { number: receiptNumber(one.id, one.handed_over_on) })}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
