import { tell } from '../../../../src/sentences/tell.ts';
import { evidence, type Mail } from '../../../../src/tickets/conversation/machines/evidence.ts';
import { mailingListOf } from '../../../../src/tickets/conversation/machines/lists.ts';
import { test } from '../../../harness.ts';

const MAIL: Mail = {
  headers: null,
  from: 'jean@example.test',
  name: 'Jean Exemple',
  subject: 'Une question',
  text: 'Bonjour, quelle est la date de mon examen ?',
  contentType: '',
};
/** A list of ours is `support@example.edu`. */
const KNOWN = {
  noReply: [],
  bounceSubjects: { first: () => null },
  isOwnList: ({ id }: { id: string | null }) => id === 'support.example.edu',
};
const about = (headers: Record<string, string>, changes: Partial<Mail> = {}) =>
  evidence(
    {
      ...MAIL,
      ...changes,
      headers: new Map(Object.entries(headers).map(([name, value]) => [name, [value]])),
    },
    KNOWN,
  );

const NEWSLETTERS: [what: string, headers: Record<string, string>][] = [
  ['a list to which only its owner writes', { 'list-id': 'News <news.other.example>' }],
  ['a list that says that nobody may post', { 'list-id': '<news.other.example>', 'list-post': 'NO' }],
  [
    'a list that calls its mails bulk',
    { 'list-id': '<a.b>', 'list-post': '<mailto:a@b>', precedence: 'bulk' },
  ],
  ['bulk without a name', { precedence: 'junk' }],
  ['a list without a name', { precedence: 'list', 'in-reply-to': 'none' }],
  ['the list itself', { 'list-post': '<mailto:jean@example.test>' }],
];
for (const [what, headers] of NEWSLETTERS) {
  test(`nobody in particular wrote: ${what}`, async (t) => {
    t.match(about(headers), { is: 'machine', strength: 'proof', kind: 'list' });
  });
}

const PERHAPS: [what: string, headers: Record<string, string>][] = [
  [
    'a list to which others write',
    { 'list-id': '<talk.other.example>', 'list-post': '<mailto:talk@other.example>' },
  ],
  ['an answer to a mail', { 'list-id': 'Talk <talk.other.example>', 'in-reply-to': '<1@example.edu>' }],
];
for (const [what, headers] of PERHAPS) {
  test(`a person may have written, so a person decides: ${what}`, async (t) => {
    t.match(about(headers), {
      is: 'person',
      doubts: [tell('MACHINE_LIST'), tell('LIST_NAMED', { list: 'talk.other.example' })],
    });
  });
}

test('a list without a name says so', async (t) => {
  const answer = { precedence: 'list', 'in-reply-to': '<1@example.edu>' };
  t.match(about(answer), { is: 'person', doubts: [tell('MACHINE_LIST'), tell('LIST_UNNAMED')] });
});

test('a list of ours says nothing of who wrote, in one way or the other', async (t) => {
  const ours = { 'list-id': 'Support <support.example.edu>', precedence: 'list' };
  t.same(about(ours), { is: 'person', doubts: [] });
  t.same(about({ ...ours, precedence: 'bulk' }), { is: 'person', doubts: [] });
  t.match(about({ ...ours, 'auto-submitted': 'auto-replied' }), { is: 'machine', kind: 'auto_reply' });
});

test('over a foreign list one more sign makes a machine', async (t) => {
  const list = { 'list-id': '<talk.other.example>', 'list-post': '<mailto:talk@other.example>' };
  t.match(about(list, { text: 'Je suis absent du bureau.' }), { is: 'machine', kind: 'auto_reply' });
});

test('a list is named by its id in brackets, or as it stands, or by where one writes to it', async (t) => {
  const list = (headers: [string, string[]][]) => mailingListOf(new Map(headers));
  t.match(list([['list-id', ['A "B" <A.Example>']]]), { id: 'a.example', post: null, isBulk: false });
  t.match(list([['list-id', ['a.example']]]), { id: 'a.example' });
  t.match(list([['list-post', ['', '<mailto:A@b.example?subject=x>']]]), { id: null, post: 'a@b.example' });
  t.match(list([['list-post', ['<mailto:nothing>']]]), { post: null });
  t.equal(list([['list-id', [' ']]]), null);
  t.equal(list([['precedence', ['first-class']]]), null);
});
