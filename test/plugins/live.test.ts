import { OPERATOR, test, testApp } from '../harness.ts';

const STREAM = { url: '/api/v1/events/stream', headers: OPERATOR };

test('a reader that finds no place is told when to come back', async (t) => {
  const { app } = await testApp(t);
  for (let place = 0; place < 50; place++) await app.inject({ ...STREAM, payloadAsStream: true });
  const answer = await app.inject(STREAM);
  t.equal(answer.statusCode, 503);
  t.equal(answer.headers['retry-after'], '30');
  t.equal(answer.json().code, 'TOO_MANY_STREAMS');
});

test('whoever works for long learns that the service stops', async (t) => {
  const { app } = await testApp(t);
  t.equal(app.stopping.aborted, false);
  await app.close();
  t.equal(app.stopping.aborted, true);
});
