import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { reportStudents } from '../crm/workflow.ts';
import { recordOf, STUDENTS, seed } from '../seed.ts';
import { type Proof, Sender, type Sent } from '../sender.ts';
import type { Delivery } from '../student-deliveries.ts';
import { SimulatedWorld } from '../world.ts';
import { type Service, startService } from './service.ts';

/** The part of an event in the service's list that the play uses. */
export type LoggedEvent = {
  id: number;
  status: string;
  attempts: number;
  result: Json | null;
  error_message: string | null;
};
type Json = { [key: string]: unknown };

/** How long to wait for an event to end, in seconds; nothing in the play takes a third of it. */
const PATIENCE_S = 30;
const POLL_MS = 100;
const MINUTE_MS = 60_000;

type StageOptions = {
  folder: string;
  /** Settings of the service on top of those that the play needs. */
  settings: Record<string, string>;
  isFast: boolean;
  print(line: string): void;
  signal: AbortSignal;
};

/** What the play runs on: the simulated world, the real service, and a sender. */
export class Stage {
  readonly world: SimulatedWorld;
  readonly service: Service;
  readonly sender: Sender;
  /** The token that proves callbacks of CRM channels. */
  readonly notificationToken: string;
  readonly #options: StageOptions;

  private constructor(world: SimulatedWorld, service: Service, secrets: Secrets, options: StageOptions) {
    this.world = world;
    this.service = service;
    this.notificationToken = secrets.notificationToken;
    this.sender = new Sender({ url: service.url, secret: secrets.secret, keys: world.desk.keys });
    this.#options = options;
    const { records } = world.zoho.crm;
    reportStudents(records, (delivery) => this.sender.send(delivery), options.print);
  }

  static async open(options: StageOptions): Promise<Stage> {
    const { folder, settings } = options;
    const world = await SimulatedWorld.start();
    seed(world, Date.now());
    // Changed while nothing was running: its webhook was never sent.
    world.zoho.put('BTEC_Students', recordOf(STUDENTS.lost, Date.now() - 10 * MINUTE_MS));
    const secrets = { secret: randomText(), notificationToken: randomText() };
    try {
      const service = await startService(folder, { ...world.settings, ...settingsFor(secrets), ...settings });
      return new Stage(world, service, secrets, options);
    } catch (error) {
      await world.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.service.stop();
    await this.world.close();
  }

  get logFile(): string {
    return join(this.#options.folder, 'logs/app.log');
  }

  /** Gives the reader time to follow. */
  async pause(ms: number): Promise<void> {
    await setTimeout(this.#options.isFast ? 0 : ms, undefined, { signal: this.#options.signal });
  }

  /** Sends, and waits until the service is done with it. */
  async send(delivery: Delivery, proof: Proof = 'hmac'): Promise<Sent> {
    const [sent] = await this.sendAll([delivery], proof);
    return sent as Sent;
  }

  /** Sends all of them at the same time, and waits until the service is done with them. */
  async sendAll(deliveries: readonly Delivery[], proof: Proof = 'hmac'): Promise<Sent[]> {
    return this.tell(deliveries, await this.sender.burst(deliveries, proof, PATIENCE_S));
  }

  /** Says what was sent and what came back. */
  tell(deliveries: readonly Delivery[], answers: Sent[]): Sent[] {
    this.#options.signal.throwIfAborted();
    const told = deliveries.map(
      ({ path }, index) => `   → POST ${path}  ${describe(answers[index] as Sent)}`,
    );
    for (const line of new Set(told)) {
      const times = told.filter((other) => other === line).length;
      this.#options.print(times === 1 ? line : `${line}  (${times} times)`);
    }
    return answers;
  }

  /**
   * The newest event of a record once it is as wanted, or after a while as it is. Undefined when there is
   * none.
   */
  async eventOf(
    recordId: string,
    isWished: (event: LoggedEvent) => boolean,
  ): Promise<LoggedEvent | undefined> {
    const endMs = Date.now() + PATIENCE_S * 1000;
    let event = await this.#newestOf(recordId);
    while ((event === undefined || !isWished(event)) && Date.now() < endMs) {
      await setTimeout(POLL_MS, undefined, { signal: this.#options.signal });
      event = await this.#newestOf(recordId);
    }
    return event;
  }

  /**
   * Applies everything that waits for a person on a ticket, as one would on the dashboard; returns how much.
   */
  async applyWaiting(ticketId: string): Promise<number> {
    const path = '/api/v1/tickets/suggestions';
    const { suggestions } = (await this.#ask('GET', `${path}?status=waiting&ticket_id=${ticketId}`)) as {
      suggestions: { id: number }[];
    };
    for (const { id } of suggestions) {
      const { status, written } = (await this.#ask('POST', `${path}/${id}/apply`)) as Json;
      this.#options.print(`   → POST ${path}/${id}/apply  ${status}, ${written}`);
    }
    return suggestions.length;
  }

  async stats(): Promise<{ total_events: number; by_status: Record<string, number> }> {
    return (await this.#ask('GET', '/api/v1/events/stats')) as Awaited<ReturnType<Stage['stats']>>;
  }

  async #newestOf(recordId: string): Promise<LoggedEvent | undefined> {
    const { events } = (await this.#ask('GET', `/api/v1/events?record_id=${recordId}&limit=1`)) as {
      events: LoggedEvent[];
    };
    return events[0];
  }

  async #ask(method: string, path: string): Promise<unknown> {
    const { url, signInLink } = this.service;
    const headers = { authorization: `Bearer ${new URL(signInLink).searchParams.get('token')}` };
    const answer = await fetch(new URL(path, url), { method, headers, signal: this.#options.signal });
    return answer.json();
  }
}

function describe({ status, body }: Sent): string {
  const { status: ending, error_message: sentence } = Object(body.outcome);
  const words = [body.status ?? body.error, ending, sentence].filter((word) => word);
  return `${status} ${words.join(', ')}`;
}

type Secrets = { secret: string; notificationToken: string };

/** Every student flag is on; tickets are at the first level: moved and linked, never answered. */
function settingsFor({ secret, notificationToken }: Secrets): Record<string, string> {
  return {
    WEBHOOK_HOST: '127.0.0.1',
    WEBHOOK_PORT: '0',
    ZOHO_WEBHOOK_SECRET: secret,
    ZOHO_NOTIFICATION_TOKEN: notificationToken,
    MOODLE_CREATE_USERS: 'true',
    MOODLE_UPDATE_USERS: 'true',
    CRM_WRITE_BACK: 'true',
    WEBHOOK_AUTO_DISPATCH: 'true',
    WEBHOOK_AUTO_LINK: 'true',
    ZOHO_DESK_SPACING_MS: '20',
    TICKET_RULES_FILE: fileURLToPath(new URL('../../config/ticket-rules.json', import.meta.url)),
  };
}

function randomText(): string {
  return randomBytes(24).toString('base64url');
}
