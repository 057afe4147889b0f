import {
  type AllowedCase,
  refusalsToSend,
  type SendCase,
} from '../../../../src/tickets/steps/reply/auto-send.ts';
import { test } from '../../../harness.ts';

const ALLOWED: AllowedCase[] = [{ subject: 'Date d’examen', intent: 'exam_date', state: 'GAGNÉ' }];
const FINE: SendCase = {
  subject: 'Re: date d’examen',
  intents: ['exam_date'],
  state: 'GAGNÉ',
  confidence: 0.95,
  isFallback: false,
  isProven: true,
  inboundCount: 1,
  outboundCount: 0,
  commentCount: 0,
  attachmentCount: 0,
  message: 'Bonjour, quelle est la date de mon examen ?',
  recipient: 'jean.exemple@example.test',
  contactEmail: 'Jean.Exemple@example.test',
  answer: 'Bonjour, un conseiller vérifie votre dossier.',
};

test('an answer that meets every condition may be sent', async (t) => {
  t.same(refusalsToSend(FINE, ALLOWED), []);
});

const REFUSED: [code: string, change: Partial<SendCase>][] = [
  ['not_on_allow_list', { subject: 'Facture' }],
  ['not_on_allow_list', { subject: null }],
  ['not_on_allow_list', { state: 'EN ATTENTE' }],
  ['not_on_allow_list', { intents: ['refund'] }],
  ['not_one_message', { inboundCount: 2 }],
  ['message_too_short', { message: 'Bonjour' }],
  ['several_intents', { intents: ['exam_date', 'refund'] }],
  ['confidence_too_low', { confidence: 0.89 }],
  ['fallback_used', { isFallback: true }],
  ['attachments_present', { attachmentCount: 1 }],
  ['human_activity', { outboundCount: 1 }],
  ['human_activity', { commentCount: 1 }],
  ['recipient_is_not_the_contact', { recipient: 'sara.ali@example.edu' }],
  ['recipient_is_not_the_contact', { contactEmail: null }],
  ['answer_too_long', { answer: 'mot '.repeat(141) }],
  ['sensitive_content', { answer: 'Votre mot de passe est x' }],
  ['sensitive_content', { answer: 'Écrivez à doc@example.edu' }],
  ['sensitive_content', { answer: 'Votre dossier 1234567' }],
];
for (const [code, change] of REFUSED) {
  test(`${Object.keys(change)} ${JSON.stringify(Object.values(change)).slice(0, 40)} is refused as ${code}`, async (t) => {
    t.same(refusalsToSend({ ...FINE, ...change }, ALLOWED), [code]);
  });
}

test('an empty list allows nothing, and every reason is named', async (t) => {
  t.same(refusalsToSend({ ...FINE, message: '' }, []), [
    'not_on_allow_list',
    'only_quotes',
    'message_too_short',
  ]);
});
