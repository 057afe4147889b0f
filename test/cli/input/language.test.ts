import { complaint, languageOf } from '../../../src/cli/input/language.ts';
import { tell } from '../../../src/sentences/tell.ts';
import { test } from '../../harness.ts';

test('the language is that of the terminal, where we speak it', (t) => {
  t.equal(languageOf({}), 'en');
  t.equal(languageOf({ LANG: 'fr_FR.UTF-8' }), 'fr');
  t.equal(languageOf({ LANG: 'fr_FR', LC_MESSAGES: 'ar_EG@x' }), 'ar');
  t.equal(languageOf({ LC_ALL: 'C', LC_MESSAGES: 'fr', LANG: 'ar' }), 'en');
  for (const LANG of ['de_DE', 'french', 'en_GB']) t.equal(languageOf({ LANG }), 'en', LANG);
  t.end();
});

test('what has codes is told in it, other sentences as they are', (t) => {
  const error_details = [tell('UNREACHABLE', { system: 'Moodle' })];
  t.equal(complaint({ error_message: 'x', error_details }, 'fr'), 'Moodle est injoignable.');
  t.equal(complaint({ error_message: 'x', error_details: null }, 'fr'), 'x');
  t.equal(complaint({ error_message: null, error_details: null }, 'en'), '');
  t.end();
});
