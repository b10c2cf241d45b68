import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { PasswordForm } from "@/auth/password-form";
import { type Post, useSession, useSignOut } from "@/auth/session";
import { PageHeader } from "@/components/layout/page-header";
import { Panel } from "@/components/panel";
import { FileCell, RuledCells } from "@/components/ruled-cells";
import { Note } from "@/components/states";
import { day, minute } from "@/lib/format";
import { switchLanguage } from "@/lib/language";
import { paths } from "@/lib/paths";
import styles from "./account-page.module.css";

/** Who am I here, in which posts, and the password. */
export function AccountPage() {
  const { t } = useTranslation("account");
  const { t: common } = useTranslation("common");
  const session = useSession();
  const signOut = useSignOut();
  const [isChanged, setChanged] = useState(false);
  return (
    <>
      <PageHeader
        title={t("title")}
        actions={
          <>
            <Button onClick={switchLanguage}>{common("language.switch")}</Button>
            <Button onClick={() => signOut.mutate()}>{t("sign-out")}</Button>
          </>
        }
      />
      <RuledCells label={t("title")}>
        <FileCell label={t("person")}>{session.name}</FileCell>
        <FileCell label={t("account")}>{session.account}</FileCell>
        <FileCell label={t("post")}>{session.post?.title}</FileCell>
        <FileCell label={t("region")}>{session.post?.region_name}</FileCell>
        <FileCell label={t("last-sign-in")}>
          {session.last_sign_in ? minute(session.last_sign_in) : t("first")}
        </FileCell>
      </RuledCells>
      <div className={styles.columns}>
        <Panel
          title={t("posts")}
          extra={session.posts.length > 1 && <Link to={paths.choosePost}>{t("change")}</Link>}
        >
          <ul>
            {session.posts.map((post) => (
              <PostLine key={post.id} post={post} isCurrent={post.id === session.post?.id} />
            ))}
          </ul>
        </Panel>
        <Panel title={t("password")}>
          <div className={styles.form}>
            {isChanged ? (
              <Note tone="plain" title={t("password-changed")} />
            ) : (
              <PasswordForm onChanged={() => setChanged(true)} />
            )}
          </div>
        </Panel>
      </div>
    </>
  );
}

function PostLine({ post, isCurrent }: { post: Post; isCurrent: boolean }) {
  const { t } = useTranslation("account");
  const dates = post.valid_to
    ? t("until", { from: day(post.valid_from), to: day(post.valid_to) })
    : t("since", { day: day(post.valid_from) });
  return (
    <li className={styles.post}>
      <span className={isCurrent ? "strong" : ""}>{post.title}</span>
      <span className="note">{dates}</span>
      <span className="note">{post.ended ? t("ended") : isCurrent ? t("now") : ""}</span>
    </li>
  );
}
