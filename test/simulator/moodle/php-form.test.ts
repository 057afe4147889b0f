import { readPhpForm } from '../../../simulator/moodle/php-form.ts';
import { test } from '../../harness.ts';

test('brackets nest, and a later value of a name wins', async (t) => {
  t.same(readPhpForm('a=1&a=2&users[0][email]=x%40y.z&users%5B0%5D%5Bid%5D=7&users[1][id]=8&v[0]=%D8%B3'), {
    a: '2',
    users: { 0: { email: 'x@y.z', id: '7' }, 1: { id: '8' } },
    v: { 0: 'س' },
  });
});
