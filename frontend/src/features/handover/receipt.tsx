import { Button } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { CheckIcon } from "@/components/icons";
import { ABSENT } from "@/lib/format";
import { paths } from "@/lib/paths";
import type { Handover } from "./api";
import { receiptNumber } from "./draft";
import styles from "./form.module.css";

/** The service has it: its number, and on to the next household. */
export function Receipt({ handover }: { handover: Handover }) {
  const { t } = useTranslation("handover");
  const navigate = useNavigate();
  const heading = useRef<HTMLHeadingElement>(null);
  // The form is gone from under the focus; whoever hears the page hears what came of it.
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className={styles.page}>
      <div className={styles.receipt}>
        <h2 ref={heading} tabIndex={-1}>
          <CheckIcon /> {t("receipt.title")}
        </h2>
        <p className={styles.number}>
          {t("receipt.number", { number: receiptNumber(handover.id, handover.handed_over_on) })}
        </p>
        <p>
          {t("receipt.line", {
            name: handover.household.head_name ?? ABSENT,
            day: handover.handed_over_on,
            alive: handover.alive,
            dead: handover.dead_on_arrival,
            batch: handover.batch_no,
          })}
        </p>
        <p className="note">{t("receipt.removed")}</p>
      </div>
      <div className={styles.foot}>
        <Button type="primary" block onClick={() => navigate(paths.handovers)}>
          {t("form.next")}
        </Button>
      </div>
    </div>
  );
}
