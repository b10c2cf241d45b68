import { Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { ProblemNote } from "@/components/states";
import { useChangePassword } from "./session";

const LEAST_LENGTH = 10;

interface Fields {
  current: string;
  next: string;
  repeat: string;
}

/** Change of one's own password; asked for at the first sign-in and offered on the account page. */
export function PasswordForm({ onChanged }: { onChanged?: () => void }) {
  const { t } = useTranslation("auth");
  const [form] = Form.useForm<Fields>();
  const change = useChangePassword();
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={({ current, next }) =>
        change.mutate(
          { current, next },
          {
            onSuccess: () => {
              form.resetFields();
              onChanged?.();
            },
          },
        )
      }
    >
      <Form.Item
        name="current"
        label={t("password.current")}
        rules={[{ required: true, message: t("password.current-missing") }]}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="next"
        label={t("password.next")}
        extra={t("password.rule", { length: LEAST_LENGTH })}
        dependencies={["current"]}
        rules={[
          { required: true, min: LEAST_LENGTH, message: t("password.next-short", { length: LEAST_LENGTH }) },
          ({ getFieldValue }) => ({
            validator: (_, next) =>
              next && next === getFieldValue("current")
                ? Promise.reject(new Error(t("password.next-same")))
                : Promise.resolve(),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="repeat"
        label={t("password.repeat")}
        dependencies={["next"]}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, repeat) =>
              repeat === getFieldValue("next")
                ? Promise.resolve()
                : Promise.reject(new Error(t("password.repeat-differs"))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      {change.isError && (
        <Form.Item>
          <ProblemNote problem={change.error} />
        </Form.Item>
      )}
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {t("password.button")}
      </Button>
    </Form>
  );
}
