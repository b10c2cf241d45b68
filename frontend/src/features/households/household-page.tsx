import { useQuery } from "@tanstack/react-query";
import { Button, Tabs } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, useLocation, useNavigate, useParams } from "react-router";
import { useCodes } from "@/api/code-lists";
import { asProblem } from "@/api/problem";
import { Can } from "@/auth/can";
import { PencilIcon } from "@/components/icons";
import { type Crumb, PageHeader } from "@/components/layout/page-header";
import { SideSheet } from "@/components/side-sheet";
import { Note, ProblemNote, Skeleton } from "@/components/states";
import { StatusMark, statusOf } from "@/components/status-mark";
import { day, officialNumber } from "@/lib/format";
import { paths } from "@/lib/paths";
import { type Household, householdQuery } from "./api";
import { Findings } from "./findings";
import { HistoryTab } from "./history-tab";
import { HouseholdForm } from "./household-form";
import { HouseholdHeader } from "./household-header";
import styles from "./household-page.module.css";
import { IncomeTab } from "./income-tab";
import { MembersTab } from "./members-tab";
import { HEAD } from "./relations";
import { VoidForm } from "./void-form";

/** Everything on file of one household: who, where, why poor, on what; then members, income, history. */
export function HouseholdPage() {
  const { t } = useTranslation("households");
  const { id = "" } = useParams();
  const household = useQuery(householdQuery(id));
  if (household.isError) {
    const isAbsent = asProblem(household.error).isAbsent;
    return (
      <>
        <PageHeader title={t("page.title")} back={paths.households} />
        {isAbsent ? (
          <Note tone="plain" title={t("page.absent")}>
            {t("page.absent-why")}
          </Note>
        ) : (
          <ProblemNote problem={household.error} onRetry={() => household.refetch()} />
        )}
      </>
    );
  }
  if (!household.data) {
    return (
      <>
        <PageHeader title={t("page.title")} back={paths.households} />
        <Skeleton rows={9} />
      </>
    );
  }
  return <HouseholdFile household={household.data} />;
}

function HouseholdFile({ household }: { household: Household }) {
  const { t } = useTranslation("households");
  const codes = useCodes();
  const head = household.members.find((member) => member.relation === HEAD);
  const { tab } = useParams();
  const { pathname } = useLocation();
  const isRegistered = household.standing === "registered";
  const ledger = isRegistered ? paths.households : paths.otherHouseholds;
  const address = addressOf(household, tab);
  const words = [
    t("page.number", { number: officialNumber(household.official_no) }),
    t("persons", { count: household.members.length }),
    codes.label("category", household.category),
  ];
  if (pathname !== address) return <Navigate to={address} replace />;
  return (
    <>
      <PageHeader
        entered
        title={head?.name ?? officialNumber(household.official_no)}
        back={ledger}
        path={pathOf(household, ledger, t(isRegistered ? "list.poor" : "list.others"))}
        scope={
          <>
            <StatusMark status={statusOf(household.standing, household.poverty_status)} framed />
            <span>{words.filter(Boolean).join(" · ")}</span>
          </>
        }
        actions={!household.voided_on && <Actions household={household} />}
      />
      {household.voided_on && (
        <div className={styles.voided}>
          <Note tone="bad" title={t("page.voided", { day: day(household.voided_on) })}>
            {household.void_reason}
          </Note>
        </div>
      )}
      <HouseholdHeader household={household} />
      <Findings findings={household.findings} members={household.members} />
      <div className={`card ${styles.tabs}`}>
        <FileTabs household={household} />
      </div>
    </>
  );
}

function FileTabs({ household }: { household: Household }) {
  const { t } = useTranslation("households");
  const navigate = useNavigate();
  const { tab = "members" } = useParams();
  const count = <span className={styles.count}>{household.members.length}</span>;
  return (
    <Tabs
      activeKey={tab}
      onChange={(key) =>
        navigate(addressOf(household, key === "members" ? undefined : key), { replace: true })
      }
      items={[
        {
          key: "members",
          label: (
            <>
              {t("tab.members")} {count}
            </>
          ),
          children: <MembersTab household={household} />,
        },
        { key: "income", label: t("tab.income"), children: <IncomeTab household={household} /> },
        { key: "history", label: t("tab.history"), children: <HistoryTab householdId={household.id} /> },
      ]}
    />
  );
}

function Actions({ household }: { household: Household }) {
  const { t } = useTranslation("households");
  const [deed, setDeed] = useState<"edit" | "void" | null>(null);
  const close = () => setDeed(null);
  return (
    <Can permission="household.write">
      <Button danger onClick={() => setDeed("void")}>
        {t("action.void")}
      </Button>
      <Button type="primary" icon={<PencilIcon />} onClick={() => setDeed("edit")}>
        {t("action.edit")}
      </Button>
      <SideSheet title={t("action.edit")} isOpen={deed === "edit"} onClose={close}>
        <HouseholdForm household={household} onDone={close} />
      </SideSheet>
      <SideSheet title={t("action.void")} isOpen={deed === "void"} onClose={close}>
        <VoidForm household={household} onDone={close} />
      </SideSheet>
    </Can>
  );
}

/** The page of a household under its own ledger, whichever link led to it. */
function addressOf(household: Household, tab: string | undefined): string {
  return household.standing === "registered"
    ? paths.household(household.id, tab)
    : paths.otherHousehold(household.id, tab);
}

/** Ledger › county › township › village, each leading to the list of that place. */
function pathOf(household: Household, ledger: string, ledgerName: string): Crumb[] {
  const regions = household.region_path.map((region) => ({
    label: region.name,
    to: `${ledger}?${new URLSearchParams({ region: region.key })}`,
  }));
  return [{ label: ledgerName, to: ledger }, ...regions];
}
