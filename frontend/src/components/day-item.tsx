import { DatePicker, Form, type FormItemProps } from "antd";
import dayjs, { type Dayjs } from "dayjs";

interface Props extends FormItemProps {
  /** ISO day after which none can be chosen. */
  latest?: string | null;
}

/** A day in a form; its value is the ISO text, as the services take it. */
export function DayItem({ latest, ...item }: Props) {
  return (
    <Form.Item
      {...item}
      getValueProps={(value: string | null | undefined) => ({ value: value ? dayjs(value) : null })}
      normalize={(value: Dayjs | null) => value?.format("YYYY-MM-DD") ?? null}
    >
      <DatePicker
        style={{ width: "100%" }}
        format={["YYYY-MM-DD", "YYYYMMDD"]}
        disabledDate={(day) => Boolean(latest && day.format("YYYY-MM-DD") > latest)}
      />
    </Form.Item>
  );
}
