import { CredentialsFailure } from '../../log/failures.ts';
import { FUNCTIONS, type MoodleClient } from './client.ts';
import { MENDING_PAUSE_MS } from './refusals.ts';

/**
 * Whether users can be found at all. To Moodle a user whom the token's user may not see does not exist, so a missing
 * capability would let us create everyone a second time.
 */
export class LookUps {
  readonly #moodle: MoodleClient;
  readonly #functions: readonly string[];
  #checked: Promise<void> | null = null;
  /** A user whose ID number we wrote and cannot see. */
  #unseen: string | null = null;

  /** @param functions what will be called besides the look-ups */
  constructor(moodle: MoodleClient, functions: readonly string[]) {
    this.#moodle = moodle;
    this.#functions = functions;
  }

  /** Checks it once; after a failure again. Throws CredentialsFailure with what to give the token's user. */
  async require(signal: AbortSignal): Promise<void> {
    this.#checked ??= this.#check().catch((error) => {
      this.#checked = null;
      throw error;
    });
    await this.#checked;
    if (this.#unseen !== null) await this.requireSeen(this.#unseen, signal);
  }

  /** To be called after an ID number was written: while it is hidden from us, no other student is touched. */
  async requireSeen(userId: string, signal: AbortSignal): Promise<void> {
    const [user] = await this.#moodle.getUsersByField('id', [userId], signal);
    const isHidden = user !== undefined && user.idnumber === null;
    this.#unseen = isHidden ? userId : null;
    if (isHidden) throw blind('idnumber');
  }

  /** Shared by all who wait, so the end of one attempt must not cancel it; each call has its own timeout. */
  async #check(): Promise<void> {
    const { signal } = new AbortController();
    const site = await this.#moodle.siteInfo(signal);
    const missing = [FUNCTIONS.find, ...this.#functions].filter((name) => !site.functions.has(name));
    if (missing.length > 0) {
      throw new CredentialsFailure(
        `The service of MOODLE_TOKEN lacks ${missing.join(' and ')}. Add it to the service in Moodle.`,
        MENDING_PAUSE_MS,
      );
    }
    for (const [field, value] of [
      ['id', site.userId],
      ['username', site.username],
    ] as const) {
      const found = await this.#moodle.getUsersByField(field, [value], signal);
      if (!found.some(({ id }) => id === site.userId)) throw blind(field);
    }
  }
}

function blind(field: string): CredentialsFailure {
  return new CredentialsFailure(
    `The user behind MOODLE_TOKEN cannot find users by ${field}, so that students could be created twice. Give it the capabilities moodle/user:viewdetails, moodle/user:viewhiddendetails, moodle/user:viewalldetails and moodle/site:viewuseridentity in Moodle.`,
    MENDING_PAUSE_MS,
  );
}
