import { configure, fireEvent, screen, within } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { Suspense } from "react";
import { MemoryRouter } from "react-router";
import { beforeEach, expect, it, vi } from "vitest";
import { renderPage } from "@/test/render";
import { server } from "@/test/server";
import { BoardPage } from "./board-page";

// A whole page with its answers, on machines that have other things to do as well.
vi.setConfig({ testTimeout: 20_000 });
configure({ asyncUtilTimeout: 10_000 });

const at = (path: string) => new URL(path, window.location.origin).href;
const HOUSEHOLD = "01a20e1d-7a5d-7338-b2ca-5bdf8c913ee2";
const ELSEWHERE = "01a20e1d-7a5d-7338-b2ca-5be2f1985bd9";
const TOWNSHIP = "131025104";
const VILLAGES: Readonly<Record<string, string>> = { "131025104201": "大九宫村", "131025104202": "王张吉村" };

/** What each figure comes to: in the township, in its two villages. */
const COUNTED: Readonly<Record<string, readonly [string, string, string]>> = {
  poor_persons: ["9", "6", "3"],
  poor_households: ["4", "3", "1"],
  no_labour_households: ["3", "3", "0"],
  safety_net_households: ["2", "2", "0"],
};
const SILENT = {
  owner: "assistance",
  keys: ["goslings_per_household"],
  title: { zh: "有的指标暂时没有回数", en: "Some figures are not answered" },
  todo: { zh: "其余指标照常显示", en: "The others are shown" },
};

function figure(key: string, region: string, name: string, numerator: string | undefined) {
  return {
    key,
    region,
    region_name: name,
    name: { zh: key, en: key },
    value: numerator,
    numerator,
    denominator: null,
    unit: "household",
    unit_name: { zh: "户", en: "households" },
    kind: "count",
    decimals: 0,
    version: 1,
    as_of: "2018-09-27",
    known_at: "2018-09-27",
    rows: `/api/registry/v1/figures/${key}/rows?region=${region}`,
    children: null,
  };
}

const row = (id: string, name: string | null, isInScope: boolean) => ({
  subject: id,
  household_id: id,
  village: "131025104201",
  n: "1",
  d: "1",
  valid_from: "2018-01-01",
  valid_to: null,
  label: { official_no: null, name, household_in_scope: isInScope },
});

function answers(problems: object[]) {
  const post = { region_key: TOWNSHIP, region_name: "留各庄镇", title: "审核" };
  server.use(
    http.get(at("/api/gateway/v1/session"), () =>
      HttpResponse.json({ state: "ready", post, permissions: ["figure.read", "household.read"] }),
    ),
    http.get(at("/api/gateway/v1/installation"), () => HttpResponse.json({ today: "2018-09-27" })),
    http.get(at("/api/supervision/v1/indicators"), () =>
      HttpResponse.json({
        items: [{ key: "goslings_per_household", name: { zh: "雏鹅", en: "Goslings" } }],
      }),
    ),
    http.get(at("/api/supervision/v1/figures"), () =>
      HttpResponse.json({
        items: Object.entries(COUNTED).map(([key, [all]]) => figure(key, TOWNSHIP, "留各庄镇", all)),
        problems,
      }),
    ),
    http.get(at("/api/supervision/v1/figures/:key/children"), ({ params }) => {
      const [, ...below] = COUNTED[String(params.key)] ?? [];
      const items = Object.entries(VILLAGES).map(([region, name], place) =>
        figure(String(params.key), region, name, below[place]),
      );
      return HttpResponse.json({ items, problems: [] });
    }),
    http.get(at("/api/registry/v1/figures/:key/rows"), () =>
      HttpResponse.json({ items: [row(HOUSEHOLD, "刘*海", true), row(ELSEWHERE, null, false)], next: null }),
    ),
  );
}

function show(search: string) {
  renderPage(
    <MemoryRouter initialEntries={[`/board${search}`]}>
      <Suspense>
        <BoardPage />
      </Suspense>
    </MemoryRouter>,
  );
}

beforeEach(() => answers([]));

it("states a share from two figures that were given, and none over nothing", async () => {
  show("?figure=safety_net_households");
  const table = await screen.findByRole("table", { name: /safety_net_households/ });
  const words = within(table)
    .getAllByRole("row")
    .slice(1)
    .map((line) => line.textContent);
  expect(words[0]).toContain("2 / 3");
  expect(words[0]).toContain("66.67");
  expect(words[2]).toContain("0 / 0");
  expect(words[2]).toMatch(/—$/);
});

it("leads down to the households, saying that each column adds up", async () => {
  show("?figure=safety_net_households");
  fireEvent.click(await screen.findByRole("button", { name: /大九宫村/ }));
  expect(await screen.findByText("合计 2，等于上层")).toBeTruthy();
  fireEvent.click(await screen.findByRole("button", { name: "刘*海" }));
  expect(screen.getByRole("link", { name: "打开户页" }).getAttribute("href")).toBe(
    `/households/${HOUSEHOLD}`,
  );
});

it("offers no way to a household that the caller may not see", async () => {
  show(`?figure=safety_net_households&at=131025104201&row=${ELSEWHERE}`);
  expect(await screen.findByText("这一户不在您的管辖内，不能打开")).toBeTruthy();
  expect(screen.getAllByRole("link", { name: /打开户页/ })).toHaveLength(1);
});

it("names the figures that a silent service owes, and shows the others", async () => {
  answers([SILENT]);
  show("");
  const note = await screen.findByRole("alert");
  expect(await within(note).findByText("雏鹅")).toBeTruthy();
  expect(within(note).getByText("有的指标暂时没有回数")).toBeTruthy();
  expect(screen.getByRole("region", { name: "指标" }).textContent).toContain("poor_persons");
});

it("never takes the silence about the regions below for an empty table", async () => {
  server.use(
    http.get(at("/api/supervision/v1/figures/:key/children"), () =>
      HttpResponse.json({ items: [], problems: [SILENT] }),
    ),
  );
  show("");
  expect((await screen.findAllByText("有的指标暂时没有回数")).length).toBeGreaterThan(0);
  expect(screen.queryByText("下面没有单位")).toBeNull();
});

it("says that a day has passed and leads back to today", async () => {
  show("?as_of=2018-03-31");
  expect(await screen.findByText("您在看 2018-03-31 的情况")).toBeTruthy();
  expect(screen.getByRole("link", { name: "回到今天" }).getAttribute("href")).not.toContain("as_of");
});
