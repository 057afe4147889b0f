import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { SETTING_NOTES } from '../src/settings.ts';
import { OPERATOR, test, testApp } from './harness.ts';

const read = (path: string) => readFileSync(join('deploy', path), 'utf8');
const SETTINGS = new Set([...SETTING_NOTES.map(({ key }) => key), 'PORT']);
/** What other programs read from these files. */
const OF_OTHERS = new Set([
  'NODE_COMPILE_CACHE',
  'HUB_HOST',
  'POSTGRES_USER',
  'POSTGRES_DB',
  'POSTGRES_PASSWORD',
]);

test('every setting that a file of deploy/ names is one', (t) => {
  const named = globSync('deploy/**/*', { withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name))
    .flatMap((file) => {
      const keys = readFileSync(file, 'utf8').match(/\b[A-Z][A-Z0-9]*(_[A-Z0-9]+)+\b(?=\s*[=:"]|`)/g) ?? [];
      return keys.map((key) => `${file}: ${key}`);
    })
    .filter((line) => !line.includes('LITESTREAM_'));
  t.ok(named.length > 20, 'they name some');
  for (const line of named) {
    const key = line.split(': ')[1] as string;
    t.ok(SETTINGS.has(key) || OF_OTHERS.has(key), line);
  }
  t.end();
});

test('every metric that an alarm or a panel names exists', async (t) => {
  const { app } = await testApp(t);
  // So that each label has a sample.
  await app.inject({ url: '/api/v1/events', headers: OPERATOR });
  const existing = new Set(
    (await app.inject('/metrics')).body.match(/^# TYPE \S+/gm)?.map((line) => line.slice(7)),
  );
  const named = ['monitoring/alert-rules.yml', 'monitoring/grafana-dashboard.json'].flatMap(
    (file) => read(file).match(/zoho_event_hub_[a-z_]+/g) ?? [],
  );
  t.ok(named.length > 15, 'they name some');
  for (const metric of named) t.ok(existing.has(metric), metric);
});

test('what is of the hub is never added up, and what an instance counts is', async (t) => {
  const { app } = await testApp(t);
  const { body } = await app.inject('/metrics');
  const helps = [...body.matchAll(/^# HELP (\S+) (.*)$/gm)].map(([, name = '', help = '']) => ({
    name,
    help,
  }));
  const ofHub = helps.filter(({ help }) => help.includes('of the hub')).map(({ name }) => name);
  t.ok(ofHub.length > 4, 'some are of the hub');
  const rules = parse(read('monitoring/alert-rules.yml')).groups[0].rules as { expr: string }[];
  const panels = [...read('monitoring/grafana-dashboard.json').matchAll(/"expr": "(.*)"/g)];
  const expressions = [...rules.map(({ expr }) => expr), ...panels.map(([, expr]) => String(expr))];
  const named = expressions.flatMap((expr) =>
    [...expr.matchAll(/zoho_event_hub_[a-z_]+/g)].map(([name], _index) => ({ expr, name })),
  );
  for (const { expr, name } of named) {
    const before = expr.slice(0, expr.indexOf(name));
    if (ofHub.includes(name))
      t.match(before, /max (by \(\w+\) )?\((sum by \(instance, \w+\) \()?$|max\($/, expr);
    else if (name.endsWith('_total')) t.match(before, /sum( by \([\w, ]+\) )?\((increase|rate)\($/, expr);
    else t.notMatch(before, /sum/, expr);
  }
});

test('every alarm has its chapter in the runbook, and every chapter its alarm', (t) => {
  const { groups } = parse(read('monitoring/alert-rules.yml')) as {
    groups: { rules: { alert: string; annotations: { runbook: string } }[] }[];
  };
  const alarms = groups.flatMap(({ rules }) => rules);
  const chapters = readFileSync('docs/guides/runbook.md', 'utf8').match(/^## \S+/gm) ?? [];
  t.same(
    alarms.map(({ alert }) => `## ${alert}`),
    chapters,
  );
  for (const { alert, annotations } of alarms)
    t.equal(annotations.runbook, `docs/guides/runbook.md#${alert.toLowerCase()}`);
  t.end();
});

test('the image copies what exists, and the build is sent what the image copies', (t) => {
  const copied = read('docker/Dockerfile')
    .split('\n')
    .filter((line) => line.startsWith('COPY ') && !line.includes('--from'))
    .flatMap((line) => line.split(' ').slice(1, -1));
  const sent = read('docker/Dockerfile.dockerignore')
    .split('\n')
    .filter((line) => line.startsWith('!'))
    .map((line) => line.slice(1));
  t.same([...new Set(copied)].sort(), [...sent].sort());
  for (const path of copied) t.ok(existsSync(path), path);
  t.end();
});

test('what the image leaves out is loaded by nothing that it runs', (t) => {
  const copied = new Set(['config', 'migrations', 'plugins', 'src', 'node_modules', 'package.json']);
  for (const file of globSync('{src,plugins}/**/*.{ts,js}')) {
    const outside = [...readFileSync(file, 'utf8').matchAll(/(?:from |import\(|new URL\()'(\.\.?\/[^']+)'/g)]
      .map(([, path]) => join(dirname(file), path as string))
      .filter((path) => !copied.has(path.split('/')[0] as string) && path !== 'docs/reference/openapi.json');
    t.same(outside, [], file);
  }
  t.end();
});

test('the containers start what there is, and mount what there is', (t) => {
  const { services } = parse(read('docker/compose.yaml'), { merge: true }) as {
    services: Record<string, { build?: { dockerfile: string }; volumes?: string[]; depends_on?: object }>;
  };
  t.same(Object.keys(services), ['hub-1', 'hub-2', 'postgres', 'caddy']);
  t.ok(
    existsSync(services['hub-2']?.build?.dockerfile as string),
    'the Dockerfile, from the root of the project',
  );
  const caddyfile = read('docker/Caddyfile');
  for (const name of ['hub-1', 'hub-2']) t.ok(caddyfile.includes(`${name}:8001`), `Caddy knows ${name}`);
  const mounted = Object.values(services).flatMap(({ volumes = [] }) => volumes);
  for (const path of mounted.filter((volume) => volume.startsWith('./')))
    t.ok(existsSync(join('deploy/docker', path.split(':')[0] as string)), path);
  t.end();
});

test('the pods are found by their service, probed where the service answers, and end after it has', async (t) => {
  const [deployment, service, budget, ingress, worker, ofWorker] = parseAllDocuments(
    read('kubernetes/hub.yaml'),
  ).map((document) => document.toJS() as Record<string, never>) as unknown as [
    Deployment,
    Selecting,
    Selecting,
    { spec: object },
    Deployment,
    Selecting,
  ];
  const { labels } = deployment.spec.template.metadata;
  t.same(service.spec.selector, labels);
  t.same(budget.spec.selector, { matchLabels: labels });
  t.match(ingress.spec, { rules: [{ host: 'hub.example.edu' }] });
  t.same(ofWorker.spec.selector, { matchLabels: worker.spec.template.metadata.labels });
  t.strictNotSame(worker.spec.template.metadata.labels, labels, 'no webhook reaches a worker');
  const { app } = await testApp(t);
  for (const { spec } of [deployment.spec.template, worker.spec.template]) {
    t.ok(
      spec.terminationGracePeriodSeconds > 25,
      'longer than the 20 s of a shutdown and the pause before it',
    );
    const [container] = spec.containers;
    for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe'] as const)
      t.equal((await app.inject(container[probe].httpGet.path)).statusCode, 200, probe);
  }
});
type Deployment = {
  spec: {
    template: {
      metadata: { labels: object };
      spec: {
        terminationGracePeriodSeconds: number;
        containers: [
          Record<'livenessProbe' | 'readinessProbe' | 'startupProbe', { httpGet: { path: string } }>,
        ];
      };
    };
  };
};
type Selecting = { spec: { selector: object } };

test('units, Procfile and image start the service in the same way', (t) => {
  const start = '--import ./src/check-node.js src/main.ts';
  t.ok(read('systemd/zoho-event-hub.service').includes(`node ${start}\n`));
  t.ok(
    read('heroku/Procfile').includes(
      `web: HUB_ROLE=web node ${start}\nworker: HUB_ROLE=worker node ${start}\n`,
    ),
  );
  t.same(JSON.parse(/^CMD (\[.*\])$/m.exec(read('docker/Dockerfile'))?.[1] ?? '[]'), [
    'node',
    ...start.split(' '),
  ]);
  t.end();
});

test('each folder of deploy/ has a page, and the index names each file that was checked', (t) => {
  const index = read('README.md');
  const folders = globSync('deploy/*/', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of folders) {
    t.ok(existsSync(join('deploy', name, 'README.md')), name);
    t.ok(index.includes(`](${name}/README.md)`), `the index leads to ${name}`);
    for (const file of globSync(`deploy/${name}/*`))
      if (basename(file) !== 'README.md') t.ok(index.includes(`\`${name}/`), file);
  }
  t.end();
});
