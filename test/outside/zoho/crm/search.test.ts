import { isMatch, searchParameters } from '../../../../src/outside/zoho/crm/search.ts';
import { test } from '../../../harness.ts';

test('an empty field holds no word, not even "null"', async (t) => {
  const where = (value: string) => [{ field: 'Phone', value }];
  t.equal(isMatch({ Phone: null }, where('null')), false);
  t.equal(isMatch({}, where('undefined')), false);
  t.equal(isMatch({ Phone: 5 }, where('5')), true);
});

test('one condition stands alone, several are joined', async (t) => {
  const a = { field: 'A', value: '1' };
  t.same(searchParameters([a]), { criteria: '(A:equals:1)' });
  t.same(searchParameters([a, { field: 'B', value: '2' }]), { criteria: '((A:equals:1)and(B:equals:2))' });
  t.same(searchParameters({ email: 'sara.ali@example.edu' }), { email: 'sara.ali@example.edu' });
});
