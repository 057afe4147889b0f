import { PermanentFailure } from '../../log/failures.ts';
import { FUNCTIONS, type MoodleClient, type UserChange } from '../../outside/moodle/client.ts';
import { LookUps } from '../../outside/moodle/look-ups.ts';
import { MoodleRefusal } from '../../outside/moodle/refusals.ts';
import type { Student } from '../student.ts';
import { findLinked, findMatch, freeUsernames, type Match, type MatchedBy, type Sought } from './match.ts';
import { changesOf, type WantedUser, wantedUser } from './user.ts';

/** What may be written to Moodle; the rest is only said. */
export type MoodleFlags = { create: boolean; update: boolean; suspend: boolean };

/** What became of the Moodle user, or what would have with the flag on. `changed` has Moodle's names of the fields. */
export type MoodleResult = {
  action: 'unchanged' | Deed | `would_${'create' | 'update' | 'suspend'}`;
  user_id: string | null;
  matched_by: MatchedBy | null;
  changed: string[];
};
type Deed = 'created' | 'updated' | 'suspended';

/** A student as decided for our own table, and what it was before. */
export type StudentTurn = Sought & { before: Student | null };

type Proposal =
  | { is: 'create'; student: Student; user: WantedUser; usernames: string[] }
  | { is: 'update' | 'suspend'; match: Match; change: UserChange }
  | { is: 'nothing'; match: Match | null };

/**
 * Brings students to Moodle: looks, proposes, then applies what its flags allow. It may run twice for one event; the
 * record id in the ID number of the user tells that the work was done.
 */
export class MoodleStudents {
  readonly #moodle: MoodleClient;
  readonly #flags: MoodleFlags;
  readonly #lookUps: LookUps;
  /** Usernames given out by this process, with the record they went to: two students must not ask for the same one. */
  readonly #given = new Map<string, string>();

  constructor(moodle: MoodleClient, flags: MoodleFlags) {
    this.#moodle = moodle;
    this.#flags = flags;
    this.#lookUps = new LookUps(moodle, [
      ...(flags.create ? [FUNCTIONS.create] : []),
      ...(flags.update || flags.suspend ? [FUNCTIONS.update] : []),
    ]);
  }

  async sync(turn: StudentTurn, signal: AbortSignal): Promise<MoodleResult> {
    await this.#lookUps.require(signal);
    const isDeleted = turn.student.deletedAt !== null;
    const proposal = isDeleted ? await this.#proposeLeave(turn, signal) : await this.#propose(turn, signal);
    return this.#apply(proposal, signal);
  }

  async #propose(turn: StudentTurn, signal: AbortSignal): Promise<Proposal> {
    const { student, before } = turn;
    const user = wantedUser(student);
    const match = await findMatch(this.#moodle, turn, signal);
    if (match === null) {
      const usernames = await freeUsernames(this.#moodle, student, signal);
      return { is: 'create', student, user, usernames };
    }
    // Whom a delete shut out is let in again; a suspension of the school's own stays.
    const isBack =
      this.#flags.suspend && before !== null && before.deletedAt !== null && match.user.suspended;
    const change = { ...changesOf(match.user, user), ...(isBack && { suspended: false }) };
    return Object.keys(change).length === 0 ? { is: 'nothing', match } : { is: 'update', match, change };
  }

  async #proposeLeave(turn: StudentTurn, signal: AbortSignal): Promise<Proposal> {
    const match = await findLinked(this.#moodle, turn, signal);
    if (match === null || match.user.suspended) return { is: 'nothing', match };
    return { is: 'suspend', match, change: { suspended: true } };
  }

  async #apply(proposal: Proposal, signal: AbortSignal): Promise<MoodleResult> {
    if (proposal.is === 'create') return this.#create(proposal, signal);
    const { match } = proposal;
    const result = { user_id: match?.user.id ?? null, matched_by: match?.by ?? null };
    if (proposal.is === 'nothing') return { action: 'unchanged', ...result, changed: [] };
    const { is, change } = proposal;
    const changed = Object.keys(change);
    if (!this.#flags[is]) return { action: `would_${is}`, ...result, changed };
    const { id } = proposal.match.user;
    await this.#moodle.updateUser(id, change, signal);
    if (change.idnumber !== undefined) await this.#lookUps.requireSeen(id, signal);
    return { action: is === 'update' ? 'updated' : 'suspended', ...result, changed };
  }

  async #create(
    { student, user, usernames }: Extract<Proposal, { is: 'create' }>,
    signal: AbortSignal,
  ): Promise<MoodleResult> {
    const result = { matched_by: null, changed: ['username', ...Object.keys(user)] };
    if (!this.#flags.create) return { action: 'would_create', user_id: null, ...result };
    const { zohoId } = student;
    const username = usernames.find((name) => [undefined, zohoId].includes(this.#given.get(name)));
    if (username === undefined)
      throw new PermanentFailure(`Moodle has no free username for this student. ${link(zohoId)}`);
    this.#given.set(username, zohoId);
    const userId = await this.#moodle.createUser({ username, ...user }, signal).catch((error) => {
      throw error instanceof MoodleRefusal && error.code === 'invalidparameter' ? hidden(zohoId) : error;
    });
    await this.#lookUps.requireSeen(userId, signal);
    return { action: 'created', user_id: userId, ...result };
  }
}

/** Without debugging Moodle does not say which value it refuses; ours are clean, so somebody has one of them. */
function hidden(zohoId: string): PermanentFailure {
  return new PermanentFailure(
    `Moodle refused to create the student (invalidparameter). Most likely a user whom MOODLE_TOKEN cannot see has the same Academic_Email or username. ${link(zohoId)}`,
  );
}

function link(zohoId: string): string {
  return `Find the student's user in Moodle and write ${zohoId} into its ID number, then replay this event.`;
}
