import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { gateway, unwrap } from "@/api/client";
import type { components } from "@/api/generated/gateway";
import { ApiProblem } from "@/api/problem";
import { BACKGROUND } from "@/api/send";
import { sessionGuard } from "@/api/session-guard";

export type Session = components["schemas"]["SessionRead"];
export type Post = components["schemas"]["PostRead"];

const SESSION_KEY = ["session"] as const;

/** The session of this browser, or `null` where nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: SESSION_KEY,
  queryFn: async (): Promise<Session | null> => {
    try {
      return unwrap(await gateway.GET("/api/gateway/v1/session", { headers: BACKGROUND }));
    } catch (problem) {
      if (problem instanceof ApiProblem && problem.status === 401) return null;
      throw problem;
    }
  },
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
});

/** The session of the person at work. Only below the session gate, where it is known to be ready. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery);
  if (!data) throw new Error("useSession is for pages behind the session gate");
  return data;
}

/** Whether the post may do something; every permission stands with the endpoint that asks for it. */
export function useMay(): (permission: string) => boolean {
  const { permissions } = useSession();
  return (permission) => permissions.includes(permission);
}

export function useSignIn() {
  return useSessionChange(async (credentials: { account: string; password: string }) =>
    unwrap(await gateway.POST("/api/gateway/v1/session", { body: credentials })),
  );
}

export function useChoosePost() {
  return useSessionChange(async (postId: string) =>
    unwrap(await gateway.PUT("/api/gateway/v1/session/post", { body: { post_id: postId } })),
  );
}

export function useChangePassword() {
  return useSessionChange(async (passwords: { current: string; next: string }) =>
    unwrap(
      await gateway.PUT("/api/gateway/v1/session/password", {
        body: { current_password: passwords.current, new_password: passwords.next },
      }),
    ),
  );
}

export function useClaimPerson() {
  return useSessionChange(async (proof: components["schemas"]["PersonClaim"]) =>
    unwrap(await gateway.PUT("/api/gateway/v1/session/person", { body: proof })),
  );
}

/** Ends the session and forgets everything that was read in it. */
export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      sessionGuard.disarm();
      unwrap(await gateway.DELETE("/api/gateway/v1/session"));
    },
    onSettled: () => {
      // A full load: nothing that the last person saw stays in this page's memory.
      window.location.assign("/");
      client.clear();
    },
  });
}

function useSessionChange<Input>(change: (input: Input) => Promise<Session>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (session) => client.setQueryData(SESSION_KEY, session),
  });
}
