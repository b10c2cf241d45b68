import { HttpResponse, http } from "msw";
import { afterEach, describe, expect, it } from "vitest";
import { server } from "@/test/server";
import { send } from "./send";
import { sessionGuard } from "./session-guard";

const HOUSEHOLDS = new URL("/api/registry/v1/households", window.location.origin);
const SESSION = new URL("/api/gateway/v1/session", window.location.origin);

afterEach(() => sessionGuard.disarm());

describe("send", () => {
  it("asks in the language of the page", async () => {
    server.use(
      http.get(HOUSEHOLDS.href, ({ request }) => HttpResponse.text(request.headers.get("Accept-Language"))),
    );
    expect(await (await send(new Request(HOUSEHOLDS))).text()).toBe("zh");
  });

  it("holds what met the end of the session, and sends it once more when the person is back", async () => {
    let asked = 0;
    const bodies: unknown[] = [];
    server.use(
      http.post(HOUSEHOLDS.href, async ({ request }) => {
        asked += 1;
        bodies.push(await request.json());
        return asked === 1 ? new HttpResponse(null, { status: 401 }) : HttpResponse.json({ id: "1" });
      }),
    );
    sessionGuard.arm();
    const answer = send(new Request(HOUSEHOLDS, { method: "POST", body: JSON.stringify({ name: "甲" }) }));
    await expect.poll(() => sessionGuard.isExpired()).toBe(true);
    sessionGuard.restored();
    expect((await answer).status).toBe(200);
    expect(bodies).toEqual([{ name: "甲" }, { name: "甲" }]);
    expect(sessionGuard.isExpired()).toBe(false);
  });

  it("takes a 401 about the session itself for an answer", async () => {
    server.use(http.get(SESSION.href, () => new HttpResponse(null, { status: 401 })));
    sessionGuard.arm();
    expect((await send(new Request(SESSION))).status).toBe(401);
  });

  it("says in a problem that nothing could be reached", async () => {
    server.use(http.get(HOUSEHOLDS.href, () => HttpResponse.error()));
    await expect(send(new Request(HOUSEHOLDS))).rejects.toMatchObject({ slug: "unreachable" });
  });
});
