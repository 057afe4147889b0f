import { tell } from '../../sentences/tell.ts';
import type { MoodleClient, MoodleUser, SiteInfo, UserField } from './client.ts';
import { FUNCTIONS, type FunctionName } from './functions.ts';
import { mending } from './refusals.ts';

/**
 * Look-ups that can be believed. To Moodle a user whom the token's user may not see does not exist, so with a missing
 * capability we would create everyone a second time, and mail each a password.
 *
 * What is proven, and by whom (user/lib.php of Moodle): the token's own user always sees itself, so it proves nothing.
 * The guest, whom every Moodle has, is found by username only with moodle/user:viewalldetails, which shows ID numbers
 * too, and shows its e-mail address only to those who may see addresses.
 */
export class LookUps {
  readonly #moodle: MoodleClient;
  readonly #functions: readonly FunctionName[];
  #checked: Promise<SiteInfo> | null = null;
  /** A user whose ID number we wrote and cannot see. */
  #unseen: string | null = null;

  /** @param functions what will be called besides the look-ups */
  constructor(moodle: MoodleClient, functions: readonly FunctionName[]) {
    this.#moodle = moodle;
    this.#functions = functions;
  }

  /**
   * Checks once that the functions are there and that other users can be seen, and answers whose token it is. Throws
   * CredentialsFailure with what is missing.
   */
  async require(signal: AbortSignal): Promise<SiteInfo> {
    this.#checked ??= this.#check().catch((error) => {
      this.forget();
      throw error;
    });
    const site = await this.#checked;
    if (this.#unseen !== null) await this.#requireSeenNow(this.#unseen, signal);
    return site;
  }

  /** Checks everything again before the next use, because somebody may change the token's rights while we run. */
  forget(): void {
    this.#checked = null;
  }

  /** The users whose field holds one of the values. Throws CredentialsFailure where a part of them is hidden. */
  async getUsersByField(
    field: UserField,
    values: readonly string[],
    signal: AbortSignal,
  ): Promise<MoodleUser[]> {
    const users = await this.#moodle.getUsersByField(field, values, signal);
    // Every user has a username: where it is left out, an empty ID number may be a hidden one.
    if (users.some(({ username }) => username === null)) throw mending(DETAILS);
    if (users.some(({ email }) => email === null)) await this.prove(signal);
    return users;
  }

  /** Call this before believing "nobody". Throws CredentialsFailure when it may only mean "nobody you may see". */
  async prove(signal: AbortSignal): Promise<void> {
    const [guest] = await this.#moodle.getUsersByField('username', [GUEST.username], signal);
    // Where the guest has been given another name, it is still the first user of the site.
    const [shown] = guest ? [guest] : await this.#moodle.getUsersByField('id', [GUEST.id], signal);
    if (shown === undefined) throw mending(OTHERS);
    if (shown.username === null) throw mending(DETAILS);
    if (shown.email === null) throw mending(ADDRESSES);
  }

  /**
   * To be called after an ID number was written: while the user or its ID number is hidden from us, no other student
   * is touched. Moodle finds even a deleted user by its id, so one that is not found is hidden.
   */
  async requireSeen(userId: string, signal: AbortSignal): Promise<void> {
    const [user] = await this.#moodle.getUsersByField('id', [userId], signal);
    this.#unseen = userId;
    if (user === undefined) throw mending(OTHERS);
    if (!user.isDeleted && user.idnumber === null) throw mending(DETAILS);
    this.#unseen = null;
  }

  /** Somebody may have deleted it from the database since; that must not block everything for ever. */
  async #requireSeenNow(userId: string, signal: AbortSignal): Promise<void> {
    const [user] = await this.#moodle.getUsersByField('id', [userId], signal);
    if (user !== undefined) return this.requireSeen(userId, signal);
    await this.prove(signal);
    this.#unseen = null;
  }

  /** Everyone who waits shares it, so one attempt that ends must not cancel it; each call has its own timeout. */
  async #check(): Promise<SiteInfo> {
    const { signal } = new AbortController();
    const site = await this.#moodle.siteInfo(signal);
    const missing = [FUNCTIONS.find, ...this.#functions].filter((name) => !site.functions.has(name));
    if (missing.length > 0) {
      throw mending(tell('MOODLE_FUNCTIONS_MISSING', { functions: missing.join(' and ') }));
    }
    await this.prove(signal);
    return site;
  }
}

/** The account for visitors who have none; Moodle lets nobody delete it. */
export const GUEST = { id: '1', username: 'guest' } as const;

/** What hides others from the token's user, and what shows them. */
const OTHERS = tell('MOODLE_SEES_NOBODY');
const DETAILS = tell('MOODLE_SEES_NO_IDNUMBERS');
const ADDRESSES = tell('MOODLE_SEES_NO_EMAILS');
