import { mentionOf } from '../../../src/log/rules/mention.ts';
import { test } from '../../harness.ts';

const ALI = mentionOf('ali@example.edu');

test('an address is found in any case, whatever stands around it', async (t) => {
  const texts = [
    'ali@example.edu',
    'ALI@Example.edu.',
    '"email":"ali@example.edu"',
    '<ali@example.edu>, mailto:ali@example.edu',
    "('ali@example.edu')",
    '... ali@example.edu-',
    'بريديali@example.edu',
  ];
  for (const text of texts) t.match(text, ALI);
});

test('the letter of an escape of JSON does not belong to the address behind it', async (t) => {
  for (const text of [
    'Bonjour,\\nali@example.edu\\n',
    '\\u003Cali@example.edu\\u003e',
    '\\\\nali@example.edu',
    '\\t-ali@example.edu',
  ])
    t.match(text, ALI);
});

test('a longer address is somebody else', async (t) => {
  const texts = [
    'sara.ali@example.edu',
    'vali@example.edu',
    'a-ali@example.edu',
    'x+ali@example.edu',
    '\\nsara.ali@example.edu',
    'ali@example.education',
    'ali@example.edu.lb',
    'ali@example.edu-x.example',
  ];
  for (const text of texts) t.notMatch(text, ALI);
});

test('one mention beside longer addresses is enough', async (t) => {
  t.match('sara.ali@example.edu, ali@example.edu.lb, ali@example.edu', ALI);
});

test('signs of an address stand for themselves', async (t) => {
  t.notMatch('aliXx@exampleXedu', mentionOf('ali.x@example.edu'));
  t.match('ali+x@example.edu', mentionOf('ali+x@example.edu'));
});
