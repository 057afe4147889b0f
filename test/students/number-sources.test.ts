import type { JsonObject } from '../../src/log/event.ts';
import { type NumberSources, numberFrom } from '../../src/students/number.ts';
import { claimedEvent, test } from '../harness.ts';
import { knownStudent } from './known-student.ts';

const OTHER = '4554000000000000002';
type Word = {
  status: 'pending' | 'failed' | 'completed' | 'duplicate';
  type?: string;
  data?: JsonObject | null;
};

/** Asks for STU001, which the other record has, whose events since the one that was applied are these, newest first. */
function ask(words: readonly Word[], { readRecord = null, attempt = 1, isNew = false, owner = OTHER } = {}) {
  return askWith(words, { readRecord, attempt, isNew, owner });
}

async function askWith(
  words: readonly Word[],
  options: { readRecord: NumberSources['readRecord']; attempt: number; isNew: boolean; owner: string },
) {
  const { readRecord, attempt, isNew, owner } = options;
  const holder = knownStudent({ zohoId: owner, studentNumber: 'STU001', lastEvent: 7 });
  const idOf = (index: number) => words.length - index + 6;
  const sources: NumberSources = {
    students: { findByNumber: async (number) => (number === 'STU001' ? holder : null) },
    log: {
      list: async () => ({
        events: words.map(({ status, type = 'update' }, index) => ({
          id: idOf(index),
          status,
          event_type: type,
        })),
      }),
      get: async (id) => {
        const data = words.find((_, index) => idOf(index) === id)?.data;
        return data === null ? null : { payload: JSON.stringify({ record_id: owner, data }) };
      },
    },
    readRecord,
  };
  return numberFrom(claimedEvent({ attempt }), 'STU001', isNew, sources, new AbortController().signal);
}

const OWN_WORD: Word = { status: 'completed', data: { Student_ID_Number: 'STU001' } };
const NEW_NUMBER: Word = { status: 'pending', data: { Student_ID_Number: 'STU002' } };

test("a number that is one's own is free", async (t) => {
  t.equal(await ask([], { owner: claimedEvent().recordId, isNew: true }), null);
});

test('the newest word of the owner that was not applied decides', async (t) => {
  t.equal(await ask([NEW_NUMBER, OWN_WORD]), OTHER);
  t.equal(await ask([{ status: 'failed', type: 'delete' }, OWN_WORD]), OTHER);
  const sameNumber: Word = { status: 'failed', data: { Student_ID_Number: 'STU001' } };
  await t.rejects(ask([sameNumber, NEW_NUMBER, OWN_WORD]), /STU001 is still/);
});

test('a word that is over, or a repeat, is passed by', async (t) => {
  for (const status of ['completed', 'duplicate'] as const) {
    const over: Word = { status, data: { Student_ID_Number: 'STU001' } };
    t.equal(await ask([over, NEW_NUMBER, OWN_WORD]), OTHER, status);
  }
});

test('a word that says nothing of the number, or is gone meanwhile, is passed by', async (t) => {
  t.equal(await ask([{ status: 'pending', data: { City: 'Amman' } }, NEW_NUMBER, OWN_WORD]), OTHER);
  t.equal(await ask([{ status: 'pending', data: null }, NEW_NUMBER, OWN_WORD]), OTHER);
});

test('what was applied, and what is older, was said before the number was taken', async (t) => {
  const failed: Word = { status: 'failed', data: { Student_ID_Number: 'STU002' } };
  await t.rejects(ask([failed]), /is still/, 'the one that was applied, which failed later');
});

test('CRM is believed where it says a number, and a record that is gone has none', async (t) => {
  const crm = (record: JsonObject | null) => ({
    readRecord: async () => record,
    attempt: 1,
    isNew: false,
    owner: OTHER,
  });
  t.equal(await askWith([], crm({ Student_ID_Number: 'STU002' })), OTHER);
  t.equal(await askWith([], crm(null)), OTHER);
  await t.rejects(askWith([], crm({ City: 'Amman' })), /is still/, 'it says nothing of the number');
  await t.rejects(askWith([NEW_NUMBER], crm({ Student_ID_Number: 'STU001' })), /is still/);
});

test('a student who is new does not wait, and the others wait for six attempts', async (t) => {
  await t.rejects(ask([], { isNew: true }), /already used/);
  await t.rejects(ask([], { attempt: 5 }), /is still/);
  await t.rejects(ask([], { attempt: 6 }), /already used/);
});
