import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCodes } from "@/api/code-lists";
import { Can } from "@/auth/can";
import { type Column, DataTable } from "@/components/data-table";
import { PlusIcon } from "@/components/icons";
import { SideSheet } from "@/components/side-sheet";
import { Empty } from "@/components/states";
import { ABSENT, day, spacedId } from "@/lib/format";
import { usePhone } from "@/lib/use-phone";
import type { Household, Member } from "./api";
import styles from "./household-page.module.css";
import { JoinForm } from "./member-form";
import { MemberSheet } from "./member-sheet";

/** Who lives there, and who did. */
export function MembersTab({ household }: { household: Household }) {
  const { t } = useTranslation("households");
  const [openId, setOpenId] = useState<string | null>(null);
  const [isJoining, setJoining] = useState(false);
  const everybody = [...household.members, ...household.former_members];
  const opened = everybody.find((member) => member.id === openId);
  return (
    <>
      <MemberRows members={household.members} onOpen={setOpenId} empty={<Empty fact={t("member.none")} />} />
      {!household.voided_on && (
        <Can permission="household.write">
          <div className={styles.below}>
            <Button icon={<PlusIcon />} onClick={() => setJoining(true)}>
              {t("member.join")}
            </Button>
          </div>
        </Can>
      )}
      {household.former_members.length > 0 && (
        <>
          <h2 className={styles.sub}>{t("member.former")}</h2>
          <MemberRows members={household.former_members} onOpen={setOpenId} />
        </>
      )}
      {opened && <MemberSheet household={household} member={opened} onClose={() => setOpenId(null)} />}
      <SideSheet title={t("member.join")} isOpen={isJoining} onClose={() => setJoining(false)}>
        <JoinForm household={household} onDone={() => setJoining(false)} />
      </SideSheet>
    </>
  );
}

interface RowsProps {
  members: Member[];
  onOpen: (id: string) => void;
  empty?: React.ReactNode;
}

function MemberRows({ members, onOpen, empty }: RowsProps) {
  const { t } = useTranslation("households");
  const isPhone = usePhone();
  const columns = useMemberColumns();
  if (isPhone && members.length > 0) return <MemberCards members={members} onOpen={onOpen} />;
  return (
    <DataTable
      label={t("tab.members")}
      columns={columns}
      rows={members}
      rowKey={(member) => member.id}
      onOpen={(member) => onOpen(member.id)}
      empty={empty}
    />
  );
}

function MemberCards({ members, onOpen }: Omit<RowsProps, "empty">) {
  const { t } = useTranslation("households");
  const codes = useCodes();
  return (
    <ul>
      {members.map((member) => (
        <li key={member.id}>
          <button type="button" className={styles.card} onClick={() => onOpen(member.id)}>
            <b>{member.name}</b>
            <span className="note">
              {[
                codes.label("relation", member.relation),
                codes.label("gender", member.gender),
                t("member.age", { age: member.age }),
                member.health.map((one) => codes.label("health", one)).join("、"),
                member.left_on && t("member.left", { day: day(member.left_on) }),
              ]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function useMemberColumns(): Column<Member>[] {
  const { t } = useTranslation("households");
  const codes = useCodes();
  const column = (
    key: string,
    title: string,
    render: Column<Member>["render"],
    more: Partial<Column<Member>> = {},
  ): Column<Member> => ({ key, title, render, ...more });
  return [
    column("name", t("field.name"), (one) => <b className={styles.name}>{one.name}</b>, { compared: true }),
    column("relation", t("field.relation"), (one) => codes.label("relation", one.relation)),
    column("gender", t("column.gender_age"), (one) => `${codes.label("gender", one.gender)} ${one.age}`),
    column("id_number", t("field.id_number"), (one) => spacedId(one.id_number_masked)),
    column(
      "health",
      t("field.health"),
      (one) => one.health.map((code) => codes.label("health", code)).join("、") || ABSENT,
    ),
    column(
      "labour",
      t("field.labour_skill"),
      (one) => codes.label("labour_skill", one.labour_skill) || ABSENT,
    ),
    column("school", t("member.schooling"), (one) => schooling(one, codes.label)),
    column("assured", t("member.assured"), (one) => {
      if (one.tekun) return t("member.tekun");
      return one.dibao ? t("member.dibao") : ABSENT;
    }),
  ];
}

/** Where someone goes to school, or else what they have learnt. */
function schooling(member: Member, label: (list: string, code: string | null) => string): string {
  const isPupil = member.school_status !== null && member.school_status !== "01";
  return isPupil
    ? label("school_status", member.school_status)
    : label("education", member.education) || ABSENT;
}
