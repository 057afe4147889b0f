import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as errors from '../src/errors.ts';
import { test } from './harness.ts';
import { ROOT } from './service.ts';

test('each error code stands in the reference with its status, and no other does', async (t) => {
  const reference = readFileSync(join(ROOT, 'docs/reference/api.md'), 'utf8').split('## Errors')[1] ?? '';
  const documented = [...reference.matchAll(/^\| (`[A-Z_`, ]+`) \| (\d{3}) \|/gm)].flatMap(
    ([, codes = '', status]) => [...codes.matchAll(/[A-Z_]+/g)].map(([code]) => `${code} ${status}`),
  );
  const coded = Object.values(errors).map((ErrorClass) => {
    const { code, statusCode } = Reflect.construct(ErrorClass, ['1', '2']) as {
      code: string;
      statusCode: number;
    };
    return `${code} ${statusCode}`;
  });
  t.same(documented.sort(), coded.sort());
});
