import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeskSimulator } from '../../simulator/desk/desk.ts';
import type { Json } from '../../simulator/desk/records.ts';
import { OutsideApi } from '../../src/outside/api.ts';
import { ZohoDesk } from '../../src/outside/zoho/desk/desk.ts';
import { deskAway } from '../../src/outside/zoho/desk/refusals.ts';
import type { Advice, Assistant } from '../../src/tickets/assistant.ts';
import { Recent } from '../../src/tickets/recent.ts';
import type { Language } from '../../src/tickets/rules/language.ts';
import { loadRules } from '../../src/tickets/rules/rules.ts';
import type { Flags } from '../../src/tickets/run/workflow.ts';
import { Clerk } from '../../src/tickets/suggestions/clerk.ts';
import { STEPS } from '../../src/tickets/suggestions/suggestion.ts';
import { type Test, temporaryFolder, testApp } from '../harness.ts';
import { CONTACT, DOC, startDesk, TICKET } from '../outside/zoho/desk/setup.ts';
import { connection, startClients, startSimulator } from '../outside/zoho/setup.ts';
import { ROOT } from '../service.ts';
import { openMemory } from '../store/memory.ts';

export { CONTACT, DOC, TICKET };

const JEAN = 'jean.exemple@example.test';
const CONTACT_ID = '4554000000012345679';
export const DEAL_ID = '4554000000012345678';
export const LINK = `https://crm.zoho.com/crm/tab/Potentials/${DEAL_ID}`;

export const RULES_FILE = join(ROOT, 'config/ticket-rules.json');
type RulesJson = { [key: string]: RulesJson } & RulesJson[];

/** The rules file of the repository with changes made by `edit`, in a file of its own. */
export function rulesFile(t: Test, edit: (json: RulesJson) => void = () => {}): string {
  const json = JSON.parse(readFileSync(RULES_FILE, 'utf8'));
  edit(json);
  const file = join(temporaryFolder(t), 'rules.json');
  writeFileSync(file, JSON.stringify(json));
  return file;
}

/** Rules under which Jean's request for a refund may be answered without a person. */
export function autoSendRules(t: Test): string {
  return rulesFile(t, (json) => {
    json.reply?.auto_send?.push({ subject: 'Une question', intent: 'refund', state: 'GAGNÉ' } as never);
  });
}

/** Flags, off but for those that are named. */
export function flags(...on: (keyof Flags)[]): Flags {
  return Object.fromEntries(STEPS.map((step) => [step, on.includes(step)])) as Flags;
}
export const ALL_ON = flags(...STEPS);

/** The same, as settings. */
export const ALL_FLAGS = Object.fromEntries(
  ['DISPATCH', 'LINK', 'RESPOND', 'UPDATE_TICKET', 'UPDATE_DEAL', 'ADD_NOTE'].map((name) => [
    `WEBHOOK_AUTO_${name}`,
    'true',
  ]),
);

/**
 * One ticket desk before both simulators: Jean's ticket in Contact, his contact and his 20 € deal. Over real HTTP, unless
 * the calls to Zoho Desk are so many that they stay in the process.
 */
export async function startTickets(
  t: Test,
  options: {
    flags?: Flags;
    rules?: string;
    assistant?: Assistant;
    isInProcess?: boolean;
    staffLanguage?: Language;
  } = {},
) {
  const { tokens, crm, zoho, clock, signal } = await startClients(t);
  const { simulator, url } = await startDesk(t, clock);
  const log = { info: () => {} };
  const api = new OutsideApi({
    system: 'Zoho Desk',
    concurrency: 5,
    fetch: options.isInProcess ? simulator.fetch : fetch,
    clock,
    random: () => 0,
    log,
    away: deskAway,
  });
  const desk = new ZohoDesk({ api, tokens, base: url, orgId: DeskSimulator.orgId, clock });
  const stores = openMemory(clock);
  t.teardown(() => stores.events.close());
  const connections = {
    desk,
    crm,
    rules: loadRules(options.rules ?? RULES_FILE),
    suggestions: stores.suggestions,
    people: stores.people,
    assistant: options.assistant ?? null,
    crmWeb: 'https://crm.zoho.com',
    advices: new Recent<Advice>(10),
    lettersPerDay: 3,
    staffLanguage: options.staffLanguage ?? 'en',
    now: () => clock.now(),
    today: () => '2026-01-25',
  };
  const tickets = new Clerk(connections, options.flags ?? flags());
  simulator.putTicket({ id: TICKET });
  putContact(zoho);
  putDeal(zoho);
  /** One run, as behind an event that came before anything was written; keeps its suggestions. */
  const run = async (ticketId = TICKET) => {
    const done = await tickets.run(ticketId, { id: 1, createdAt: '2026-01-25T09:00:00.000Z' }, signal);
    if (done === null) throw new Error('this event is taken for an echo');
    await stores.suggestions.replaceWaiting(done.suggestions);
    return { ...done, waiting: done.suggestions.waiting };
  };
  /** What was written outside: in Desk by call, in CRM by method and path. */
  const written = () => [...simulator.writes.map(({ call }) => call), ...zoho.writes.map(withoutIds)];
  return { tickets, connections, clock, simulator, zoho, stores, signal, run, written };
}

/** A message of the customer, as plain text, with the header lines that a mail program writes. */
export function message(simulator: DeskSimulator, text: string, changes: Json = {}, ticketId = TICKET) {
  const thread = simulator.putThread(ticketId, {
    content: text,
    contentType: 'plainText',
    plainText: text,
    ...changes,
  });
  simulator.putOriginal(
    thread.id,
    `From: ${thread.fromEmailAddress}\r\nMessage-ID: <1@example.test>\r\n\r\n${text}`,
  );
  return thread;
}

type Zoho = Awaited<ReturnType<typeof startClients>>['zoho'];

export function putContact(zoho: Zoho, changes: Json = {}): void {
  zoho.put('Contacts', { id: CONTACT_ID, Email: JEAN, Full_Name: 'Jean Exemple', ...changes });
}

export function putDeal(zoho: Zoho, changes: Json = {}): void {
  zoho.put('Deals', {
    id: DEAL_ID,
    Deal_Name: 'BFS NP Jean Exemple',
    Stage: 'GAGNÉ',
    Amount: 20,
    Closing_Date: '2025-10-10',
    Contact_Name: { id: CONTACT_ID, name: 'Jean Exemple' },
    Evalbox: 'Pret a payer',
    Date_Dossier_re_u: '2025-10-12',
    Date_examen_VTC: null,
    Next_Step: null,
    ...changes,
  });
}

function withoutIds(request: string): string {
  return request.replace('/crm/v8/', '').replace(/\d{10,}/g, 'ID');
}

/** The whole service, connected to both simulators, with Jean's ticket, contact and deal. */
export async function ticketApp(t: Test, changes: Record<string, string> = {}) {
  const { zoho, url, clock } = await startSimulator(t);
  const { simulator, url: deskUrl } = await startDesk(t, clock);
  const settings = { ZOHO_DESK_ORG_ID: DeskSimulator.orgId, ZOHO_DESK_URL: deskUrl.href, ...changes };
  const service = await testApp(t, { ...connection(t, url), ...settings }, clock);
  simulator.putTicket({ id: TICKET });
  putContact(zoho);
  putDeal(zoho);
  const written = () => [...simulator.writes.map(({ call }) => call), ...zoho.writes.map(withoutIds)];
  return { ...service, simulator, zoho, written };
}
