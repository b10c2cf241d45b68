import { beforeEach, expect, it, type Mock, vi } from "vitest";
import { ApiProblem } from "@/api/problem";
import { type DraftStore, openDraftStore } from "@/lib/draft-store";
import type { Carrier } from "./carrier";
import { draftName, type HandoverDraft } from "./draft";
import { handoverOf, signedDraft } from "./example";
import { sendWaiting } from "./outbox";

const always = () => true;
const lost = new ApiProblem(0, "unreachable");
const refused = new ApiProblem(422, "allowance-exceeded", { type: "x", title: "超过每户每年的鹅苗数" });
let drafts: DraftStore;
let people = 0;

beforeEach(() => {
  people += 1;
  drafts = openDraftStore({ personId: `clerk-${people}`, postId: "village", key: null });
});

async function queue(change: Partial<HandoverDraft> = {}): Promise<HandoverDraft> {
  const waiting = { kind: "waiting", why: "on-its-way", words: null } as const;
  const draft: HandoverDraft = { ...signedDraft(), state: waiting, ...change };
  await drafts.write(draftName(draft.id), draft);
  return draft;
}

const kept = async (draft: HandoverDraft) =>
  (await drafts.read<HandoverDraft>(draftName(draft.id)))?.content ?? null;

type Spy<Name extends keyof Carrier> = Mock<Carrier[Name]>;

function carrier(change: { upload?: Spy<"upload">; record?: Spy<"record"> } = {}) {
  return {
    upload: vi.fn<Carrier["upload"]>(async () => "file-1"),
    record: vi.fn<Carrier["record"]>(async (draft) => handoverOf(draft)),
    ...change,
  };
}

it("sends signature and hand-over, and leaves neither on the device", async () => {
  const draft = await queue();
  const way = carrier();
  const received = await sendWaiting(drafts, way, always);
  expect(received.map((one) => one.id)).toEqual([draft.id]);
  expect(way.record.mock.calls[0]?.[1]).toBe("file-1");
  expect(await kept(draft)).toBeNull();
});

it("keeps everything where the network is lost, and sends the signature once only", async () => {
  const draft = await queue();
  const way = carrier({ record: vi.fn<Carrier["record"]>().mockRejectedValueOnce(lost) });
  expect(await sendWaiting(drafts, way, always)).toEqual([]);
  expect(await kept(draft)).toMatchObject({
    id: draft.id,
    fields: draft.fields,
    signature: { ...draft.signature, fileId: "file-1" },
    state: { kind: "waiting", why: "unreachable" },
  });
  const again = carrier();
  await sendWaiting(drafts, again, always);
  expect(again.upload).not.toHaveBeenCalled();
  expect(again.record.mock.calls[0]?.[0].id).toBe(draft.id);
  expect(await kept(draft)).toBeNull();
});

it("does not try the rest where the first does not get through", async () => {
  await queue();
  await queue();
  const way = carrier({ upload: vi.fn<Carrier["upload"]>().mockRejectedValue(lost) });
  await sendWaiting(drafts, way, always);
  expect(way.upload).toHaveBeenCalledTimes(1);
});

it("keeps what was refused with the reason, and goes on to the next", async () => {
  const bad = await queue();
  const good = await queue();
  const record = vi
    .fn<Carrier["record"]>()
    .mockRejectedValueOnce(refused)
    .mockImplementation(async (draft) => handoverOf(draft));
  const received = await sendWaiting(drafts, carrier({ record }), always);
  expect(received.map((one) => one.id)).toEqual([good.id]);
  expect(await kept(bad)).toMatchObject({
    fields: bad.fields,
    signature: { picture: bad.signature?.picture },
    state: { kind: "refused", title: "超过每户每年的鹅苗数" },
  });
});

it("asks for another signature only where the service has lost it", async () => {
  const draft = await queue();
  const gone = new ApiProblem(422, "signature-not-found", { type: "x", title: "缺少领取人签字" });
  await sendWaiting(drafts, carrier({ record: vi.fn<Carrier["record"]>().mockRejectedValue(gone) }), always);
  expect(await kept(draft)).toMatchObject({
    fields: draft.fields,
    signature: null,
    state: { kind: "refused" },
  });
});

it("leaves alone what is being written or was refused", async () => {
  await queue({ state: { kind: "writing" } });
  const way = carrier();
  expect(await sendWaiting(drafts, way, always)).toEqual([]);
  expect(way.upload).not.toHaveBeenCalled();
});

it("does not write over what a person changes while it is on its way", async () => {
  const draft = await queue();
  const changed: HandoverDraft = {
    ...draft,
    fields: { ...draft.fields, alive: 5 },
    state: { kind: "writing" },
  };
  const way = carrier({
    record: vi.fn<Carrier["record"]>(async () => {
      await drafts.write(draftName(draft.id), changed);
      throw refused;
    }),
  });
  await sendWaiting(drafts, way, always);
  expect(await kept(draft)).toEqual(changed);
});

it("stops where another person or post has taken over", async () => {
  await queue();
  const way = carrier();
  await sendWaiting(drafts, way, () => false);
  expect(way.upload).not.toHaveBeenCalled();
});
