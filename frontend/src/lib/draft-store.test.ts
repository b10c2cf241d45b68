import { expect, it } from "vitest";
import { openDraftStore } from "./draft-store";

it("gives a draft back to its owner, and to nobody else", async () => {
  const mine = openDraftStore({ personId: "liu", postId: "county" });
  await mine.write("household-create", { group_name: "3 组" });
  expect((await mine.read("household-create"))?.content).toEqual({ group_name: "3 组" });
  for (const other of [
    { personId: "tian", postId: "county" },
    { personId: "liu", postId: "township" },
  ]) {
    expect(await openDraftStore(other).read("household-create")).toBeNull();
    expect(await openDraftStore(other).list("household")).toEqual([]);
  }
});

it("forgets what was removed", async () => {
  const drafts = openDraftStore({ personId: "liu", postId: "village" });
  await drafts.write("handover/1", {});
  await drafts.remove("handover/1");
  expect(await drafts.read("handover/1")).toBeNull();
});
