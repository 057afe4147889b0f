import { PermanentFailure } from '../../../log/failures.ts';
import { tell } from '../../../sentences/tell.ts';
import { Checksum } from './checksum.ts';
import type { Mark, MoveSource, MoveTarget, MovingSide, Page } from './sides.ts';

export type MovedRows = { table: string; rows: number; checksum: string; same: boolean };
export type Progress = (work: 'copied' | 'compared', done: number, of: number) => void;

/** Both sides of a move, open. */
export type Sides = { source: MoveSource; target: MoveTarget };
export type MoveOptions = {
  /** What the source is called, without a password. */
  from: string;
  /** Forget what an earlier move left in the target. */
  startOver: boolean;
  /** The operator token, when the source keeps it in a file. */
  operatorToken: string | null;
  onProgress: Progress;
};

/** What a move would do, without doing it. */
export type PlannedMove = { goesOn: boolean; tables: { table: string; rows: number }[] };

export async function plannedMove(sides: Sides, options: MoveOptions): Promise<PlannedMove> {
  const mark = await acceptedMark(sides.target, options);
  const tables = [];
  for (const table of sides.source.tables) tables.push({ table, rows: await sides.source.count(table) });
  return { goesOn: mark !== null, tables };
}

/**
 * Copies every row, compares both sides, and opens the target to the service once they are equal. If it is
 * interrupted, the next call carries on from there.
 *
 * @throws PermanentFailure when the target holds something else
 */
export async function move(sides: Sides, options: MoveOptions): Promise<MovedRows[]> {
  const { source, target } = sides;
  const mark = await acceptedMark(target, options);
  await target.open();
  await copy(sides, mark ?? (await begun(sides, options)), options.onProgress);
  const compared = await compare(sides, options.onProgress);
  if (compared.every(({ same }) => same))
    await target.finish((await source.operatorToken()) ?? options.operatorToken);
  return compared;
}

/** Where an earlier move stopped; null when this is the first. */
async function acceptedMark(target: MoveTarget, { from, startOver }: MoveOptions): Promise<Mark | null> {
  const looked = await target.look();
  if (looked.is === 'taken') throw new PermanentFailure(looked.why);
  if (looked.is === 'free' || startOver) return null;
  if (looked.mark.from === from) return looked.mark;
  throw new PermanentFailure(tell('MOVE_OF_OTHER_LOG', { source: looked.mark.from }));
}

async function begun({ target }: Sides, { from }: MoveOptions): Promise<Mark> {
  const mark = { from, table: '', after: null };
  await target.begin(mark);
  return mark;
}

async function copy({ source, target }: Sides, from: Mark, onProgress: Progress): Promise<void> {
  const total = await countAll(source);
  let done = await countAll(target);
  let mark = from;
  onProgress('copied', done, total);
  const first = Math.max(0, source.tables.indexOf(from.table));
  for (const table of source.tables.slice(first)) {
    let after = table === mark.table ? mark.after : null;
    for (;;) {
      const page = await source.read(table, after);
      if (page === null) break;
      after = page.last;
      const next: Mark = { from: mark.from, table, after };
      await target.write(table, page.rows, mark, next);
      mark = next;
      done += page.rows.length;
      onProgress('copied', done, total);
    }
  }
}

/** Reads both sides again, to compare what is there and not what was sent. */
async function compare({ source, target }: Sides, onProgress: Progress): Promise<MovedRows[]> {
  const total = (await countAll(source)) + (await countAll(target));
  let done = 0;
  const checked = async (side: MovingSide, table: string) => {
    const checksum = new Checksum();
    let after: Mark['after'] = null;
    for (;;) {
      const page: Page | null = await side.read(table, after);
      if (page === null) return checksum;
      checksum.add(page.rows);
      after = page.last;
      done += page.rows.length;
      onProgress('compared', done, total);
    }
  };
  const compared: MovedRows[] = [];
  for (const table of source.tables) {
    const [here, there] = [await checked(source, table), await checked(target, table)];
    const same = here.rows === there.rows && here.digest() === there.digest();
    compared.push({ table, rows: here.rows, checksum: here.digest(), same });
  }
  return compared;
}

async function countAll(side: MovingSide): Promise<number> {
  let count = 0;
  for (const table of side.tables) count += await side.count(table);
  return count;
}
