import { useTranslation } from "react-i18next";
import { EntryFrame } from "./entry-frame";
import styles from "./forms.module.css";
import { SignInForm } from "./sign-in-form";

export function SignInPage() {
  const { t } = useTranslation("sign-in");
  return (
    <EntryFrame>
      <div className={styles.narrow}>
        <h1 className={`song ${styles.heading}`}>{t("sign-in.title")}</h1>
        <SignInForm />
        <p className={`note ${styles.after}`}>{t("sign-in.idle")}</p>
      </div>
    </EntryFrame>
  );
}
