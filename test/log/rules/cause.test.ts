import { causeInCodes, causeOf } from '../../../src/log/rules/cause.ts';
import { test } from '../../harness.ts';

for (const [error, cause] of [
  ['Academic_Email is missing.', 'Academic_Email is missing.'],
  [
    'Student_ID_Number STU001 is already used by record 4554000000012345678.',
    'Student_ID_Number … is already used by record ….',
  ],
  ['Student_ID_Number 2024-117 is already used.', 'Student_ID_Number … is already used.'],
  ['Zoho CRM answered 502.', 'Zoho CRM answered 502.'],
  ['Given up after 12 attempts.', 'Given up after 12 attempts.'],
  ['رقم الطالب ١٢٣ مستخدم', 'رقم الطالب ١٢٣ مستخدم'],
  ['The body is not valid UTF-8 text', 'The body is not valid UTF-8 text'],
] as const) {
  test(`the cause of "${error}" is "${cause}"`, async (t) => {
    t.equal(causeOf(error), cause);
  });
}

test('what codes name is a cause without its ids too, however deep it stands', async (t) => {
  const named = (id: string) => [
    {
      code: 'A',
      params: {
        record: `record ${id}`,
        one: { code: 'B', params: { id } },
        all: [{ code: 'C', params: { id } }],
      },
    },
  ];
  t.same(causeInCodes(named('45540001')), named('…'));
});
