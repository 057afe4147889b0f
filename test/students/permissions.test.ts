import { studentPermissions } from '../../src/students/permissions.ts';
import { test, testSettings } from '../harness.ts';

const ALL = { moodle: true, crm: true };

test('nothing is permitted unless it is said', async (t) => {
  t.same(studentPermissions(await testSettings(), { moodle: false, crm: false }), {
    moodle: { create: false, update: false, suspend: false },
    writeBack: false,
  });
});

test('each flag permits one thing', async (t) => {
  const permitted = async (flag: string) => studentPermissions(await testSettings({ [flag]: 'true' }), ALL);
  t.match(await permitted('MOODLE_CREATE_USERS'), {
    moodle: { create: true, update: false, suspend: false },
  });
  t.match(await permitted('MOODLE_UPDATE_USERS'), {
    moodle: { create: false, update: true, suspend: false },
  });
  t.match(await permitted('MOODLE_SUSPEND_USERS'), { moodle: { update: false, suspend: true } });
  t.match(await permitted('CRM_WRITE_BACK'), { moodle: { update: false }, writeBack: true });
});

test('a flag whose system is not connected stops the start and says what it needs', async (t) => {
  for (const flag of [
    'MOODLE_CREATE_USERS',
    'MOODLE_UPDATE_USERS',
    'MOODLE_SUSPEND_USERS',
    'CRM_WRITE_BACK',
  ]) {
    const settings = await testSettings({ [flag]: 'true' });
    t.throws(() => studentPermissions(settings, { moodle: false, crm: true }), {
      name: 'BadSettings',
      message: `${flag} is on, and needs MOODLE_BASE_URL and MOODLE_TOKEN.`,
    });
  }
  const settings = await testSettings({ CRM_WRITE_BACK: 'true' });
  t.throws(
    () => studentPermissions(settings, { moodle: true, crm: false }),
    /^BadSettings|needs ZOHO_CLIENT_ID/,
  );
});
