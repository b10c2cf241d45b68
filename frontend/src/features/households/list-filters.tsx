import { Button, Checkbox, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCodes } from "@/api/code-lists";
import { useRegionName } from "@/api/region-name";
import { ChoicePill } from "@/components/choice-pill";
import { SearchIcon } from "@/components/icons";
import { RegionPanel } from "@/components/region-panel";
import styles from "./households-page.module.css";
import { isFiltered, type Ledger, type ListSearch, OTHER_STANDINGS } from "./list-search";

interface Props {
  ledger: Ledger;
  search: ListSearch;
  onChange: (change: Partial<ListSearch>) => void;
  onClear: () => void;
}

/** Categories that a registered poor household may have (DOMAIN A4-1). */
const POOR_CATEGORIES = ["01", "04", "06"];

export function ListFilters({ ledger, search, onChange, onClear }: Props) {
  const { t } = useTranslation("households");
  const { t: common } = useTranslation("common");
  const codes = useCodes();
  const regionName = useRegionName(search.region);
  const isPoor = ledger === "poor";
  return (
    <>
      <SearchField text={search.q} onSearch={(q) => onChange({ q })} />
      <ChoicePill
        label={t("filter.region")}
        chosen={search.region ? regionName : undefined}
        onClear={() => onChange({ region: "" })}
        clearLabel={common("action.clear-one")}
      >
        {(close) => (
          <RegionPanel
            onChoose={(region) => {
              onChange({ region: region.key });
              close();
            }}
          />
        )}
      </ChoicePill>
      {isPoor ? (
        <CodePill
          label={t("filter.status")}
          options={codes.options("poverty_status")}
          chosen={search.status}
          onChange={(status) => onChange({ status })}
        />
      ) : (
        <CodePill
          label={t("filter.standing")}
          options={codes.options("standing", OTHER_STANDINGS)}
          chosen={search.standing}
          onChange={(standing) => onChange({ standing })}
        />
      )}
      <CodePill
        label={t("filter.category")}
        options={codes.options("category", isPoor ? POOR_CATEGORIES : undefined)}
        chosen={search.category}
        onChange={(category) => onChange({ category })}
      />
      {isPoor && (
        <CodePill
          label={t("filter.cause")}
          options={codes.options("cause")}
          chosen={search.cause}
          onChange={(cause) => onChange({ cause })}
        />
      )}
      <MorePill search={search} onChange={onChange} />
      {isFiltered(search) && (
        <Button type="link" size="small" onClick={onClear}>
          {common("action.clear")}
        </Button>
      )}
    </>
  );
}

function SearchField({ text, onSearch }: { text: string; onSearch: (text: string) => void }) {
  const { t } = useTranslation("households");
  const [typed, setTyped] = useState(text);
  const [shown, setShown] = useState(text);
  // The address may change under the field, by a link or the back button.
  if (shown !== text) {
    setShown(text);
    setTyped(text);
  }
  return (
    <Input
      className={styles.search}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onPressEnter={() => onSearch(typed.trim())}
      onBlur={() => typed.trim() !== text && onSearch(typed.trim())}
      allowClear
      onClear={() => onSearch("")}
      enterKeyHint="search"
      placeholder={t("filter.search")}
      aria-label={t("filter.search")}
      prefix={<SearchIcon />}
    />
  );
}

interface CodePillProps {
  label: string;
  options: { value: string; label: string }[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
}

function CodePill({ label, options, chosen, onChange }: CodePillProps) {
  const { t } = useTranslation("common");
  const words = options.filter((option) => chosen.includes(option.value)).map((option) => option.label);
  return (
    <ChoicePill
      label={label}
      chosen={chosen.length === 0 ? undefined : words.join("、")}
      onClear={() => onChange([])}
      clearLabel={t("action.clear-one")}
    >
      {() => (
        <Checkbox.Group className={styles.choices} options={options} value={chosen} onChange={onChange} />
      )}
    </ChoicePill>
  );
}

/** What is asked now and then: ability to work, disability, safety net. */
function MorePill({ search, onChange }: Pick<Props, "search" | "onChange">) {
  const { t } = useTranslation("households");
  const options = [
    { value: "labour", label: t("filter.no-labour"), on: search.labour === "none" },
    { value: "disabled", label: t("filter.disabled"), on: search.disabled },
    { value: "assured", label: t("filter.assured"), on: search.assured },
  ];
  const write = (values: string[]) =>
    onChange({
      labour: values.includes("labour") ? "none" : "",
      disabled: values.includes("disabled"),
      assured: values.includes("assured"),
    });
  return (
    <CodePill
      label={t("filter.more")}
      options={options}
      chosen={options.filter((option) => option.on).map((option) => option.value)}
      onChange={write}
    />
  );
}
