import { webPlaces } from '../../src/outside/web-places.ts';
import { test } from '../harness.ts';

test('records are shown where the settings say, and nowhere where they do not', (t) => {
  const usual = { ZOHO_DATACENTER: 'eu', ZOHO_CRM_URL: '', MOODLE_BASE_URL: '' } as const;
  const { crmRecord, moodleUser } = webPlaces(usual);
  t.equal(crmRecord('BTEC_Students', '1'), 'https://crm.zoho.eu/crm/tab/BTEC_Students/1');
  t.equal(moodleUser('7'), null);
  const places = webPlaces({
    ...usual,
    ZOHO_CRM_URL: 'http://127.0.0.1:8003/x',
    MOODLE_BASE_URL: 'https://moodle.example.edu/',
  });
  t.equal(places.crmRecord('A b', '1/2'), 'http://127.0.0.1:8003/crm/tab/A%20b/1%2F2');
  t.equal(places.moodleUser('7'), 'https://moodle.example.edu/user/profile.php?id=7');
  t.end();
});
