import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadRules } from '../../../src/tickets/rules/rules.ts';
import { temporaryFolder, test, testApp } from '../../harness.ts';
import { RULES_FILE, rulesFile } from '../setup.ts';

test('the rules file of the repository is right, names nobody and sends nothing by itself', async (t) => {
  const rules = loadRules(RULES_FILE);
  t.same(rules.reply.auto_send, []);
  t.same(rules.addresses.own, []);
});

const MISTAKES: [edit: Parameters<typeof rulesFile>[1], message: RegExp][] = [
  [
    (json) => void Object.assign(json, { link_field: 'opportunite' }),
    /is wrong at \/link_field: must match pattern/,
  ],
  [
    (json) => void Object.assign(json, { spare: 1 }),
    /is wrong at \/: must not have additional properties: spare\.$/,
  ],
  [(json) => void Object.assign(json, { confidence: { threshold: 2 } }), /is wrong at \/confidence/],
  [
    (json) => void json.addresses?.no_reply?.push('(' as never),
    /\/addresses\/no_reply\/7: "\(" is not a pattern/,
  ],
  [(json) => void json.bounce_subjects?.push(' ' as never), /\/bounce_subjects\/\d+: there is no word in it/],
  [
    (json) => void json.departments?.push({ name: 'DOC', keywords: ['a'], hints: ['\u0301'] } as never),
    /\/departments\/\d+\/hints\/0: there is no word in it/,
  ],
  [
    (json) => void Object.assign(json.word_lists ?? {}, { empty: ['a', ' '] }),
    /\/word_lists\/empty\/1: there is no word in it/,
  ],
  [
    (json) =>
      void json.deals?.departments?.push({ name: 'x', when: { words: 'taxi' }, department: 'DOC' } as never),
    /\/deals\/departments\/5\/when\/words: there is no word list "taxi"/,
  ],
  [
    (json) => void json.deals?.updates?.push({ name: 'x', when: {}, set: { Amount: '0' } } as never),
    /\/deals\/updates\/1\/set\/Amount: it is not among writable_fields/,
  ],
  [
    (json) => void json.deals?.updates?.push({ name: 'x', when: {}, set: { Stage: 'GAGNÉ' } } as never),
    /\/deals\/updates\/1\/set\/Stage: it is not among writable_stages/,
  ],
];
for (const [edit, message] of MISTAKES) {
  test(`a mistake is refused with its place: ${message.source.slice(0, 60)}`, async (t) => {
    t.throws(() => loadRules(rulesFile(t, edit)), { name: 'BadSettings', message });
  });
}

test('a file that is missing or no JSON says so', async (t) => {
  t.throws(() => loadRules('/nonexistent/rules.json'), {
    message: /cannot be read: check TICKET_RULES_FILE/,
  });
  const file = join(temporaryFolder(t), 'rules.json');
  writeFileSync(file, '{');
  t.throws(() => loadRules(file), { message: /is not JSON: / });
});

test('a wrong rules file stops the start', async (t) => {
  await t.rejects(testApp(t, { TICKET_RULES_FILE: '/nonexistent/rules.json' }), { name: 'BadSettings' });
});
