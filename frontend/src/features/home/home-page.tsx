import { useQuery } from "@tanstack/react-query";
import { Input } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { figuresQuery, figureValue } from "@/api/figures";
import { useToday } from "@/api/installation";
import { useMay, useSession } from "@/auth/session";
import { ChevronRight, SearchIcon } from "@/components/icons";
import { PageHeader } from "@/components/layout/page-header";
import { Panel } from "@/components/panel";
import { FigureCell, RuledCells } from "@/components/ruled-cells";
import { Empty, ProblemNote, Skeleton } from "@/components/states";
import { currentLanguage } from "@/lib/language";
import { paths } from "@/lib/paths";
import { usePhone } from "@/lib/use-phone";
import styles from "./home-page.module.css";

/** "What do I do today?" With what is built: how things stand in one's region, and the ways in. */
export function HomePage() {
  const { t } = useTranslation("home");
  const session = useSession();
  const may = useMay();
  const today = useToday();
  const isPhone = usePhone();
  const scope =
    session.post && t("scope", { region: session.post.region_name ?? "", post: session.post.title });
  return (
    <>
      <PageHeader title={t("title")} scope={<span>{[today, scope].filter(Boolean).join(" · ")}</span>} />
      {may("household.read") ? (
        <div className={styles.page}>
          {isPhone && <FindField />}
          {may("figure.read") && session.post && <Standing region={session.post.region_key} />}
          <Panel title={t("start")}>
            <Ways />
          </Panel>
        </div>
      ) : (
        <div className="card">
          <Empty fact={t("no-households")} next={t("no-households-why")} />
        </div>
      )}
    </>
  );
}

/** How things stand in one's own region today; each figure opens the board on itself. */
function Standing({ region }: { region: string }) {
  const { t } = useTranslation("home");
  const figures = useQuery(figuresQuery({ region, area: "registry" }));
  if (figures.isError) {
    return <ProblemNote problem={figures.error} onRetry={() => figures.refetch()} />;
  }
  if (!figures.data) return <Skeleton rows={1} rowHeight={72} />;
  return (
    <RuledCells label={t("figures")}>
      {figures.data.items.map((figure) => (
        <FigureCell
          key={figure.key}
          label={figure.name[currentLanguage()]}
          value={figureValue(figure)}
          unit={figure.unit_name[currentLanguage()]}
          note={t("as-of", { day: figure.as_of })}
          to={`${paths.board}?${new URLSearchParams({ figure: figure.key })}`}
        />
      ))}
    </RuledCells>
  );
}

function Ways() {
  const { t } = useTranslation("home");
  const may = useMay();
  const ways = [
    { to: paths.households, label: t("list"), why: t("list-why"), shown: true },
    { to: paths.otherHouseholds, label: t("others"), why: t("others-why"), shown: true },
    { to: paths.newHousehold, label: t("new"), why: t("new-why"), shown: may("household.write") },
  ];
  return (
    <ul>
      {ways
        .filter((way) => way.shown)
        .map((way) => (
          <li key={way.to}>
            <Link to={way.to} className={styles.way}>
              <span>
                <b>{way.label}</b>
                <span className="note">{way.why}</span>
              </span>
              <ChevronRight />
            </Link>
          </li>
        ))}
    </ul>
  );
}

function FindField() {
  const { t } = useTranslation("home");
  const navigate = useNavigate();
  return (
    <div className={styles.find}>
      <Input
        aria-label={t("find")}
        placeholder={t("find-placeholder")}
        prefix={<SearchIcon />}
        enterKeyHint="search"
        onPressEnter={(event) => {
          const text = event.currentTarget.value.trim();
          if (text) navigate(`${paths.households}?${new URLSearchParams({ q: text })}`);
        }}
      />
    </div>
  );
}
