import { test } from '../../../harness.ts';
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
    '1  2026-01-25T10:00:00.000Z  Sara  replayed  event 1',
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

test('actions are told in the words of the reader; what has no words yet stays as it was kept', async (t) => {
  const { settings } = await logWith(t, async (stores) => {
    await oneOfEach(stores);
    const noted = (action: string, target: string) => ({
      operator: 'Sara',
      action,
      target,
      detail: { reason: 'x' },
    });
    await stores.problems.setAside(1, noted('set aside', 'problem 1, event 2'), null);
    await stores.problems.reopen(1, noted('replay', 'events that match a filter'));
    await stores.problems.setAside(1, noted('release', 'record 4554'), null);
    await stores.problems.reopen(1, noted('dance', 'the night'));
  });
  const { printed } = await cli(['actions'], settings, undefined, undefined, { LANG: 'fr' });
  const told = printed.map((line) => line.split('Sara  ')[1]?.replace(/ {2,}/, ' '));
  t.same(told.slice(0, -1), [
    'dance the night',
    'a libéré l’utilisateur Moodle de l’étudiant de la fiche 4554',
    'a relancé des événements choisis par un filtre',
    'a classé l’événement 2',
  ]);
});
