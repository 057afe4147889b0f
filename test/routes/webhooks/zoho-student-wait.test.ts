import { studentBody, type Test, test, testApp, until } from '../../harness.ts';

const URL = '/api/v1/events/zoho/student';

async function waitingApp(t: Test) {
  const { app, clock } = await testApp(t);
  const post = (prefer: string, payload = studentBody()) =>
    app.inject({ method: 'POST', url: URL, headers: { prefer }, payload });
  return { app, clock, post };
}

const noEmail = { data: { Name: 'Sara Ali' } };

test('whoever waits gets the result of a completed event', async (t) => {
  const { post } = await waitingApp(t);
  const answer = (await post('wait=5')).json();
  t.match(answer, { status: 'queued', outcome: { status: 'completed', error_message: null } });
  t.equal(typeof answer.outcome.result.action_taken, 'string');
});

test('whoever waits gets the reason of a failed event', async (t) => {
  const { post } = await waitingApp(t);
  const answer = (await post('respond-async, wait=5', studentBody(noEmail))).json();
  t.match(answer.outcome, { status: 'failed', result: null, error_message: /Academic_Email/ });
});

/** Holds the end of the event back, until the answer to its sender is there. */
function holdEnd(t: Test, app: Awaited<ReturnType<typeof waitingApp>>['app']): void {
  const releases: (() => void)[] = [];
  app.queue.settle = () => new Promise((resolve) => releases.push(() => resolve('lost')));
  t.teardown(() => {
    for (const release of releases) release();
  });
}

test('when the time is over the answer comes without an outcome', async (t) => {
  const { app, clock, post } = await waitingApp(t);
  holdEnd(t, app);
  const pending = post('wait=5', studentBody(noEmail));
  await until(() => clock.nextInMs === 5000);
  clock.advance(5000);
  const answer = await pending;
  t.equal(answer.statusCode, 200);
  t.equal(answer.json().status, 'queued');
  t.notOk('outcome' in answer.json());
});

test('nobody waits longer than thirty seconds', async (t) => {
  const { app, clock, post } = await waitingApp(t);
  holdEnd(t, app);
  const pending = post('wait=9999', studentBody(noEmail));
  let isAnswered = false;
  void pending.then(() => {
    isAnswered = true;
  });
  await until(() => clock.nextInMs === 20_000);
  clock.advance(29_999);
  await until(() => clock.nextInMs === 1);
  t.equal(isAnswered, false);
  clock.advance(1);
  t.equal((await pending).statusCode, 200);
});

test('where nothing is processed any more the answer comes at once', async (t) => {
  const { app, post } = await waitingApp(t);
  await app.processor.stop();
  const answer = await post('wait=30', studentBody(noEmail));
  t.equal(answer.json().status, 'queued');
  t.notOk('outcome' in answer.json());
});

test('a preference that asks for no time is answered at once', async (t) => {
  const { post } = await waitingApp(t);
  for (const prefer of ['wait=0', 'wait', 'wait=soon', 'await=5', 'return=minimal', '']) {
    const answer = await post(prefer, studentBody({ notification_id: `event ${prefer}` }));
    t.equal(answer.statusCode, 200, prefer);
    t.notOk('outcome' in answer.json(), prefer);
  }
});

test('a repeat of an event that has ended is answered at once', async (t) => {
  const { app, post } = await waitingApp(t);
  await post('wait=5', studentBody(noEmail));
  await app.processor.stop();
  const repeat = (await post('wait=5', studentBody(noEmail))).json();
  t.equal(repeat.status, 'duplicate');
  t.notOk('outcome' in repeat);
});

test('a repeat of a failed event waits for the original, which goes back to work', async (t) => {
  const { post } = await waitingApp(t);
  await post('wait=5', studentBody(noEmail));
  const repeat = (await post('wait=5', studentBody(noEmail))).json();
  t.match(repeat, { status: 'duplicate', requeued: true, outcome: { status: 'failed' } });
});
