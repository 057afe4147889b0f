import { signHmac } from '../../../inbound/signatures/hmac.ts';
import { splitSecrets } from '../../../inbound/signatures/shared-secret.ts';
import { type Command, type Context, textOf, UsageError } from '../../command.ts';
import { nothingAnswers, serviceAddress } from '../../reach/address.ts';

const KINDS = ['health', 'stats', 'simple', 'signature', 'real', 'invalid'] as const;
type Kind = (typeof KINDS)[number];

/** What one test found; null passed means that it was not made. */
type Finding = { test: Kind; passed: boolean | null; detail: string };
type Target = { url: URL; secret: string | undefined; ticketId: string | undefined; context: Context };
type Answer = { status: number; text: string };

/** Tries out a running service from the outside, the way Zoho and people use it. */
export const test: Command = {
  summary: 'Try out a running service: health, stats, a ticket, signatures, bad requests',
  help: `
Usage: npm run cli -- test [--test NAME] [--ticket-id ID] [options]

  --test NAME      health, stats, simple, signature, real, invalid or all (all)
  --ticket-id ID   the ticket that simple, signature and real use
  --url URL        the service (http://localhost and WEBHOOK_PORT)
  --secret S       instead of ZOHO_WEBHOOK_SECRET
  --json           one object a line: {"test","passed","detail"}; passed is null when it was not made

  simple      what the workflow would do; writes nothing
  signature   a signed delivery is taken and one with a wrong signature is not
  real        a delivery is processed to its end; writes what the flags allow
  invalid     bad requests are refused with 400

Exit code: 0 when every test that was made passed, 1 otherwise.

Examples:
  npm run cli -- test
  npm run cli -- test --test simple --ticket-id 198709000000000001`,
  options: {
    test: { type: 'string' },
    'ticket-id': { type: 'string' },
    url: { type: 'string' },
    secret: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(values, _files, context) {
    const wanted = textOf(values, 'test') ?? 'all';
    const kinds = wanted === 'all' ? KINDS : KINDS.filter((kind) => kind === wanted);
    if (kinds.length === 0) throw new UsageError(`--test must be one of ${KINDS.join(', ')}, all.`);
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
      context.print(values.json ? JSON.stringify(finding) : show(finding));
    }
    const made = findings.filter(({ passed }) => passed !== null);
    const passed = made.filter((finding) => finding.passed);
    if (!values.json) context.print(`Total: ${passed.length}/${made.length} tests passed`);
    return made.length > 0 && passed.length === made.length ? 0 : 1;
  },
};

async function make(test: Kind, target: Target): Promise<Finding> {
  const { secret, ticketId } = target;
  if (test === 'signature' && secret === undefined)
    return { test, passed: null, detail: 'give --secret, or set ZOHO_WEBHOOK_SECRET' };
  if (NEEDS_TICKET.has(test) && ticketId === undefined)
    return { test, passed: null, detail: 'give --ticket-id' };
  try {
    return { test, ...(await TESTS[test](target, JSON.stringify({ ticket_id: ticketId }))) };
  } catch {
    return { test, passed: false, detail: nothingAnswers(target.url) };
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
    return { passed: true, detail: 'each of four bad requests was refused with 400' };
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

function show({ test, passed, detail }: Finding): string {
  const word = passed === null ? 'SKIP' : passed ? 'PASS' : 'FAIL';
  return `${word}  ${test.padEnd(9)}  ${detail}`;
}
