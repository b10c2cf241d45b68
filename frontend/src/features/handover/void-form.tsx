import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { ChangeForm } from "@/components/change-form";
import { Note } from "@/components/states";
import { ABSENT } from "@/lib/format";
import { type Handover, useVoidHandover } from "./api";

interface Fields {
  reason: string | null;
}

/** A hand-over that was wrong is voided with a reason: it stays to be read, its goslings count no more. */
export function VoidForm({ handover, onDone }: { handover: Handover; onDone: () => void }) {
  const { t } = useTranslation("handover");
  const deed = useVoidHandover(handover.id);
  const fields: Fields = { reason: null };
  return (
    <ChangeForm<Fields>
      read={{ fields, etag: handover.etag }}
      readAgain={async () => ({ fields, etag: (await deed.latest()).etag })}
      isDeed
      danger
      save={(_, etag, all) => deed.void((all.reason ?? "").trim(), etag)}
      onDone={onDone}
      onCancel={onDone}
      label={() => t("void.reason")}
      say={(_, value) => String(value ?? "")}
      saveLabel={t("void.action")}
    >
      <Note tone="warn" title={t("void.what")}>
        {t("void.what-why", { name: handover.household.head_name ?? ABSENT, alive: handover.alive })}
      </Note>
      <Form.Item
        name="reason"
        label={t("void.reason")}
        rules={[{ required: true, whitespace: true, min: 2, message: t("void.reason-missing") }]}
      >
        <Input.TextArea rows={3} maxLength={200} />
      </Form.Item>
    </ChangeForm>
  );
}
