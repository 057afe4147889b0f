import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { SECRET, studentBody, type Test, temporaryFolder, test } from '../../harness.ts';
import { type Service, startService } from '../../service.ts';
import { emptyDatabase, NO_SERVER } from './server.ts';

const PATH = '/api/v1/events/zoho/student';
const SENDERS = 8;

/** Gives requests to the instances in turn, over connections that stay open; to the next one where nobody listens. */
class Balancer {
  readonly #agent = new Agent({ keepAlive: true });
  readonly #instances: (Service | null)[];
  #next = 0;

  constructor(instances: readonly Service[]) {
    this.#instances = [...instances];
  }

  replace(index: number, instance: Service): void {
    this.#instances[index] = instance;
  }

  async send(body: string): Promise<number> {
    const first = this.#next++;
    for (let tries = 0; tries < this.#instances.length; tries++) {
      const instance = this.#instances[(first + tries) % this.#instances.length];
      const status = await this.#post(`${instance?.url}${PATH}`, body);
      if (status !== 'nobody listens') return status;
    }
    throw new Error('no instance listens');
  }

  close(): void {
    this.#agent.destroy();
  }

  #post(url: string, body: string): Promise<number | 'nobody listens'> {
    const signature = createHmac('sha256', SECRET).update(body).digest('hex');
    const headers = { 'content-type': 'application/json', 'x-zoho-signature': signature };
    return new Promise((resolve, reject) => {
      const sending = request(url, { method: 'POST', agent: this.#agent, headers }, (answer) => {
        answer.resume().once('end', () => resolve(Number(answer.statusCode)));
      });
      sending.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'ECONNREFUSED' ? resolve('nobody listens') : reject(error),
      );
      sending.end(body);
    });
  }
}

async function rolled(t: Test, settings: Record<string, string>): Promise<void> {
  const DATABASE_URL = await emptyDatabase();
  const start = () =>
    startService(t, temporaryFolder(t), [], {
      DATABASE_URL,
      LOG_FILE: '',
      OPERATOR_TOKEN: 'a-test-operator-token',
      ZOHO_WEBHOOK_SECRET: SECRET,
      ...settings,
    });
  const instances = await Promise.all([start(), start()]);
  const balancer = new Balancer(instances);
  t.teardown(() => balancer.close());
  let [isOver, sent] = [false, 0];
  const statuses = new Map<number | string, number>();
  let wanted = { answers: Number.POSITIVE_INFINITY, reached: () => {} };
  const count = (key: number | string) => {
    statuses.set(key, (statuses.get(key) ?? 0) + 1);
    if ((statuses.get(200) ?? 0) >= wanted.answers) wanted.reached();
  };
  /** Ends when so many more requests were answered well. */
  const more = (answers: number) =>
    new Promise<void>((reached) => {
      wanted = { answers: (statuses.get(200) ?? 0) + answers, reached };
    });
  const sender = async () => {
    while (!isOver) {
      const number = ++sent;
      const body = studentBody({
        notification_id: `event_${number}`,
        record_id: String(4554000000000000000n + BigInt(number)),
      });
      const changed = { ...body, data: { Academic_Email: `s${number}@example.edu`, Name: 'Sara Ali' } };
      await balancer
        .send(JSON.stringify(changed))
        .then(count, (error: NodeJS.ErrnoException) => count(String(error.code ?? error.message)));
    }
  };
  const sending = Promise.all(Array.from({ length: SENDERS }, sender));
  t.teardown(() => {
    isOver = true;
  });
  for (const [index, instance] of instances.entries()) {
    await more(50);
    t.equal(await instance.stop('SIGTERM'), 0, 'it ends in good order');
    await more(50);
    const next = await start();
    instances[index] = next;
    balancer.replace(index, next);
  }
  await more(50);
  isOver = true;
  await sending;
  t.same([...statuses], [[200, sent]], 'no request was lost or refused');
  const stats = await fetch(`${instances[0]?.url}/api/v1/events/stats`).then((answer) => answer.json());
  t.match(
    stats,
    { total_events: sent, by_status: { completed: sent } },
    'each was kept once, and worked off',
  );
}

test('while two instances are replaced one after the other under load, no request is lost or refused', {
  skip: NO_SERVER,
}, async (t) => {
  await rolled(t, {});
});
