import { unreadableEvent } from '../../src/inbound/unreadable.ts';
import { tell } from '../../src/sentences/tell.ts';
import { test } from '../harness.ts';

const about = {
  source: 'zoho',
  module: 'BTEC_Students',
  reason: tell('THE_BODY_IS_NOT_VALID_JSON'),
  advice: tell('MEND_CRM_TEMPLATE'),
  verifiedBy: 'hmac:1',
} as const;

test('bytes that cannot be understood become an event that keeps them and says what to do', async (t) => {
  const raw = Buffer.from('{"Name":"Sara "Ali""}');
  t.match(unreadableEvent({ ...about, raw }), {
    source: 'zoho',
    module: 'BTEC_Students',
    eventType: 'unreadable',
    recordId: '',
    occurred: { at: null, clock: null },
    payload: 'null',
    rawBody: raw,
    verifiedBy: 'hmac:1',
    kind: {
      is: 'unreadable',
      reason:
        "Invalid JSON payload: the body is not valid JSON. Send only the record id in the webhook's body, or mend the template.",
      told: [
        { code: 'INVALID_JSON', params: { reason: { code: 'THE_BODY_IS_NOT_VALID_JSON' } } },
        { code: 'MEND_CRM_TEMPLATE' },
      ],
    },
  });
});

test('the same bytes again are the same event, other bytes another one', async (t) => {
  const idOf = (text: string) => unreadableEvent({ ...about, raw: Buffer.from(text) }).eventId;
  t.equal(idOf('{"'), idOf('{"'));
  t.not(idOf('{"'), idOf('{"x'));
});
