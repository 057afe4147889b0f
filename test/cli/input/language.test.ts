import { languageOf } from '../../../src/cli/input/language.ts';
import { test } from '../../harness.ts';

test('the language is that of the terminal, where we speak it', (t) => {
  t.equal(languageOf({}), 'en');
  t.equal(languageOf({ LANG: 'fr_FR.UTF-8' }), 'fr');
  t.equal(languageOf({ LANG: 'fr_FR', LC_MESSAGES: 'ar_EG@x' }), 'ar');
  t.equal(languageOf({ LC_ALL: 'C', LC_MESSAGES: 'fr', LANG: 'ar' }), 'en');
  for (const LANG of ['de_DE', 'french', 'en_GB']) t.equal(languageOf({ LANG }), 'en', LANG);
  t.end();
});
