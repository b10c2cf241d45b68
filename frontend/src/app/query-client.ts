import { QueryClient } from "@tanstack/react-query";
import { ApiProblem } from "@/api/problem";

const RETRIES = 2;

/** Reads are tried again only where the answer never came or the service asked for patience. */
function mayTryAgain(failures: number, problem: Error): boolean {
  if (failures >= RETRIES || !(problem instanceof ApiProblem)) return false;
  return problem.slug === "unreachable" || problem.status === 503;
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: mayTryAgain, staleTime: 10_000, refetchOnWindowFocus: false },
      mutations: { retry: false },
    },
  });
}
