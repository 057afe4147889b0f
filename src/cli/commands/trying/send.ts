import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { signHmac } from '../../../inbound/signatures/hmac.ts';
import { splitSecrets } from '../../../inbound/signatures/shared-secret.ts';
import { type Command, type Context, countOf, textOf, UsageError } from '../../command.ts';
import { type Common, TRYING, type TryingTexts } from '../../locales/load.ts';
import { progressBar } from '../../output/progress.ts';
import { serviceAddress } from '../../reach/address.ts';

type Own = TryingTexts['send'];

const PATH = '/api/v1/events/zoho/student';

/** Posts a student event the way Zoho does, signed, and shows the answer. */
export const send: Command<TryingTexts['send']> = {
  texts: async (language) => (await TRYING[language]()).send,
  help: ({ rows, notes }, { names, service }) => ({
    usage: [`send [${names.FILE}] ${names.OPTIONS}`],
    rows: [
      [names.FILE, rows.file],
      ['--url URL', service.url],
      ['--secret S', rows.secret],
      ['--repeat N', rows.repeat],
      ['--count N', rows.count],
      ['--wait N', rows.wait],
      ['--json', rows.json],
    ],
    notes,
    examples: ['send --repeat 2 --wait 5', 'send body.json --secret "$ZOHO_WEBHOOK_SECRET"'],
  }),
  options: {
    url: { type: 'string' },
    secret: { type: 'string' },
    repeat: { type: 'string' },
    count: { type: 'string' },
    wait: { type: 'string' },
    json: { type: 'boolean' },
  },
  operands: 1,
  async run(values, [file], context) {
    const count = countOf(values, 'count', 1, 100_000);
    const repeat = countOf(values, 'repeat', 1, 1000);
    if (file !== undefined && count > 1) throw new UsageError(context.own.countIsForSamples);
    const target = {
      url: new URL(PATH, serviceAddress(values, context)),
      secret: splitSecrets(textOf(values, 'secret') ?? context.settings.ZOHO_WEBHOOK_SECRET)[0],
      wait: values.wait === undefined ? 0 : countOf(values, 'wait', 1, 30),
    };
    const asJson = Boolean(values.json);
    const refused =
      count > 1
        ? await sendMany(target, samples(count, context), repeat, asJson, context)
        : await sendOne(
            target,
            file === undefined ? sample(context) : readBodyFile(file),
            repeat,
            asJson,
            context,
          );
    return refused === 0 ? 0 : 1;
  },
};

/** Sends one body and shows each answer; answers how many were refused. */
async function sendOne(target: Target, body: Buffer, repeat: number, asJson: boolean, context: Context<Own>) {
  let refused = 0;
  for (let time = 1; time <= repeat; time++) {
    const answer = await post(target, body, context.common);
    if (answer.status !== 200) refused += 1;
    await context.print(show(answer, asJson));
  }
  return refused;
}

/** Sends many bodies behind a progress bar; answers how many were refused. */
async function sendMany(
  target: Target,
  bodies: Buffer[],
  repeat: number,
  asJson: boolean,
  context: Context<Own>,
) {
  const bar = progressBar(context, bodies.length, context.own.progress);
  let refused = 0;
  for (const body of bodies) {
    for (let time = 1; time <= repeat; time++) {
      if ((await post(target, body, context.common)).status !== 200) refused += 1;
    }
    bar.increment();
  }
  bar.stop();
  const sent = bodies.length * repeat;
  await context.print(asJson ? JSON.stringify({ sent, refused }) : context.own.total(sent, refused));
  return refused;
}

type Target = { url: URL; secret: string | undefined; wait: number };
type Answer = { status: number; text: string };

async function post({ url, secret, wait }: Target, body: Buffer, common: Common): Promise<Answer> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  const unsigned = { body, timestamp: undefined, nonce: undefined };
  if (secret !== undefined) headers['x-zoho-signature'] = signHmac(unsigned, secret);
  if (wait > 0) headers.prefer = `wait=${wait}`;
  try {
    const answer = await fetch(url, { method: 'POST', headers, body: new Uint8Array(body) });
    return { status: answer.status, text: await answer.text() };
  } catch {
    return {
      status: 0,
      text: common.nothingAnswers(url.origin),
    };
  }
}

function show({ status, text }: Answer, asJson: boolean): string {
  if (asJson) return JSON.stringify({ status, answer: parsed(text) });
  return status === 0 ? text : `${status} ${text}`;
}

/** What is no JSON, such as the page of a proxy, stays text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function readBodyFile(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new UsageError((common) => common.fileUnreadable(file));
  }
}

function samples(count: number, context: Context): Buffer[] {
  return Array.from({ length: count }, () => sample(context));
}

/** An invented student, in an event with an id of its own. */
function sample({ newId, clock }: Context): Buffer {
  const id = newId();
  const number = String(Number.parseInt(hash('sha256', id).slice(0, 12), 16)).padStart(15, '0');
  return Buffer.from(
    JSON.stringify({
      notification_id: `sample-${id}`,
      timestamp: new Date(clock.now()).toISOString(),
      module: 'BTEC_Students',
      operation: 'insert',
      record_id: `4554${number}`,
      data: {
        Student_ID_Number: `S${number}`,
        Academic_Email: `sara.${number}@example.edu`,
        Name: 'Sara Ali',
      },
    }),
  );
}
