import { Button, Form, type FormInstance } from "antd";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type ApiProblem, asProblem, fieldPath } from "@/api/problem";
import { changedFields, sameValue } from "@/lib/changed-fields";
import styles from "./change-form.module.css";
import { Note, ProblemNote } from "./states";

export interface Version<Fields> {
  fields: Fields;
  etag: string;
}

interface Props<Fields extends object> {
  /** As it stood when the form was opened. */
  read: Version<Fields>;
  /** As it stands now, asked for when someone else was quicker. */
  readAgain: () => Promise<Version<Fields>>;
  /** Sends only what was changed. */
  save: (changed: Partial<Fields>, etag: string, all: Fields) => Promise<unknown>;
  onDone: () => void;
  onCancel: () => void;
  /** How a field is called, and how its value is said, where both versions stand side by side. */
  label: (field: keyof Fields & string) => string;
  say: (field: keyof Fields & string, value: unknown) => string;
  saveLabel?: string;
  danger?: boolean;
  /** Fields that say how the change is meant; alone they are no change. */
  meaning?: readonly (keyof Fields)[];
  /** Saving without a change makes sense: the form is a deed, not an edit. */
  isDeed?: boolean;
  children: ReactNode | ((form: FormInstance<Fields>) => ReactNode);
}

/**
 * One form over a versioned record. What was typed survives every refusal; where the record was changed by
 * someone else meanwhile, both versions are laid side by side before anything is overwritten.
 */
export function ChangeForm<Fields extends object>(props: Props<Fields>) {
  const { read, label, say } = props;
  const { t } = useTranslation("common");
  const [form] = Form.useForm<Fields>();
  const [base, setBase] = useState(read);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [theirs, setTheirs] = useState<Version<Fields> | null>(null);
  const [isSaving, setSaving] = useState(false);
  const [isNothing, setNothing] = useState(false);

  const outcome = useRef<HTMLDivElement>(null);

  // A long form ends below the screen: what became of it must be seen.
  useEffect(() => {
    if (problem || theirs) outcome.current?.scrollIntoView({ block: "center" });
  }, [problem, theirs]);

  const facts = (changed: Partial<Fields>) =>
    Object.fromEntries(
      Object.entries(changed).filter(([key]) => !props.meaning?.includes(key as keyof Fields)),
    ) as Partial<Fields>;

  const submit = async (all: Fields) => {
    const changed = facts(changedFields(base.fields, all));
    if (!props.isDeed && Object.keys(changed).length === 0) return setNothing(true);
    setNothing(false);
    setProblem(null);
    setSaving(true);
    try {
      await props.save(changed, theirs?.etag ?? base.etag, all);
      props.onDone();
    } catch (thrown) {
      refuse(asProblem(thrown));
    } finally {
      setSaving(false);
    }
  };

  const refuse = (refusal: ApiProblem) => {
    setProblem(refusal);
    const faults = refusal.faults.filter((fault) => fault.pointer);
    form.setFields(
      faults.map((fault) => ({ name: fieldPath(fault.pointer ?? "") as never, errors: [fault.message] })),
    );
  };

  const compare = async () => {
    try {
      setTheirs(await props.readAgain());
      setProblem(null);
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
  };

  const takeTheirs = (version: Version<Fields>) => {
    setBase(version);
    setTheirs(null);
    form.setFieldsValue(version.fields as never);
  };

  const written = () => facts(form.getFieldsValue(true) as Partial<Fields>);
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={read.fields}
      onFinish={submit}
      className={styles.form}
      scrollToFirstError
    >
      {typeof props.children === "function" ? props.children(form) : props.children}
      <div ref={outcome} />
      {problem?.isConflict ? (
        <Note
          tone="bad"
          title={t("change.conflict")}
          actions={
            <>
              <Button type="primary" onClick={compare}>
                {t("change.compare")}
              </Button>
              <Button onClick={props.onCancel}>{t("change.give-up")}</Button>
            </>
          }
        >
          {t("change.kept", { count: Object.keys(changedFields(base.fields, written())).length })}
        </Note>
      ) : (
        problem && <ProblemNote problem={problem} kept={t("change.all-kept")} />
      )}
      {theirs && (
        <SideBySide
          theirs={theirs.fields}
          base={base.fields}
          mine={written() as Fields}
          label={label}
          say={say}
          onTakeTheirs={() => takeTheirs(theirs)}
        />
      )}
      {isNothing && <p className="note">{t("change.nothing")}</p>}
      {!problem?.isConflict && (
        <div className={styles.buttons}>
          <Button onClick={props.onCancel}>{t("action.cancel")}</Button>
          <Button type="primary" danger={props.danger} htmlType="submit" loading={isSaving}>
            {theirs ? t("change.save-mine") : (props.saveLabel ?? t("action.save"))}
          </Button>
        </div>
      )}
    </Form>
  );
}

interface SideBySideProps<Fields extends object> {
  base: Fields;
  theirs: Fields;
  mine: Fields;
  label: (field: keyof Fields & string) => string;
  say: (field: keyof Fields & string, value: unknown) => string;
  onTakeTheirs: () => void;
}

/** Each field that either of the two changed: as it stands now, and as written here. */
function SideBySide<Fields extends object>(props: SideBySideProps<Fields>) {
  const { t } = useTranslation("common");
  const { base, theirs, mine, label, say } = props;
  const fields = (Object.keys(mine) as (keyof Fields & string)[]).filter(
    (field) => !sameValue(base[field], theirs[field]) || !sameValue(base[field], mine[field]),
  );
  return (
    <div className={styles.compare}>
      <table>
        <thead>
          <tr>
            <th>{t("change.field")}</th>
            <th>{t("change.theirs")}</th>
            <th>{t("change.mine")}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field} data-clash={!sameValue(theirs[field], mine[field])}>
              <th scope="row">{label(field)}</th>
              <td>{say(field, theirs[field])}</td>
              <td>{say(field, mine[field])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button size="small" onClick={props.onTakeTheirs}>
        {t("change.take-theirs")}
      </Button>
    </div>
  );
}
