import { OPERATOR, studentBody, test, testApp } from '../harness.ts';

test('anyone may read the metrics, in which no id and no person stands', async (t) => {
  const { app } = await testApp(t);
  await app.inject({ method: 'POST', url: '/api/v1/events/zoho/student', payload: studentBody() });
  const answer = await app.inject('/metrics');
  t.equal(answer.statusCode, 200);
  t.equal(answer.headers['content-type'], 'text/plain; version=0.0.4; charset=utf-8');
  t.match(answer.body, /^zoho_event_hub_events\{source="zoho",status="\w+"\} 1$/m);
  t.match(answer.body, /^zoho_event_hub_resident_memory_bytes \d+$/m);
  t.notMatch(answer.body, /4554000000012345678|event_12345|sara/i);
});

test('with METRICS_PUBLIC=false they are for operators', async (t) => {
  const { app } = await testApp(t, { METRICS_PUBLIC: 'false' });
  t.equal((await app.inject('/metrics')).statusCode, 401);
  t.equal((await app.inject({ url: '/metrics', headers: OPERATOR })).statusCode, 200);
});
