import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCodes } from "@/api/code-lists";
import { useMay } from "@/auth/session";
import { SideSheet } from "@/components/side-sheet";
import { ABSENT, day } from "@/lib/format";
import type { Household, Member } from "./api";
import { MEMBER_FIELDS, type MemberField } from "./fields";
import styles from "./forms.module.css";
import { HeadForm, LeaveForm } from "./member-deeds";
import { MemberForm } from "./member-form";
import { HEAD } from "./relations";
import { Reveal } from "./reveal";
import { useSay } from "./use-say";

type Deed = "edit" | "leave" | "head";

interface Props {
  household: Household;
  member: Member;
  onClose: () => void;
}

/** All that is recorded of one member, and what may be done with the record. */
export function MemberSheet({ household, member, onClose }: Props) {
  const { t } = useTranslation("households");
  const codes = useCodes();
  const [deed, setDeed] = useState<Deed | null>(null);
  const forms = { edit: MemberForm, leave: LeaveForm, head: HeadForm };
  const Form = deed ? forms[deed] : null;
  const title = [member.name, codes.label("relation", member.relation), deed && t(`member.title.${deed}`)]
    .filter(Boolean)
    .join(" · ");
  return (
    <SideSheet title={title} isOpen onClose={onClose}>
      {Form ? (
        <Form household={household} member={member} onDone={onClose} />
      ) : (
        <>
          <MemberFacts household={household} member={member} />
          {!member.left_on && <Deeds household={household} member={member} onChoose={setDeed} />}
        </>
      )}
    </SideSheet>
  );
}

function Deeds({ household, member, onChoose }: Omit<Props, "onClose"> & { onChoose: (deed: Deed) => void }) {
  const { t } = useTranslation("households");
  const mayWrite = useMay()("household.write");
  if (!mayWrite || household.voided_on) return null;
  return (
    <div className={styles.actions}>
      <Button type="primary" onClick={() => onChoose("edit")}>
        {t("action.edit")}
      </Button>
      {member.relation !== HEAD && <Button onClick={() => onChoose("head")}>{t("member.make-head")}</Button>}
      <Button danger onClick={() => onChoose("leave")}>
        {t("member.leave")}
      </Button>
    </div>
  );
}

/** Protected fields of a member, by the name under which the service reveals them. */
const MASKED: Partial<Record<MemberField, "member_phone" | "certificate_no">> = {
  phone: "member_phone",
  certificate_no: "certificate_no",
};

function MemberFacts({ household, member }: { household: Household; member: Member }) {
  const { t } = useTranslation("households");
  const say = useSay();
  const codes = useCodes();
  const masks = {
    phone: member.phone_masked,
    certificate_no: member.has_certificate ? t("form.on-file") : null,
  };
  const disability = [
    codes.label("disability_type", member.disability_type),
    codes.label("disability_grade", member.disability_grade),
  ].filter(Boolean);
  const protectedValue = { householdId: household.id, memberId: member.id };
  return (
    <dl className={styles.facts}>
      <dt>{t("field.id_number")}</dt>
      <dd>
        <Reveal
          {...protectedValue}
          field="id_number"
          masked={member.id_number_masked}
          label={t("field.id_number")}
        />
      </dd>
      <dt>{t("field.birth_date")}</dt>
      <dd>
        <Reveal
          {...protectedValue}
          field="birth_date"
          masked={t("member.born", { year: member.birth_year, month: member.birth_month })}
          label={t("field.birth_date")}
        />
      </dd>
      <dt>{t("column.gender_age")}</dt>
      <dd>
        {codes.label("gender", member.gender)} {t("member.age", { age: member.age })}
      </dd>
      {(Object.keys(MEMBER_FIELDS) as MemberField[]).map((key) => {
        const asked = MASKED[key];
        const label = t(`field.${key}`);
        const mask = key === "phone" || key === "certificate_no" ? masks[key] : null;
        return (
          <FactRow key={key} label={label}>
            {asked ? (
              <Reveal {...protectedValue} field={asked} masked={mask} label={label} />
            ) : (
              say(MEMBER_FIELDS[key], member[key as keyof Member])
            )}
          </FactRow>
        );
      })}
      {disability.length > 0 && <FactRow label={t("member.disability")}>{disability.join("")}</FactRow>}
      <FactRow label={t("field.joined_on")}>
        {[day(member.joined_on), codes.label("join_reason", member.join_reason)].filter(Boolean).join(" ")}
      </FactRow>
      {member.left_on && (
        <FactRow label={t("leave.left_on")}>
          {[day(member.left_on), codes.label("leave_reason", member.leave_reason)].join(" ") || ABSENT}
        </FactRow>
      )}
    </dl>
  );
}

function FactRow({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}
