import { useMutation, useQuery } from "@tanstack/react-query";
import { AutoComplete, Input, type RefSelectProps } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { lookupIdNumber } from "@/api/lookup";
import { regionLabel, regionSearchQuery } from "@/api/regions";
import { useMay } from "@/auth/session";
import { SearchIcon } from "@/components/icons";
import { Note, ProblemNote } from "@/components/states";
import { paths } from "@/lib/paths";
import { useSettled } from "@/lib/use-settled";
import styles from "./search-box.module.css";

const LONGEST = 26;

interface Choice {
  value: string;
  label: string;
  choose: () => void;
}

/** One box for a name, an official number, a whole ID number or a village; '/' leads to it from anywhere. */
export function SearchBox() {
  const { t } = useTranslation("common");
  const navigate = useNavigate();
  const mayReadHouseholds = useMay()("household.read");
  const box = useRef<RefSelectProps>(null);
  const [text, setText] = useState("");
  const typed = text.trim();
  const isIdNumber = /^\d{17}[\dXx]$/.test(typed.replace(/\s/g, ""));
  const settled = useSettled(typed, 250);
  const regions = useQuery({
    ...regionSearchQuery(settled),
    enabled: settled.length >= 2 && !/\d{6}/.test(settled),
  });
  const lookup = useMutation({ mutationFn: lookupIdNumber });

  useEffect(() => {
    const focusOnSlash = (event: KeyboardEvent) => {
      const isTyping = (event.target as HTMLElement).closest("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || isTyping) return;
      event.preventDefault();
      box.current?.focus();
    };
    document.addEventListener("keydown", focusOnSlash);
    return () => document.removeEventListener("keydown", focusOnSlash);
  }, []);

  if (!mayReadHouseholds) return null;

  const open = (address: string) => {
    setText("");
    lookup.reset();
    box.current?.blur();
    navigate(address);
  };
  // A number of a person never stands in an address: it is asked for by POST.
  const findPerson = async () => {
    const found = await lookup.mutateAsync(typed.replace(/\s/g, "").toUpperCase()).catch(() => null);
    if (found) open(paths.household(found));
  };
  const inList = (list: string) => `${list}?${new URLSearchParams({ q: typed })}`;
  const options: Choice[] = isIdNumber
    ? [{ value: "id", label: t("search.id-number"), choose: findPerson }]
    : [
        {
          value: "poor",
          label: t("search.in-poor", { text: typed }),
          choose: () => open(inList(paths.households)),
        },
        {
          value: "others",
          label: t("search.in-others", { text: typed }),
          choose: () => open(inList(paths.otherHouseholds)),
        },
        ...(regions.data ?? []).slice(0, 6).map((region) => ({
          value: region.key,
          label: t("search.region", { name: regionLabel(region) }),
          choose: () => open(`${paths.households}?${new URLSearchParams({ region: region.key })}`),
        })),
      ];
  return (
    <search className={styles.search}>
      <AutoComplete
        ref={box}
        className={styles.box}
        value={text}
        options={typed.length > 0 ? options : []}
        defaultActiveFirstOption
        onSearch={(value) => {
          setText(value.slice(0, LONGEST));
          lookup.reset();
        }}
        onSelect={(_, option) => option.choose()}
      >
        <Input
          aria-label={t("search.label")}
          placeholder={t("search.placeholder")}
          prefix={<SearchIcon />}
          suffix={<kbd>/</kbd>}
          autoComplete="off"
        />
      </AutoComplete>
      {(lookup.isError || lookup.data === null) && (
        <div className={styles.answer}>
          {lookup.isError ? (
            <ProblemNote problem={lookup.error} />
          ) : (
            <Note tone="plain" title={t("search.nobody")}>
              {t("search.nobody-why")}
            </Note>
          )}
        </div>
      )}
    </search>
  );
}
