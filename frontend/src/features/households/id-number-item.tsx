import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { useCodes } from "@/api/code-lists";
import { useToday } from "@/api/installation";
import { readIdNumber } from "@/lib/id-number";

interface Props {
  name: string | (string | number)[];
  /** Where the value stands in the whole form, if `name` is only its end (inside a list). */
  path?: (string | number)[];
  /** The present mask: empty leaves the number as it is. */
  mask?: string;
  autoFocus?: boolean;
}

/** An ID number, judged while it is typed; birth date and gender are read from it and never asked. */
export function IdNumberItem({ name, path, mask, autoFocus = false }: Props) {
  const { t } = useTranslation("households");
  const today = useToday() ?? "9999-12-31";
  const codes = useCodes();
  const form = Form.useFormInstance();
  const typed = Form.useWatch<string | null | undefined>(path ?? name, form) ?? "";
  const reading = readIdNumber(typed, today);
  const check = (_: unknown, value: string | null | undefined) => {
    if (!value && mask) return Promise.resolve();
    const result = readIdNumber(value ?? "", today);
    return result.ok ? Promise.resolve() : Promise.reject(new Error(t(`id-number.${result.fault}`)));
  };
  return (
    <Form.Item
      name={name}
      label={t("field.id_number")}
      validateTrigger="onBlur"
      rules={[{ validator: check }]}
      extra={
        reading.ok
          ? t("id-number.says", {
              birth: reading.facts.birthDate,
              gender: codes.label("gender", reading.facts.gender),
            })
          : undefined
      }
    >
      <Input
        autoComplete="off"
        autoFocus={autoFocus}
        maxLength={26}
        placeholder={mask ? t("form.keep", { mask }) : undefined}
      />
    </Form.Item>
  );
}
