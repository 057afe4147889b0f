import { test } from '../../harness.ts';
import type { Open } from './support.ts';

export function stateContract(name: string, open: Open): void {
  test(`${name}: what was remembered is read back, the newest value of each key`, async (t) => {
    const { state } = await open(t);
    t.equal(await state.read('mark'), null);
    await state.write('mark', '1');
    await state.write('other', 'x');
    await state.write('mark', '2');
    t.equal(await state.read('mark'), '2');
    t.equal(await state.read('other'), 'x');
  });
}
