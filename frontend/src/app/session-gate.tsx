import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef, useSyncExternalStore } from "react";
import { sessionGuard } from "@/api/session-guard";
import { type Session, sessionQuery } from "@/auth/session";
import { useIdleEnd } from "@/auth/use-idle-end";
import { ProblemNote, Skeleton } from "@/components/states";
import { ChoosePostPage } from "@/features/sign-in/choose-post-page";
import { ClaimPersonPage, FirstPasswordPage } from "@/features/sign-in/first-steps";
import { SignInAgain } from "@/features/sign-in/sign-in-again";
import { SignInPage } from "@/features/sign-in/sign-in-page";

/**
 * Lets nobody past who is not signed in and at a post. Once someone was, the pages stay in place when the
 * session ends: the sign-in is laid over them.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const { data: session, error, refetch, isPending } = useQuery(sessionQuery);
  const isExpired = useSyncExternalStore(sessionGuard.subscribe, sessionGuard.isExpired);
  const ready = useRef<Session | null>(null);
  if (session?.state === "ready") ready.current = session;
  const last = ready.current;

  useEffect(() => {
    if (last) sessionGuard.arm();
  }, [last]);
  useIdleEnd(last?.idle_seconds ?? null);

  if (last) {
    return (
      <>
        {children}
        {isExpired && <SignInAgain last={last} />}
      </>
    );
  }
  if (isPending) return <Skeleton rows={6} />;
  if (error) return <ProblemNote problem={error} onRetry={() => refetch()} />;
  return session ? <NextStep session={session} /> : <SignInPage />;
}

function NextStep({ session }: { session: Session }) {
  if (session.state === "claim-person") return <ClaimPersonPage />;
  if (session.state === "change-password") return <FirstPasswordPage />;
  return <ChoosePostPage session={session} />;
}
