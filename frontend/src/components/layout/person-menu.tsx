import { Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useSession, useSignOut } from "@/auth/session";
import { ChevronDown } from "@/components/icons";
import { switchLanguage } from "@/lib/language";
import { paths } from "@/lib/paths";
import styles from "./person-menu.module.css";

/** Who is at work and as what; account, change of post, language, sign-out. */
export function PersonMenu() {
  const { t } = useTranslation("common");
  const session = useSession();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const items = [
    { key: "account", label: t("person.account"), onClick: () => navigate(paths.account) },
    { key: "post", label: t("person.post"), onClick: () => navigate(paths.choosePost) },
    { key: "language", label: t("language.switch"), onClick: switchLanguage },
    { type: "divider" as const },
    { key: "sign-out", label: t("person.sign-out"), onClick: () => signOut.mutate() },
  ];
  return (
    <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
      <button type="button" className={styles.person} title={t("person.menu")}>
        <span className={styles.words}>
          <b>{session.name}</b>
          <span>{session.post?.title}</span>
        </span>
        <ChevronDown />
      </button>
    </Dropdown>
  );
}
