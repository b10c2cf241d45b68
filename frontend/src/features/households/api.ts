import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { useAttempt } from "@/api/attempt-key";
import { registry, unwrap, unwrapVersioned } from "@/api/client";
import { download } from "@/api/download";
import type { components } from "@/api/generated/registry";
import { type Ledger, type ListSearch, toQuery } from "./list-search";

type Schemas = components["schemas"];
export type HouseholdRow = Schemas["HouseholdRow"];
export type Household = Schemas["HouseholdRead"] & { etag: string };
export type Member = Schemas["MemberRead"];
export type Income = Schemas["IncomeRead"];
export type Living = Schemas["LivingRead"];
export type HistoryEntry = Schemas["HistoryEntry"];
export type HouseholdCreate = Schemas["HouseholdCreate"];
export type HouseholdUpdate = Schemas["HouseholdUpdate"];
export type MemberUpdate = Schemas["MemberUpdate"];
export type MemberJoin = Schemas["MemberJoin"];
type MemberLeave = Schemas["MemberLeave"];
type HeadChange = Schemas["HeadChange"];
type IncomeWrite = Schemas["IncomeWrite"];
type LivingWrite = Schemas["LivingWrite"];
export type ProtectedField = Schemas["Reveal"]["field"];

const ROOT = "/api/registry/v1/households";
const ONE = "/api/registry/v1/households/{household_id}";

export function householdsQuery(ledger: Ledger, search: ListSearch) {
  const query = {
    ...toQuery(ledger, search),
    ...(search.after && { after: search.after }),
    limit: search.limit,
  };
  return queryOptions({
    queryKey: ["households", "list", query],
    queryFn: async () => unwrap(await registry.GET(ROOT, { params: { query } })),
  });
}

export function householdQuery(id: string) {
  return queryOptions({
    queryKey: ["households", "one", id],
    queryFn: async (): Promise<Household> =>
      unwrapVersioned(await registry.GET(ONE, { params: { path: { household_id: id } } })),
  });
}

export function historyQuery(id: string) {
  return queryOptions({
    queryKey: ["households", "history", id],
    queryFn: async () =>
      unwrap(await registry.GET(`${ONE}/history`, { params: { path: { household_id: id } } })).items,
  });
}

/** The workbook of exactly what the list shows, masked. */
export function exportHouseholds(ledger: Ledger, search: ListSearch, columns: string[]): Promise<void> {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...toQuery(ledger, search), columns })) {
    for (const one of [value].flat()) params.append(name, String(one));
  }
  return download(`${ROOT}/export?${params}`, "households.xlsx");
}

export function useCreateHousehold() {
  const attempt = useAttempt();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: HouseholdCreate) =>
      unwrap(await registry.POST(ROOT, { body, headers: { "Idempotency-Key": attempt.for(body) } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["households"] }),
  });
}

/** Everything that changes one household; each call names the version it was decided on. */
export function useHouseholdChanges(id: string) {
  const client = useQueryClient();
  const attempt = useAttempt();
  const path = { household_id: id };
  const ifMatch = (etag: string) => ({ "If-Match": etag });
  const once = (etag: string, body: unknown) => ({
    ...ifMatch(etag),
    "Idempotency-Key": attempt.for([etag, body]),
  });
  const done = async <Answer>(answer: Answer): Promise<Answer> => {
    await client.invalidateQueries({ queryKey: ["households"] });
    return answer;
  };
  return {
    latest: () => client.fetchQuery({ ...householdQuery(id), staleTime: 0 }),
    change: async (body: HouseholdUpdate, etag: string) =>
      done(unwrap(await registry.PATCH(ONE, { params: { path }, headers: ifMatch(etag), body }))),
    void: async (reason: string, etag: string) => {
      const body = { reason };
      return done(
        unwrap(await registry.POST(`${ONE}/void`, { params: { path }, headers: once(etag, body), body })),
      );
    },
    join: async (body: MemberJoin, etag: string) =>
      done(
        unwrap(await registry.POST(`${ONE}/members`, { params: { path }, headers: once(etag, body), body })),
      ),
    changeMember: async (memberId: string, body: MemberUpdate, etag: string) =>
      done(
        unwrap(
          await registry.PATCH(`${ONE}/members/{member_id}`, {
            params: { path: { ...path, member_id: memberId } },
            headers: ifMatch(etag),
            body,
          }),
        ),
      ),
    leave: async (memberId: string, body: MemberLeave, etag: string) =>
      done(
        unwrap(
          await registry.POST(`${ONE}/members/{member_id}/leave`, {
            params: { path: { ...path, member_id: memberId } },
            headers: once(etag, body),
            body,
          }),
        ),
      ),
    setHead: async (body: HeadChange, etag: string) =>
      done(unwrap(await registry.PUT(`${ONE}/head`, { params: { path }, headers: ifMatch(etag), body }))),
    setIncome: async (year: number, body: IncomeWrite, etag: string) =>
      done(
        unwrap(
          await registry.PUT(`${ONE}/incomes/{year}`, {
            params: { path: { ...path, year } },
            headers: ifMatch(etag),
            body,
          }),
        ),
      ),
    setLiving: async (year: number, body: LivingWrite, etag: string) =>
      done(
        unwrap(
          await registry.PUT(`${ONE}/living/{year}`, {
            params: { path: { ...path, year } },
            headers: ifMatch(etag),
            body,
          }),
        ),
      ),
  };
}

/** One protected value in clear, for a reason that is written into the household's history. */
export function useReveal(id: string) {
  const attempt = useAttempt();
  return useMutation({
    mutationFn: async (body: Schemas["Reveal"]) =>
      unwrap(
        await registry.POST(`${ONE}/reveal`, {
          params: { path: { household_id: id } },
          headers: { "Idempotency-Key": attempt.for(body) },
          body,
        }),
      ).value,
    gcTime: 0,
  });
}
