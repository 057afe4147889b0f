import { isSameOrigin } from '../../src/inbound/same-origin.ts';
import { test } from '../harness.ts';

const HOST = 'hub.example.test:8001';

for (const [what, headers, expected] of [
  ['a form of our own', { 'sec-fetch-site': 'same-origin' }, true],
  ['a form of another site', { 'sec-fetch-site': 'cross-site', origin: `http://${HOST}` }, false],
  ['a form of another port of this machine', { 'sec-fetch-site': 'same-site' }, false],
  ['an address typed in', { 'sec-fetch-site': 'none' }, false],
  ['our own over plain HTTP', { origin: `http://${HOST}` }, true],
  ['another host over plain HTTP', { origin: 'http://evil.example.test' }, false],
  ['another port over plain HTTP', { origin: 'http://hub.example.test:9000' }, false],
  ['a sandboxed frame', { origin: 'null' }, false],
  ['no browser at all', {}, false],
] as const) {
  test(`${what} is ${expected ? '' : 'not '}taken for one of our pages`, (t) => {
    t.equal(isSameOrigin(headers, HOST), expected);
    t.end();
  });
}
