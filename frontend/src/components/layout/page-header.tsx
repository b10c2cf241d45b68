import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ChevronLeft } from "@/components/icons";
import { Seal } from "@/components/seal";
import { usePhone } from "@/lib/use-phone";
import { DemoNote } from "./demo-note";
import styles from "./page-header.module.css";

export interface Crumb {
  label: string;
  to?: string;
}

interface Props {
  /** The page's name, in Song. For what people entered (a name) give `entered`. */
  title: string;
  entered?: boolean;
  /** Beside the title: scope, as-of, status. */
  scope?: ReactNode;
  path?: Crumb[];
  /** At most one filled button among them. */
  actions?: ReactNode;
  /** On a phone: where the arrow leads. Without it the seal stands there, as on the pages of the foot. */
  back?: string;
}

/** Every page begins with it. On a phone it is the masthead itself, arrow or seal first. */
export function PageHeader(props: Props) {
  const { t } = useTranslation("common");
  const isPhone = usePhone();
  useEffect(() => {
    document.title = `${props.title} · ${t("platform.name")}`;
  }, [props.title, t]);
  return isPhone ? <PhoneHeader {...props} /> : <DeskHeader {...props} />;
}

function DeskHeader({ title, entered = false, scope, path, actions }: Props) {
  return (
    <header className={styles.desk}>
      {path && path.length > 0 && <Path crumbs={path} />}
      <div className={styles.line}>
        <h1 className={entered ? styles.entered : `song ${styles.title}`}>{title}</h1>
        {scope && <div className={styles.scope}>{scope}</div>}
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
    </header>
  );
}

function PhoneHeader({ title, entered = false, scope, actions, back }: Props) {
  const { t } = useTranslation("common");
  return (
    <>
      <header className={styles.phone}>
        <div className={styles.bar}>
          {back ? (
            <Link to={back} className={styles.back} aria-label={t("action.back")}>
              <ChevronLeft />
            </Link>
          ) : (
            <Seal size={26} />
          )}
          <h1 className={entered || back ? styles.entered : `song ${styles.title}`}>{title}</h1>
        </div>
        <div className={styles.rule} />
        <DemoNote banner />
      </header>
      {(scope || actions) && (
        <div className={styles.below}>
          {scope && <div className={styles.scope}>{scope}</div>}
          {actions && <div className={styles.actions}>{actions}</div>}
        </div>
      )}
    </>
  );
}

function Path({ crumbs }: { crumbs: Crumb[] }) {
  return (
    <nav className={styles.path}>
      {crumbs.map((crumb, place) => (
        <span key={crumb.label}>
          {place > 0 && <i aria-hidden="true"> › </i>}
          {crumb.to ? <Link to={crumb.to}>{crumb.label}</Link> : crumb.label}
        </span>
      ))}
    </nav>
  );
}
