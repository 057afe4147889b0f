import { writeForm } from '../../../src/outside/moodle/form.ts';
import { test } from '../../harness.ts';

test('parameters nest as PHP reads them', async (t) => {
  const form = writeForm({ field: 'email', values: ['a@example.edu', 'b@example.edu'] });
  t.same(
    [...form],
    [
      ['field', 'email'],
      ['values[0]', 'a@example.edu'],
      ['values[1]', 'b@example.edu'],
    ],
  );
});

test('a boolean is 1 or 0 and other letters survive the way', async (t) => {
  const form = writeForm({ users: [{ firstname: 'سارة & علي', createpassword: true, suspended: false }] });
  t.same(
    [...new URLSearchParams(form.toString())],
    [
      ['users[0][firstname]', 'سارة & علي'],
      ['users[0][createpassword]', '1'],
      ['users[0][suspended]', '0'],
    ],
  );
});
