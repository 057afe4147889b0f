import { isObject } from '../../inbound/body.ts';
import type { JsonObject, JsonValue } from '../../log/event.ts';
import { PermanentFailure, TemporaryFailure } from '../../log/failures.ts';
import type { OutsideApi } from '../api.ts';
import type { MoodleAccess } from './address.ts';
import { type Parameter, writeForm } from './form.ts';
import { isRefusal, noAnswer, refusal } from './refusals.ts';

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
};

/** The keys of a user as Moodle names them. */
export type UserChange = {
  firstname?: string;
  lastname?: string;
  email?: string;
  idnumber?: string;
  suspended?: boolean;
};
export type NewUser = Required<Omit<UserChange, 'suspended'>> & { username: string };

export type SiteInfo = {
  siteName: string;
  release: string;
  /** Whom the token belongs to. */
  userId: string;
  username: string;
  functions: ReadonlySet<string>;
};

export const FUNCTIONS = {
  find: 'core_user_get_users_by_field',
  create: 'core_user_create_users',
  update: 'core_user_update_users',
  siteInfo: 'core_webservice_get_site_info',
} as const;

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

  /** Answers the id of the new user, to whom Moodle mails a password. One per call: Moodle takes a batch whole or not. */
  async createUser(user: NewUser, signal: AbortSignal): Promise<string> {
    const users = [{ ...user, createpassword: true }];
    const created = await this.#call(FUNCTIONS.create, { users }, signal);
    const [first] = Array.isArray(created) ? created : [];
    if (!isObject(first) || !('id' in first)) throw unreadable(FUNCTIONS.create);
    return String(first.id);
  }

  /** Writes the named keys and leaves the others alone. */
  async updateUser(id: string, change: UserChange, signal: AbortSignal): Promise<void> {
    const answer = await this.#call(FUNCTIONS.update, { users: [{ id, ...change }] }, signal);
    // Before 4.0 the answer is null. Since then a failed update is a warning, with status 200.
    const [warning] = isObject(answer) && Array.isArray(answer.warnings) ? answer.warnings : [];
    if (isObject(warning)) throw notUpdated(id, String(warning.warningcode));
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
      functions: new Set(functions.map(({ name }) => String(name))),
    };
  }

  async #call(
    name: (typeof FUNCTIONS)[keyof typeof FUNCTIONS],
    parameters: { readonly [key: string]: Parameter },
    signal: AbortSignal,
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
    if (reply.json === undefined) throw noAnswer(reply);
    if (isRefusal(reply.json)) throw refusal(reply.json, name);
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
  };
}

function textOf(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Nobody knows what was done; the next attempt looks before it writes. */
function unreadable(name: string): TemporaryFailure {
  return new TemporaryFailure(`Moodle's answer to ${name} cannot be understood.`);
}

function notUpdated(id: string, code: string): PermanentFailure {
  const reason = WARNINGS.get(code) ?? 'See the log of Moodle';
  return new PermanentFailure(`Moodle did not update its user ${id} (${code}). ${reason}.`);
}

const WARNINGS = new Map([
  ['useremailduplicate', 'Another Moodle user has this Academic_Email; correct one of the two'],
  ['useremailinvalid', 'Moodle does not accept this Academic_Email; correct it in Zoho CRM'],
  ['usernotupdatedadmin', 'It is a site administrator; link the student to a user of its own'],
  ['usernotupdateddeleted', 'It was deleted; correct or empty Student_Moodle_ID in Zoho CRM'],
  ['usernotupdatedremote', 'It belongs to another Moodle site and can be changed only there'],
  ['usernotupdatedguest', "It is Moodle's guest; correct or empty Student_Moodle_ID in Zoho CRM"],
  ['invaliduserid', 'It is gone; correct or empty Student_Moodle_ID in Zoho CRM'],
]);
