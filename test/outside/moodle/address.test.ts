import { moodleAccess } from '../../../src/outside/moodle/address.ts';
import { tell } from '../../../src/sentences/tell.ts';
import { BadSettings } from '../../../src/settings.ts';
import { test } from '../../harness.ts';

const access = (MOODLE_BASE_URL: string, MOODLE_TOKEN = 'token') =>
  moodleAccess({ MOODLE_BASE_URL, MOODLE_TOKEN });

test('with neither address nor token Moodle is not connected', async (t) => {
  t.equal(access('', ''), null);
});

test('one without the other names what is missing', async (t) => {
  t.throws(() => access('https://moodle.example.edu', ''), /^MOODLE_TOKEN must be set too/);
  t.throws(() => access(''), /^MOODLE_BASE_URL must be set too/);
});

for (const [base, endpoint] of [
  ['https://moodle.example.edu', 'https://moodle.example.edu/webservice/rest/server.php'],
  ['https://example.edu/moodle', 'https://example.edu/moodle/webservice/rest/server.php'],
  ['https://example.edu/a/moodle//', 'https://example.edu/a/moodle/webservice/rest/server.php'],
  ['https://user:word@example.edu/?x=1#y', 'https://example.edu/webservice/rest/server.php'],
  ['http://localhost:8003/', 'http://localhost:8003/webservice/rest/server.php'],
  ['http://127.0.0.1:8003', 'http://127.0.0.1:8003/webservice/rest/server.php'],
  ['http://[::1]/moodle/', 'http://[::1]/moodle/webservice/rest/server.php'],
] as const) {
  test(`the web service of ${base} is found`, async (t) => {
    t.equal(access(base)?.endpoint.href, endpoint);
  });
}

for (const base of ['http://moodle.example.edu', 'ftp://localhost', 'moodle.example.edu', 'https://']) {
  test(`${base} is refused, because the token would travel in the clear or nowhere`, async (t) => {
    t.throws(() => access(base), new BadSettings(tell('MOODLE_ADDRESS_UNSAFE')));
  });
}
