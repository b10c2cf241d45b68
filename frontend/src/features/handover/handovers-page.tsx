import { Button, Input } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useToday } from "@/api/installation";
import { useRegionName } from "@/api/region-name";
import { VILLAGE_KEY_LENGTH } from "@/api/regions";
import { useSession } from "@/auth/session";
import { ChoicePill } from "@/components/choice-pill";
import { SearchIcon } from "@/components/icons";
import { PageHeader } from "@/components/layout/page-header";
import { PillButton, PillChoice } from "@/components/pill-choice";
import { RegionPanel } from "@/components/region-panel";
import { useSettled } from "@/lib/use-settled";
import { HouseholdsView } from "./households-view";
import styles from "./list.module.css";
import { isFiltered } from "./list-search";
import { OnFileView } from "./on-file-view";
import { UnsentStrip } from "./unsent-strip";
import { useListPlace } from "./use-list-place";

const TYPING_MS = 350;

/** "Who has had how many goslings, who is still to get some?" And what was handed over, with its paper. */
export function HandoversPage() {
  const { t } = useTranslation("handover");
  const { post } = useSession();
  const today = useToday();
  const place = useListPlace();
  const { view } = place.search;
  return (
    <>
      <PageHeader
        title={t("title")}
        scope={<span>{t("scope", { region: post?.region_name ?? "", year: today?.slice(0, 4) ?? "" })}</span>}
      />
      <UnsentStrip />
      <div className={`card ${styles.list}`}>
        <div className={styles.filters}>
          <PillChoice
            label={t("view.label")}
            value={view}
            options={[
              { value: "households", label: t("view.households") },
              { value: "on-file", label: t("view.on-file") },
            ]}
            onChange={(next) => place.filter({ view: next, q: "", disabled: false })}
          >
            {view === "households" && (
              <PillButton
                isPressed={place.search.disabled}
                onPress={() => place.filter({ disabled: !place.search.disabled })}
              >
                {t("filter.disabled")}
              </PillButton>
            )}
          </PillChoice>
          <Filters place={place} />
        </div>
        {view === "households" ? <HouseholdsView place={place} /> : <OnFileView place={place} />}
      </div>
    </>
  );
}

function Filters({ place }: { place: ReturnType<typeof useListPlace> }) {
  const { t } = useTranslation("handover");
  const { t: common } = useTranslation("common");
  const { post } = useSession();
  const { search, filter } = place;
  const regionName = useRegionName(search.region);
  // A village has nothing below it to choose from.
  const hasRegions = (post?.region_key?.length ?? 0) < VILLAGE_KEY_LENGTH;
  return (
    <>
      {search.view === "households" && <SearchField text={search.q} onSearch={(q) => filter({ q })} />}
      {hasRegions && (
        <ChoicePill
          label={t("filter.region")}
          chosen={search.region ? regionName : undefined}
          onClear={() => filter({ region: "" })}
          clearLabel={common("action.clear-one")}
        >
          {(close) => (
            <RegionPanel
              onChoose={(region) => {
                filter({ region: region.key });
                close();
              }}
            />
          )}
        </ChoicePill>
      )}
      {isFiltered(search) && (
        <Button type="link" size="small" onClick={place.clear}>
          {common("action.clear")}
        </Button>
      )}
    </>
  );
}

/** Searches while one types; the address follows when the fingers rest. */
function SearchField({ text, onSearch }: { text: string; onSearch: (text: string) => void }) {
  const { t } = useTranslation("handover");
  const [typed, setTyped] = useState(text);
  const [seen, setSeen] = useState(text);
  // The address may change under the field, by the back button.
  if (seen !== text) {
    setSeen(text);
    if (typed.trim() !== text) setTyped(text);
  }
  const settled = useSettled(typed.trim(), TYPING_MS);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing asks anew, not the answer to it
  useEffect(() => {
    if (settled !== text && settled === typed.trim()) onSearch(settled);
  }, [settled]);
  return (
    <Input
      className={styles.search}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onPressEnter={() => onSearch(typed.trim())}
      allowClear
      enterKeyHint="search"
      maxLength={40}
      placeholder={t("filter.search")}
      aria-label={t("filter.search")}
      prefix={<SearchIcon />}
    />
  );
}
