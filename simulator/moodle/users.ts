import { createHash } from 'node:crypto';
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
  deleted: boolean;
};

/** The way Moodle refuses: with an errorcode that says little, because the details are only for debugging. */
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
/** The column size for names, usernames and addresses, in characters. */
const COLUMN = 100;
const NO_WRITE = 'Error writing to database';
const SEARCHABLE = ['id', 'idnumber', 'username', 'email'] as const;

/** The users of a Moodle and the rules of `core_user_*`: what is cleaned, what is unique, what is only a warning. */
export class MoodleUsers {
  /** The token's user, who can always see itself. */
  readonly own: SimulatedUser;
  /** Fields of others that the token's user may not see: a search by one of them finds nobody. */
  readonly hidden = new Set<string>();
  /** Users that only an administrator may change. */
  readonly admins = new Set<number>();
  /** The site's setting of this name. */
  allowsSameEmail = false;
  /** The database stores characters of at most three bytes, like MySQL's old `utf8`: no emoji. */
  isNarrow = false;
  readonly #users = new Map<number, SimulatedUser>();
  readonly #guest: SimulatedUser;
  readonly #founder: SimulatedUser;
  #lastId = 40;

  /** Every Moodle has a guest and an administrator from its installation. */
  constructor() {
    this.#guest = this.add({ id: 1, username: 'guest', firstname: 'Guest', email: 'root@localhost' });
    this.#founder = this.add({ id: 2, username: 'admin', email: 'admin@example.edu' });
    this.admins.add(this.#founder.id);
    this.#lastId = 40;
    this.own = this.add({ username: 'event-hub', email: 'hub@example.edu' });
  }

  add(user: Partial<SimulatedUser>): SimulatedUser {
    this.#lastId += 1;
    const blank = { username: `user${this.#lastId}`, firstname: 'Jean', lastname: 'Exemple', idnumber: '' };
    const email = `user${this.#lastId}@example.edu`;
    const rest = { email, auth: 'manual', suspended: false, deleted: false };
    const added = { ...blank, ...rest, id: this.#lastId, ...user };
    this.#users.set(added.id, added);
    return added;
  }

  remove(id: number): void {
    this.#users.delete(id);
  }

  /** Deletes a user the way Moodle does: the row stays, and is still found by its id. */
  delete(id: number): void {
    const user = this.#users.get(id);
    if (user === undefined) return;
    const username = `${user.email}.1769335200`;
    const email = createHash('md5').update(user.username).digest('hex');
    Object.assign(user, { username, email, idnumber: '', deleted: true });
  }

  /** Everyone who was added: neither the token's own user, nor those of the installation. */
  get others(): SimulatedUser[] {
    const present: readonly SimulatedUser[] = [this.own, this.#guest, this.#founder];
    return [...this.#users.values()].filter((user) => !present.includes(user));
  }

  /** `core_user_get_users_by_field`; here the database compares e-mail addresses letter by letter. */
  findByField(form: PhpForm): object[] {
    const field = SEARCHABLE.find((name) => name === form.field);
    if (field === undefined) throw invalid();
    const values = entries(form.values).map(String);
    for (const value of values) requireClean(field, value);
    return [...this.#users.values()]
      .filter((user) => values.includes(String(user[field])))
      .filter((user) => user === this.own || !this.hidden.has('id'))
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

  /** `core_user_update_users`: a user that cannot be updated is a warning, not a refusal. */
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
    if (!this.#canKeep(draft))
      throw new MoodleException('dmlwriteexception', NO_WRITE, 'dml_write_exception');
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
    if (this.#isProtected(user)) return warn('usernotupdatedadmin', 'Cannot update admin accounts');
    if (user.deleted) return warn('usernotupdateddeleted', 'error/usernotupdateddeleted');
    if (user === this.#guest) return warn('usernotupdatedguest', 'error/usernotupdatedguest');
    if (texts.email !== undefined) {
      if (!isEmail(texts.email)) return warn('useremailinvalid', 'Invalid email address');
      const isOwn = texts.email.toLowerCase() === user.email.toLowerCase();
      if (!isOwn && this.#hasEmail(texts.email)) return warn('useremailduplicate', 'Duplicate email address');
    }
    if (!this.#canKeep(texts)) return warn('dmlwriteexception', NO_WRITE);
    Object.assign(user, texts, suspended !== undefined && { suspended: suspended === '1' });
    return null;
  }

  /** An administrator may change the others. */
  #isProtected(user: SimulatedUser): boolean {
    return user !== this.own && this.admins.has(user.id) && !this.admins.has(this.own.id);
  }

  /** The database refuses what is too long or too wide for its column, without saying which field. */
  #canKeep(texts: Record<string, string>): boolean {
    return Object.values(texts).every((text) => {
      const letters = [...text];
      return letters.length <= COLUMN && !(this.isNarrow && letters.some((letter) => letter.length > 1));
    });
  }

  #hasEmail(email: string): boolean {
    if (this.allowsSameEmail) return false;
    return [...this.#users.values()].some((user) => user.email.toLowerCase() === email.toLowerCase());
  }

  /** Empty and hidden fields are left out. */
  #asSeen(user: SimulatedUser): Record<string, unknown> {
    const { deleted: _, ...kept } = user;
    const all = { ...kept, fullname: `${user.firstname} ${user.lastname}`, confirmed: true, lang: 'en' };
    const isSeen = ([key, value]: [string, unknown]) =>
      value !== '' && (user === this.own || !this.hidden.has(key));
    // Empty rather than missing, unlike the others.
    return { ...Object.fromEntries(Object.entries(all).filter(isSeen)), department: '' };
  }
}

function entries(value: PhpValue | undefined): PhpValue[] {
  if (typeof value !== 'object') throw invalid();
  return Object.values(value);
}

/** The texts of one user; an unknown key or a boolean spelled in words is refused. */
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

/** `filter_var` of PHP, with FILTER_VALIDATE_EMAIL. */
function isEmail(text: string): boolean {
  const [local = '', domain = '', ...rest] = text.split('@');
  const labels = domain.split('.');
  const isLocal = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/.test(local) && local.length <= 64;
  const areLabels = labels.every(
    (label) => /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i.test(label) && label.length <= 63,
  );
  const hasTop = labels.length > 1 && !/^\d+$/.test(String(labels.at(-1)));
  return rest.length === 0 && isLocal && areLabels && hasTop && text.length <= 254;
}

/** With debugging off, Moodle says no more than this, whatever the reason. */
function invalid(): MoodleException {
  return new MoodleException(
    'invalidparameter',
    'Invalid parameter value detected',
    'core_external\\exception\\invalid_parameter_exception',
  );
}
