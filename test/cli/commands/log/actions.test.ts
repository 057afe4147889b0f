import { TICKET_MODULE } from '../../../../src/tickets/receive/module.ts';
import { newEvent, type Test, test } from '../../../harness.ts';
import { completed, endNext, student } from '../../../store/contract/support.ts';
import { logWith, oneOfEach } from '../../log.ts';
import { cli } from '../../terminal.ts';

test('actions shows who did what, newest first, as many as are wanted', async (t) => {
  const { settings } = await logWith(t, async (stores) => {
    await oneOfEach(stores);
    for (const id of [1, 2])
      await stores.events.replay(id, {
        operator: 'Sara',
        action: 'replay',
        target: `event ${id}`,
        detail: {},
      });
  });
  const { code, printed } = await cli(['actions'], settings);
  t.equal(code, 0);
  t.same(printed, [
    '2  2026-01-25T10:00:00.000Z  Sara  replayed  event 2',
    '1  2026-01-25T10:00:00.000Z  Sara  replayed  event 1: Sara Ali, STU001',
    '2 of 2 shown.',
  ]);
  t.same((await cli(['actions', '--limit', '1'], settings)).printed.at(-1), '1 of 2 shown.');
  const [first = ''] = (await cli(['actions', '--json'], settings)).printed;
  t.match(JSON.parse(first), { id: 2, operator: 'Sara', target: 'event 2' });
});

test('actions passes over the ends of pages', async (t) => {
  const { settings } = await logWith(t, async (stores) => {
    await oneOfEach(stores);
    for (let n = 0; n < 101; n++) {
      const by = { operator: 'o', action: 'set aside', target: 'problem 1', detail: { reason: 'x' } };
      await stores.problems.setAside(1, by, null);
      await stores.problems.reopen(1, by);
    }
  });
  t.equal((await cli(['actions', '--limit', '300'], settings)).printed.at(-1), '202 of 202 shown.');
});

const ABOUT = { operator: 'Sara', detail: { reason: 'x' } };

/** What the list says that these were done to, in their order; problem 1 is what event 2 failed for. */
async function toldOf(t: Test, language: string, acts: readonly [action: string, target: string][]) {
  const { settings } = await logWith(t, async (stores) => {
    const { events, people, suggestions, problems } = stores;
    await oneOfEach(stores);
    const card = { webUrl: '', conversation: [], customer: null };
    await people.keepTicket({ ...card, ticketId: '7', number: '101', subject: 'Ma\nfacture' });
    await people.keepTicket({ ...card, ticketId: '8', number: '102', subject: null });
    for (const ticketId of ['7', '8', '9'])
      await suggestions.replaceWaiting({
        ticketId,
        waiting: [{ eventRow: null, ticketId, step: 'reply', key: 'k', proposal: { to: 'a' }, guard: {} }],
      });
    const ticket = { source: 'zoho_desk', module: TICKET_MODULE, payload: '{}' } as const;
    await events.append([newEvent({ ...ticket, eventId: 'f', recordId: '7' })]);
    for (const [at, [action, target]] of acts.entries()) {
      const by = { ...ABOUT, action, target };
      await (at % 2 === 0 ? problems.setAside(1, by, null) : problems.reopen(1, by));
    }
  });
  const { printed } = await cli(['actions'], settings, undefined, undefined, { LANG: language });
  const told = printed.slice(0, -1).map((line) => line.split('Sara  ')[1]?.replace(/ {2,}/, ' '));
  return told.toReversed();
}

test('whom an action is about is named as its page names it', async (t) => {
  const told = await toldOf(t, 'en', [
    ['apply suggestion', 'suggestion 1'],
    ['dismiss suggestion', 'suggestion 2'],
    ['take back suggestion', 'suggestion 3'],
    ['replay', 'event 1'],
    ['replay', 'event 3'],
    ['replay', 'event 6'],
    ['set aside', 'problem 1'],
    ['release', 'record 4554000000012345678'],
    ['delete_unverified', 'held events of 2026-01-25: 3'],
    ['prune', 'events that ended long ago'],
  ]);
  t.match(told, [
    'applied suggestion 1: Answer the customer, Ticket 101, Ma facture',
    'dismissed suggestion 2: Answer the customer, Ticket 102',
    'took back suggestion 3: Answer the customer, Ticket 9',
    'replayed event 1: Sara Ali, STU001',
    'replayed event 3',
    'replayed event 6: Ticket 101, Ma facture',
    /^set aside problem 1: .+/,
    'released the Moodle user of Sara Ali, STU001',
    'deleted events that nobody could prove, of 2026-01-25',
    'pruned events that ended long ago',
  ]);
});

test('a student without a name goes by the record', async (t) => {
  const nobody = { displayName: null, firstName: null, lastName: null, studentNumber: null };
  const { settings } = await logWith(t, async (stores) => {
    await oneOfEach(stores);
    await endNext(stores.events, completed(student({ zohoId: 'd', ...nobody })));
    await stores.events.append([newEvent({ eventId: 'g', recordId: '77', payload: '{}' })]);
    await endNext(
      stores.events,
      completed(student({ zohoId: '77', academicEmail: 'x@example.edu', ...nobody })),
    );
    const by = (target: string) => ({ ...ABOUT, action: 'release', target });
    await stores.problems.setAside(1, by('record 77'), null);
    await stores.problems.reopen(1, by('event 6'));
  });
  const { printed } = await cli(['actions'], settings);
  t.match(printed, [/event 6$/, /the student with record 77$/, '2 of 2 shown.']);
});

test('what was deleted since is said to be, in the words of the reader', async (t) => {
  const told = await toldOf(t, 'fr', [
    ['replay', 'event 99'],
    ['set aside', 'problem 99'],
    ['apply suggestion', 'suggestion 99'],
    ['release', 'record 4554'],
  ]);
  t.same(told, [
    'a relancé l’événement 99 (supprimé depuis)',
    'a classé le problème 99 (supprimé depuis)',
    'a appliqué la suggestion 99 (supprimé depuis)',
    'a libéré l’utilisateur Moodle de l’étudiant de la fiche 4554 (supprimé depuis)',
  ]);
});

test('what has no words yet stays as it was kept', async (t) => {
  t.same(
    await toldOf(t, 'fr', [
      ['set aside', 'problem 1, event 3'],
      ['replay', 'events that match a filter'],
      ['dance', 'the night'],
    ]),
    ['a classé l’événement 3', 'a relancé des événements choisis par un filtre', 'dance the night'],
  );
});
