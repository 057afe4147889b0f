import { isObject } from '../../inbound/body.ts';
import type { JsonObject, JsonValue } from '../../log/event.ts';
import { TemporaryFailure } from '../../log/failures.ts';
import { tell } from '../../sentences/tell.ts';
import type { OutsideApi } from '../api.ts';
import type { MoodleAccess } from './address.ts';
import { type Parameter, writeForm } from './form.ts';
import { FUNCTIONS, type FunctionName } from './functions.ts';
import { codeOf, isRefusal, noService, refusal } from './refusals.ts';

export type UserField = 'id' | 'idnumber' | 'username' | 'email';

/** A user as the token's user sees it. Null is unknown: Moodle leaves out what is hidden, and an empty idnumber. */
export type MoodleUser = {
  id: string;
  username: string | null;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  idnumber: string | null;
  suspended: boolean | null;
  /** Deleted in Moodle, which still finds it by its id, under a made-up name and address. */
  isDeleted: boolean;
};

/** The keys of a user as Moodle names them. */
export type UserChange = {
  firstname?: string;
  lastname?: string;
  email?: string;
  idnumber?: string;
  suspended?: boolean;
};
const USER_KEYS = ['firstname', 'lastname', 'email', 'idnumber', 'suspended'] as const;
export type NewUser = Required<Omit<UserChange, 'suspended'>> & { username: string };

export type SiteInfo = {
  siteName: string;
  release: string;
  /** Whom the token belongs to. */
  userId: string;
  username: string;
  /** Moodle lets an administrator change other administrators. */
  isAdmin: boolean;
  functions: ReadonlySet<string>;
};

/**
 * Moodle's web services over REST. Every method throws CredentialsFailure, TemporaryFailure or PermanentFailure with a
 * sentence for operators; none of them holds what Moodle wrote, which may quote a person.
 */
export class MoodleClient {
  readonly #api: OutsideApi;
  readonly #access: MoodleAccess;

  constructor(api: OutsideApi, access: MoodleAccess) {
    this.#api = api;
    this.#access = access;
  }

  /**
   * The users whose field holds one of these values, as far as the token's user may see that field. The values have to
   * be clean (lower-case usernames, valid addresses): Moodle refuses others.
   */
  async getUsersByField(
    field: UserField,
    values: readonly string[],
    signal: AbortSignal,
  ): Promise<MoodleUser[]> {
    const users = await this.#call(FUNCTIONS.find, { field, values }, signal);
    if (!Array.isArray(users)) throw unreadable(FUNCTIONS.find);
    return users.filter(isObject).map(readUser);
  }

  /** Returns the new user's id; Moodle mails them a password. One per call: Moodle takes a batch whole or not at all. */
  async createUser(user: NewUser, signal: AbortSignal): Promise<string> {
    const users = [{ ...user, createpassword: true }];
    const created = await this.#call(FUNCTIONS.create, { users }, signal);
    const [first] = Array.isArray(created) ? created : [];
    if (!isObject(first) || !('id' in first)) throw unreadable(FUNCTIONS.create);
    return String(first.id);
  }

  /** Writes the named keys and leaves the others alone. */
  async updateUser(id: string, change: UserChange, signal: AbortSignal): Promise<void> {
    const answer = await this.#call(FUNCTIONS.update, { users: [{ id, ...change }] }, signal, id);
    // Before 4.0 the answer is null, which is also what a truncated answer looks like.
    if (answer === null) return this.#requireWritten(id, change, signal);
    if (!isObject(answer) || !Array.isArray(answer.warnings)) throw unreadable(FUNCTIONS.update);
    // A failed update is a warning, with status 200.
    const [warning] = answer.warnings;
    if (isObject(warning)) throw refusal(FUNCTIONS.update, String(warning.warningcode), id);
  }

  /** Reads back what was written; about hidden fields nothing can be said. */
  async #requireWritten(id: string, change: UserChange, signal: AbortSignal): Promise<void> {
    const [user] = await this.getUsersByField('id', [id], signal);
    if (user === undefined) throw unreadable(FUNCTIONS.update);
    const { firstName, lastName, email, idnumber, suspended } = user;
    const seen: UserChange = {
      ...(firstName !== null && { firstname: firstName }),
      ...(lastName !== null && { lastname: lastName }),
      ...(email !== null && { email }),
      ...(idnumber !== null && { idnumber }),
      ...(suspended !== null && { suspended }),
    };
    const differs = (key: keyof UserChange) => key in change && key in seen && change[key] !== seen[key];
    if (USER_KEYS.some(differs)) throw unreadable(FUNCTIONS.update);
  }

  async siteInfo(signal: AbortSignal): Promise<SiteInfo> {
    const info = await this.#call(FUNCTIONS.siteInfo, {}, signal);
    if (!isObject(info)) throw unreadable(FUNCTIONS.siteInfo);
    const functions = Array.isArray(info.functions) ? info.functions.filter(isObject) : [];
    return {
      siteName: String(info.sitename),
      release: String(info.release),
      userId: String(info.userid),
      username: String(info.username),
      isAdmin: info.userissiteadmin === true,
      functions: new Set(functions.map(({ name }) => String(name))),
    };
  }

  async #call(
    name: FunctionName,
    parameters: { readonly [key: string]: Parameter },
    signal: AbortSignal,
    userId: string | null = null,
  ): Promise<JsonValue> {
    const { endpoint, token } = this.#access;
    const call = { wstoken: token, wsfunction: name, moodlewsrestformat: 'json', ...parameters };
    const reply = await this.#api.call(
      {
        name,
        method: 'POST',
        url: endpoint,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: writeForm(call).toString(),
        isIdempotent: name === FUNCTIONS.find || name === FUNCTIONS.siteInfo,
      },
      signal,
    );
    if (isRefusal(reply.json)) throw refusal(name, codeOf(reply.json), userId);
    if (reply.status >= 400 || reply.json === undefined) throw noService(reply.status);
    return reply.json;
  }
}

function readUser(user: JsonObject): MoodleUser {
  return {
    id: String(user.id),
    username: textOf(user.username),
    firstName: textOf(user.firstname),
    lastName: textOf(user.lastname),
    email: textOf(user.email),
    idnumber: textOf(user.idnumber),
    suspended: typeof user.suspended === 'boolean' ? user.suspended : null,
    // Deleting replaces the address by a hash.
    isDeleted: typeof user.email === 'string' && user.email !== '' && !user.email.includes('@'),
  };
}

function textOf(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** We do not know what was done, so the next attempt looks before it writes. */
function unreadable(name: string): TemporaryFailure {
  return new TemporaryFailure(tell('MOODLE_ANSWER_UNCLEAR', { function: name }));
}
