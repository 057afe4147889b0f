import type { Told } from '../log/told.ts';
import { codesOf, inEnglish, type Saying } from '../sentences/tell.ts';

/** How the calls to one outside system have gone since the service started. Times are ISO 8601 in UTC. */
export type SystemHealth = {
  /** The system, as an operator calls it: "Zoho CRM". */
  system: string;
  lastSuccess: { at: string } | null;
  /** The message is that of the failure: a sentence without personal data, and the same in codes. */
  lastError: { at: string; message: string; told: readonly Told[] | null } | null;
};

/** The newest success and the newest error of each system that was called. */
export class OutsideHealth {
  readonly #systems = new Map<string, SystemHealth>();

  succeeded(system: string, atMs: number): void {
    this.#systems.set(system, { ...this.#of(system), lastSuccess: { at: new Date(atMs).toISOString() } });
  }

  failed(system: string, atMs: number, saying: Saying): void {
    const at = new Date(atMs).toISOString();
    const lastError = { at, message: inEnglish(saying), told: codesOf(saying) };
    this.#systems.set(system, { ...this.#of(system), lastError });
  }

  /** In the order in which they were first called. */
  all(): SystemHealth[] {
    return [...this.#systems.values()];
  }

  #of(system: string): SystemHealth {
    return this.#systems.get(system) ?? { system, lastSuccess: null, lastError: null };
  }
}
