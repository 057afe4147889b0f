import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
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
  /** Sends so much and no more; resolves when the service has closed the connection. */
  const begin = async (bytes: string) => {
    const socket = connect(port, '127.0.0.1').on('error', () => {});
    t.teardown(() => socket.destroy());
    const accepted = once(app.server, 'connection');
    await once(socket, 'connect');
    await accepted;
    const asked = bytes.includes('\r\n\r\n') ? once(app.server, 'request') : null;
    if (bytes !== '') socket.write(bytes);
    await asked;
    return { closed: new Promise<void>((resolve) => socket.once('close', () => resolve())) };
  };
  return { app, clock, agent, ask, begin };
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

test('a connection on which no request has begun does not hold up a stop', async (t) => {
  const { app, clock, begin } = await listening(t);
  const silent = await begin('');
  const halfHead = await begin('GET /health HTTP/1.1\r\nHost: localhost\r\n');
  const down = app.windDown();
  clock.advance(500);
  await down;
  await app.close();
  await Promise.all([silent.closed, halfHead.closed]);
  t.pass('both were closed');
});

test('a body that is on its way has ten seconds more, and no longer', async (t) => {
  const { app, clock, begin } = await listening(t);
  const head = 'POST /api/v1/events/zoho/student HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n';
  const halfBody = await begin(`${head}{"a"`);
  const down = app.windDown();
  clock.advance(500);
  await down;
  let isClosed = false;
  const closing = app.close().then(() => {
    isClosed = true;
  });
  clock.advance(9_999);
  await new Promise((resolve) => setImmediate(resolve));
  t.notOk(isClosed);
  clock.advance(1);
  await halfBody.closed;
  await closing;
});
