import { useQuery } from "@tanstack/react-query";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type Region,
  regionChildrenQuery,
  regionLabel,
  regionSearchQuery,
  VILLAGE_KEY_LENGTH,
} from "@/api/regions";
import { useSession } from "@/auth/session";
import { useSettled } from "@/lib/use-settled";
import { ChevronLeft, ChevronRight, SearchIcon } from "./icons";
import styles from "./region-panel.module.css";

interface Props {
  onChoose: (region: Region) => void;
  /** Only a village will do: other levels are ways in, not answers. */
  villagesOnly?: boolean;
}

/** Choosing a region by typing its name or by walking down from one's own. */
export function RegionPanel({ onChoose, villagesOnly = false }: Props) {
  const { t } = useTranslation("common");
  const { post } = useSession();
  const [trail, setTrail] = useState<Region[]>([]);
  const [text, setText] = useState("");
  const settled = useSettled(text.trim(), 250);
  const isSearching = settled.length > 0;
  const here = trail.at(-1)?.key ?? post?.region_key ?? "";
  const children = useQuery({ ...regionChildrenQuery(here), enabled: here !== "" && !isSearching });
  const found = useQuery({ ...regionSearchQuery(settled), enabled: isSearching });
  const regions = (isSearching ? found.data : children.data) ?? [];
  const isAnswer = (region: Region) => !villagesOnly || region.key.length === VILLAGE_KEY_LENGTH;
  return (
    <div className={styles.panel}>
      <Input
        size="small"
        autoFocus
        allowClear
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder={t("region.search")}
        aria-label={t("region.search")}
        prefix={<SearchIcon />}
      />
      {!isSearching && trail.length > 0 && (
        <button type="button" className={styles.up} onClick={() => setTrail(trail.slice(0, -1))}>
          <ChevronLeft />
          {trail.map((region) => region.name).join(" › ")}
        </button>
      )}
      <ul className={styles.list}>
        {regions
          .filter((region) => !isSearching || isAnswer(region))
          .map((region) => (
            <li key={region.key}>
              <button
                type="button"
                onClick={() => (isAnswer(region) ? onChoose(region) : setTrail([...trail, region]))}
              >
                {isSearching ? regionLabel(region) : region.name}
              </button>
              {!isSearching && region.key.length < VILLAGE_KEY_LENGTH && (
                <button
                  type="button"
                  className={styles.into}
                  onClick={() => setTrail([...trail, region])}
                  aria-label={t("region.into", { name: region.name })}
                >
                  <ChevronRight />
                </button>
              )}
            </li>
          ))}
        {found.isSuccess && regions.length === 0 && isSearching && (
          <li className="note">{t("region.none")}</li>
        )}
      </ul>
    </div>
  );
}
