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

test('a secret that came in several copies matches when each copy is right', async (t) => {
  t.equal(matchSecret(`${SECRET}, ${SECRET}`, [SECRET]), 1);
  t.equal(matchSecret(`${SECRET},another`, ['another', SECRET]), 2, 'during a rotation');
  for (const wrong of [`${SECRET}, wrong`, `wrong, ${SECRET}`, `${SECRET},`, `,${SECRET}`])
    t.equal(matchSecret(wrong, [SECRET]), 0, wrong);
  t.equal(matchSecret(Array(4).fill(SECRET).join(), [SECRET]), 1);
  t.equal(matchSecret(Array(5).fill(SECRET).join(), [SECRET]), 0);
});

test('a plus in the secret is right as it is and as the space that a query makes of it', async (t) => {
  t.equal(matchSecret('pass word+24-bytes', ['pass+word+24-bytes']), 1);
  t.equal(matchSecret('pass+word+24-bytes', ['pass+word+24-bytes']), 1);
  t.equal(matchSecret('password+24-bytes', ['pass+word+24-bytes']), 0);
});

test('a setting may hold two secrets, with spaces around them and empty parts', async (t) => {
  t.strictSame(splitSecrets('first,second'), ['first', 'second']);
  t.strictSame(splitSecrets(' first , ,second,'), ['first', 'second']);
  t.strictSame(splitSecrets('one with spaces inside'), ['one with spaces inside']);
});

test('an empty setting holds no secret', async (t) => {
  for (const setting of ['', ' ', ',', ' , ']) t.strictSame(splitSecrets(setting), []);
});
