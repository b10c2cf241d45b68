import type { ApiProblem } from "@/api/problem";
import { uuid7 } from "@/lib/uuid7";
import type { GooseYearRow } from "./api";

/** What was written down at the door. */
export interface HandoverFields {
  /** Live goslings 活鹅, and those dead on arrival 途中死亡; null while the field is empty. */
  alive: number | null;
  dead: number | null;
  /** ISO day. */
  day: string | null;
  batch: string;
}

/** The receiver's signature as a picture, `data:image/png;base64,…`; each signing is told apart by its id. */
export interface Signature {
  id: string;
  picture: string;
  /** Under which the service keeps it, once it has. */
  fileId: string | null;
}

/** Why a hand-over is not sent yet: still being written, on its way, or not taken. */
export type DraftState =
  | { kind: "writing" }
  | { kind: "waiting"; why: "on-its-way" | "unreachable" | "later"; words: string | null }
  | { kind: "refused"; slug: string; title: string; detail: string | null; todo: string | null };

/** A hand-over on this device. It keeps its id from the first stroke until the service has it. */
export interface HandoverDraft {
  id: string;
  household: GooseYearRow;
  fields: HandoverFields;
  signature: Signature | null;
  state: DraftState;
  /** Instant of the last change by a person. */
  writtenAt: string;
}

const FOLDER = "handover/";
/** Drafts of hand-overs, as against all else that is kept on the device. */
export const DRAFTS = FOLDER;
export const draftName = (id: string) => `${FOLDER}${id}`;

/** A new form: all that remains is offered, since most households take it in one go. */
export function startDraft(household: GooseYearRow, day: string | null, batch: string): HandoverDraft {
  return {
    id: uuid7(),
    household,
    fields: { alive: household.remaining, dead: 0, day, batch },
    signature: null,
    state: { kind: "writing" },
    writtenAt: new Date().toISOString(),
  };
}

/** A change by a person takes the draft out of the queue: half a change is not sent. */
export function changeDraft(
  draft: HandoverDraft,
  change: Partial<Pick<HandoverDraft, "fields" | "signature">>,
): HandoverDraft {
  // Somebody else's hand-over has this id: the same content goes out under another one.
  const isTaken = draft.state.kind === "refused" && draft.state.slug === "id-taken";
  return {
    ...draft,
    ...change,
    id: isTaken ? uuid7() : draft.id,
    state: { kind: "writing" },
    writtenAt: new Date().toISOString(),
  };
}

export function sign(picture: string): Signature {
  return { id: uuid7(), picture, fileId: null };
}

export type Fault = "alive-missing" | "too-many" | "dead-missing" | "day-missing" | "batch-form" | "unsigned";

const BATCH = /^[A-Za-z0-9][A-Za-z0-9-]{1,31}$/;

/** What is known on the device to be wrong; whether the rest holds, the service says. */
export function faultsOf({ fields, household, signature }: HandoverDraft): Partial<Record<Part, Fault>> {
  const faults: Partial<Record<Part, Fault>> = {};
  const { alive, dead, day, batch } = fields;
  if (alive === null || alive < 1) faults.alive = "alive-missing";
  else if (isOfYear(day, household) && alive > household.remaining) faults.alive = "too-many";
  if (dead === null || dead < 0) faults.dead = "dead-missing";
  if (!day) faults.day = "day-missing";
  if (!BATCH.test(batch.trim())) faults.batch = "batch-form";
  if (!signature) faults.signature = "unsigned";
  return faults;
}

export type Part = keyof HandoverFields | "signature";

/** What the household has had in the year is known for one year only. */
function isOfYear(day: string | null, household: GooseYearRow): boolean {
  return !day || Number(day.slice(0, 4)) === household.year;
}

/**
 * The key of a sending: the same content repeats it, so that a doubled sending is done once. With another
 * content the service looks at the id alone, and says that the earlier one is on file.
 */
export function sendingKey({ id, fields, signature }: HandoverDraft): string {
  const { alive, dead, day, batch } = fields;
  return [id, alive, dead, day, batch.trim().toUpperCase(), signature?.id].join(".");
}

/** What becomes of a draft that was not taken: waiting where time may help, else back to the person. */
export function stateAfter(problem: ApiProblem): DraftState {
  if (problem.status === 0) return { kind: "waiting", why: "unreachable", words: null };
  if (problem.status >= 500 || PASSING.has(problem.status) || problem.slug === UNDER_WAY) {
    return { kind: "waiting", why: "later", words: problem.hasWords ? problem.message : null };
  }
  const details = [problem.detail, ...problem.faults.map((fault) => fault.message)].filter(Boolean);
  return {
    kind: "refused",
    slug: problem.slug,
    title: problem.hasWords ? problem.message : "",
    detail: details.join(" ") || null,
    todo: problem.todo,
  };
}

const PASSING = new Set([401, 408, 425, 429]);
/** The same sending is being dealt with at this moment, in another window. */
const UNDER_WAY = "still-under-way";

/** A number short enough to be read out: day and tail of the id, as it stands on the list too. */
export function receiptNumber(id: string, day: string): string {
  return `${day.slice(5, 7)}${day.slice(8, 10)}-${id.slice(-6).toUpperCase()}`;
}
