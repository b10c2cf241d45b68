import { Button, Input, Popover } from "antd";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/auth/session";
import { ProblemNote } from "@/components/states";
import { ABSENT, spacedId } from "@/lib/format";
import { type ProtectedField, useReveal } from "./api";
import styles from "./forms.module.css";

interface Props {
  householdId: string;
  field: ProtectedField;
  memberId?: string;
  masked: string | null | undefined;
  /** What it is called: "电话". */
  label: string;
}

const SHORTEST_REASON = 2;

/** A masked value, and the whole of it for a stated reason, which stands in the household's history ever after. */
export function Reveal({ householdId, field, memberId, masked, label }: Props) {
  const { t } = useTranslation("households");
  const mayReveal = useMay()("household.reveal");
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const reveal = useReveal(householdId);
  const isNumber = field === "id_number" || field === "certificate_no";
  if (!masked) return ABSENT;
  if (reveal.data) {
    return (
      <span className={styles.clear}>
        {isNumber ? spacedId(reveal.data) : reveal.data}{" "}
        <button type="button" className="text-action" onClick={() => reveal.reset()}>
          {t("reveal.hide")}
        </button>
      </span>
    );
  }
  const shown = isNumber ? spacedId(masked) : masked;
  if (!mayReveal) return shown;
  const ask = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    reveal.mutate(
      { field, member_id: memberId ?? null, reason: reason.trim() },
      { onSuccess: () => setAsking(false) },
    );
  };
  const form = (
    <form className={styles.reveal} onSubmit={ask}>
      <p className="note">{t("reveal.why")}</p>
      <p>
        <Input
          autoFocus
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          maxLength={200}
          placeholder={t("reveal.placeholder")}
          aria-label={t("reveal.reason")}
        />
      </p>
      <p className={styles.actions}>
        {(["call", "check", "bank"] as const).map((one) => (
          <Button key={one} size="small" onClick={() => setReason(t(`reveal.phrase.${one}`))}>
            {t(`reveal.phrase.${one}`)}
          </Button>
        ))}
      </p>
      {reveal.isError && <ProblemNote problem={reveal.error} />}
      <Button
        type="primary"
        htmlType="submit"
        size="small"
        loading={reveal.isPending}
        disabled={reason.trim().length < SHORTEST_REASON}
      >
        {t("reveal.show")}
      </Button>
    </form>
  );
  return (
    <span>
      {shown}{" "}
      <Popover
        trigger="click"
        open={isAsking}
        onOpenChange={setAsking}
        title={t("reveal.title", { label })}
        content={form}
        destroyOnHidden
      >
        <button type="button" className="text-action">
          {t("reveal.open")}
        </button>
      </Popover>
    </span>
  );
}
