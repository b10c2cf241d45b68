import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { useAttempt } from "@/api/attempt-key";
import { registry, unwrap } from "@/api/client";
import { download } from "@/api/download";
import type { components } from "@/api/generated/registry";
import { BACKGROUND } from "@/api/send";

type Schemas = components["schemas"];
export type RosterImport = Schemas["ImportRead"];
export type RosterRow = Schemas["RowRead"];
export type RosterColumn = Schemas["ColumnRead"];
export type Finding = RosterRow["findings"][number];
export type HouseholdState = RosterRow["state"];
export type RelationList = Schemas["RelationList"];

const ROOT = "/api/registry/v1/imports";
const ONE = "/api/registry/v1/imports/{import_id}";
const EVERY_MS = 1000;
const PAGE_ROWS = 200;

/** One's own imports, newest first. */
export const importsQuery = infiniteQueryOptions({
  queryKey: ["imports", "list"],
  queryFn: async ({ pageParam }) =>
    unwrap(await registry.GET(ROOT, { params: { query: pageParam ? { before: pageParam } : {} } })),
  initialPageParam: "",
  getNextPageParam: (page) => page.next ?? undefined,
});

/** Whether a job is at work on it, so that it changes by itself. */
export function isAtWork({ status }: Pick<RosterImport, "status">): boolean {
  return status === "reading" || status === "committing";
}

/** One import; asked for again while a job is at work. The asking keeps no session alive. */
export function importQuery(id: string) {
  return queryOptions({
    queryKey: ["imports", "one", id],
    queryFn: async () =>
      unwrap(await registry.GET(ONE, { params: { path: { import_id: id } }, headers: BACKGROUND })),
    refetchInterval: ({ state }) => (state.data && isAtWork(state.data) ? EVERY_MS : false),
    refetchIntervalInBackground: true,
  });
}

/** Rows of the preview, of whole households in the states asked for (all where none is named). */
export function rowsQuery(id: string, states: readonly HouseholdState[], status: RosterImport["status"]) {
  return infiniteQueryOptions({
    // With the status: a commit turns rows from "create" to "written".
    queryKey: ["imports", "rows", id, status, states],
    queryFn: async ({ pageParam }) =>
      unwrap(
        await registry.GET(`${ONE}/rows`, {
          params: {
            path: { import_id: id },
            query: {
              limit: PAGE_ROWS,
              ...(states.length > 0 && { state: [...states] }),
              ...(pageParam && { after: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

export interface Roster {
  file: File;
  relations: RelationList;
  /** Where the data come from; the file's name where it is left empty. */
  document: string;
  /** Which sheet, where the service asked for it. */
  sheet?: string;
}

/**
 * Files sent from this page, by the import that came of them: where the service asks which sheet is meant, the
 * same file goes once more without being looked for again. Memory only; a roster never lies in the browser.
 */
const SENT = new Map<string, Roster>();

export function sentRoster(importId: string): Roster | undefined {
  return SENT.get(importId);
}

export function useSendRoster() {
  const attempt = useAttempt();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (roster: Roster) => {
      const { file, relations, document, sheet } = roster;
      const what = [file.name, file.size, file.lastModified, relations, document, sheet];
      const form = new FormData();
      form.append("file", file, file.name);
      form.append("relations", relations);
      if (document.trim()) form.append("document", document.trim());
      if (sheet) form.append("sheet", sheet);
      const sent = unwrap(
        await registry.POST(ROOT, {
          // The form itself is sent; its typed shape names the file as text.
          body: { file: file.name },
          bodySerializer: () => form,
          headers: { "Idempotency-Key": attempt.for(what) },
        }),
      );
      SENT.set(sent.id, roster);
      return sent;
    },
    onSuccess: () => client.invalidateQueries({ queryKey: importsQuery.queryKey }),
  });
}

/** Writing the preview, and stopping it or letting it go. */
export function useImportDeed(id: string, deed: "commit" | "cancel") {
  const attempt = useAttempt();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (status: RosterImport["status"]) =>
      unwrap(
        await registry.POST(`${ONE}/${deed}`, {
          params: { path: { import_id: id } },
          headers: { "Idempotency-Key": attempt.for([deed, id, status]) },
        }),
      ),
    onSuccess: (now) => client.setQueryData(importQuery(id).queryKey, now),
    onSettled: () => client.invalidateQueries({ queryKey: ["imports"] }),
  });
}

export function downloadTemplate(): Promise<void> {
  return download(`${ROOT}/template`, "roster-template.xlsx");
}

export function downloadErrors(id: string): Promise<void> {
  return download(`${ROOT}/${id}/errors.xlsx`, "roster-errors.xlsx");
}
