import { signHmac } from '../../../inbound/signatures/hmac.ts';
import { splitSecrets } from '../../../inbound/signatures/shared-secret.ts';
import { type Command, type Context, textOf, wordOf } from '../../command.ts';
import { TRYING, type TryingTexts } from '../../locales/load.ts';
import { filled, widest } from '../../output/width.ts';
import { serviceAddress } from '../../reach/address.ts';

type Own = TryingTexts['test'];

const KINDS = ['health', 'stats', 'simple', 'signature', 'real', 'invalid'] as const;
type Kind = (typeof KINDS)[number];

/** What one test found; null passed means that it was not made. */
type Finding = { test: Kind; passed: boolean | null; detail: string };
type Target = { url: URL; secret: string | undefined; ticketId: string | undefined; context: Context<Own> };
type Answer = { status: number; text: string };

/** Tries out a running service from the outside, the way Zoho and people use it. */
export const test: Command<TryingTexts['test']> = {
  texts: async (language) => (await TRYING[language]()).test,
  help: ({ rows, notes }, { names, service }) => ({
    usage: [`test [--test ${names.NAME}] [--ticket-id ID] ${names.OPTIONS}`],
    rows: [
      [`--test ${names.NAME}`, rows.test],
      ['--ticket-id ID', rows.ticket],
      ['--url URL', service.url],
      ['--secret S', rows.secret],
      ['--json', rows.json],
      ['simple', rows.simple],
      ['signature', rows.signature],
      ['real', rows.real],
      ['invalid', rows.invalid],
    ],
    notes,
    examples: ['test', 'test --test simple --ticket-id 198709000000000001'],
  }),
  options: {
    test: { type: 'string' },
    'ticket-id': { type: 'string' },
    url: { type: 'string' },
    secret: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(values, _files, context) {
    const wanted = wordOf(values, 'test', [...KINDS, 'all'] as const) ?? 'all';
    const kinds = wanted === 'all' ? KINDS : [wanted];
    const target: Target = {
      url: serviceAddress(values, context),
      secret: splitSecrets(textOf(values, 'secret') ?? context.settings.ZOHO_WEBHOOK_SECRET)[0],
      ticketId: textOf(values, 'ticket-id'),
      context,
    };
    const findings: Finding[] = [];
    for (const kind of kinds) {
      const finding = await make(kind, target);
      findings.push(finding);
      await context.print(values.json ? JSON.stringify(finding) : show(finding, context.own));
    }
    const made = findings.filter(({ passed }) => passed !== null);
    const passed = made.filter((finding) => finding.passed);
    if (!values.json) await context.print(context.own.total(passed.length, made.length));
    return made.length > 0 && passed.length === made.length ? 0 : 1;
  },
};

async function make(test: Kind, target: Target): Promise<Finding> {
  const { secret, ticketId, context } = target;
  if (test === 'signature' && secret === undefined)
    return { test, passed: null, detail: context.own.giveSecret };
  if (NEEDS_TICKET.has(test) && ticketId === undefined)
    return { test, passed: null, detail: context.own.giveTicket };
  try {
    return { test, ...(await TESTS[test](target, JSON.stringify({ ticket_id: ticketId }))) };
  } catch {
    return { test, passed: false, detail: context.common.nothingAnswers(target.url.origin) };
  }
}

const NEEDS_TICKET = new Set<Kind>(['simple', 'signature', 'real']);

const TESTS: Record<Kind, (target: Target, body: string) => Promise<Omit<Finding, 'test'>>> = {
  health: async (target) => judge(await ask(target, '/health'), 200),
  stats: async (target) => judge(await ask(target, '/webhook/stats'), 200),

  async simple(target, body) {
    const answer = await ask(target, '/webhook/test', body);
    return judge(answer, 200, answer.text.includes('"success":true'));
  },

  async signature(target, body) {
    const wrong = await ask({ ...target, secret: 'wrong' }, '/webhook/zoho-desk', body);
    if (wrong.status !== 401) return judge(wrong, 401);
    return judge(await ask(target, '/webhook/zoho-desk', body), 200);
  },

  async real(target, body) {
    const answer = await ask(target, '/webhook/zoho-desk', body, { prefer: 'wait=30' });
    return judge(answer, 200, answer.text.includes('"outcome":{"status":"completed"'));
  },

  async invalid(target) {
    for (const body of ['{}', '{"auto_link":true}', '{"ticket_id":"invalid_id"}', 'not a json']) {
      const answer = await ask(target, '/webhook/test', body);
      if (answer.status !== 400) return judge(answer, 400);
    }
    return { passed: true, detail: target.context.own.allRefused };
  },
};

/** Without a body it reads, with one it posts, signed where there is a secret. */
async function ask(
  { url, secret, context }: Target,
  path: string,
  body?: string,
  extra: Record<string, string> = {},
): Promise<Answer> {
  const headers: Record<string, string> = { ...extra };
  const unsigned = { timestamp: undefined, nonce: undefined };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (body !== undefined && secret !== undefined)
    headers['x-zoho-signature'] = signHmac({ body: Buffer.from(body), ...unsigned }, secret);
  const request = body === undefined ? { headers } : { method: 'POST', headers, body };
  const answer = await context.outside.fetch(new URL(path, url), request);
  return { status: answer.status, text: await answer.text() };
}

function judge({ status, text }: Answer, wanted: number, isRight = true): Omit<Finding, 'test'> {
  return { passed: status === wanted && isRight, detail: `${status} ${text}` };
}

function show({ test, passed, detail }: Finding, { words }: Own): string {
  const word = passed === null ? words.skipped : passed ? words.passed : words.failed;
  return `${filled(word, widest(Object.values(words)))}  ${test.padEnd(9)}  ${detail}`;
}
