import type { TicketCard } from '../../../src/tickets/suggestions/card.ts';
import { newEvent, studentBody, test } from '../../harness.ts';
import { claimOne, type Open, student } from './support.ts';

const CARD: TicketCard = {
  ticketId: '198709000000000001',
  number: '101',
  subject: 'Mon dossier',
  customer: 'jean.exemple@example.test',
  webUrl: 'https://desk.zoho.com/1',
  conversation: [{ by: 'customer', at: '2026-01-25T09:00:00.000Z', isPrivate: false, text: 'Bonjour' }],
};
const BY = { operator: '127.0.0.1', action: 'erase', target: 'e-mail', detail: {} };

export function peopleContract(name: string, open: Open): void {
  test(`${name}: a ticket is kept as it was read last`, async (t) => {
    const { people } = await open(t);
    t.same(await people.tickets([CARD.ticketId]), []);
    await people.keepTicket(CARD);
    await people.keepTicket({ ...CARD, subject: 'Autre sujet' });
    t.strictSame(await people.tickets([CARD.ticketId, 'unknown']), [{ ...CARD, subject: 'Autre sujet' }]);
    t.same(await people.tickets([]), []);
  });

  test(`${name}: a ticket is kept with the end of its event, and with the suggestions of a run`, async (t) => {
    const { store, people, suggestions } = await open(t);
    await store.append([newEvent({ source: 'zoho_desk', recordId: CARD.ticketId })]);
    const write = { is: 'suggestions' as const, ticketId: CARD.ticketId, waiting: [], card: CARD };
    await store.settle(await claimOne(store), { status: 'completed', result: {}, write });
    t.match(await people.tickets([CARD.ticketId]), [{ number: '101' }]);
    const card = { ...CARD, number: '102' };
    await suggestions.replaceWaiting({ ticketId: CARD.ticketId, waiting: [], card });
    t.match(await people.tickets([CARD.ticketId]), [{ number: '102' }]);
  });

  test(`${name}: students are known by name, and what an event said by its row`, async (t) => {
    const { store, people } = await open(t);
    await store.append([
      newEvent({ recordId: '7' }),
      newEvent({ eventId: 'long', payload: `"${'x'.repeat(40_000)}"` }),
    ]);
    const write = {
      is: 'student' as const,
      student: student({ zohoId: '7', displayName: 'Sara Ali', studentNumber: 'S1' }),
    };
    await store.settle(await claimOne(store), { status: 'completed', result: {}, write });
    t.match(await people.students(['7', '8']), [
      { zohoId: '7', displayName: 'Sara Ali', studentNumber: 'S1', deletedAt: null },
    ]);
    t.strictSame(
      await people.payloads([1, 2, 3]),
      [{ id: 1, payload: JSON.stringify(studentBody()) }],
      'a long one is not read for a name',
    );
  });

  test(`${name}: the neighbours of an event are of its record alone`, async (t) => {
    const { store, people } = await open(t);
    const records = ['7', '8', '7', '7'];
    await store.append(records.map((recordId, i) => newEvent({ eventId: `e${i}`, recordId })));
    const of = (id: number) => people.neighbours({ id, source: 'zoho', record_id: '7' });
    t.strictSame(await of(1), { before: null, after: 3 });
    t.strictSame(await of(3), { before: 1, after: 4 });
    t.strictSame(await of(4), { before: 3, after: null });
  });

  test(`${name}: a search finds the events of a student or a ticket by what only they hold`, async (t) => {
    const { store, people } = await open(t);
    await store.append([newEvent({ recordId: '7', payload: '{}' })]);
    await store.append([
      newEvent({ source: 'zoho_desk', recordId: CARD.ticketId, eventId: 'desk', payload: '{}' }),
    ]);
    await store.append([
      newEvent({ eventId: 'escaped', recordId: '9', payload: '{"Name":"\\u0633\\u0627\\u0631\\u0629"}' }),
    ]);
    const write = {
      is: 'student' as const,
      student: student({ zohoId: '7', displayName: 'Sara Ali', studentNumber: 'S1' }),
    };
    await store.settle(await claimOne(store), { status: 'completed', result: {}, write });
    await people.keepTicket(CARD);
    const find = async (q: string) =>
      (await store.list({ q }, { limit: 9, before: null })).events.map(({ id }) => id);
    t.same(await find('sara ali'), [1]);
    t.same(await find('S1'), [1]);
    t.same(await find('Mon dossier'), [2]);
    t.same(await find('jean.exemple@'), [2]);
    t.same(await find('سارة'), [3], 'also where the sender wrote each letter as its number');
  });

  test(`${name}: a ticket that names a person is erased with them`, async (t) => {
    const { store, people } = await open(t);
    await people.keepTicket(CARD);
    await people.keepTicket({ ...CARD, ticketId: '2', customer: 'sara@example.test' });
    await store.erase({ recordId: null, email: 'jean.exemple@example.test' }, BY);
    t.match(await people.tickets([CARD.ticketId, '2']), [{ ticketId: '2' }]);
  });

  test(`${name}: a ticket that nobody read for long is pruned, unless something of it waits`, async (t) => {
    const { store, people, suggestions, clock } = await open(t);
    await people.keepTicket(CARD);
    await people.keepTicket({ ...CARD, ticketId: '2' });
    const waiting = [
      { eventRow: null, ticketId: '2', step: 'note' as const, key: 'a', proposal: { title: 'x' }, guard: {} },
    ];
    await suggestions.replaceWaiting({ ticketId: '2', waiting });
    clock.advance(86_400_000);
    await store.prune('2026-01-26T00:00:00.000Z', { ...BY, action: 'prune' });
    t.match(await people.tickets([CARD.ticketId, '2']), [{ ticketId: '2' }]);
  });
}
