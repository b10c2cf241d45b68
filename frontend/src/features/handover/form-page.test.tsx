import "fake-indexeddb/auto";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { configure, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { MemoryRouter, Route, Routes } from "react-router";
import { beforeEach, expect, it } from "vitest";
import { type Session, sessionQuery } from "@/auth/session";
import { openDraftStore } from "@/lib/draft-store";
import { paths } from "@/lib/paths";
import { server } from "@/test/server";
import { draftName, type HandoverDraft } from "./draft";
import { HOUSEHOLD, handoverOf, signedDraft } from "./example";
import { HandoverFormPage } from "./form-page";
import { HandoverSender } from "./sender";
import { UnsentPage } from "./unsent-page";

// Drafts are decrypted and four answers read before a form stands; a busy machine takes its time.
configure({ asyncUtilTimeout: 5_000 });

const key = (byte: number) => btoa(String.fromCharCode(...new Array<number>(32).fill(byte)));

function session(person: string, byte: number): Session {
  const post = {
    id: `${person}-post`,
    role: "village-clerk",
    title: "椅子圈村委会 · 村文书",
    region_key: HOUSEHOLD.region_key,
    region_name: "椅子圈村",
  };
  return {
    state: "ready",
    account: person,
    person_id: person,
    name: person,
    posts: [],
    post: post as unknown as Session["post"],
    permissions: ["handover.read", "handover.write"],
    last_sign_in: null,
    idle_seconds: 1800,
    idle_left_seconds: 1800,
    draft_key: key(byte),
    continued: false,
  };
}

/** Each test has a clerk of its own, so that no drafts of another lie about. */
let clerk: Session;
let number = 0;
/** What the service was sent, by key. */
let sent: { key: string | null; body: Record<string, unknown> }[];

beforeEach(() => {
  number += 1;
  clerk = session(`clerk-${number}`, number);
  sent = [];
  const api = `${window.location.origin}/api`;
  server.use(
    http.get(`${api}/gateway/v1/installation`, () =>
      HttpResponse.json({ name: "廊坊", region: "1310", demo: true, today: "2018-09-27", version: "1" }),
    ),
    http.get(`${api}/registry/v1/households/:id`, () => HttpResponse.json({ official_no: "1" })),
    http.get(`${api}/assistance/v1/households`, () => HttpResponse.json({ items: [HOUSEHOLD] })),
    http.get(`${api}/assistance/v1/handovers`, () => HttpResponse.json({ items: [] })),
    http.post(`${api}/assistance/v1/files`, () => HttpResponse.json({ id: "file-1" }, { status: 201 })),
  );
});

function receive(answer: (body: Record<string, unknown>) => Response) {
  server.use(
    http.post(`${window.location.origin}/api/assistance/v1/handovers`, async ({ request }) => {
      const body = (await request.json()) as Record<string, unknown>;
      sent.push({ key: request.headers.get("Idempotency-Key"), body });
      return answer(body);
    }),
  );
}

function open(address: string, who = clerk) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(sessionQuery.queryKey, who);
  return render(
    <QueryClientProvider client={client}>
      <MemoryRouter initialEntries={[address]}>
        <HandoverSender />
        <Routes>
          <Route path={paths.handoverOf(":householdId")} element={<HandoverFormPage />} />
          <Route path={paths.handoverQueue} element={<UnsentPage />} />
        </Routes>
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

const draftsOf = (who: Session) =>
  openDraftStore({ personId: who.person_id ?? "", postId: who.post?.id ?? "", key: who.draft_key });

async function keep(change: Partial<HandoverDraft> = {}): Promise<HandoverDraft> {
  const draft = { ...signedDraft(), ...change };
  await draftsOf(clerk).write(draftName(draft.id), draft);
  return draft;
}

const received = (draft: HandoverDraft) => () => HttpResponse.json(handoverOf(draft), { status: 201 });
const alive = () => screen.findByLabelText<HTMLInputElement>("活鹅（只）");

it("takes up what was written, sends it under its own id and shows the number", async () => {
  const draft = await keep();
  receive(received(draft));
  open(paths.handoverOf(HOUSEHOLD.id));
  expect((await alive()).value).toBe("97");
  expect(screen.getByText("97 / 100")).toBeTruthy();
  fireEvent.click(screen.getByText("存好，下一户"));
  expect(await screen.findByText("已收到")).toBeTruthy();
  expect(sent).toHaveLength(1);
  expect(sent[0]?.body).toMatchObject({
    id: draft.id,
    alive: 97,
    dead_on_arrival: 3,
    signature_id: "file-1",
  });
  expect(await draftsOf(clerk).list("handover/")).toEqual([]);
});

it("is not sent before it is whole, and says what is missing", async () => {
  open(paths.handoverOf(HOUSEHOLD.id));
  fireEvent.change(await alive(), { target: { value: "101" } });
  fireEvent.click(screen.getByText("存好，下一户"));
  expect(await screen.findByText("最多还可交接 100 只")).toBeTruthy();
  expect(screen.getByText("还没有签字")).toBeTruthy();
  expect(sent).toEqual([]);
});

it("keeps what was refused, in the service's words, and sends the correction under the same id", async () => {
  const draft = await keep();
  receive(() =>
    HttpResponse.json(
      {
        type: "urn:bangfu:problem:allowance-exceeded",
        title: "超过每户每年的鹅苗数",
        detail: "还可领 3 只。",
      },
      { status: 422 },
    ),
  );
  open(paths.handoverOf(HOUSEHOLD.id));
  await alive();
  fireEvent.click(screen.getByText("存好，下一户"));
  expect(await screen.findByText("超过每户每年的鹅苗数")).toBeTruthy();
  expect(screen.getByText("您写的都还在，改好再存。")).toBeTruthy();
  receive(received(draft));
  fireEvent.change(await alive(), { target: { value: "3" } });
  fireEvent.click(screen.getByText("存好，下一户"));
  expect(await screen.findByText("已收到")).toBeTruthy();
  expect(sent.map((one) => one.body.id)).toEqual([draft.id, draft.id]);
  expect(sent[0]?.key).not.toBe(sent[1]?.key);
});

it("waits where the network is lost, and is sent again with the same key", async () => {
  const draft = await keep();
  receive(() => HttpResponse.error());
  const form = open(paths.handoverOf(HOUSEHOLD.id));
  await alive();
  fireEvent.click(screen.getByText("存好，下一户"));
  expect(await screen.findByText("没有信号：先存本机，排在第 1 条")).toBeTruthy();
  receive(received(draft));
  form.unmount();
  open(paths.handoverQueue);
  await waitFor(async () => expect(await draftsOf(clerk).list("handover/")).toEqual([]));
  expect(new Set(sent.map((one) => one.key)).size).toBe(1);
});

it("is unseen by whoever signs in next, in the queue as in the form", async () => {
  const draft = await keep({ state: { kind: "waiting", why: "unreachable", words: null } });
  const next = session(`next-${number}`, 99);
  const queue = open(paths.handoverQueue, next);
  expect(await screen.findByText("没有未发送的")).toBeTruthy();
  queue.unmount();
  open(paths.handoverOf(HOUSEHOLD.id), next);
  expect((await alive()).value).toBe("100");
  expect(sent).toEqual([]);
  expect((await draftsOf(clerk).list("handover/")).map((one) => one.name)).toEqual([draftName(draft.id)]);
});
