import { useTranslation } from "react-i18next";
import styles from "./status-mark.module.css";

/**
 * Where a household stands. The first four are 脱贫标志 (aar010), `cleared` is 错评清退; the others are
 * households on file that are not registered poor.
 */
export const STATUSES = [
  "poor",
  "out",
  "pre_out",
  "returned",
  "cleared",
  "exited_earlier",
  "extinct",
  "applying",
  "unregistered",
] as const;
export type Status = (typeof STATUSES)[number];

const OF_FLAG: Record<string, Status> = { "0": "poor", "1": "out", "2": "pre_out", "3": "returned" };

/** The status to show for 在册 standing and 脱贫标志; the flag speaks only while the household is registered. */
export function statusOf(standing: string, povertyStatus: string | null | undefined): Status {
  if (standing === "registered") return OF_FLAG[povertyStatus ?? "0"] ?? "poor";
  return STATUSES.find((status) => status === standing) ?? "unregistered";
}

interface Props {
  status: Status;
  /** With a frame, as in headers; without one in lists and text. */
  framed?: boolean;
}

/** Shape, word and colour together, so that a black-and-white print tells them apart. */
export function StatusMark({ status, framed = false }: Props) {
  const { t } = useTranslation("common");
  return (
    <span className={`${styles.mark} ${framed ? styles.framed : ""}`} data-status={status}>
      <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" aria-hidden="true">
        {SHAPES[status]}
      </svg>
      <span className={styles.word}>{t(`status.${status}`)}</span>
    </span>
  );
}

const RING = <circle cx="8" cy="8" r="5.500" strokeWidth="1.800" />;
const TICKED_DISC = (
  <>
    <circle cx="8" cy="8" r="6.400" fill="currentColor" stroke="none" />
    <path d="m5.200 8.200 2 2 3.700-4.200" stroke="var(--surface)" strokeWidth="1.600" />
  </>
);
const BARRED_SQUARE = (
  <>
    <rect x="2.500" y="2.500" width="11" height="11" strokeWidth="1.600" />
    <path d="M5.500 8h5" strokeWidth="1.600" />
  </>
);

const SHAPES: Record<Status, React.ReactNode> = {
  poor: RING,
  pre_out: (
    <>
      <circle cx="8" cy="8" r="5.800" strokeWidth="1.600" />
      <path d="M8 2.200a5.800 5.800 0 0 0 0 11.600z" fill="currentColor" stroke="none" />
    </>
  ),
  out: TICKED_DISC,
  returned: (
    <>
      <path d="M4 4.500h4.500a4 4 0 0 1 0 8H5" strokeWidth="1.700" />
      <path d="M6.500 1.800 3.600 4.500l2.900 2.700" strokeWidth="1.700" />
    </>
  ),
  cleared: BARRED_SQUARE,
  exited_earlier: TICKED_DISC,
  extinct: (
    <>
      <rect x="2.500" y="2.500" width="11" height="11" strokeWidth="1.600" />
      <path d="m5.500 5.500 5 5M10.500 5.500l-5 5" strokeWidth="1.600" />
    </>
  ),
  applying: <circle cx="8" cy="8" r="5.500" strokeWidth="1.600" strokeDasharray="2.600 2" />,
  unregistered: <path d="M3 8h10" strokeWidth="1.800" />,
};
