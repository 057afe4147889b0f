import { MoodleSimulator } from './moodle.ts';
import { ZohoSimulator } from './zoho.ts';

/** By hand: a Zoho with two students on port 8002, an empty Moodle on 8003, and what to put into `.env` to use them. */
const moodle = new MoodleSimulator();
const zoho = new ZohoSimulator();
zoho.put('BTEC_Students', {
  id: '4554000000000000001',
  Name: 'A01B0001C',
  First_Name: 'سارة',
  Last_Name: 'علي',
  Academic_Email: 'sara.ali@example.edu',
  Modified_Time: new Date().toISOString(),
});
zoho.put('BTEC_Students', {
  id: '4554000000000000002',
  Name: 'A01B0002C',
  First_Name: 'Jean',
  Last_Name: 'Exemple',
  Academic_Email: null,
  Modified_Time: new Date().toISOString(),
});
const url = await zoho.listen(8002);
const moodleUrl = await moodle.listen(8003);
process.stdout.write(`A Zoho simulator listens at ${url}, a Moodle at ${moodleUrl}. Put this into .env and start the service:

ZOHO_CLIENT_ID=simulated
ZOHO_CLIENT_SECRET=simulated
ZOHO_REFRESH_TOKEN=simulated
ZOHO_ACCOUNTS_URL=${url}
ZOHO_CRM_URL=${url}
MOODLE_BASE_URL=${moodleUrl}
MOODLE_TOKEN=${moodle.token}
MOODLE_CREATE_USERS=true

Then send {"zoho_id": "4554000000000000001"}: the student is read from here and created in Moodle. 4554000000000000002 has no e-mail and fails.
`);
