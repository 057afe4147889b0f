import { matchSecret, splitSecrets } from '../../../src/inbound/signatures/shared-secret.ts';
import { SECRET, test } from '../../harness.ts';

test('the number of the secret that matched is answered, from 1', async (t) => {
  t.equal(matchSecret(SECRET, [SECRET, 'another']), 1);
  t.equal(matchSecret(SECRET, ['another', SECRET]), 2);
  t.equal(matchSecret('سر طويل', [SECRET, 'سر طويل']), 2);
});

test('0 is answered where no secret matches', async (t) => {
  t.equal(matchSecret(SECRET, []), 0);
  t.equal(matchSecret('', [SECRET]), 0);
  t.equal(matchSecret(SECRET.slice(1), [SECRET]), 0);
  t.equal(matchSecret(`${SECRET} `, [SECRET]), 0);
  t.equal(matchSecret(SECRET.toUpperCase(), [SECRET]), 0);
});

test('a setting may hold two secrets, with spaces around them and empty parts', async (t) => {
  t.strictSame(splitSecrets('first,second'), ['first', 'second']);
  t.strictSame(splitSecrets(' first , ,second,'), ['first', 'second']);
  t.strictSame(splitSecrets('one with spaces inside'), ['one with spaces inside']);
});

test('an empty setting holds no secret', async (t) => {
  for (const setting of ['', ' ', ',', ' , ']) t.strictSame(splitSecrets(setting), []);
});
