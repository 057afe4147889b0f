import { complaint, inTerminalWords } from '../../../src/cli/output/words.ts';
import { tell } from '../../../src/sentences/tell.ts';
import { test } from '../../harness.ts';

test('what has codes is told in it, other sentences as they are', (t) => {
  const error_details = [tell('UNREACHABLE', { system: 'Moodle' })];
  t.equal(complaint({ error_message: 'x', error_details }, 'fr'), 'Moodle est injoignable.');
  t.equal(complaint({ error_message: 'x', error_details: null }, 'fr'), 'x');
  t.equal(complaint({ error_message: null, error_details: null }, 'en'), '');
  t.end();
});

test('the signs that a page needs around a Latin word are left out, and Arabic lists have their own comma', (t) => {
  t.match(inTerminalWords(tell('OLD_PAGES'), 'ar'), /الأمر npm run cli -- prune --compact\.$/);
  const all = [tell('THE_TICKET'), tell('THE_DEPARTMENTS')];
  t.match(inTerminalWords(tell('DROPPED', { changes: all }), 'ar'), 'التذكرة، الأقسام');
  t.end();
});
