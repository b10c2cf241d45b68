import { Button, Input } from "antd";
import { type DragEvent, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ImportIcon } from "@/components/icons";
import { PillChoice } from "@/components/pill-choice";
import { ProblemNote } from "@/components/states";
import { type RelationList, useSendRoster } from "./api";
import styles from "./file-drop.module.css";
import { fileSize } from "./preview";

interface Props {
  onSent: (importId: string) => void;
  /** The sheets of the file among which one has to be chosen. */
  sheets?: string[];
}

const ACCEPTED = ".xlsx,.csv";

/** Where a roster is let fall, or chosen; which relation list it was written with; then it goes. */
export function FileDrop({ onSent, sheets = [] }: Props) {
  const { t } = useTranslation("imports");
  const input = useRef<HTMLInputElement>(null);
  const documentId = useId();
  const [file, setFile] = useState<File | null>(null);
  const [relations, setRelations] = useState<RelationList>("national");
  const [document, setDocument] = useState("");
  const [sheet, setSheet] = useState(sheets[0] ?? "");
  const [isOver, setOver] = useState(false);
  const send = useSendRoster();
  const take = (taken: File | null | undefined) => {
    if (!taken) return;
    send.reset();
    setFile(taken);
  };
  const drag = (over: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(over);
  };
  return (
    <section
      className={`card ${styles.drop} ${isOver ? styles.over : ""}`}
      aria-label={t("drop.title")}
      onDragOver={drag(true)}
      onDragLeave={drag(false)}
      onDrop={(event) => {
        drag(false)(event);
        take(event.dataTransfer.files[0]);
      }}
    >
      <input
        ref={input}
        type="file"
        accept={ACCEPTED}
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t("drop.choose")}
        onChange={(event) => {
          take(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      <div className={styles.place}>
        <span className={styles.sign}>
          <ImportIcon />
        </span>
        <p className="strong">{file ? file.name : t("drop.title")}</p>
        <p className="note">{file ? fileSize(file.size) : t("drop.kinds")}</p>
        <Button onClick={() => input.current?.click()}>{t(file ? "drop.other" : "drop.choose")}</Button>
      </div>
      <div className={styles.choices}>
        <div>
          <p className={styles.question}>{t("relations.question")}</p>
          <PillChoice
            label={t("relations.question")}
            value={relations}
            options={[
              { value: "national", label: t("relations.national") },
              { value: "gb-t-4761", label: t("relations.gb-t-4761") },
            ]}
            onChange={setRelations}
          />
          <p className="note">{t("relations.why")}</p>
        </div>
        <div>
          <label htmlFor={documentId} className={styles.question}>
            {t("document.label")}
          </label>
          <Input
            id={documentId}
            value={document}
            maxLength={200}
            placeholder={t("document.placeholder")}
            onChange={(event) => setDocument(event.target.value)}
          />
          <p className="note">{t("document.why")}</p>
        </div>
        {sheets.length > 0 && (
          <div>
            <p className={styles.question}>{t("sheet-question")}</p>
            <PillChoice
              label={t("sheet-question")}
              value={sheet}
              options={sheets.map((name) => ({ value: name, label: name }))}
              onChange={setSheet}
            />
          </div>
        )}
        {send.isError && <ProblemNote problem={send.error} />}
        <div className={styles.send}>
          <Button
            type="primary"
            disabled={!file}
            loading={send.isPending}
            onClick={() =>
              file &&
              send.mutate(
                { file, relations, document, ...(sheet && { sheet }) },
                { onSuccess: (sent) => onSent(sent.id) },
              )
            }
          >
            {t("drop.send")}
          </Button>
          <span className="note">{t(file ? "drop.send-why" : "drop.send-first")}</span>
        </div>
      </div>
    </section>
  );
}
