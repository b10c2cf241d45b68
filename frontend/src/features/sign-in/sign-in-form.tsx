import { Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { type Session, useSignIn } from "@/auth/session";
import { ProblemNote } from "@/components/states";
import styles from "./forms.module.css";
import { Roomy } from "./roomy";

interface Props {
  /** The account is given and stays: the same person comes back to an open page. */
  account?: string;
  onSignedIn?: (session: Session) => void;
}

interface Credentials {
  account: string;
  password: string;
}

export function SignInForm({ account, onSignedIn }: Props) {
  const { t } = useTranslation("sign-in");
  const signIn = useSignIn();
  return (
    <Roomy>
      <Form<Credentials>
        layout="vertical"
        requiredMark={false}
        className={styles.form}
        initialValues={{ account }}
        onFinish={(credentials) => signIn.mutate(credentials, { onSuccess: onSignedIn })}
      >
        <Form.Item
          name="account"
          label={t("sign-in.account")}
          normalize={(typed: string) => typed.trim()}
          rules={[{ required: true, message: t("sign-in.account-missing") }]}
        >
          <Input
            autoComplete="username"
            autoCapitalize="none"
            autoFocus={!account}
            readOnly={Boolean(account)}
          />
        </Form.Item>
        <Form.Item
          name="password"
          label={t("sign-in.password")}
          rules={[{ required: true, message: t("sign-in.password-missing") }]}
        >
          <Input.Password autoComplete="current-password" autoFocus={Boolean(account)} />
        </Form.Item>
        {signIn.isError && (
          <div className={styles.problem}>
            <ProblemNote problem={signIn.error} />
          </div>
        )}
        <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
          {t("sign-in.button")}
        </Button>
      </Form>
    </Roomy>
  );
}
