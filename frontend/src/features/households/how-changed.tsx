import { Form, Input, Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { useToday } from "@/api/installation";
import { DayItem } from "@/components/day-item";

export interface HowChanged {
  correction: boolean;
  effective_from: string | null;
  reason: string | null;
}

/** What a change starts as: true from today on. */
export const FROM_TODAY: HowChanged = { correction: false, effective_from: null, reason: null };

/** The fields of `HowChanged` within a form: they say how a change is meant, and are none themselves. */
export const HOW_FIELDS: readonly (keyof HowChanged)[] = ["correction", "effective_from", "reason"];

interface Props {
  /** Some fields can only have been recorded wrongly: a name does not change by itself. */
  correctionOnly?: boolean;
}

/** Did the facts change, from when on, or was the record wrong? A correction and a past day need a reason. */
export function HowChangedItems({ correctionOnly = false }: Props) {
  const { t } = useTranslation("households");
  const today = useToday();
  const isCorrection = Form.useWatch<boolean | undefined>("correction") ?? correctionOnly;
  const since = Form.useWatch<string | null | undefined>("effective_from");
  const needsReason = isCorrection || Boolean(since && today && since < today);
  return (
    <>
      <Form.Item name="correction" label={t("how.label")}>
        <Segmented
          block
          options={[
            { value: false, label: t("how.change"), disabled: correctionOnly },
            { value: true, label: t("how.correction") },
          ]}
        />
      </Form.Item>
      {!isCorrection && (
        <DayItem name="effective_from" label={t("how.since")} extra={t("how.since-note")} latest={today} />
      )}
      <Form.Item
        name="reason"
        label={t("how.reason")}
        rules={[{ required: needsReason, whitespace: needsReason, message: t("how.reason-missing") }]}
      >
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
    </>
  );
}
