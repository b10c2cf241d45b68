import { Button, DatePicker, Input, Popconfirm } from "antd";
import dayjs from "dayjs";
import { useId, useState } from "react";
import { Trans, useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { useToday } from "@/api/installation";
import { CheckIcon } from "@/components/icons";
import { PageHeader } from "@/components/layout/page-header";
import { Note, ProblemNote, Skeleton } from "@/components/states";
import { StatusMark, statusOf } from "@/components/status-mark";
import { ABSENT } from "@/lib/format";
import { paths } from "@/lib/paths";
import { usePhone } from "@/lib/use-phone";
import type { GooseYearRow } from "./api";
import { faultsOf, type HandoverDraft, type HandoverFields, type Part, sign } from "./draft";
import styles from "./form.module.css";
import { Outcome } from "./outcome";
import { Receipt } from "./receipt";
import { SignaturePad } from "./signature-pad";
import { Stepper } from "./stepper";
import { useHandoverForm } from "./use-handover-form";
import { useOnline } from "./use-online";

/** At the door: how many alive, how many dead, and the receiver signs. */
export function HandoverFormPage() {
  const { householdId = "" } = useParams();
  // Another household is another form, down to the canvas.
  return <HandoverForm key={householdId} householdId={householdId} />;
}

function HandoverForm({ householdId }: { householdId: string }) {
  const { t } = useTranslation("handover");
  const form = useHandoverForm(householdId);
  const { draft, row, receipt } = form;
  return (
    <>
      <PageHeader
        title={t("title")}
        back={paths.handovers}
        path={[
          { label: t("title"), to: paths.handovers },
          { label: draft?.household.head_name ?? row.data?.head_name ?? ABSENT },
        ]}
      />
      {receipt ? (
        <Receipt handover={receipt} />
      ) : draft ? (
        <Writing form={form} draft={draft} />
      ) : row.isError ? (
        <ProblemNote problem={row.error} onRetry={() => row.refetch()} />
      ) : row.data === null ? (
        <Note tone="plain" title={t("form.no-household")}>
          {t("form.no-household-why")}
        </Note>
      ) : (
        <Skeleton rows={6} rowHeight={64} />
      )}
    </>
  );
}

function Writing({ form, draft }: { form: ReturnType<typeof useHandoverForm>; draft: HandoverDraft }) {
  const { t } = useTranslation("handover");
  const navigate = useNavigate();
  const [isTried, setTried] = useState(false);
  const { fields, household } = draft;
  const faults = faultsOf(draft);
  const isWaiting = draft.state.kind === "waiting";
  const fault = (part: Part) => {
    const code = isTried ? faults[part] : undefined;
    return code && t(`fault.${code}`, { remaining: household.remaining });
  };
  const change = (part: Partial<HandoverFields>) => form.change({ fields: { ...fields, ...part } });
  const submit = () => {
    setTried(true);
    if (Object.keys(faults).length === 0) void form.submit();
    else document.getElementById("handover-form")?.scrollIntoView({ block: "start" });
  };
  return (
    <div className={styles.page} id="handover-form">
      <Head household={household} />
      <div className={styles.block}>
        <div className={styles.pair}>
          <Stepper
            label={t("form.alive")}
            value={fields.alive}
            min={0}
            fault={fault("alive")}
            onChange={(alive) => change({ alive })}
          />
          <Stepper
            label={t("form.dead")}
            value={fields.dead}
            min={0}
            fault={fault("dead")}
            onChange={(dead) => change({ dead })}
          />
        </div>
        <After fields={fields} household={household} />
      </div>
      <PaperFields fields={fields} fault={fault} onChange={change} />
      <SignaturePad
        picture={draft.signature?.picture ?? null}
        fault={fault("signature")}
        onSigned={(picture) => form.change({ signature: sign(picture) })}
        onClear={() => form.change({ signature: null })}
      />
      <div className={styles.outcome}>
        <Outcome draft={draft} saving={form.saving} />
      </div>
      <div className={styles.foot}>
        <div className={styles.state}>
          <FootState draft={draft} saving={form.saving} />
          {form.isStored && (
            <Popconfirm
              title={t("form.drop-sure")}
              onConfirm={async () => {
                await form.drop();
                navigate(paths.handovers);
              }}
            >
              <button type="button" className="text-action">
                {t("form.drop")}
              </button>
            </Popconfirm>
          )}
        </div>
        {isWaiting ? (
          <Button type="primary" block onClick={() => navigate(paths.handovers)}>
            {t("form.next")}
          </Button>
        ) : (
          <Button type="primary" block onClick={submit}>
            {t("form.submit")}
          </Button>
        )}
      </div>
    </div>
  );
}

function Head({ household }: { household: GooseYearRow }) {
  const { t } = useTranslation("handover");
  const facts = [household.village, t("list.persons-count", { count: household.persons })];
  if (household.disabled) facts.push(t("list.disabled"));
  return (
    <div className={`${styles.block} ${styles.split}`}>
      <p className={styles.who}>
        <b>{household.head_name ?? ABSENT}</b>
        <span>{facts.filter(Boolean).join(" · ")}</span>
      </p>
      <StatusMark status={statusOf(household.standing, household.poverty_status)} />
    </div>
  );
}

/** What the household will have had, before anyone signs for it. */
function After({ fields, household }: { fields: HandoverFields; household: GooseYearRow }) {
  const { t } = useTranslation("handover");
  const { given, allowed } = household;
  const year = Number((fields.day ?? "").slice(0, 4)) || household.year;
  if (year !== household.year) {
    return <p className={styles.after}>{t("form.after-other-year", { year })}</p>;
  }
  if (household.remaining <= 0) return <p className={styles.after}>{t("form.all-given", { allowed })}</p>;
  return (
    <p className={styles.after} aria-live="polite">
      <Trans
        ns="handover"
        i18nKey="form.after"
        values={{ given, after: given + (fields.alive ?? 0), allowed }}
        components={{ b: <b /> }}
      />
      {fields.dead ? t("form.after-dead", { dead: fields.dead }) : ""}
    </p>
  );
}

interface PaperProps {
  fields: HandoverFields;
  fault: (part: Part) => string | undefined;
  onChange: (part: Partial<HandoverFields>) => void;
}

function PaperFields({ fields, fault, onChange }: PaperProps) {
  const { t } = useTranslation("handover");
  const id = useId();
  const today = useToday();
  const isPhone = usePhone();
  const [dayFault, batchFault] = [fault("day"), fault("batch")];
  return (
    <div className={`${styles.block} ${styles.pair}`}>
      <div>
        <label htmlFor={`${id}-day`}>{t("form.day")}</label>
        <DatePicker
          id={`${id}-day`}
          style={{ width: "100%" }}
          value={fields.day ? dayjs(fields.day) : null}
          onChange={(day) => onChange({ day: day?.format("YYYY-MM-DD") ?? null })}
          format={["YYYY-MM-DD", "YYYYMMDD"]}
          allowClear={false}
          // The screen keyboard would cover the calendar.
          inputReadOnly={isPhone}
          disabledDate={(day) => Boolean(today && day.format("YYYY-MM-DD") > today)}
          status={dayFault ? "error" : ""}
        />
        {dayFault && <p className={styles.fault}>{dayFault}</p>}
      </div>
      <div>
        <label htmlFor={`${id}-batch`}>{t("form.batch")}</label>
        <Input
          id={`${id}-batch`}
          value={fields.batch}
          onChange={(event) => onChange({ batch: event.target.value })}
          maxLength={32}
          autoComplete="off"
          autoCapitalize="characters"
          aria-describedby={`${id}-batch-note`}
          status={batchFault ? "error" : ""}
        />
        <p id={`${id}-batch-note`} className={batchFault ? styles.fault : "note"}>
          {batchFault ?? t("form.batch-hint")}
        </p>
      </div>
    </div>
  );
}

interface FootProps {
  draft: HandoverDraft;
  saving: ReturnType<typeof useHandoverForm>["saving"];
}

function FootState({ draft, saving }: FootProps) {
  const { t } = useTranslation("handover");
  const isOnline = useOnline();
  if (saving === "unsaved") return <span className={styles.warn}>{t("form.unsaved")}</span>;
  if (draft.state.kind === "waiting" && draft.state.why === "on-its-way" && isOnline) {
    return <span role="status">{t("form.on-its-way")}</span>;
  }
  if (!isOnline && draft.state.kind === "writing")
    return <span className={styles.warn}>{t("form.offline")}</span>;
  if (saving === "untouched" && draft.state.kind === "writing" && !draft.signature) return <span />;
  return (
    <span className={styles.good}>
      <CheckIcon /> {t("form.saved")}
    </span>
  );
}
