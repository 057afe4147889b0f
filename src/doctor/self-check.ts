import type { Clock } from '../clock.ts';
import type { Warnings } from '../service/sight/warnings.ts';
import type { Findings } from './finding.ts';
import { checkOutside, type OutsideSystems } from './outside.ts';

type SelfCheckOptions = {
  systems: OutsideSystems;
  clock: Clock;
  warnings: Warnings;
  log: { info(fields: object, message: string): void; warn(fields: object, message: string): void };
};

/** Checks whether the outside systems do what is needed of them, and warns when they do not. */
export class SelfCheck {
  readonly #options: SelfCheckOptions;
  #last: Findings | null = null;

  constructor(options: SelfCheckOptions) {
    this.#options = options;
  }

  /** Null until the first check has ended. */
  get last(): Findings | null {
    return this.#last;
  }

  /** One check. Read-only; a problem stays as a warning until a check finds it solved. */
  async run(signal: AbortSignal): Promise<void> {
    const { systems, clock, warnings, log } = this.#options;
    const findings = await checkOutside(systems, signal);
    this.#last = { checkedAt: new Date(clock.now()).toISOString(), findings };
    for (const { code, state, message, told } of findings) {
      const warning = `CHECK_${code}`;
      if (state === 'problem') {
        log.warn({ code: warning, reason: message }, 'the self-check found something to mend');
        warnings.raise(warning, told ?? message);
      } else warnings.clear(warning);
    }
    const problems = findings.filter(({ state }) => state === 'problem').length;
    log.info({ checks: findings.length, problems }, 'checked the outside systems');
  }
}
