import { COMMANDS } from '../../src/cli/commands.ts';
import { overview, SUMMARIES } from '../../src/cli/overview.ts';
import { test } from '../harness.ts';

test('every command says what it does in the three languages', (t) => {
  for (const language of ['fr', 'ar'] as const) {
    t.same(Object.keys(SUMMARIES[language]), Object.keys(COMMANDS), language);
    t.notMatch(overview(language), /undefined| [:;!?]/);
  }
  t.match(overview('en'), '  doctor       Check everything');
  t.match(overview('fr'), '  doctor       Tout vérifier');
  t.match(overview('ar'), 'فحص كل شيء');
  t.end();
});
