import type { ClaimedEvent, Source } from '../../../log/event.ts';
import type { ClaimOptions } from '../../../log/ports.ts';
import type { GroupCommit } from '../../common/group-commit.ts';
import type { AtOnce } from '../../common/writing/at-once.ts';
import { toClaimed } from '../../common/writing/claimed.ts';
import { giveBack, type LocalTables, settleEvent } from '../../common/writing/settle.ts';
import { toIso } from '../../common/writing/turn.ts';
import type { Statements } from '../statements/prepare.ts';
import { mendDueTimes } from './due-times.ts';
import type { Turn } from './turn.ts';

/**
 * Events taken beyond the workers' free places, to be ended right here in the store. A commit of this many
 * takes about 20 ms, and whatever is accepted meanwhile waits for it.
 */
const MOST_ENDED = 200;

type SaidBy = typeof import('../../../students/carried.ts').saidBy;
type Options = {
  statements: Statements;
  turn: Turn;
  tables: LocalTables;
  commit: GroupCommit;
  onClockJump: (nowMs: number) => void;
};

/**
 * Leases due events, and ends those that need nothing outside, so that a backlog of them does not wait for
 * workers.
 */
export class Claiming {
  readonly #options: Options;
  /**
   * Most of the last batch could be ended here and the workers had room for the rest, so taking more is
   * worthwhile.
   */
  #paysToTakeMore = false;

  constructor(options: Options) {
    this.#options = options;
  }

  async claim(options: ClaimOptions): Promise<ClaimedEvent[]> {
    const { commit, turn } = this.#options;
    const atOnce = options.mayEnd ? turn.atOnce : null;
    const more = atOnce !== null && this.#paysToTakeMore && options.limits.zoho > 0;
    const claimed = await commit.run(() => this.#take(options, more));
    if (atOnce === null || claimed.length === 0) return claimed;
    // Loaded late: a service whose events all end as they are stored never needs it.
    const { saidBy } = await import('../../../students/carried.ts');
    // In a commit of its own: an event that kills the process has then used up an attempt, as with any
    // worker.
    return commit.run(() => {
      const looked = claimed.map((event) => this.#endHere(event, atOnce, saidBy));
      const handedOut = this.#withinLimits(looked, options.limits);
      const ended = looked.filter((event) => event.ended !== undefined).length;
      this.#paysToTakeMore = handedOut.length === looked.length && ended * 2 > looked.length;
      return handedOut;
    });
  }

  #take({ limits, leaseToken, leaseMs }: ClaimOptions, more: boolean): ClaimedEvent[] {
    const { statements, turn, onClockJump } = this.#options;
    const { nowIso, nowMs, counters } = turn;
    if (mendDueTimes(statements, turn, leaseMs) > 0 || turn.wasSetBack) onClockJump(nowMs);
    turn.wasSetBack = false;
    const lease = { token: leaseToken, until: toIso(nowMs + leaseMs), now: nowIso };
    const rows = statements.claim.all({ ...lease, ...limits });
    // Events tried before go out with few others: if one ends the process, its neighbours use up an attempt
    // too.
    if (more) rows.push(...statements.claimUntried.all({ ...lease, limit: MOST_ENDED }));
    for (const row of rows) {
      counters.move(row, 'pending', 'processing');
      turn.touch(row.id);
    }
    // RETURNING guarantees no order.
    return rows.sort((a, b) => a.id - b.id).map((row) => toClaimed(row, leaseToken, nowIso));
  }

  /** The event unchanged when it needs a worker; without its payload when it could be ended here. */
  #endHere(event: ClaimedEvent, atOnce: AtOnce, saidBy: SaidBy): ClaimedEvent {
    const { statements, turn, tables } = this.#options;
    const said = event.source === 'zoho' ? saidBy(event) : null;
    const decision = said && atOnce.decideWaiting(event, said, turn.nowIso);
    if (decision === null) return event;
    const { result, write: student } = decision;
    const write = student && ({ is: 'student', student } as const);
    const settled = settleEvent(statements, turn, tables, event, { status: 'completed', result, write });
    return settled === 'settled' ? { ...event, payload: '', ended: result } : event;
  }

  /**
   * Those that ended, plus as many for the workers as they have places for; the rest wait again where they
   * stood.
   */
  #withinLimits(events: readonly ClaimedEvent[], limits: Readonly<Record<Source, number>>): ClaimedEvent[] {
    const { statements, turn } = this.#options;
    const left = { ...limits };
    // Events tried before keep their place, and the sentence of their last attempt.
    const triedFirst = events.toSorted((a, b) => Number(b.attempt > 1) - Number(a.attempt > 1));
    return triedFirst.filter((event) => {
      if (event.ended !== undefined) return true;
      left[event.source] -= 1;
      if (left[event.source] >= 0) return true;
      giveBack(statements, turn, event);
      return false;
    });
  }
}
