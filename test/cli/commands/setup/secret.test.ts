import { test } from '../../../harness.ts';
import { cli } from '../../terminal.ts';

test('a secret is long, different each time, and needs no quotes anywhere', async (t) => {
  const [first, second] = [await cli(['secret']), await cli(['secret'])];
  t.match(first.text, /^[\w-]{43}$/);
  t.not(first.text, second.text);
  t.match(JSON.parse((await cli(['secret', '--json'])).text), { secret: /^[\w-]{43}$/ });
});
