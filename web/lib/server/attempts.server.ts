/** Counts failed sign-ins in memory. A restart forgets them: the wait is minutes, and argon2 slows what is left. */

interface Tries {
  count: number;
  since: number;
}

export interface Attempts {
  /** Milliseconds until `key` may try again; 0 when it may now. */
  wait(key: string, now: number): number;
  /** Notes a failure. */
  fail(key: string, now: number): void;
  forget(key: string): void;
}

/** At most `limit` failures for each key within `windowMs`, remembering at most `keys` keys (the oldest go first). */
export function attempts(limit: number, windowMs: number, keys = 10_000): Attempts {
  const tries = new Map<string, Tries>();
  const current = (key: string, now: number): Tries | null => {
    const found = tries.get(key);
    if (found && now - found.since < windowMs) return found;
    tries.delete(key);
    return null;
  };
  return {
    wait(key, now) {
      const found = current(key, now);
      return found && found.count >= limit ? found.since + windowMs - now : 0;
    },
    fail(key, now) {
      const found = current(key, now);
      if (found) found.count += 1;
      else tries.set(key, { count: 1, since: now });
      for (const oldest of tries.keys()) {
        if (tries.size <= keys) break;
        tries.delete(oldest);
      }
    },
    forget(key) {
      tries.delete(key);
    },
  };
}
