import fc from 'fast-check';
import { isUnfilled, isUnfilledId } from '../../src/inbound/unfilled.ts';
import { test } from '../harness.ts';
import { unfilled } from '../students/receive/read-events.ts';

for (const [notation, text] of [
  ['CRM, by label', unfilled('Leads.Lead Id')],
  ['CRM, by API name', unfilled('!BTEC_Students.Id')],
  ['an earlier guide', unfilled('CRMID')],
  ['an earlier guide, without braces', '$CRMID'],
  ['a variable of a script', '$record.id'],
  ['Zoho Campaigns', '$[EMAIL]$'],
  ['old links of CRM', '#Leads.Lead Id#'],
  ['Zoho SalesIQ', '%visitor.email%'],
  ['Zoho Writer', '<<Contacts.First Name>>'],
  ['Zoho Creator', '<%=input.ID%>'],
  ['Make, n8n and Postman', '{{record.id}}'],
  ['Handlebars with three braces', '{{{ id }}}'],
  ['Salesforce', '{!Contact.Id}'],
  ['Power Automate', "@{triggerBody()?['id']}"],
  ['Mailchimp', '*|EMAIL|*'],
  ['a shell', '$(record_id)'],
  ['a wiki', '[[record_id]]'],
  ['an address, encoded', '%24%7BCRMID%7D'],
  ['an address, half encoded', '$%7BCRMID%7D'],
  ['an address, encoded twice', '%2524%257BCRMID%257D'],
  ['an address, braces encoded', '%7b%7brecord.id%7d%7d'],
] as const) {
  test(`a merge field in the notation of ${notation} is unfilled, alone and inside an id`, async (t) => {
    t.ok(isUnfilled(text));
    t.ok(isUnfilled(`${text}-1`));
    t.ok(isUnfilled(`event-${text}`));
  });
}

test('two merge fields in one id are unfilled', async (t) => {
  t.ok(isUnfilled(`${unfilled('CRMID')}_${unfilled('TIMESTAMP')}`));
  t.ok(isUnfilled('$CRMID_$TIMESTAMP'));
  t.ok(isUnfilled('$CRMID:$TIMESTAMP'));
});

for (const text of [
  '',
  'CRMID',
  '4554000000012345678',
  '$100',
  '$100.50',
  'US$5',
  '5 $',
  'Ke$ha',
  'paid in $ or €',
  '$ and more',
  '50%',
  '50% of 20%',
  '100%pure%',
  '{curly}',
  '{CRMID}',
  'C# and F#',
  '#5, building #7',
  'Flat #A, Block #B',
  '#one#two',
  '<sara@example.edu>',
  '1 << 2 >> 3',
  '[1] and [2]',
  '*star*',
  '« Les Fleurs »',
  '%D8%B3%D8%A7%D8%B1%D8%A9',
  'a%20b',
]) {
  test(`the value ${JSON.stringify(text)} is no merge field`, async (t) => {
    t.notOk(isUnfilled(text));
  });
}

test('words without marks are never merge fields', async (t) => {
  fc.assert(fc.property(fc.stringMatching(/^[\w .,@+()-]*$/), (text) => !isUnfilled(text)));
  t.pass('no counterexample');
});

test('a long text of marks is judged at once', async (t) => {
  const beginMs = performance.now();
  for (const mark of ['<%', '<<a ', '{{a', '#a ', '%ab.', '[[a ', '*|a', '$(a', '@{a', '$a', '$[a']) {
    t.notOk(isUnfilled(mark.repeat(50_000)), mark);
    t.notOk(isUnfilled(`${mark}${'a '.repeat(50_000)}`), mark);
  }
  t.ok(performance.now() - beginMs < 5_000, 'quadratic work would take minutes');
});

for (const text of [
  '{CRMID}',
  '{$record.id}',
  '{%id%}',
  '#{record.id}',
  '[Record Id]',
  '<id>',
  '%(id)s',
  '__RECORD_ID__',
  '@record.id@',
  ':id',
  '$.data.id',
  '$CRMID',
]) {
  test(`in the place of an id ${text} is a merge field, alone or in front of more`, async (t) => {
    t.ok(isUnfilledId(text));
    t.equal(isUnfilledId(`${text}-1`), text !== ':id');
  });
}

test('ids that real systems make are no merge fields', async (t) => {
  for (const id of [
    '{CF2504E0-4F89-11D3-9A0C-0305E82C3301}',
    'urn:uuid:f81d4fae',
    'evt_1:a',
    '<20260125.1@example.edu>',
    'a__b__c',
    '[1]',
    'sara@example.edu',
  ])
    t.notOk(isUnfilledId(id), id);
});

test('a merge field is looked for where a field of Zoho may hold one, not in megabytes', async (t) => {
  const field = ['$', '{CRMID}'].join('');
  t.ok(isUnfilled(`${'a'.repeat(65_000)} ${field}`));
  t.notOk(isUnfilled(`${'a'.repeat(65_536)} ${field}`));
});
