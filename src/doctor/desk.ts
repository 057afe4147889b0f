import type { Clock } from '../clock.ts';
import { isObject } from '../inbound/body.ts';
import { PermanentFailure } from '../log/failures.ts';
import { zohoHosts } from '../outside/zoho/account/hosts.ts';
import type { ZohoDesk } from '../outside/zoho/desk/desk.ts';
import type { DeskDepartment } from '../outside/zoho/desk/ticket.ts';
import { tell } from '../sentences/tell.ts';
import type { Settings } from '../settings.ts';
import { loadRules, type Rules } from '../tickets/rules/rules.ts';
import { attempt, type Finding, off } from './finding.ts';
import { type ProbeOptions, probe } from './probe.ts';

/** How far back to look for a ticket to read, in ms. */
const DAY_MS = 24 * 3_600_000;

/** What the ticket workflow needs from Zoho Desk, each with its own permission. */
export async function checkDesk(
  desk: ZohoDesk | null,
  settings: Settings,
  clock: Clock,
  signal: AbortSignal,
): Promise<Finding[]> {
  if (desk === null) return [off('DESK', tell('DESK_NOT_CONNECTED'))];
  let departments: DeskDepartment[] = [];
  const listed = await attempt('DESK_DEPARTMENTS', tell('DESK_WELL'), async () => {
    departments = (await desk.organisation.listDepartments(signal)).filter(({ isEnabled }) => isEnabled);
  });
  // Everything else would be refused for the same reason.
  if (listed.state === 'problem') return [listed];
  return [
    listed,
    await checkDepartments(settings.TICKET_RULES_FILE, departments),
    await attempt('DESK_REPLY_ADDRESSES', tell('REPLY_ADDRESSES_WELL'), async () => {
      for (const { id } of departments.slice(0, 1)) await desk.organisation.listReplyAddresses(id, signal);
    }),
    await checkOwnAddresses(desk, settings.TICKET_RULES_FILE, signal),
    ...(await checkTickets(desk, clock, signal)),
  ];
}

/** A colleague who writes from a private address would be answered like a customer. */
async function checkOwnAddresses(desk: ZohoDesk, file: string, signal: AbortSignal): Promise<Finding> {
  const code = 'OWN_ADDRESSES';
  let missing: string[] = [];
  const read = await attempt(code, tell('MAILS_TOLD_APART'), async () => {
    const addresses = await desk.organisation.listOwnAddresses(signal);
    const { own } = loadRules(file).addresses;
    const domains = new Set(addresses.map((address) => address.slice(address.lastIndexOf('@'))));
    missing = own.length > 0 ? [] : [...domains].filter((domain) => !SHARED_DOMAINS.has(domain));
  });
  if (missing.length === 0) return read;
  return off(code, tell('MAILS_NOT_TOLD_APART', { domains: missing.join(', '), file }));
}

/** Domains where anybody can have an address. */
const SHARED_DOMAINS = new Set(['@gmail.com', '@outlook.com', '@hotmail.com', '@yahoo.com', '@zoho.com']);

/** A rule may name a department that was renamed or disabled: its tickets would stay where they are. */
function checkDepartments(file: string, departments: readonly DeskDepartment[]): Promise<Finding> {
  const live = new Set(departments.map(({ name }) => name));
  return attempt('TICKET_RULES', tell('DEPARTMENTS_WELL'), () => {
    const missing = departmentsOf(loadRules(file)).filter((name) => !live.has(name));
    if (missing.length > 0)
      throw new PermanentFailure(tell('DEPARTMENTS_MISSING', { departments: missing.join(', '), file }));
  });
}

function departmentsOf({ departments, deals }: Rules): string[] {
  const names = [
    ...departments.map(({ name }) => name),
    ...deals.departments.map(({ department }) => department),
  ];
  return [...new Set(names)];
}

async function checkTickets(desk: ZohoDesk, clock: Clock, signal: AbortSignal): Promise<Finding[]> {
  const nowMs = clock.now();
  // Zoho has no such ticket; searching for it needs the permission all the same.
  let id = '1';
  const searched = await attempt('DESK_SEARCH', tell('TICKET_SEARCH_WELL'), async () => {
    const since = new Date(nowMs - DAY_MS).toISOString();
    for (const ticket of await desk.searchModified(since, new Date(nowMs).toISOString(), signal))
      id = ticket.id;
  });
  const read = await attempt('DESK_TICKETS', tell('TICKETS_WELL'), () => desk.getTicket(id, signal));
  return [searched, read];
}

/** Without its keys nothing that Zoho Desk signs can be verified. */
export async function checkKeys(
  settings: Settings,
  outside: ProbeOptions,
  signal: AbortSignal,
): Promise<Finding> {
  const code = 'DESK_KEYS';
  if (settings.ZOHO_DESK_WEBHOOK_ID === '') return off(code, tell('DESK_SIGNATURE_OFF'));
  const url = new URL('/.well-known/jwks.json', zohoHosts(settings).desk);
  return attempt(code, tell('DESK_KEYS_WELL'), async () => {
    const { status, json } = await probe(outside, 'The place of the keys of Zoho Desk', url, signal);
    if (status !== 200 || !isObject(json) || !Array.isArray(json.keys) || json.keys.length === 0)
      throw new PermanentFailure(tell('DESK_KEYS_MISSING', { address: url.origin }));
  });
}
