import { inEnglish, tell } from '../../../src/sentences/tell.ts';
import { newEvent, OPERATOR, test, testApp } from '../../harness.ts';
import { endNext, FAILED } from '../../store/contract/support.ts';

const OVERVIEW = '/api/v1/overview';

test('the overview tells what fails and why, what waits longest and how much came in', async (t) => {
  const { app } = await testApp(t);
  await app.processor.stop();
  await app.intake.append([newEvent()]);
  await endNext(app.queue, FAILED);
  await app.intake.append([newEvent({ eventId: 'event_2' })]);
  const answer = await app.inject({ url: OVERVIEW, headers: OPERATOR });
  t.equal(answer.statusCode, 200);
  t.same(answer.json(), {
    problems: { open: 1, mended: 0, set_aside: 0 },
    oldest_waiting: { id: 2, since: '2026-01-25T10:00:00.000Z' },
    failures: [
      {
        cause: 'Academic_Email is missing.',
        code: null,
        details: null,
        message: 'Academic_Email is missing.',
        count: 1,
        newest_id: 1,
        newest_at: '2026-01-25T10:00:00.000Z',
        oldest_id: 1,
      },
    ],
    failures_are_capped: false,
    activity: [{ minute: '2026-01-25T10:00:00.000Z', accepted: 2, processed: 1 }],
  });
});

for (const [accepted, language, words] of [
  ['', 'en', /^The module Contacs is not Contacts, though nearly/],
  ['fr-FR,en;q=0.5', 'fr', /^Le module Contacs n’est pas Contacts/],
  ['ar', 'ar', /^الوحدة Contacs ليست Contacts/],
] as const) {
  test(`the overview tells a reader of "${accepted}" the causes in that language, beside their code`, async (t) => {
    const { app } = await testApp(t);
    await app.processor.stop();
    await app.intake.append([newEvent()]);
    const told = tell('MODULE_NEARLY', { module: 'Contacs', ours: 'Contacts' });
    await endNext(app.queue, { status: 'failed', error: inEnglish(told), told: [told] });
    const headers = { ...OPERATOR, 'accept-language': accepted };
    const answer = await app.inject({ url: OVERVIEW, headers });
    t.equal(answer.headers['content-language'], language);
    const [failure] = answer.json().failures;
    t.match(failure, { cause: inEnglish(told), code: 'MODULE_NEARLY', details: [told] });
    t.match(failure.message, words);
  });
}

test('the overview of an empty log is empty, and closed to strangers', async (t) => {
  const { app } = await testApp(t);
  const answer = await app.inject({ url: OVERVIEW, headers: OPERATOR });
  t.same(answer.json(), {
    problems: { open: 0, mended: 0, set_aside: 0 },
    oldest_waiting: null,
    failures: [],
    failures_are_capped: false,
    activity: [],
  });
  t.equal((await app.inject(OVERVIEW)).statusCode, 401);
});
