/**
 * Holds every request that met the end of the session until the person has signed in again, and then lets it
 * go once more: a save pressed after a long pause is neither lost nor asked for twice.
 */
class SessionGuard {
  private waiting: (() => void)[] = [];
  private listeners = new Set<() => void>();
  private armed = false;

  /** Only a session that was ready can end; before that a 401 is an answer like any other. */
  arm(): void {
    this.armed = true;
  }

  disarm(): void {
    this.armed = false;
    this.restored();
  }

  get isArmed(): boolean {
    return this.armed;
  }

  readonly isExpired = (): boolean => this.waiting.length > 0;

  /** Resolves when the person has signed in again. */
  untilRestored(): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      this.announce();
    });
  }

  restored(): void {
    const released = this.waiting;
    this.waiting = [];
    for (const release of released) release();
    this.announce();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private announce(): void {
    for (const listener of this.listeners) listener();
  }
}

export const sessionGuard = new SessionGuard();
