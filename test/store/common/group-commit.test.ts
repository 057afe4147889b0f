import { GroupCommit, type Transaction } from '../../../src/store/common/group-commit.ts';
import { test } from '../../harness.ts';

/** A transaction over a list: what a failed run added is taken away again. */
function listStore(): { rows: string[]; commits: number; transaction: Transaction } {
  const store = {
    rows: [] as string[],
    commits: 0,
    transaction(work: () => void) {
      const before = [...store.rows];
      try {
        work();
      } catch (error) {
        store.rows = before;
        throw error;
      }
      store.commits += 1;
    },
  };
  return store;
}

test('all writes of one turn share one transaction and each gets its own answer', async (t) => {
  const store = listStore();
  const group = new GroupCommit(store.transaction);
  const answers = await Promise.all(
    ['a', 'b', 'c'].map((row) =>
      group.run(() => {
        store.rows.push(row);
        return `${row}!`;
      }),
    ),
  );
  t.same(answers, ['a!', 'b!', 'c!']);
  t.same(store.rows, ['a', 'b', 'c']);
  t.equal(store.commits, 1);
});

test('a write is answered only after the commit', async (t) => {
  const order: string[] = [];
  const group = new GroupCommit((work) => {
    work();
    order.push('commit');
  });
  const answered = group.run(() => order.push('write')).then(() => order.push('answer'));
  t.same(order, [], 'nothing is written in the turn that asks');
  await answered;
  t.same(order, ['write', 'commit', 'answer']);
});

test('writes of a later turn get a transaction of their own', async (t) => {
  const store = listStore();
  const group = new GroupCommit(store.transaction);
  await group.run(() => store.rows.push('a'));
  await group.run(() => store.rows.push('b'));
  t.equal(store.commits, 2);
});

test('a write that is asked for during a commit is done in the next one', async (t) => {
  const store = listStore();
  const group = new GroupCommit(store.transaction);
  let inner: Promise<unknown> = Promise.resolve();
  await group.run(() => {
    inner = group.run(() => store.rows.push('inner'));
    store.rows.push('outer');
  });
  t.same(store.rows, ['outer']);
  await inner;
  t.same(store.rows, ['outer', 'inner']);
  t.equal(store.commits, 2);
});

for (const failing of [0, 1, 2]) {
  test(`a write that throws at place ${failing} fails alone`, async (t) => {
    const store = listStore();
    const group = new GroupCommit(store.transaction);
    const answers = await Promise.allSettled(
      [0, 1, 2].map((index) =>
        group.run(() => {
          store.rows.push(`row ${index}`);
          if (index === failing) throw new Error('spoiled');
          return index;
        }),
      ),
    );
    t.same(
      answers.map(({ status }) => status),
      [0, 1, 2].map((index) => (index === failing ? 'rejected' : 'fulfilled')),
    );
    t.match(answers[failing], { reason: new Error('spoiled') });
    t.same(
      store.rows,
      [0, 1, 2].filter((index) => index !== failing).map((index) => `row ${index}`),
    );
    t.equal(store.commits, 1);
  });
}

test('when every write throws each fails with its own error and nothing is kept', async (t) => {
  const store = listStore();
  const group = new GroupCommit(store.transaction);
  const answers = await Promise.allSettled(
    ['a', 'b'].map((row) =>
      group.run(() => {
        store.rows.push(row);
        throw new Error(row);
      }),
    ),
  );
  t.match(answers, [{ reason: new Error('a') }, { reason: new Error('b') }]);
  t.same(store.rows, []);
});

test('a commit that fails fails every write of it, and the next turn is served again', async (t) => {
  let isFull = true;
  const group = new GroupCommit((work) => {
    work();
    if (isFull) throw new Error('disk full');
  });
  const answers = await Promise.allSettled([group.run(() => 1), group.run(() => 2)]);
  t.match(answers, [{ reason: new Error('disk full') }, { reason: new Error('disk full') }]);
  isFull = false;
  t.equal(await group.run(() => 3), 3);
});

test('a transaction that cannot begin runs no write', async (t) => {
  const group = new GroupCommit(() => {
    throw new Error('locked');
  });
  await t.rejects(
    group.run(() => t.fail('it ran')),
    new Error('locked'),
  );
});
