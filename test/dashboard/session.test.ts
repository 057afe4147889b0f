import { SESSION_AGE_S, Sessions } from '../../src/dashboard/session.ts';
import { TestClock, test } from '../harness.ts';

test('a session is read back by whoever has the same token', (t) => {
  const clock = new TestClock();
  const value = new Sessions('operator', 'token', clock).open('سارة علي');
  t.same(new Sessions('operator', 'token', clock).read(value), { name: 'سارة علي', role: 'operator' });
  t.equal(
    new Sessions('operator', 'another token', clock).read(value),
    null,
    'a new token ends every session',
  );
  t.end();
});

test('a session holds neither the token nor anything that opens it', (t) => {
  const value = new Sessions('operator', 'a-secret-token', new TestClock()).open('');
  const [text = ''] = value.split('.');
  t.notMatch(value, 'a-secret-token');
  t.same(Object.keys(JSON.parse(Buffer.from(text, 'base64url').toString())), ['name', 'endsMs']);
  t.end();
});

test('a session ends after thirty days', (t) => {
  const clock = new TestClock();
  const sessions = new Sessions('operator', 'token', clock);
  const value = sessions.open('');
  clock.advance(SESSION_AGE_S * 1000 - 1);
  t.same(sessions.read(value), { name: '', role: 'operator' });
  clock.advance(1);
  t.equal(sessions.read(value), null);
  t.end();
});

test('a value that was changed by one letter is none', (t) => {
  const sessions = new Sessions('operator', 'token', new TestClock());
  const [text, signature] = sessions.open('Sara Ali').split('.');
  const forged = Buffer.from('{"name":"","endsMs":99999999999999}').toString('base64url');
  for (const value of ['', 'token', `${text}`, `${text}.`, `${forged}.${signature}`, `${text}.${signature}x`])
    t.equal(sessions.read(value), null, value);
  t.end();
});

test('a session of a reader is another one than that of an operator, whatever the tokens are', (t) => {
  const clock = new TestClock();
  const reader = new Sessions('reader', 'token', clock);
  t.same(reader.read(reader.open('Sara Ali')), { name: 'Sara Ali', role: 'reader' });
  t.equal(new Sessions('operator', 'token', clock).read(reader.open('Sara Ali')), null);
  t.end();
});
