import { tell } from '../../../src/sentences/tell.ts';
import { explainStart } from '../../../src/service/starting/start-failure.ts';
import { BadSettings } from '../../../src/settings.ts';
import { test } from '../../harness.ts';

const settings = { WEBHOOK_HOST: '192.0.2.1', WEBHOOK_PORT: 80 };
const failure = (fields: object) => Object.assign(new Error('raw words of the system'), fields);

for (const [name, fields, sentence] of [
  [
    'a taken port',
    { code: 'EADDRINUSE', syscall: 'listen', port: 8001 },
    /listens on 192\.0\.2\.1, port 8001: stop it/,
  ],
  [
    'an address of another machine',
    { code: 'EADDRNOTAVAIL', syscall: 'listen' },
    /no address 192\.0\.2\.1: set WEBHOOK_HOST/,
  ],
  [
    'a folder in which the system makes nothing',
    { code: 'ENOENT', syscall: 'mkdir', path: '/proc/hub' },
    /^\/proc\/hub cannot be written \(ENOENT\)/,
  ],
  ['a host that nobody knows', { code: 'ENOTFOUND', syscall: 'getaddrinfo' }, /no address 192\.0\.2\.1/],
  [
    'a port for administrators',
    { code: 'EACCES', syscall: 'listen' },
    /listen on 192\.0\.2\.1, port 80: set WEBHOOK_PORT/,
  ],
  [
    'a folder of somebody else',
    { code: 'EACCES', syscall: 'mkdir', path: 'data' },
    /^data cannot be written \(EACCES\)/,
  ],
  [
    'a disk for reading only',
    { code: 'EROFS', syscall: 'open', path: 'logs/app.log' },
    /^logs\/app\.log cannot be written/,
  ],
  [
    'a file in the place of a folder',
    { code: 'ENOTDIR', syscall: 'mkdir', path: 'data' },
    /^data cannot be made \(ENOTDIR\)/,
  ],
  ['a full disk', { code: 'ENOSPC', syscall: 'write' }, /^The disk is full \(ENOSPC\): make room/],
  ['a quota that is used up', { code: 'EDQUOT', syscall: 'write' }, /^The disk is full \(EDQUOT\)/],
] as const) {
  test(`${name} is told in a sentence with its value`, async (t) => {
    const told = explainStart(failure(fields), settings);
    t.match(told, sentence);
    t.notMatch(told, /raw words/);
  });
}

test('what a person cannot mend keeps its own words, and a defect its stack', async (t) => {
  t.equal(explainStart(failure({ code: 'EMFILE' })), 'raw words of the system');
  t.match(explainStart(new TypeError('a defect')), /TypeError: a defect\n\s+at /);
  t.equal(
    explainStart(new BadSettings(tell('SETTING_UNKNOWN', { setting: 'PROT' }))),
    'PROT is not a setting.',
  );
});
