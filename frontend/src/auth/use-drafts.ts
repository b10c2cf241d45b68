import { useMemo } from "react";
import { type DraftStore, openDraftStore } from "@/lib/draft-store";
import { useSession } from "./session";

/** The drafts of the person at work in the present post. */
export function useDrafts(): DraftStore {
  const { person_id: personId, post, draft_key: key } = useSession();
  const postId = post?.id ?? "";
  return useMemo(() => openDraftStore({ personId, postId, key }), [personId, postId, key]);
}
