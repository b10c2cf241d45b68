import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { Can } from "./can";
import { type Session, sessionQuery } from "./session";

it.each([
  [["household.read"], false],
  [["household.read", "household.write"], true],
])("with %j a change may be offered: %s", (permissions, isOffered) => {
  const client = new QueryClient();
  const session: Session = {
    state: "ready",
    account: "liuwenqing",
    person_id: "1",
    name: "刘文清",
    posts: [],
    post: null,
    permissions,
    last_sign_in: null,
    idle_seconds: 1800,
    idle_left_seconds: 1800,
    draft_key: null,
    continued: false,
  };
  client.setQueryData(sessionQuery.queryKey, session);
  render(
    <QueryClientProvider client={client}>
      <Can permission="household.write">更正信息</Can>
    </QueryClientProvider>,
  );
  expect(screen.queryByText("更正信息") !== null).toBe(isOffered);
});
