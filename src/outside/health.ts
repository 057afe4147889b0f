/** How the calls to one outside system have gone since the service started. Times are ISO 8601 in UTC. */
export type SystemHealth = {
  /** The system, as an operator calls it: "Zoho CRM". */
  system: string;
  lastSuccess: { at: string } | null;
  /** The message is that of the failure: a sentence without personal data. */
  lastError: { at: string; message: string } | null;
};

/** The newest success and the newest error of each system that was called. */
export class OutsideHealth {
  readonly #systems = new Map<string, SystemHealth>();

  succeeded(system: string, atMs: number): void {
    this.#systems.set(system, { ...this.#of(system), lastSuccess: { at: new Date(atMs).toISOString() } });
  }

  failed(system: string, atMs: number, message: string): void {
    const lastError = { at: new Date(atMs).toISOString(), message };
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
