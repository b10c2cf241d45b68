/** One fault at one place of what was sent. */
export interface FieldFault {
  /** JSON pointer into the body that was sent: "/members/0/id_number". */
  pointer?: string | null;
  sheet?: string | null;
  row?: number | null;
  column?: string | null;
  code: string;
  message: string;
}

interface ProblemBody {
  type: string;
  title: string;
  detail?: string | null;
  todo?: string | null;
  errors?: FieldFault[] | null;
}

const PREFIX = "urn:bangfu:problem:";

/**
 * What a service answered instead of what was asked (RFC 9457), its words already in the user's language;
 * or, with `slug` "unreachable" or "unreadable" and no words, an answer that never came or says nothing.
 */
export class ApiProblem extends Error {
  readonly status: number;
  readonly slug: string;
  readonly detail: string | null;
  readonly todo: string | null;
  readonly faults: readonly FieldFault[];
  readonly requestId: string | null;

  constructor(status: number, slug: string, body?: ProblemBody, requestId: string | null = null) {
    super(body?.title ?? slug);
    this.name = "ApiProblem";
    this.status = status;
    this.slug = slug;
    this.detail = body?.detail ?? null;
    this.todo = body?.todo ?? null;
    this.faults = body?.errors ?? [];
    this.requestId = requestId;
  }

  /** Someone else changed it since it was read, or it was changed without having been read. */
  get isConflict(): boolean {
    return this.status === 412;
  }

  get isAbsent(): boolean {
    return this.status === 404;
  }

  /** Whether the service gave its own words, to be shown as they are. */
  get hasWords(): boolean {
    return this.message !== this.slug;
  }
}

/** The problem in an answer that is not a success; `body` is its JSON, if it had any. */
export function problemFrom(response: Response, body: unknown): ApiProblem {
  const requestId = response.headers.get("X-Request-Id");
  if (!isProblemBody(body)) return new ApiProblem(response.status, "unreadable", undefined, requestId);
  return new ApiProblem(response.status, body.type.replace(PREFIX, ""), body, requestId);
}

/** Whatever was thrown, as a problem; a defect of the program itself becomes "unreadable". */
export function asProblem(thrown: unknown): ApiProblem {
  return thrown instanceof ApiProblem ? thrown : new ApiProblem(0, "unreadable");
}

function isProblemBody(body: unknown): body is ProblemBody {
  return (
    typeof body === "object" &&
    body !== null &&
    "title" in body &&
    typeof body.title === "string" &&
    "type" in body &&
    typeof body.type === "string"
  );
}

/**
 * A JSON pointer as the name path of a form field: "/members/0/id_number" → ["members", 0, "id_number"].
 * Services may point into the whole request ("/body/…"); the form knows only the body.
 */
export function fieldPath(pointer: string): (string | number)[] {
  const parts = pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  if (parts[0] === "body") parts.shift();
  return parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
