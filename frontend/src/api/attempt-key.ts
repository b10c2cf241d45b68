import { useState } from "react";

/** A random identifier; `crypto.randomUUID` exists only on secure origins, and a village may use plain HTTP. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.)(.{3})(.)(.{3})(.{12})$/, "$1-$2-4$4-8$6-$7");
}

/**
 * The Idempotency-Key of one form: sending the same again, after a lost answer or a double press, repeats the
 * key, so that it is done once; sending something else is a new attempt.
 */
class AttemptKey {
  private last: { body: string; key: string } | null = null;

  for(body: unknown): string {
    const text = JSON.stringify(body);
    if (this.last?.body !== text) this.last = { body: text, key: newId() };
    return this.last.key;
  }
}

/** The key of a form or button for as long as it is on the page. */
export function useAttempt(): AttemptKey {
  return useState(() => new AttemptKey())[0];
}
