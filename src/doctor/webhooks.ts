import { isObject } from '../inbound/body.ts';
import type { JsonObject } from '../log/event.ts';
import { openRoutes } from '../service/open-routes.ts';
import type { Settings } from '../settings.ts';
import { type Finding, off, problem, well } from './finding.ts';
import { type ProbeOptions, probe } from './probe.ts';

/** What GET /health says of us. */
const SERVICE = 'zoho-event-hub';

/** Whether the service runs where the settings say, and would take an event now. */
export async function checkService(
  outside: ProbeOptions,
  address: URL,
  signal: AbortSignal,
): Promise<Finding> {
  const { status, reason } = await ask(outside, new URL('/ready', address), signal);
  if (status === 'ready') return well('SERVICE', `The service answers at ${address.origin} and is ready.`);
  if (status === 'not_ready')
    return problem('SERVICE', `The service at ${address.origin} is not ready: ${reason}. See its log.`);
  return problem(
    'SERVICE',
    `Nothing of ours answers at ${address.origin}: start the service with "npm start".`,
  );
}

/** The object that an address answers; empty when there is none, or nobody answers. */
async function ask(outside: ProbeOptions, url: URL, signal: AbortSignal): Promise<JsonObject> {
  try {
    const { json } = await probe(outside, 'The service', url, signal);
    return isObject(json) ? json : {};
  } catch {
    return {};
  }
}

export function checkSecret(settings: Settings): Finding {
  const open = openRoutes(settings).join(', ');
  if (open === '') return well('WEBHOOK_SECRET', 'Every webhook has to prove who sent it.');
  if (settings.ALLOW_UNSIGNED_WEBHOOKS)
    return off('WEBHOOK_SECRET', `Anyone may send to ${open}, as ALLOW_UNSIGNED_WEBHOOKS says.`);
  return problem(
    'WEBHOOK_SECRET',
    `Anyone may send to ${open}: put a long random text into ZOHO_WEBHOOK_SECRET, and the same into Zoho.`,
  );
}

/** Whether the address that Zoho is told leads here. */
export async function checkPublicUrl(
  outside: ProbeOptions,
  { PUBLIC_URL }: Pick<Settings, 'PUBLIC_URL'>,
  signal: AbortSignal,
): Promise<Finding> {
  const code = 'PUBLIC_URL';
  if (PUBLIC_URL === '')
    return off(
      code,
      'PUBLIC_URL is empty: set it to the https address of your tunnel or proxy to have it checked.',
    );
  if (!URL.canParse(PUBLIC_URL))
    return problem(code, 'PUBLIC_URL is no address: it must look like https://hub.example.edu.');
  const url = new URL(`${PUBLIC_URL.replace(/\/+$/, '')}/health`);
  const { service } = await ask(outside, url, signal);
  if (service === SERVICE) return well(code, `${url.origin} leads to this service.`);
  return problem(
    code,
    'PUBLIC_URL does not lead to this service: start the tunnel or proxy, and check where it leads.',
  );
}
