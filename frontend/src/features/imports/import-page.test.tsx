import { screen, waitFor, within } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { createMemoryRouter, RouterProvider } from "react-router";
import { beforeEach, describe, expect, it } from "vitest";
import { renderPage } from "@/test/render";
import { server } from "@/test/server";
import type { RosterImport, RosterRow } from "./api";
import { ImportPage } from "./import-page";

const ID = "01890000-0000-7000-8000-000000000001";
const ONE = `*/api/registry/v1/imports/${ID}`;

const column = (key: string, zh: string) => ({
  key,
  letter: key === "name" ? "A" : "B",
  header: zh,
  zh,
  en: key,
  code: null,
  protected: key === "birth_date",
});

const roster = (change: Partial<RosterImport>): RosterImport => ({
  id: ID,
  status: "preview",
  file_name: "名册.xlsx",
  size: 30_000,
  document: "名册.xlsx",
  relations: "national",
  sheet: "贫困户",
  columns: [column("birth_date", "出生日期"), column("name", "姓名")],
  unknown_columns: [],
  counts: { create: 1, create_persons: 1, errors: 1, error_persons: 1, error_cells: 1 },
  progress: null,
  refusal: null,
  created_on: "2018-09-27",
  created_at: "2018-09-27T01:00:00Z",
  finished_at: null,
  expires_on: "2018-10-27",
  ...change,
});

const row = (change: Partial<RosterRow>): RosterRow => ({
  row: 2,
  household: 1,
  first: true,
  state: "create",
  changed: false,
  household_id: null,
  official_no: null,
  cells: ["1956-03", "冯占元"],
  findings: [],
  differences: [],
  ...change,
});

const FAULTY = row({
  row: 3,
  household: 2,
  state: "error",
  cells: ["1958-02-30", "李丙臣"],
  findings: [
    { column: "birth_date", letter: "A", code: "no-such-day", title: "日期不存在", todo: "请对照户口簿改。" },
  ],
});

let now: RosterImport;

beforeEach(() => {
  now = roster({});
  server.use(
    http.get("*/api/gateway/v1/installation", () => HttpResponse.json({ demo: false, today: "2018-09-27" })),
    http.get(ONE, () => HttpResponse.json(now)),
    http.get(`${ONE}/rows`, ({ request }) => {
      const states = new URL(request.url).searchParams.getAll("state");
      const rows = [row({}), FAULTY].filter((one) => states.length === 0 || states.includes(one.state));
      return HttpResponse.json({ items: rows, next: null, total: null, total_capped: false });
    }),
  );
});

function open() {
  const routes = [{ path: "/imports/:id", element: <ImportPage /> }];
  renderPage(<RouterProvider router={createMemoryRouter(routes, { initialEntries: [`/imports/${ID}`] })} />);
}

describe("the page of an import", () => {
  it("says what will become of the households, and shows each fault with the way to its cell", async () => {
    open();
    const list = await screen.findByRole("complementary", { name: "待改 1 处" });
    const cell = await screen.findByRole("button", { name: /1958-02-30: 日期不存在/ });
    within(list)
      .getByRole("button", { name: /日期不存在/ })
      .click();
    await waitFor(() => expect(document.activeElement).toBe(cell));
    expect(screen.getByRole("button", { name: "写入 1 户" })).toHaveProperty("disabled", false);
  });

  it("writes once however often it is pressed, and then shows how far it has come", async () => {
    const keys = new Set<string | null>();
    server.use(
      http.post(`${ONE}/commit`, ({ request }) => {
        keys.add(request.headers.get("Idempotency-Key"));
        now = roster({ status: "committing", progress: { done: 212, total: 292 } });
        return HttpResponse.json(now, { status: 202 });
      }),
    );
    open();
    const write = await screen.findByRole("button", { name: "写入 1 户" });
    write.click();
    write.click();
    expect(await screen.findByText("72%")).toBeTruthy();
    expect(screen.getByText("212 / 292 户")).toBeTruthy();
    expect(screen.getByRole("button", { name: "停在这里" })).toBeTruthy();
    expect(keys.size).toBe(1);
  });

  it("stops where it is when asked to, and says what is written", async () => {
    now = roster({ status: "committing", progress: { done: 100, total: 292 } });
    server.use(
      http.post(`${ONE}/cancel`, () => {
        now = roster({ status: "cancelled", counts: { create: 192, written: 100, written_persons: 260 } });
        return HttpResponse.json(now, { status: 202 });
      }),
    );
    open();
    (await screen.findByRole("button", { name: "停在这里" })).click();
    expect(await screen.findByText("停在这里：已写入 100 户 260 人")).toBeTruthy();
    expect(screen.getByText("还有 192 户没有写入；同一文件再传一次，接着写。")).toBeTruthy();
  });

  it("offers no writing where nothing is new, and says so", async () => {
    now = roster({ counts: { unchanged: 300, unchanged_persons: 768 } });
    open();
    expect(await screen.findByText("没有要新写入的户")).toBeTruthy();
    expect(screen.getByRole("button", { name: "写入 0 户" })).toHaveProperty("disabled", true);
  });

  it("says why a file was refused, in the service's words, and that nothing was written", async () => {
    now = roster({
      status: "refused",
      columns: [],
      counts: {},
      refusal: {
        code: "which-sheet",
        title: "有几张表都像名册",
        todo: "请选其中一张。",
        sheets: ["贫困户", "其他"],
      },
    });
    open();
    expect(await screen.findByText("有几张表都像名册")).toBeTruthy();
    expect(screen.getByText("没有写入任何内容，台账没有变化。")).toBeTruthy();
    // The file is no longer in this page's memory: it is asked for again, with the sheets to choose from.
    expect(screen.getByRole("group", { name: "用哪一张表" })).toBeTruthy();
  });

  it("ends with what was done and what was left", async () => {
    now = roster({
      status: "done",
      counts: { written: 284, written_persons: 747, errors: 8, error_cells: 9 },
      finished_at: "2018-09-27T02:00:00Z",
    });
    open();
    expect(await screen.findByText("写好了：284 户 747 人")).toBeTruthy();
    expect(screen.getByText("有错 8 户没有写入：下载错误簿，改好再传。")).toBeTruthy();
  });
});
