import { Button } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Post, type Session, useChoosePost, useSignOut } from "@/auth/session";
import { Empty, ProblemNote } from "@/components/states";
import { day, minute } from "@/lib/format";
import { EntryFrame } from "./entry-frame";
import styles from "./forms.module.css";

interface Props {
  session: Session;
  onChosen?: () => void;
}

/** "In which post do you work today?" Number keys choose, Enter goes in; ended posts are told, not opened. */
export function ChoosePostPage({ session, onChosen }: Props) {
  const { t } = useTranslation("sign-in");
  const choosePost = useChoosePost();
  const signOut = useSignOut();
  const open = session.posts.filter((post) => !post.ended);
  const ended = session.posts.filter((post) => post.ended);
  const [chosen, setChosen] = useState(session.post?.id ?? open[0]?.id);
  const list = useRef<HTMLDivElement>(null);

  // So that Enter alone goes in, with the post that is chosen already.
  useEffect(() => {
    list.current?.querySelector<HTMLElement>("[aria-checked=true]")?.focus();
  }, []);

  useEffect(() => {
    const chooseByNumber = (event: KeyboardEvent) => {
      const post = open[Number(event.key) - 1];
      if (!post || event.ctrlKey || event.metaKey || event.altKey) return;
      setChosen(post.id);
      list.current?.querySelector<HTMLElement>(`[data-post="${post.id}"]`)?.focus();
    };
    document.addEventListener("keydown", chooseByNumber);
    return () => document.removeEventListener("keydown", chooseByNumber);
  }, [open]);

  const enter = () => {
    if (chosen) choosePost.mutate(chosen, { onSuccess: onChosen });
  };
  return (
    <EntryFrame>
      <form
        className={styles.wide}
        onSubmit={(event) => {
          event.preventDefault();
          enter();
        }}
      >
        <p className="note">
          {t("post.greeting", { name: session.name })}
          {session.last_sign_in && t("post.last", { time: minute(session.last_sign_in) })}
        </p>
        <h1 className={`song ${styles.heading}`}>{t("post.title")}</h1>
        {open.length === 0 && <Empty fact={t("post.none")} next={t("post.none-todo")} />}
        <div className={styles.posts} ref={list} role="radiogroup" aria-label={t("post.title")}>
          {open.map((post, place) => (
            // biome-ignore lint/a11y/useSemanticElements: a radio of two lines, walked by number keys as well
            <button
              key={post.id}
              type="button"
              role="radio"
              aria-checked={post.id === chosen}
              data-post={post.id}
              className={`${styles.post} ${post.id === chosen ? styles.chosen : ""}`}
              onClick={() => setChosen(post.id)}
              onDoubleClick={enter}
              onKeyDown={(event) => {
                if (event.key !== "Enter") return;
                event.preventDefault();
                enter();
              }}
            >
              <kbd>{place + 1}</kbd>
              <PostWords post={post} />
            </button>
          ))}
          {ended.map((post) => (
            <div key={post.id} className={`${styles.post} ${styles.ended}`}>
              <kbd>—</kbd>
              <EndedWords post={post} />
              <span className={styles.state}>{t("post.ended")}</span>
            </div>
          ))}
        </div>
        {choosePost.isError && <ProblemNote problem={choosePost.error} />}
        <div className={styles.enter}>
          <span className="note">{open.length > 0 && t("post.note")}</span>
          {open.length > 0 ? (
            <Button type="primary" className={styles.go} htmlType="submit" loading={choosePost.isPending}>
              {t("post.enter")}
            </Button>
          ) : (
            <Button onClick={() => signOut.mutate()}>{t("sign-out")}</Button>
          )}
        </div>
      </form>
    </EntryFrame>
  );
}

function PostWords({ post }: { post: Post }) {
  const { t } = useTranslation("sign-in");
  const dates = post.valid_to
    ? t("post.until", { from: day(post.valid_from), to: day(post.valid_to) })
    : t("post.since", { day: day(post.valid_from) });
  return (
    <span>
      <b>{post.title}</b> <span className="note">{dates}</span>
      <br />
      <span className="note">{t("post.area", { region: post.region_name ?? "" })}</span>
    </span>
  );
}

function EndedWords({ post }: { post: Post }) {
  const { t } = useTranslation("sign-in");
  return (
    <span>
      <b>{post.title}</b>
      <br />
      <span className="note">
        {post.successor
          ? t("post.ended-to", { day: day(post.valid_to), successor: post.successor })
          : t("post.ended-on", { day: day(post.valid_to) })}
      </span>
    </span>
  );
}
