import { Form, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useCodes } from "@/api/code-lists";
import type { FieldKind } from "./fields";

interface Props {
  name: string | (string | number)[];
  label: string;
  field: FieldKind;
  /** The present mask of a protected value: leaving the field empty leaves it as it is. */
  mask?: string | null | undefined;
  /** Narrows a code list to what the case allows. */
  only?: readonly string[];
  required?: boolean;
}

/** One field of a form, as its kind wants it. */
export function FieldItem({ name, label, field, mask, only, required = false }: Props) {
  const { t } = useTranslation("households");
  const codes = useCodes();
  const rules = required ? [{ required: true, message: t("form.required", { label }) }] : [];
  const item = { name, label, rules };
  switch (field.kind) {
    case "code":
    case "codes":
      return (
        <Form.Item {...item}>
          <Select
            mode={field.kind === "codes" ? "multiple" : undefined}
            options={codes.options(field.list, only)}
            allowClear
            showSearch={{ optionFilterProp: "label" }}
          />
        </Form.Item>
      );
    case "yes-no":
      return (
        <Form.Item {...item}>
          <Select
            allowClear
            options={[
              { value: true, label: t("form.yes") },
              { value: false, label: t("form.no") },
            ]}
          />
        </Form.Item>
      );
    case "money":
      return (
        <Form.Item {...item}>
          <InputNumber stringMode precision={2} min="0" controls={false} style={{ width: "100%" }} />
        </Form.Item>
      );
    case "measure":
      return (
        <Form.Item {...item}>
          <InputNumber stringMode min="0" controls={false} style={{ width: "100%" }} />
        </Form.Item>
      );
    case "year":
    case "number":
      return (
        <Form.Item {...item}>
          <InputNumber
            precision={0}
            min={field.kind === "year" ? 1980 : 0}
            max={field.kind === "year" ? 2100 : 99}
            controls={false}
            style={{ width: "100%" }}
          />
        </Form.Item>
      );
    case "protected":
      return (
        <Form.Item {...item}>
          <Input autoComplete="off" placeholder={mask ? t("form.keep", { mask }) : undefined} />
        </Form.Item>
      );
    default:
      return (
        <Form.Item {...item}>
          <Input autoComplete="off" />
        </Form.Item>
      );
  }
}
