import { deskAway, deskRefusal } from '../../../../src/outside/zoho/desk/refusals.ts';
import { test } from '../../../harness.ts';

const refusal = (json: Record<string, string | object[]>, status = 422) =>
  deskRefusal({ status, json: json as never }, 'READ_A_TICKET', 'Desk.tickets.READ');

for (const [errorCode, sentence] of [
  ['INVALID_OAUTH', /ZOHO_DATACENTER/],
  ['SCOPE_MISMATCH', /lacks the scope Desk\.tickets\.READ, needed to read a ticket/],
  ['OAUTH_ORG_MISMATCH', /ZOHO_DESK_ORG_ID/],
  ['URL_RULE_NOT_CONFIGURED', /Check ZOHO_DESK_URL/],
  ['SOMETHING_NEW', /refused to read a ticket: SOMETHING_NEW/],
  ['FORBIDDEN', /may not read a ticket/],
  ['UNAUTHORIZED', /may not read a ticket/],
  ['LICENSE_ACCESS_LIMITED', /may not read a ticket/],
] as const) {
  test(`${errorCode} waits for a person`, (t) => {
    t.match(refusal({ errorCode }), { name: 'CredentialsFailure', message: sentence, retryAfterMs: 600_000 });
    t.end();
  });
}

test('a wrong organisation has no code of its own', (t) => {
  const message = "The value passed for the 'orgId' parameter is invalid.";
  t.match(refusal({ errorCode: 'UNPROCESSABLE_ENTITY', message }), {
    name: 'CredentialsFailure',
    message: /ZOHO_DESK_ORG_ID/,
  });
  t.end();
});

for (const errorCode of ['THRESHOLD_EXCEEDED', 'TOO_MANY_REQUESTS']) {
  test(`${errorCode} under another status than 429 is a wait as well`, (t) => {
    t.match(deskAway({ status: 403, json: { errorCode } }), { isSure: true, retryAfterMs: 60_000 });
    t.end();
  });
}

test('an address that Zoho cannot reach is explained', (t) => {
  const message = 'Validation failed for the condition : The endpoint failed to respond with status code 200';
  t.match(refusal({ errorCode: 'UNPROCESSABLE_ENTITY', message }), {
    name: 'PermanentFailure',
    message: /must be reachable from the internet/,
  });
  t.end();
});

test('fields are named without the text that may quote them', (t) => {
  const errors = [
    { fieldName: '/email', errorType: 'invalid', errorMessage: 'sara.ali@example.edu is bad' },
    { errorType: 'missing' },
  ];
  t.equal(
    refusal({ errorCode: 'INVALID_DATA', message: 'sara.ali@example.edu', errors }).message,
    'Zoho Desk refused to read a ticket: INVALID_DATA: fields /email (status 422).',
  );
  t.end();
});

test('an answer that is no JSON names the status', (t) => {
  const error = deskRefusal({ status: 418, json: null }, 'READ_A_TICKET', 'x');
  t.match(error, { name: 'CredentialsFailure', message: 'Zoho Desk refused to read a ticket (status 418).' });
  t.end();
});
