import { useEffect } from "react";
import { useOnline } from "./use-online";
import { useOutbox, useReceipts, useUnsent } from "./use-outbox";

const EVERY_MS = 30_000;

/** Sends what waits on this device, on whatever page one is: at once when the network is back, then now and then. */
export function HandoverSender() {
  const outbox = useOutbox();
  const isOnline = useOnline();
  const isWaiting = useUnsent().some((draft) => draft.state.kind === "waiting");
  // Held here so that receipts outlive the page on which they came.
  useReceipts();
  useEffect(() => {
    if (isOnline) void outbox.send({ isBackground: true });
  }, [outbox, isOnline]);
  useEffect(() => {
    if (!isOnline || !isWaiting) return;
    const timer = setInterval(() => void outbox.send({ isBackground: true }), EVERY_MS);
    return () => clearInterval(timer);
  }, [outbox, isOnline, isWaiting]);
  return null;
}
