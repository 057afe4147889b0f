import Fastify from 'fastify';
import jsonBody from '../../plugins/json-body.ts';
import { type Test, test } from '../harness.ts';

async function post(t: Test, payload: string, type = 'application/json') {
  const app = Fastify();
  t.teardown(() => app.close());
  await app.register(jsonBody);
  app.post('/', async (request) => ({ body: request.body }));
  return app.inject({ method: 'POST', url: '/', headers: { 'content-type': type }, payload });
}

test('an order is JSON, whatever its type says', async (t) => {
  t.same((await post(t, '{"all":true}')).json(), { body: { all: true } });
  t.same((await post(t, '{"all":true}', 'application/x-www-form-urlencoded')).json(), {
    body: { all: true },
  });
});

test('no body at all is an empty order', async (t) => {
  t.same((await post(t, '')).json(), { body: {} });
});

test('what is no JSON is refused in our words', async (t) => {
  const answer = await post(t, '{"all":');
  t.equal(answer.statusCode, 400);
  t.match(answer.json(), { code: 'INVALID_JSON', message: 'Invalid JSON payload' });
});

test('an order that would change the prototype of objects is refused', async (t) => {
  t.equal((await post(t, '{"__proto__":{"all":true}}')).statusCode, 400);
});

test('an order larger than 64 kB is refused', async (t) => {
  t.equal((await post(t, JSON.stringify({ text: 'x'.repeat(65_536) }))).statusCode, 413);
});
