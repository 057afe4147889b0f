import { firstRecordId, readRecordId } from '../../../src/students/receive/record-id.ts';
import { test } from '../../harness.ts';
import { unfilled } from './read-events.ts';

const ID = '4554000000123456789';

for (const [what, value] of [
  ['as text', ID],
  ['with a zero fraction', `${ID}.0`],
  ['with white space', `\n ${ID}\t`],
  ['with the prefix of Zoho Analytics', `zcrm_${ID}`],
  ['with that prefix in capitals', `ZCRM_${ID}`],
  ['with an exponent and all its digits', '4.554000000123456789E18'],
] as const) {
  test(`an id is taken exactly: ${what}`, async (t) => {
    t.same(readRecordId(value), { is: 'id', id: ID });
  });
}

test('a short number and one made by hand are ids', async (t) => {
  t.same(readRecordId(42), { is: 'id', id: '42' });
  t.same(readRecordId('TEST123456789'), { is: 'id', id: 'TEST123456789' });
});

test('what people and programs write for nothing is no id', async (t) => {
  for (const value of [undefined, null, '', ' ', '-None-', 'null', 'N/A', 'undefined', '-', '0', 0])
    t.same(readRecordId(value), { is: 'none' }, String(value));
});

for (const value of [
  ...['4.554E+18', '4,554E+18', '4554000000123456789.5', '4554,5'],
  ...[
    unfilled('CRMID'),
    '$CRMID',
    '{{record.id}}',
    '#Leads.Id#',
    '<%=id%>',
    '%7B%7Bid%7D%7D',
    '<19-digit id>',
  ],
  ...['CRMID', 'record.id', 'YOUR_RECORD_ID', '[object Object]', 'Sara Ali', '{id}', '4554 000 000 123'],
]) {
  test(`a text that cannot be a record of Zoho is refused: ${value}`, async (t) => {
    t.match(readRecordId(value), { is: 'refused', reason: { code: /^IS_|^HAS_|^MUST_/ } });
  });
}

test('the first id wins, then what cannot be one as it came, then nothing', async (t) => {
  t.equal(firstRecordId(null, '$CRMID', `zcrm_${ID}`), ID);
  t.equal(firstRecordId('-None-', ' $CRMID ', '{{id}}'), '$CRMID');
  t.equal(firstRecordId('-None-', null), '');
});
