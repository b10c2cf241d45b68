import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { useToday } from "@/api/installation";
import { ChangeForm } from "@/components/change-form";
import { DayItem } from "@/components/day-item";
import { type Household, type Member, type MemberJoin, type MemberUpdate, useHouseholdChanges } from "./api";
import { FieldItem } from "./field-item";
import { type FieldKind, formValues, MEMBER_FIELDS, type MemberField } from "./fields";
import styles from "./forms.module.css";
import { FROM_TODAY, HOW_FIELDS, type HowChanged, HowChangedItems } from "./how-changed";
import { IdNumberItem } from "./id-number-item";
import { HEAD } from "./relations";
import { useSay } from "./use-say";

type Person = Record<MemberField, unknown> & { name: string; id_number: string | null; relation: string };
type EditFields = Person & HowChanged;
type JoinFields = Person & { join_reason: string | null; joined_on: string | null };

const RELATION: FieldKind = { kind: "code", list: "relation" };
const JOIN_REASON: FieldKind = { kind: "code", list: "join_reason" };
const KEYS = Object.keys(MEMBER_FIELDS) as MemberField[];

/** All that is recorded of a member, but for name and number. `prefix` is the place inside a list of persons. */
export function MemberFactItems({ prefix = [], masks = {} }: FactItemsProps) {
  const { t } = useTranslation("households");
  return KEYS.map((key) => (
    <FieldItem
      key={key}
      name={[...prefix, key]}
      label={t(`field.${key}`)}
      field={MEMBER_FIELDS[key]}
      mask={masks[key]}
    />
  ));
}

interface FactItemsProps {
  prefix?: (string | number)[];
  masks?: Partial<Record<MemberField, string | null>>;
}

interface EditProps {
  household: Household;
  member: Member;
  onDone: () => void;
}

/** Change or correct a member. The name and the number of a person do not change: they are corrected. */
export function MemberForm({ household, member, onDone }: EditProps) {
  const { t } = useTranslation("households");
  const say = useSay();
  const changes = useHouseholdChanges(household.id);
  const isHead = member.relation === HEAD;
  const read = (one: Household) => {
    const now = one.members.find(({ id }) => id === member.id) ?? member;
    const person = { name: now.name, id_number: null, relation: now.relation };
    return {
      fields: { ...formValues(MEMBER_FIELDS, now), ...person, ...FROM_TODAY } as EditFields,
      etag: one.etag,
    };
  };
  return (
    <ChangeForm<EditFields>
      read={read(household)}
      readAgain={async () => read(await changes.latest())}
      meaning={HOW_FIELDS}
      save={(changed, etag, all) =>
        changes.changeMember(
          member.id,
          {
            ...(changed as MemberUpdate),
            correction: all.correction,
            effective_from: all.correction ? null : all.effective_from,
            reason: all.reason || null,
          },
          etag,
        )
      }
      onDone={onDone}
      onCancel={onDone}
      label={(key) => t(`field.${key as MemberField}`)}
      say={(key, value) => say(fieldOf(key), value)}
    >
      <div className={styles.grid}>
        <NameItem name="name" />
        <IdNumberItem name="id_number" mask={member.id_number_masked.slice(-4)} />
        {!isHead && <FieldItem name="relation" label={t("field.relation")} field={RELATION} required />}
        <MemberFactItems
          masks={{
            phone: member.phone_masked,
            certificate_no: member.has_certificate ? t("form.on-file") : null,
          }}
        />
      </div>
      <IdentityAwareHow member={member} />
    </ChangeForm>
  );
}

function IdentityAwareHow({ member }: { member: Member }) {
  const form = Form.useFormInstance<EditFields>();
  const name = Form.useWatch("name", form);
  const idNumber = Form.useWatch("id_number", form);
  const touchesIdentity = Boolean(idNumber) || (name !== undefined && name !== member.name);
  if (touchesIdentity && form.getFieldValue("correction") === false) form.setFieldValue("correction", true);
  return <HowChangedItems correctionOnly={touchesIdentity} />;
}

/** A person joins the household on a day, for a reason. */
export function JoinForm({ household, onDone }: { household: Household; onDone: () => void }) {
  const { t } = useTranslation("households");
  const say = useSay();
  const today = useToday();
  const changes = useHouseholdChanges(household.id);
  const empty = { name: "", id_number: null, relation: "", join_reason: null, joined_on: today };
  const fields = { ...formValues(MEMBER_FIELDS, null), ...empty } as JoinFields;
  return (
    <ChangeForm<JoinFields>
      read={{ fields, etag: household.etag }}
      readAgain={async () => ({ fields, etag: (await changes.latest()).etag })}
      isDeed
      save={(_, etag, all) => changes.join(all as unknown as MemberJoin, etag)}
      onDone={onDone}
      onCancel={onDone}
      label={(key) => t(`field.${key as MemberField}`)}
      say={(key, value) => say(fieldOf(key), value)}
      saveLabel={t("member.join")}
    >
      <div className={styles.grid}>
        <IdNumberItem name="id_number" autoFocus />
        <NameItem name="name" />
        <FieldItem name="relation" label={t("field.relation")} field={RELATION} required />
        <FieldItem name="join_reason" label={t("field.join_reason")} field={JOIN_REASON} required />
        <DayItem
          name="joined_on"
          label={t("field.joined_on")}
          latest={today}
          rules={[{ required: true, message: t("form.required", { label: t("field.joined_on") }) }]}
        />
        <MemberFactItems />
      </div>
    </ChangeForm>
  );
}

export function NameItem({ name }: { name: string | (string | number)[] }) {
  const { t } = useTranslation("households");
  return (
    <Form.Item
      name={name}
      label={t("field.name")}
      rules={[{ required: true, whitespace: true, message: t("form.required", { label: t("field.name") }) }]}
    >
      <Input autoComplete="off" maxLength={60} />
    </Form.Item>
  );
}

function fieldOf(key: string): FieldKind {
  if (key === "relation") return RELATION;
  if (key === "join_reason") return JOIN_REASON;
  return MEMBER_FIELDS[key as MemberField] ?? { kind: "text" };
}
