import { useSyncExternalStore } from "react";

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", changed);
      return () => media.removeEventListener("change", changed);
    },
    () => window.matchMedia(query).matches,
  );
}

/** One column, thumb reach, 44 px targets. */
export const usePhone = () => useMedia("(max-width: 767px)");

/** Narrower than the reference desk: the nav folds to symbols and side panes become tabs. */
export const useNarrow = () => useMedia("(max-width: 1199px)");

/** Whether the person has asked their device for as little motion as possible. */
export const useStillness = () => useMedia("(prefers-reduced-motion: reduce)");
