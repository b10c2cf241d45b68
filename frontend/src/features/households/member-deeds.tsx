import { Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useCodes } from "@/api/code-lists";
import { useToday } from "@/api/installation";
import { ChangeForm } from "@/components/change-form";
import { DayItem } from "@/components/day-item";
import { Note } from "@/components/states";
import { type Household, type Member, useHouseholdChanges } from "./api";
import { FieldItem } from "./field-item";
import { HEAD } from "./relations";

interface Props {
  household: Household;
  member: Member;
  onDone: () => void;
}

interface LeaveFields {
  left_on: string | null;
  leave_reason: string | null;
  note: string | null;
  new_head: NewHeadFields | null;
}

interface NewHeadFields {
  member_id: string | null;
  relations: Record<string, string>;
}

/** A member leaves on a day, for a reason; where it is the head, the new one is named in the same deed. */
export function LeaveForm({ household, member, onDone }: Props) {
  const { t } = useTranslation("households");
  const today = useToday();
  const changes = useHouseholdChanges(household.id);
  const others = household.members.filter((one) => one.id !== member.id);
  const needsHead = member.relation === HEAD && others.length > 0;
  const fields: LeaveFields = { left_on: today, leave_reason: null, note: null, new_head: null };
  return (
    <ChangeForm<LeaveFields>
      read={{ fields, etag: household.etag }}
      readAgain={async () => ({ fields, etag: (await changes.latest()).etag })}
      isDeed
      danger
      save={(_, etag, all) =>
        changes.leave(
          member.id,
          {
            left_on: all.left_on ?? "",
            leave_reason: all.leave_reason ?? "",
            note: all.note || null,
            new_head: needsHead && all.new_head ? toNewHead(all.new_head, others) : null,
          },
          etag,
        )
      }
      onDone={onDone}
      onCancel={onDone}
      label={(key) => t(`leave.${key}`)}
      say={(_, value) => String(value ?? "")}
      saveLabel={t("member.leave")}
    >
      <DayItem
        name="left_on"
        label={t("leave.left_on")}
        latest={today}
        rules={[{ required: true, message: t("form.required", { label: t("leave.left_on") }) }]}
      />
      <FieldItem
        name="leave_reason"
        label={t("leave.leave_reason")}
        field={{ kind: "code", list: "leave_reason" }}
        required
      />
      {needsHead && <NewHeadItems prefix={["new_head"]} candidates={others} />}
      {others.length === 0 && (
        <Note tone="warn" title={t("leave.last")}>
          {t("leave.last-why")}
        </Note>
      )}
      <Form.Item name="note" label={t("leave.note")}>
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
    </ChangeForm>
  );
}

interface HeadFields extends NewHeadFields {
  reason: string | null;
}

/** Another member becomes head; how all others stand to them is told anew. */
export function HeadForm({ household, member, onDone }: Props) {
  const { t } = useTranslation("households");
  const changes = useHouseholdChanges(household.id);
  const fields: HeadFields = { member_id: member.id, relations: {}, reason: null };
  return (
    <ChangeForm<HeadFields>
      read={{ fields, etag: household.etag }}
      readAgain={async () => ({ fields, etag: (await changes.latest()).etag })}
      isDeed
      save={(_, etag, all) =>
        changes.setHead({ ...toNewHead(all, household.members), reason: all.reason ?? "" }, etag)
      }
      onDone={onDone}
      onCancel={onDone}
      label={(key) => t(`head.${key}`)}
      say={(_, value) => String(value ?? "")}
      saveLabel={t("member.make-head")}
    >
      <NewHeadItems prefix={[]} candidates={household.members} />
      <Form.Item
        name="reason"
        label={t("head.reason")}
        rules={[{ required: true, whitespace: true, message: t("how.reason-missing") }]}
      >
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
    </ChangeForm>
  );
}

interface NewHeadProps {
  /** Where the new head stands in the form. */
  prefix: string[];
  candidates: Member[];
}

function NewHeadItems({ prefix, candidates }: NewHeadProps) {
  const { t } = useTranslation("households");
  const codes = useCodes();
  const form = Form.useFormInstance();
  const chosen = Form.useWatch<string | null | undefined>([...prefix, "member_id"], form);
  const relations = codes.options("relation").filter((option) => option.value !== HEAD);
  return (
    <>
      <Form.Item
        name={[...prefix, "member_id"]}
        label={t("head.member_id")}
        rules={[{ required: true, message: t("form.required", { label: t("head.member_id") }) }]}
      >
        <Select options={candidates.map((one) => ({ value: one.id, label: one.name }))} />
      </Form.Item>
      {chosen &&
        candidates
          .filter((one) => one.id !== chosen)
          .map((one) => (
            <Form.Item
              key={one.id}
              name={[...prefix, "relations", one.id]}
              label={t("head.relation-of", { name: one.name })}
              rules={[{ required: true, message: t("form.required", { label: t("field.relation") }) }]}
            >
              <Select options={relations} showSearch={{ optionFilterProp: "label" }} />
            </Form.Item>
          ))}
    </>
  );
}

function toNewHead({ member_id, relations }: NewHeadFields, candidates: Member[]) {
  return {
    member_id: member_id ?? "",
    relations: candidates
      .filter((one) => one.id !== member_id)
      .map((one) => ({ member_id: one.id, relation: relations[one.id] ?? "" })),
  };
}
