import { Agent, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Test, test, testApp, until } from '../harness.ts';

async function listening(t: Test) {
  const { app, clock } = await testApp(t);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  t.teardown(() => agent.destroy());
  const ask = (by: Agent | false) =>
    new Promise<string>((resolve) => {
      request({ port, path: '/health', agent: by }, (answer) => {
        answer.resume().once('end', () => resolve(`${answer.statusCode} ${answer.headers.connection}`));
      })
        .on('error', (error: NodeJS.ErrnoException) => resolve(String(error.code)))
        .end();
    });
  return { app, clock, agent, ask };
}

test('a service that winds down takes no connection, and answers once more over each that is open', async (t) => {
  const { app, agent, ask } = await listening(t);
  t.equal(await ask(agent), '200 keep-alive');
  const down = app.windDown();
  t.equal(await ask(false), 'ECONNREFUSED');
  t.equal(await ask(agent), '200 close');
  await down;
  t.pass('nothing is open any more');
});

test('a connection at rest is not waited for longer than half a second', async (t) => {
  const { app, clock, agent, ask } = await listening(t);
  await ask(agent);
  let isOver = false;
  const down = app.windDown().then(() => {
    isOver = true;
  });
  clock.advance(499);
  await new Promise((resolve) => setImmediate(resolve));
  t.notOk(isOver);
  clock.advance(1);
  await until(() => isOver);
  await down;
});

test('without a connection there is nothing to wait for', async (t) => {
  const { app } = await listening(t);
  await app.windDown();
  t.pass('it ended by itself');
});
