import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from '../../../src/cli/commands.ts';
import { cliReference } from '../../../src/cli/help/reference.ts';
import { test } from '../../harness.ts';
import { ROOT } from '../../service.ts';
import { cli } from '../terminal.ts';

const PAGE = readFileSync(join(ROOT, 'docs/reference/cli.md'), 'utf8');

test('the reference of the command line is what the program says; `npm run docs` writes it', async (t) => {
  t.equal(PAGE, await cliReference());
});

for (const name of Object.keys(COMMANDS)) {
  test(`${name} --help stands in the reference, with an example and what --json does`, async (t) => {
    const { code, text } = await cli([name, '--help']);
    t.equal(code, 0);
    t.ok(PAGE.includes(text));
    t.match(text, /Examples?:/);
    t.match(text, '--json');
  });
}
