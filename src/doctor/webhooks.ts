import { isObject } from '../inbound/body.ts';
import type { JsonObject } from '../log/event.ts';
import { tell } from '../sentences/tell.ts';
import { openRoutes } from '../service/starting/open-routes.ts';
import type { Settings } from '../settings.ts';
import { type Finding, off, problem, well } from './finding.ts';
import { type ProbeOptions, probe } from './probe.ts';

/** What GET /health says about us. */
const SERVICE = 'zoho-event-hub';

/** Whether the service runs where the settings say, and would accept an event now. */
export async function checkService(
  outside: ProbeOptions,
  address: URL,
  signal: AbortSignal,
): Promise<Finding> {
  const { origin } = address;
  const { status, reason } = await ask(outside, new URL('/ready', address), signal);
  if (status === 'ready') return well('SERVICE', tell('SERVICE_WELL', { origin }));
  if (status === 'not_ready')
    return problem('SERVICE', tell('SERVICE_NOT_READY', { origin, reason: String(reason) }));
  return problem('SERVICE', tell('SERVICE_SILENT', { origin }));
}

/** The object that an address returns; empty when it returns none, or nobody answers. */
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
  if (open === '') return well('WEBHOOK_SECRET', tell('WEBHOOKS_PROVEN'));
  if (settings.ALLOW_UNSIGNED_WEBHOOKS)
    return off('WEBHOOK_SECRET', tell('WEBHOOKS_OPEN_WANTED', { routes: open }));
  return problem('WEBHOOK_SECRET', tell('WEBHOOKS_OPEN', { routes: open }));
}

/** Whether the address that Zoho is given leads here. */
export async function checkPublicUrl(
  outside: ProbeOptions,
  { PUBLIC_URL }: Pick<Settings, 'PUBLIC_URL'>,
  signal: AbortSignal,
): Promise<Finding> {
  const code = 'PUBLIC_URL';
  if (PUBLIC_URL === '') return off(code, tell('PUBLIC_URL_EMPTY'));
  if (!URL.canParse(PUBLIC_URL)) return problem(code, tell('PUBLIC_URL_BAD'));
  const url = new URL(`${PUBLIC_URL.replace(/\/+$/, '')}/health`);
  const { service } = await ask(outside, url, signal);
  if (service === SERVICE) return well(code, tell('PUBLIC_URL_WELL', { origin: url.origin }));
  return problem(code, tell('PUBLIC_URL_ELSEWHERE'));
}
