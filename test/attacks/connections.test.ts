import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Server, Socket } from 'node:net';
import { Connections } from '../../src/service/connections.ts';
import { studentBody, type Test, test, testApp, until } from '../harness.ts';
import { head, listening } from '../raw-http.ts';

const GET = head('/health', {}, 'GET');

async function serve(t: Test, answer: RequestListener, options: { most?: number; stallMs?: number }) {
  const server = createServer(answer);
  let full = 0;
  const connections = new Connections({ onFull: () => void full++, ...options });
  const sockets: Socket[] = [];
  server.on('connection', (socket) => {
    sockets.push(socket);
    connections.opened(socket);
  });
  server.on('request', (request, response) => connections.used(request, response));
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  const listen = async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const dial = await listening(t, { listen, server } as never);
  return { connections, sockets, dial, full: () => full };
}

test('when every connection is taken, the one unused longest gives way to the next', async (t) => {
  const { connections, dial, full } = await serve(t, (_request, response) => response.end('ok'), { most: 3 });
  const idle = await dial();
  const halfHead = await dial();
  halfHead.send('GET / HTTP/1.1\r\nx: ');
  const used = await dial();
  await until(() => connections.count === 3);
  idle.send(GET);
  await idle.hear('ok');
  const next = await dial();
  await halfHead.closed();
  next.send(GET);
  await next.hear('ok');
  await dial();
  await used.closed();
  t.equal(full(), 2);
  t.equal(connections.count, 3);
  t.notOk(idle.socket.destroyed);
});

test('an answer in the making is not given up for a newcomer', async (t) => {
  let finish = () => {};
  const answer: RequestListener = (_request, response) => {
    finish = () => response.end('done');
  };
  const { dial, connections } = await serve(t, answer, { most: 1 });
  const working = await dial();
  working.send(GET);
  await until(() => connections.count === 1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const newcomer = await dial();
  await newcomer.closed();
  finish();
  await working.hear('done');
  t.equal(connections.count, 1);
});

test('whoever does not read an answer is dropped, with all that was meant for it', async (t) => {
  const large = Buffer.alloc(32_000_000, 'x');
  const { connections, sockets, dial } = await serve(t, (_request, response) => response.end(large), {
    stallMs: 100,
  });
  const deaf = await dial();
  deaf.socket.pause();
  deaf.send(GET);
  await until(() => Number(sockets[0]?.writableLength) > 0);
  connections.sweep();
  const [socket] = sockets;
  if (!socket?.destroyed) await once(socket as Socket, 'close');
  t.equal(connections.count, 0);
});

test('whoever reads on is left in peace', async (t) => {
  const { connections, sockets, dial } = await serve(t, (_request, response) => response.write('begun'), {});
  const reader = await dial();
  reader.send(GET);
  await reader.hear('begun');
  const [socket] = sockets as [Socket];
  socket.setTimeout(30_000);
  connections.sweep();
  t.equal(socket.timeout, 0, 'the last time is over');
  connections.sweep();
  t.notOk(socket.destroyed);
});

test('the timeouts are those that were meant, headers first', async (t) => {
  const { app } = await testApp(t);
  const { headersTimeout, requestTimeout, keepAliveTimeout } = app.server;
  t.same(
    { headersTimeout, requestTimeout, keepAliveTimeout },
    {
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      keepAliveTimeout: 65_000,
    },
  );
});

test('of 3,500 connections that say nothing the cap stays, the log says so once in a minute, and a webhook is accepted', async (t) => {
  const { app, clock, lines } = await testApp(t);
  const dial = await listening(t, app);
  const line = await dial();
  line.send(GET);
  await line.hear('healthy');
  clock.advance(10_000);
  const said = () => lines.filter((each) => each.includes('every connection is taken')).length;
  const flood = async (connections: number) => {
    for (let n = 0; n < connections; n++) await dial();
  };
  await flood(3_500);
  await until(() => said() === 1);
  t.equal(await open(app.server), 2_000);
  const body = JSON.stringify(studentBody());
  const sender = await dial();
  sender.send(head('/api/v1/events/zoho/student', { 'content-length': body.length }), body);
  t.match(await sender.hear('queued'), /^HTTP\/1.1 200 OK/);
  await flood(2);
  t.equal(said(), 1);
  clock.advance(60_000);
  await flood(1);
  await until(() => said() === 2);
});

function open(server: Server): Promise<number> {
  return new Promise((resolve, reject) =>
    server.getConnections((error, count) => (error === null ? resolve(count) : reject(error))),
  );
}
