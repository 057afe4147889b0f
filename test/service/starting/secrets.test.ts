import { inEnglish } from '../../../src/sentences/tell.ts';
import { refusedSecret, weakSecrets } from '../../../src/service/starting/secrets.ts';
import { SECRET, test } from '../../harness.ts';

const refusalOf = (ZOHO_WEBHOOK_SECRET: string) => {
  const refusal = refusedSecret({ ZOHO_WEBHOOK_SECRET });
  return refusal && inEnglish(refusal);
};

test('a webhook secret of fewer than 16 characters is refused with its length, never with its text', async (t) => {
  t.equal(
    refusalOf('short'),
    'ZOHO_WEBHOOK_SECRET has 5 characters; a secret needs 16 or more. Make one with "npm run cli -- secret".',
  );
  t.match(refusalOf('x'.repeat(15)), /has 15 characters/);
  t.equal(refusalOf('x'.repeat(16)), null);
});

test('a comma inside a secret makes two, and the short one is refused with that reason', async (t) => {
  const refusal = refusalOf('comma,inside-of-one-long-secret') ?? '';
  t.match(
    refusal,
    /^A comma in ZOHO_WEBHOOK_SECRET separates two secrets, and one of these has 5 characters/,
  );
  t.notMatch(refusal, /inside/);
  t.equal(refusalOf(`${SECRET},${SECRET}-new`), null);
});

test('no secret is not a short one', async (t) => {
  t.equal(refusalOf(''), null);
  t.equal(refusalOf(' , '), null);
});

const NONE = { READ_TOKEN: '', METRICS_TOKEN: '' };

test('what is shorter than 24 characters is said, for each of those that let somebody in', async (t) => {
  const strong = {
    ZOHO_WEBHOOK_SECRET: SECRET,
    ZOHO_NOTIFICATION_TOKEN: SECRET,
    OPERATOR_TOKEN: SECRET,
    ...NONE,
  };
  t.same(weakSecrets(strong), []);
  t.same(
    weakSecrets({ ZOHO_WEBHOOK_SECRET: '', ZOHO_NOTIFICATION_TOKEN: '', OPERATOR_TOKEN: '', ...NONE }),
    [],
  );
  const weak = {
    ZOHO_WEBHOOK_SECRET: `${SECRET},${'x'.repeat(23)}`,
    ZOHO_NOTIFICATION_TOKEN: 'x',
    OPERATOR_TOKEN: 'y',
    READ_TOKEN: 'z',
    METRICS_TOKEN: 'm',
  };
  t.same(
    weakSecrets(weak).map(({ params }) => params.setting),
    ['ZOHO_WEBHOOK_SECRET', 'ZOHO_NOTIFICATION_TOKEN', 'OPERATOR_TOKEN', 'READ_TOKEN', 'METRICS_TOKEN'],
  );
});
