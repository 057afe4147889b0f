import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { type Answer, type Fault, Faults } from '../faults.ts';
import { moodlePage } from '../web/moodle-page.ts';
import { type PhpForm, readPhpForm } from './php-form.ts';
import { cripple, type StandingTrouble, TROUBLES, type TroubleName } from './troubles.ts';
import { MoodleException, MoodleUsers } from './users.ts';

/**
 * A stand-in for Moodle's web services over REST, with the habits that a client must know: errors come with
 * status 200, a function missing from the service looks like a service that is closed to us, a failed update
 * is a warning, and a user that the token's user may not see does not exist.
 */
export class MoodleSimulator {
  readonly token = 'moodle-token';
  readonly users = new MoodleUsers();
  /** The functions of the external service; remove one to see what is then refused. */
  readonly functions = new Set(Object.keys(FUNCTIONS));
  /** Function names, in order; never a parameter. */
  readonly requests: string[] = [];
  /** What was written: function and parameters. */
  readonly writes: { wsfunction: string; users: unknown }[] = [];
  /** Before 4.0 an update answers `null`. */
  isOld = false;
  /** What is wrong until somebody mends it. */
  readonly #troubles = new Set<TroubleName>();
  readonly #faults = new Faults();
  readonly #writeFaults = new Faults();
  #app: FastifyInstance | null = null;

  /**
   * Listens on this machine and returns its address. After a close it may listen again, with the same users.
   */
  listen(port = 0): Promise<string> {
    const app = Fastify({ forceCloseConnections: true });
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    moodlePage(app, this.users);
    app.all('*', (request, reply) => {
      if (!request.url.split('?')[0]?.endsWith('/webservice/rest/server.php'))
        return reply.code(404).send('<h1>404 Not Found</h1>');
      const form = readForm(request);
      const wsfunction = String(form.wsfunction);
      this.requests.push(wsfunction);
      const trouble = this.#troubleFor(wsfunction, request.url);
      return this.#faultsFor(wsfunction).answer(reply, () => trouble ?? this.#call(form));
    });
    this.#app = app;
    return app.listen({ host: '127.0.0.1', port });
  }

  async close(): Promise<void> {
    await this.#app?.close();
  }

  fail(...faults: Fault[]): void {
    this.#faults.add(...faults);
  }

  /** Faults for the next calls that write, whatever is read in between. */
  failWrites(...faults: Fault[]): void {
    this.#writeFaults.add(...faults);
  }

  /** Something is wrong from now on, until `mend`. */
  break(trouble: StandingTrouble): void {
    if (isAnswered(trouble)) this.#troubles.add(trouble);
    else cripple(this, trouble);
  }

  /** Puts everything right again: troubles, waiting faults, hidden fields, missing functions. */
  mend(): void {
    this.clearFaults();
    this.#troubles.clear();
    this.users.hidden.clear();
    for (const name of Object.keys(FUNCTIONS)) this.functions.add(name);
  }

  /** Drops the faults that are still waiting. */
  clearFaults(): void {
    this.#faults.clear();
    this.#writeFaults.clear();
  }

  #troubleFor(wsfunction: string, url: string): Answer | null {
    for (const trouble of this.#troubles) {
      const answer = TROUBLES[trouble]({ wsfunction, url });
      if (answer !== null) return answer;
    }
    return null;
  }

  #faultsFor(wsfunction: string): Faults {
    return isWrite(wsfunction) && this.#writeFaults.areWaiting ? this.#writeFaults : this.#faults;
  }

  /** The JSON format has to be requested. */
  #call(form: PhpForm): Answer {
    const answer = this.#outcome(form);
    const isJson = form.moodlewsrestformat === 'json';
    return { status: 200, json: isJson ? JSON.stringify(answer) : '<?xml version="1.0"?><RESPONSE/>' };
  }

  #outcome(form: PhpForm): unknown {
    try {
      return this.#run(form);
    } catch (error) {
      const { kind, errorcode, message } = error as MoodleException;
      return { exception: kind, errorcode, message };
    }
  }

  #run({ wstoken, wsfunction, moodlewsrestformat: _, ...form }: PhpForm): unknown {
    const name = String(wsfunction);
    if (wstoken !== this.token) throw new MoodleException('invalidtoken', 'Invalid token - token not found');
    if (!this.functions.has(name))
      throw new MoodleException('accessexception', 'Access control exception', 'webservice_access_exception');
    const answer = FUNCTIONS[name]?.(this, form);
    if (isWrite(name)) this.writes.push({ wsfunction: name, users: form.users });
    return answer;
  }
}

const FUNCTIONS: Record<string, (moodle: MoodleSimulator, form: PhpForm) => unknown> = {
  core_webservice_get_site_info: (moodle) => ({
    sitename: 'École Exemple',
    username: moodle.users.own.username,
    userid: moodle.users.own.id,
    userissiteadmin: moodle.users.admins.has(moodle.users.own.id),
    functions: [...moodle.functions].map((name) => ({ name, version: '2024100700' })),
    release: '4.5+ (Build: 20241008)',
    version: '2024100700',
    userprivateaccesskey: 'a-private-key',
  }),
  core_user_get_users_by_field: ({ users }, form) => users.findByField(form),
  core_user_create_users: ({ users }, form) => users.create(form),
  core_user_update_users: ({ users, isOld }, form) =>
    (isOld ? void users.update(form) : users.update(form)) ?? null,
};

function isAnswered(trouble: StandingTrouble): trouble is TroubleName {
  return trouble in TROUBLES;
}

function isWrite(wsfunction: string): boolean {
  return wsfunction === 'core_user_create_users' || wsfunction === 'core_user_update_users';
}

/** PHP merges the query with the form, and reads no JSON. */
function readForm({ url, headers, body }: FastifyRequest): PhpForm {
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  const query = url.slice(url.indexOf('?') + 1);
  return { ...(url.includes('?') && readPhpForm(query)), ...(isForm && readPhpForm(String(body))) };
}
