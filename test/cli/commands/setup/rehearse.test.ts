import { TEST_USER } from '../../../../src/doctor/rehearsal.ts';
import { type Test, test } from '../../../harness.ts';
import { refused, startMoodle } from '../../../outside/moodle/setup.ts';
import { cli } from '../../terminal.ts';

async function setUp(t: Test) {
  const { moodle, url } = await startMoodle(t);
  const settings = { MOODLE_BASE_URL: url, MOODLE_TOKEN: moodle.token };
  return { moodle, run: (...argv: string[]) => cli(['rehearse', 'moodle', ...argv], settings), settings };
}

test('a rehearsal finds, creates, changes, reads and suspends one test user, and says how to remove it', async (t) => {
  const { moodle, run } = await setUp(t);
  const { code, printed } = await run('--yes');
  t.equal(code, 0);
  t.match(printed, [
    /^✓ École Exemple answers \(Moodle 4\.5/,
    /^✓ Other users can be seen/,
    /^✓ No earlier rehearsal/,
    /^✓ A user can be created, and is seen afterwards \(id 42\)/,
    /^✓ A user can be changed/,
    /^✓ What was written is read back/,
    /^✓ A user can be suspended\. The test user 42 stays suspended; to remove it, delete zoho-event-hub-test/,
  ]);
  t.match(moodle.users.others, [{ ...TEST_USER, suspended: true }]);
});

test('a second rehearsal uses the same user', async (t) => {
  const { moodle, run } = await setUp(t);
  await run('--yes');
  const { code, printed } = await run('--yes', '--json');
  t.equal(code, 0);
  const steps = printed.map((line) => JSON.parse(line));
  t.same(
    steps.map(({ step, ok }) => [step, ok]),
    ['site', 'see', 'find', 'update', 'read', 'suspend'].map((step) => [step, true]),
  );
  t.match(steps[2], { means: /an earlier rehearsal is there \(id 42\)/ });
  t.equal(moodle.users.others.length, 1);
  t.match(moodle.users.others, [{ suspended: true }]);
});

test('nothing is done before a person has said yes', async (t) => {
  const { moodle, run, settings } = await setUp(t);
  t.match(await run(), { code: 2, text: /^Nothing was done\. Answer with yes, or add --yes\./ });
  t.same(moodle.requests, []);
  let asked = '';
  const yes = async (question: string) => {
    asked = question;
    return true;
  };
  const { code } = await cli(['rehearse', 'moodle'], settings, undefined, undefined, {}, yes);
  t.equal(code, 0);
  t.match(asked, /^This creates the test user zoho-event-hub-test in http:/);
});

test('the first step that does not work ends it, with what to do', async (t) => {
  const { moodle, run } = await setUp(t);
  moodle.break('blind-email');
  t.match(await run('--yes'), { code: 1, text: /cannot see the e-mail addresses/ });
  moodle.mend();
  moodle.break('no-create');
  t.match(JSON.parse((await run('--yes', '--json')).text), {
    step: 'failed',
    ok: false,
    means: /lacks core_user_create_users/,
  });
  t.same(moodle.users.others, []);
});

test('a site that refuses the address says where to look', async (t) => {
  const { moodle, run } = await setUp(t);
  moodle.failWrites(refused('invalidparameter'));
  t.match(await run('--yes'), { code: 1, text: /"Allowed email domains"/ });
  moodle.failWrites(refused('sitemaintenance'));
  t.match(await run('--yes'), { code: 1, text: /cannot work just now/ });
});

test('somebody else of that name is left alone', async (t) => {
  const { moodle, run } = await setUp(t);
  moodle.users.add({ username: TEST_USER.username });
  t.match(await run('--yes'), { code: 1, text: /whose ID number is not that of the test user/ });
  t.same(moodle.writes, []);
});

test('what is not read back as it was written is said', async (t) => {
  const { moodle, run } = await setUp(t);
  moodle.users.add(TEST_USER);
  moodle.failWrites({ status: 200, json: '{"warnings":[]}' });
  t.match(await run('--yes'), { code: 1, text: /what is read back is something else/ });
  moodle.users.hidden.add('suspended');
  t.match(await run('--yes'), { code: 1, text: /moodle\/user:viewhiddendetails/ });
});

test('rehearse says how it is used', async (t) => {
  t.match(await cli(['rehearse']), { code: 2, text: /Say what to rehearse with: moodle/ });
  t.match(await cli(['rehearse', 'moodle', '--yes']), { code: 1, text: /^Moodle is not connected/ });
});
