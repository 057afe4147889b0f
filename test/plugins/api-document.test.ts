import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import apiDocument from '../../plugins/api-document.ts';
import { buildApp } from '../../src/app.ts';
import { openStoresHere } from '../../src/store/open.ts';
import { countingIds, type Test, TestClock, test, testSettings } from '../harness.ts';
import { ROOT } from '../service.ts';

type Operation = {
  summary?: string;
  tags: string[];
  security: object[];
  responses: Record<string, { description: string }>;
  requestBody?: { content: Record<string, { schema?: object; examples?: object }> };
};

/** Every operation of the document, by method and path, and every route of the service, documented or not. */
async function describe(t: Test) {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const clock = new TestClock();
  const routes: string[] = [];
  const app = await buildApp({
    settings: await testSettings(),
    logger: pino({ level: 'silent' }),
    operatorToken: 'none',
    version,
    clock,
    newId: countingIds(),
    random: () => 0,
    fetch,
    openStores: (url, how) => openStoresHere(url, clock, how),
    beforeRoutes: async (app) => {
      await app.register(apiDocument, { version });
      app.addHook('onRoute', ({ url, method }) => {
        for (const name of [method].flat()) if (name !== 'HEAD') routes.push(`${name.toLowerCase()} ${url}`);
      });
    },
  });
  t.teardown(() => app.close());
  await app.ready();
  const document = app.swagger();
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Operation>).map(([method, operation]) => ({
      name: `${method} ${path}`,
      operation,
    })),
  );
  return { document, operations, routes };
}

test('the document in docs/reference is what the routes say; `npm run docs` writes it', async (t) => {
  const { document } = await describe(t);
  const committed = JSON.parse(readFileSync(join(ROOT, 'docs/reference/openapi.json'), 'utf8'));
  t.same(JSON.parse(JSON.stringify(document)), committed);
});

test('every route of the API is described', async (t) => {
  const { operations, routes } = await describe(t);
  const described = operations.map(({ name }) => name);
  const expected = routes
    .filter((route) => !/ \/$| \/(dashboard|docs)(\/|$)| \/openapi\.json$/.test(route))
    .map((route) => route.replaceAll(/:(\w+)/g, '{$1}'));
  t.same(described.sort(), expected.sort());
});

test('every operation has a summary, a tag, its access and its refusals', async (t) => {
  const { operations } = await describe(t);
  for (const { name, operation } of operations) {
    t.ok(operation.summary, name);
    t.equal(operation.tags.length, 1, name);
    t.ok(Array.isArray(operation.security), name);
    t.ok(operation.responses[200], name);
    t.match(operation.responses[500]?.description, 'INTERNAL_ERROR', name);
  }
});

test('the document holds no real address, and only invented people', async (t) => {
  const { document } = await describe(t);
  const addresses = JSON.stringify(document).match(/[\w.]+@[\w.]+/g) ?? [];
  t.same([...new Set(addresses)], ['sara.ali@example.edu']);
});
