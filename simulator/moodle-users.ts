import type { PhpForm, PhpValue } from './php-form.ts';

export type SimulatedUser = {
  id: number;
  username: string;
  firstname: string;
  lastname: string;
  email: string;
  idnumber: string;
  auth: string;
  suspended: boolean;
};

/** How Moodle refuses: with an errorcode that says little, because its details are only for debugging. */
export class MoodleException extends Error {
  readonly errorcode: string;
  readonly kind: string;

  constructor(errorcode: string, message: string, kind = 'core\\exception\\moodle_exception') {
    super(message);
    this.errorcode = errorcode;
    this.kind = kind;
  }
}

type Warning = { item: 'user'; itemid: number; warningcode: string; message: string };

const CREATE_KEYS = new Set([
  ...['username', 'firstname', 'lastname', 'email', 'idnumber', 'auth', 'createpassword', 'password'],
  ...['lang', 'country', 'city', 'phone1', 'phone2', 'institution', 'department', 'customfields'],
]);
const UPDATE_KEYS = new Set(['id', 'suspended', ...CREATE_KEYS].filter((key) => key !== 'createpassword'));
const SEARCHABLE = ['id', 'idnumber', 'username', 'email'] as const;

/** The users of a Moodle and the rules of `core_user_*`: what is cleaned, what is unique, what is only a warning. */
export class MoodleUsers {
  /** The user of the token, whom it always sees. */
  readonly own: SimulatedUser;
  /** Fields of others that the token's user may not see: a search by one of them finds nobody. */
  readonly hidden = new Set<string>();
  /** Users that nobody but an administrator may change. */
  readonly admins = new Set<number>();
  /** The site's setting of this name. */
  allowsSameEmail = false;
  readonly #users = new Map<number, SimulatedUser>();
  #lastId = 40;

  constructor() {
    this.own = this.add({ username: 'event-hub', email: 'hub@example.edu' });
  }

  add(user: Partial<SimulatedUser>): SimulatedUser {
    this.#lastId += 1;
    const blank = { username: `user${this.#lastId}`, firstname: 'Jean', lastname: 'Exemple', idnumber: '' };
    const rest = { email: `user${this.#lastId}@example.edu`, auth: 'manual', suspended: false };
    const added = { ...blank, ...rest, id: this.#lastId, ...user };
    this.#users.set(added.id, added);
    return added;
  }

  remove(id: number): void {
    this.#users.delete(id);
  }

  /** Everyone but the token's own user. */
  get others(): SimulatedUser[] {
    return [...this.#users.values()].filter((user) => user !== this.own);
  }

  /** `core_user_get_users_by_field`; here the database compares e-mail addresses letter by letter. */
  findByField(form: PhpForm): object[] {
    const field = SEARCHABLE.find((name) => name === form.field);
    if (field === undefined) throw invalid();
    const values = entries(form.values).map(String);
    for (const value of values) requireClean(field, value);
    return [...this.#users.values()]
      .filter((user) => values.includes(String(user[field])))
      .map((user) => this.#asSeen(user))
      .filter((user) => Boolean(user[field]));
  }

  /** `core_user_create_users`: all or none. */
  create(form: PhpForm): { id: number; username: string }[] {
    const drafts = entries(form.users).map((user) => this.#draft(user));
    return drafts.map((draft) => {
      const { id, username } = this.add(draft);
      return { id, username };
    });
  }

  /** `core_user_update_users`: a user that cannot be updated is a warning, no refusal. */
  update(form: PhpForm): { warnings: Warning[] } {
    const changes = entries(form.users).map((user) => textsOf(user, UPDATE_KEYS));
    return { warnings: changes.flatMap((change) => this.#change(change) ?? []) };
  }

  #draft(value: PhpValue): Partial<SimulatedUser> {
    const draft = textsOf(value, CREATE_KEYS);
    const { username = '', firstname = '', lastname = '', email = '', idnumber = '' } = draft;
    const isBlank = [username, firstname, lastname].some((text) => text.trim() === '');
    const hasPassword = draft.createpassword === '1' || draft.password !== undefined;
    if (isBlank || !hasPassword || cleanUsername(username) !== username || !isEmail(email)) throw invalid();
    const isTaken = [...this.#users.values()].some((user) => user.username === username);
    if (isTaken || this.#hasEmail(email)) throw invalid();
    return { username, firstname, lastname, email, idnumber };
  }

  #change({ id, suspended, ...texts }: Record<string, string>): Warning | null {
    const user = this.#users.get(Number(id));
    const warn = (warningcode: string, message: string): Warning => ({
      item: 'user',
      itemid: Number(id),
      warningcode,
      message,
    });
    if (user === undefined) return warn('invaliduserid', 'Invalid user ID');
    if (this.admins.has(user.id)) return warn('usernotupdatedadmin', 'Cannot update admin accounts');
    if (texts.email !== undefined) {
      if (!isEmail(texts.email)) return warn('useremailinvalid', 'Invalid email address');
      const isOwn = texts.email.toLowerCase() === user.email.toLowerCase();
      if (!isOwn && this.#hasEmail(texts.email)) return warn('useremailduplicate', 'Duplicate email address');
    }
    Object.assign(user, texts, suspended !== undefined && { suspended: suspended === '1' });
    return null;
  }

  #hasEmail(email: string): boolean {
    if (this.allowsSameEmail) return false;
    return [...this.#users.values()].some((user) => user.email.toLowerCase() === email.toLowerCase());
  }

  /** Empty and hidden fields are left out. */
  #asSeen(user: SimulatedUser): Record<string, unknown> {
    const all = { ...user, fullname: `${user.firstname} ${user.lastname}`, confirmed: true, lang: 'en' };
    const isSeen = ([key, value]: [string, unknown]) =>
      value !== '' && (user === this.own || !this.hidden.has(key));
    return Object.fromEntries(Object.entries(all).filter(isSeen));
  }
}

function entries(value: PhpValue | undefined): PhpValue[] {
  if (typeof value !== 'object') throw invalid();
  return Object.values(value);
}

/** The texts of one user; an unknown key and a boolean in words are refused. */
function textsOf(value: PhpValue, keys: ReadonlySet<string>): Record<string, string> {
  const given = Object.entries(value);
  const isKnown = given.every(([key, text]) => keys.has(key) && typeof text === 'string');
  const flags = given.filter(([key]) => key === 'suspended' || key === 'createpassword');
  if (!isKnown || flags.some(([, flag]) => flag !== '0' && flag !== '1')) throw invalid();
  return Object.fromEntries(given) as Record<string, string>;
}

function requireClean(field: string, value: string): void {
  const isClean =
    field === 'username'
      ? cleanUsername(value) === value
      : field === 'email'
        ? isEmail(value)
        : field !== 'id' || /^\d+$/.test(value);
  if (!isClean) throw invalid();
}

function cleanUsername(text: string): string {
  return text.toLowerCase().replace(/[^-._@a-z0-9]/g, '');
}

function isEmail(text: string): boolean {
  return /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(text);
}

/** Without debugging on, Moodle says no more than this, whatever the reason. */
function invalid(): MoodleException {
  return new MoodleException(
    'invalidparameter',
    'Invalid parameter value detected',
    'core_external\\exception\\invalid_parameter_exception',
  );
}
