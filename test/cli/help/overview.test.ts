import { COMMANDS } from '../../../src/cli/commands.ts';
import { overview, SUMMARIES } from '../../../src/cli/help/overview.ts';
import { WORDS } from '../../../src/cli/words.ts';
import { test } from '../../harness.ts';

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

test('what a command answers is said in the three languages', (t) => {
  for (const words of Object.values(WORDS)) {
    const said = [words.done(3, 2), words.noProblem(3), words.nothingToDo(3), words.noStudent('4554')];
    said.push(words.notLinked('4554'), words.released('4554', '42'));
    for (const sentence of said) t.match(sentence, /3|4554/);
  }
  t.end();
});
