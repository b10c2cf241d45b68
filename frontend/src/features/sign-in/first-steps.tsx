import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useInstallation } from "@/api/installation";
import { PasswordForm } from "@/auth/password-form";
import { useClaimPerson } from "@/auth/session";
import { ProblemNote } from "@/components/states";
import { readIdNumber } from "@/lib/id-number";
import { EntryFrame } from "./entry-frame";
import styles from "./forms.module.css";
import { Roomy } from "./roomy";

/** First sign-in: the password that someone else knows is replaced. */
export function FirstPasswordPage() {
  const { t } = useTranslation("sign-in");
  return (
    <EntryFrame>
      <div className={styles.narrow}>
        <h1 className={`song ${styles.heading}`}>{t("password.title")}</h1>
        <p className={styles.lead}>{t("password.why")}</p>
        <Roomy>
          <PasswordForm />
        </Roomy>
      </div>
    </EntryFrame>
  );
}

/** First sign-in: the account becomes that of one human being. */
export function ClaimPersonPage() {
  const { t } = useTranslation("sign-in");
  const { data: installation } = useInstallation();
  const [byPhone, setByPhone] = useState(false);
  const claim = useClaimPerson();

  const checkIdNumber = (_: unknown, typed: string | undefined) => {
    const reading = readIdNumber(typed ?? "", installation?.today ?? "9999-12-31");
    return reading.ok ? Promise.resolve() : Promise.reject(new Error(t(`claim.fault-${reading.fault}`)));
  };
  const submit = ({ proof }: { proof: string }) => {
    const value = proof.replace(/\s/g, "").toUpperCase();
    claim.mutate(byPhone ? { work_phone: value } : { id_number: value });
  };
  return (
    <EntryFrame>
      <div className={styles.narrow}>
        <h1 className={`song ${styles.heading}`}>{t("claim.title")}</h1>
        <p className={styles.lead}>{t("claim.why")}</p>
        <Roomy>
          <Form layout="vertical" requiredMark={false} onFinish={submit}>
            {byPhone ? (
              <Form.Item
                key="phone"
                name="proof"
                label={t("claim.work-phone")}
                rules={[{ required: true, message: t("claim.phone-missing") }]}
              >
                <Input inputMode="tel" autoComplete="off" autoFocus />
              </Form.Item>
            ) : (
              <Form.Item
                key="id"
                name="proof"
                label={t("claim.id-number")}
                validateTrigger="onBlur"
                rules={[{ validator: checkIdNumber }]}
              >
                <Input autoComplete="off" autoFocus maxLength={22} />
              </Form.Item>
            )}
            {claim.isError && (
              <div className={styles.problem}>
                <ProblemNote problem={claim.error} />
              </div>
            )}
            <Button type="primary" htmlType="submit" block loading={claim.isPending}>
              {t("claim.button")}
            </Button>
            <Button type="link" block className={styles.after} onClick={() => setByPhone(!byPhone)}>
              {t(byPhone ? "claim.by-id" : "claim.by-phone")}
            </Button>
          </Form>
        </Roomy>
      </div>
    </EntryFrame>
  );
}
