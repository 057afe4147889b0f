import { COMMANDS } from '../../../src/cli/commands.ts';
import { overview } from '../../../src/cli/help/overview.ts';
import { COMMON } from '../../../src/cli/locales/load.ts';
import { test } from '../../harness.ts';

for (const [language, line] of [
  ['en', '  doctor       Check everything from the machine'],
  ['fr', '  doctor       Tout contrôler, de la machine'],
  ['ar', '  doctor       فحص كل شيء من الجهاز'],
] as const) {
  test(`the help of the whole program has a line in ${language} for each command, in the order of the table`, async (t) => {
    const { common } = await COMMON[language]();
    t.same(Object.keys(common.summaries), Object.keys(COMMANDS));
    t.match(overview(common), line);
    for (const name of Object.keys(COMMANDS)) t.match(overview(common), new RegExp(`^  ${name} +\\S`, 'm'));
  });
}
