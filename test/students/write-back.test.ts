import type { JsonObject } from '../../src/log/event.ts';
import { writeBack } from '../../src/students/write-back.ts';
import { test } from '../harness.ts';
import { knownStudent } from './known-student.ts';

const ZOHO_ID = '4554000000012345678';
const { signal } = new AbortController();

/** A CRM that holds this record, and what was done there. */
function crmWith(record: JsonObject | null) {
  const calls: unknown[] = [];
  const crm = {
    async getRecord(...[module, id]: [string, string, AbortSignal]) {
      calls.push(['read', module, id]);
      return record;
    },
    async update(...[module, id, fields]: [string, string, JsonObject, AbortSignal]) {
      calls.push(['update', module, id, fields]);
    },
  };
  const write = (said: JsonObject, moodleUserId: string | null = '42', deletedAt: string | null = null) =>
    writeBack(crm, knownStudent({ moodleUserId, deletedAt }), said, signal);
  return { calls, write };
}
const READ = ['read', 'BTEC_Students', ZOHO_ID];
const UPDATE = ['update', 'BTEC_Students', ZOHO_ID, { Student_Moodle_ID: '42' }];

test('while the flag is off nothing is read or written', async (t) => {
  t.equal(await writeBack(null, knownStudent({ moodleUserId: '42' }), {}, signal), 'off');
});

test('without a Moodle user there is nothing to write', async (t) => {
  const { calls, write } = crmWith(null);
  t.equal(await write({ Student_Moodle_ID: '7' }, null), 'unchanged');
  t.same(calls, []);
});

test('to a deleted record nothing is written', async (t) => {
  const { calls, write } = crmWith(null);
  t.equal(await write({}, '42', '2026-01-25T10:00:00.000Z'), 'unchanged');
  t.same(calls, []);
});

for (const [said, result, calls] of [
  [{ Student_Moodle_ID: 42 }, 'unchanged', []],
  [{ Student_Moodle_ID: '' }, 'written', [UPDATE]],
  [{ Student_Moodle_ID: '7' }, 'written', [UPDATE]],
] as const) {
  test(`an event that says ${JSON.stringify(said)} needs no read`, async (t) => {
    const crm = crmWith(null);
    t.equal(await crm.write(said), result);
    t.same(crm.calls, calls);
  });
}

for (const [record, result, calls] of [
  [{ Student_Moodle_ID: '42' }, 'unchanged', [READ]],
  [{ Student_Moodle_ID: null }, 'written', [READ, UPDATE]],
  [null, 'unchanged', [READ]],
] as const) {
  test(`an event that does not say is compared with the record: ${JSON.stringify(record)}`, async (t) => {
    const crm = crmWith(record);
    t.equal(await crm.write({ Moodle_User_ID: '42' }), result);
    t.same(crm.calls, calls);
  });
}
