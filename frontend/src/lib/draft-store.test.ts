import "fake-indexeddb/auto";
import { expect, it } from "vitest";
import { type DraftOwner, openDraftStore } from "./draft-store";

const key = (byte: number) => btoa(String.fromCharCode(...new Array<number>(32).fill(byte)));
const LIU: DraftOwner = { personId: "liu", postId: "county", key: key(1) };

it("gives a draft back to its owner, and to nobody else", async () => {
  await openDraftStore(LIU).write("household-create", { group_name: "3 组" });
  expect((await openDraftStore(LIU).read("household-create"))?.content).toEqual({ group_name: "3 组" });
  for (const other of [
    { ...LIU, personId: "tian", key: key(2) },
    { ...LIU, postId: "township", key: key(3) },
  ]) {
    expect(await openDraftStore(other).read("household-create")).toBeNull();
    expect(await openDraftStore(other).list("household")).toEqual([]);
  }
});

it("opens nothing with another's key, and stores nothing in clear", async () => {
  await openDraftStore(LIU).write("handover/1", { batch: "YE-1801" });
  expect(await stored()).not.toContain("YE-1801");
  expect(await openDraftStore({ ...LIU, key: key(9) }).read("handover/1")).toBeNull();
});

it("forgets what was removed", async () => {
  const drafts = openDraftStore(LIU);
  await drafts.write("handover/2", {});
  await drafts.remove("handover/2");
  expect(await drafts.read("handover/2")).toBeNull();
});

it("keeps drafts as long as the page where no key came with the session", async () => {
  const keyless = openDraftStore({ ...LIU, key: null });
  await keyless.write("handover/3", { batch: "YE-1802" });
  expect((await keyless.read("handover/3"))?.content).toEqual({ batch: "YE-1802" });
  expect(await stored()).not.toContain("handover/3");
});

/** All that the browser's storage holds, as text. */
function stored(): Promise<string> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("bangfu-drafts", 1);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const all = opening.result.transaction("drafts").objectStore("drafts").getAll();
      all.onsuccess = () => {
        const decoder = new TextDecoder();
        resolve(JSON.stringify(all.result.map((one) => ({ ...one, data: decoder.decode(one.data) }))));
        opening.result.close();
      };
    };
  });
}
