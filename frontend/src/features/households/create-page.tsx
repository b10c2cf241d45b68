import { Button, Collapse, Form, Input, Popover, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useCodes } from "@/api/code-lists";
import { asProblem, fieldPath } from "@/api/problem";
import { type Region, regionLabel } from "@/api/regions";
import { CheckIcon, PlusIcon } from "@/components/icons";
import { PageHeader } from "@/components/layout/page-header";
import { Panel } from "@/components/panel";
import { RegionPanel } from "@/components/region-panel";
import { Note, ProblemNote } from "@/components/states";
import { paths } from "@/lib/paths";
import { useCreateHousehold } from "./api";
import { useCreateDraft } from "./create-draft";
import { type CreateFields, isMigrated, newHousehold, newMember, toCreate } from "./create-fields";
import styles from "./create-page.module.css";
import { FieldItem } from "./field-item";
import { HOUSEHOLD_FIELDS } from "./fields";
import formStyles from "./forms.module.css";
import { IdNumberItem } from "./id-number-item";
import { OTHER_STANDINGS } from "./list-search";
import { MemberFactItems, NameItem } from "./member-form";
import { HEAD } from "./relations";

const OTHER_CATEGORIES = ["02", "03", "05"];

/** A household that is not registered poor is put on file: where, who, and how it stands. */
export function CreatePage() {
  const { t } = useTranslation("households");
  const navigate = useNavigate();
  const [form] = Form.useForm<CreateFields>();
  const draft = useCreateDraft(form);
  const create = useCreateHousehold();

  const submit = (fields: CreateFields) =>
    create.mutate(toCreate(fields), {
      onSuccess: async (made) => {
        await draft.drop();
        navigate(paths.household(made.id));
      },
      onError: (thrown) => {
        const faults = asProblem(thrown).faults.filter((fault) => fault.pointer);
        form.setFields(
          faults.map((fault) => ({ name: formPath(fault.pointer ?? "") as never, errors: [fault.message] })),
        );
      },
    });
  const startAnew = async () => {
    await draft.drop();
    form.setFieldsValue(newHousehold());
  };
  return (
    <>
      <PageHeader
        title={t("create.title")}
        back={paths.otherHouseholds}
        path={[{ label: t("list.others"), to: paths.otherHouseholds }, { label: t("create.title") }]}
        scope={<DraftState state={draft.state} />}
        actions={draft.state === "restored" && <Button onClick={startAnew}>{t("create.anew")}</Button>}
      />
      <Form<CreateFields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={newHousehold()}
        onValuesChange={draft.keep}
        onFinish={submit}
        scrollToFirstError
        className={styles.page}
      >
        {draft.state === "restored" && (
          <Note tone="warn" title={t("create.restored")}>
            {t("create.restored-why")}
          </Note>
        )}
        <Panel title={t("create.where")}>
          <div className={styles.part}>
            <div className={formStyles.grid}>
              <VillageItem />
              <FieldItem
                name="group_name"
                label={t("field.group_name")}
                field={HOUSEHOLD_FIELDS.group_name}
              />
              <FieldItem name="phone" label={t("field.phone")} field={HOUSEHOLD_FIELDS.phone} />
              <FieldItem
                name="category"
                label={t("field.category")}
                field={HOUSEHOLD_FIELDS.category}
                only={OTHER_CATEGORIES}
              />
            </div>
          </div>
        </Panel>
        <Members />
        <Panel title={t("create.standing")} note={t("create.standing-note")}>
          <div className={styles.part}>
            <StandingItems />
          </div>
        </Panel>
        {create.isError && <ProblemNote problem={create.error} kept={t("create.kept")} />}
        <div className={styles.buttons}>
          <Button onClick={() => navigate(paths.otherHouseholds)}>{t("create.later")}</Button>
          <Button type="primary" htmlType="submit" loading={create.isPending}>
            {t("create.submit")}
          </Button>
        </div>
      </Form>
    </>
  );
}

/** The service calls the village by its key; the form holds it with its name. */
function formPath(pointer: string): (string | number)[] {
  const path = fieldPath(pointer);
  return path[0] === "region_key" ? ["region"] : path;
}

function DraftState({ state }: { state: ReturnType<typeof useCreateDraft>["state"] }) {
  const { t } = useTranslation("households");
  if (state !== "saved") return null;
  return (
    <span className={styles.saved}>
      <CheckIcon /> {t("create.draft-saved")}
    </span>
  );
}

function VillageItem() {
  const { t } = useTranslation("households");
  return (
    <Form.Item
      name="region"
      label={t("field.village")}
      rules={[{ required: true, message: t("form.required", { label: t("field.village") }) }]}
    >
      <VillageField />
    </Form.Item>
  );
}

interface VillageFieldProps {
  id?: string;
  value?: CreateFields["region"];
  onChange?: (value: CreateFields["region"]) => void;
}

/** A field that opens the regions below one's own; only a village is an answer. */
function VillageField({ id, value, onChange }: VillageFieldProps) {
  const { t } = useTranslation("households");
  const [isOpen, setOpen] = useState(false);
  const choose = (region: Region) => {
    onChange?.({ key: region.key, label: regionLabel(region) });
    setOpen(false);
  };
  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      content={<RegionPanel villagesOnly onChoose={choose} />}
    >
      <Input id={id} readOnly value={value?.label ?? ""} placeholder={t("create.choose-village")} />
    </Popover>
  );
}

function Members() {
  const { t } = useTranslation("households");
  return (
    <Form.List name="members">
      {(members, { add, remove }) => (
        <Panel title={t("create.members")} note={t("create.members-note")}>
          {members.map((member) => (
            <section key={member.key} className={styles.member}>
              <p className={formStyles.legend}>
                {member.name === 0 ? t("create.head") : t("create.member", { number: member.name + 1 })}
                {member.name > 0 && (
                  <Button type="link" size="small" danger onClick={() => remove(member.name)}>
                    {t("create.remove")}
                  </Button>
                )}
              </p>
              <div className={formStyles.grid}>
                <IdNumberItem
                  name={[member.name, "id_number"]}
                  path={["members", member.name, "id_number"]}
                />
                <NameItem name={[member.name, "name"]} />
                {member.name > 0 && <RelationItem index={member.name} />}
              </div>
              <Collapse
                ghost
                items={[
                  {
                    key: "more",
                    label: t("create.more"),
                    forceRender: true,
                    children: (
                      <div className={formStyles.grid}>
                        <MemberFactItems prefix={[member.name]} />
                      </div>
                    ),
                  },
                ]}
              />
            </section>
          ))}
          <div className={styles.part}>
            <Button icon={<PlusIcon />} onClick={() => add(newMember(null))}>
              {t("create.add-member")}
            </Button>
          </div>
        </Panel>
      )}
    </Form.List>
  );
}

function RelationItem({ index }: { index: number }) {
  const { t } = useTranslation("households");
  const codes = useCodes();
  return (
    <Form.Item
      name={[index, "relation"]}
      label={t("field.relation")}
      rules={[{ required: true, message: t("form.required", { label: t("field.relation") }) }]}
    >
      <Select
        options={codes.options("relation").filter((option) => option.value !== HEAD)}
        showSearch={{ optionFilterProp: "label" }}
      />
    </Form.Item>
  );
}

function StandingItems() {
  const { t } = useTranslation("households");
  const codes = useCodes();
  const form = Form.useFormInstance<CreateFields>();
  const standing = Form.useWatch("standing", form) ?? "unregistered";
  return (
    <div className={formStyles.grid}>
      <Form.Item name="standing" label={t("field.standing")}>
        <Select options={codes.options("standing", OTHER_STANDINGS)} />
      </Form.Item>
      {isMigrated(standing) && (
        <>
          <FieldItem name="document" label={t("create.document")} field={{ kind: "text" }} required />
          <FieldItem
            name="primary_cause"
            label={t("field.primary_cause")}
            field={HOUSEHOLD_FIELDS.primary_cause}
          />
          <FieldItem
            name="recognition_year"
            label={t("field.recognition_year")}
            field={HOUSEHOLD_FIELDS.recognition_year}
          />
          {standing === "exited_earlier" && (
            <FieldItem name="exit_year" label={t("field.exit_year")} field={HOUSEHOLD_FIELDS.exit_year} />
          )}
        </>
      )}
    </div>
  );
}
