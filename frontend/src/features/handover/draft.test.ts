import { describe, expect, it } from "vitest";
import { ApiProblem } from "@/api/problem";
import { changeDraft, faultsOf, receiptNumber, sendingKey, sign, startDraft, stateAfter } from "./draft";
import { HOUSEHOLD, signedDraft } from "./example";

const problem = (status: number, slug: string) =>
  new ApiProblem(status, slug, {
    type: `urn:bangfu:problem:${slug}`,
    title: "超过每户每年的鹅苗数",
    detail: "还可领 3 只。",
    todo: "改为不超过剩余的只数。",
  });

describe("a new form", () => {
  it("offers all that remains and the batch of the one before", () => {
    const draft = startDraft({ ...HOUSEHOLD, given: 60, remaining: 40 }, "2018-04-09", "YE-1801");
    expect(draft.fields).toEqual({ alive: 40, dead: 0, day: "2018-04-09", batch: "YE-1801" });
    expect(draft.state).toEqual({ kind: "writing" });
  });

  it("says what is missing, each beside its field", () => {
    const empty = { alive: null, dead: null, day: null, batch: "" };
    expect(faultsOf({ ...signedDraft(), fields: empty, signature: null })).toEqual({
      alive: "alive-missing",
      dead: "dead-missing",
      day: "day-missing",
      batch: "batch-form",
      signature: "unsigned",
    });
    expect(faultsOf(signedDraft())).toEqual({});
  });

  it("knows that 101 are too many, though not for a year whose account it has not read", () => {
    const draft = signedDraft();
    const many = { ...draft, fields: { ...draft.fields, alive: 101 } };
    expect(faultsOf(many)).toEqual({ alive: "too-many" });
    expect(faultsOf({ ...many, fields: { ...many.fields, day: "2017-12-30" } })).toEqual({});
  });
});

describe("its id", () => {
  it("stays through every change, and the key of the sending follows the content", () => {
    const draft = signedDraft();
    const changed = changeDraft(draft, { fields: { ...draft.fields, alive: 96 } });
    expect(changed.id).toBe(draft.id);
    expect(sendingKey(draft)).toBe(sendingKey(structuredClone(draft)));
    expect(sendingKey(changed)).not.toBe(sendingKey(draft));
    expect(sendingKey(changeDraft(draft, { signature: sign("data:,") }))).not.toBe(sendingKey(draft));
    expect(sendingKey(draft)).toMatch(/^[\x21-\x7e]{8,200}$/);
  });

  it("is another one where somebody else's hand-over has it", () => {
    const draft = { ...signedDraft(), state: stateAfter(problem(409, "id-taken")) };
    expect(changeDraft(draft, {}).id).not.toBe(draft.id);
  });
});

describe("what was not taken", () => {
  it("waits where time may help", () => {
    expect(stateAfter(new ApiProblem(0, "unreachable"))).toMatchObject({
      kind: "waiting",
      why: "unreachable",
    });
    expect(stateAfter(problem(503, "household-not-yet-known"))).toMatchObject({
      kind: "waiting",
      why: "later",
    });
    expect(stateAfter(problem(409, "still-under-way"))).toMatchObject({ kind: "waiting", why: "later" });
  });

  it.each([
    [422, "allowance-exceeded"],
    [422, "handover-day"],
    [409, "household-voided"],
    [409, "handover-differs"],
    [404, "not-found"],
  ])("goes back to the person after %i %s, in the service's words", (status, slug) => {
    expect(stateAfter(problem(status, slug))).toEqual({
      kind: "refused",
      slug,
      title: "超过每户每年的鹅苗数",
      detail: "还可领 3 只。",
      todo: "改为不超过剩余的只数。",
    });
  });
});

it("has a number short enough to be read out", () => {
  expect(receiptNumber("0192a1b2-0000-7000-8000-0000003f8a21", "2018-04-09")).toBe("0409-3F8A21");
});
