import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { ChangeForm } from "@/components/change-form";
import { Note } from "@/components/states";
import { type Household, useHouseholdChanges } from "./api";
import styles from "./forms.module.css";

interface Fields {
  reason: string | null;
}

/** A household that should never have been on file is voided: it stays to be read, and counts no more. */
export function VoidForm({ household, onDone }: { household: Household; onDone: () => void }) {
  const { t } = useTranslation("households");
  const changes = useHouseholdChanges(household.id);
  const fields: Fields = { reason: null };
  return (
    <ChangeForm<Fields>
      read={{ fields, etag: household.etag }}
      readAgain={async () => ({ fields, etag: (await changes.latest()).etag })}
      isDeed
      danger
      save={(_, etag, all) => changes.void(all.reason ?? "", etag)}
      onDone={onDone}
      onCancel={onDone}
      label={() => t("void.reason")}
      say={(_, value) => String(value ?? "")}
      saveLabel={t("action.void")}
    >
      <p className={styles.legend}>{t("void.title")}</p>
      <Note tone="warn" title={t("void.what")}>
        {t("void.what-why")}
      </Note>
      <Form.Item
        name="reason"
        label={t("void.reason")}
        rules={[{ required: true, whitespace: true, message: t("how.reason-missing") }]}
      >
        <Input.TextArea rows={3} maxLength={200} />
      </Form.Item>
    </ChangeForm>
  );
}
