import type { Clock } from '../../clock.ts';
import { CredentialsFailure, PermanentFailure } from '../../log/failures.ts';
import type { Told } from '../../log/told.ts';
import type { MoodleClient, SiteInfo, UserChange } from '../../outside/moodle/client.ts';
import { FUNCTIONS } from '../../outside/moodle/functions.ts';
import { LookUps } from '../../outside/moodle/look-ups.ts';
import { mending, RefusedData } from '../../outside/moodle/refusals.ts';
import { type Reason, reasonOf, type Saying, tell } from '../../sentences/tell.ts';
import type { Warnings } from '../../service/sight/warnings.ts';
import type { Student } from '../student.ts';
import { Claims } from './claims.ts';
import { findLinked, findMatch, freeUsernames, type Match, type MatchedBy, type Sought } from './match.ts';
import { type Links, otherHolder, predecessorOf, requirePersonal } from './ownership.ts';
import { Trouble } from './trouble.ts';
import { changesOf, type WantedUser, wantedUser } from './user.ts';

/** What may be written to Moodle; the rest is only said. */
export type MoodleFlags = { create: boolean; update: boolean; suspend: boolean };

/**
 * What became of the Moodle user, or what would have with the flag on. `changed` has Moodle's names of the fields, and the
 * reason says why a user was left alone.
 */
export type MoodleResult = {
  action: 'unchanged' | Deed | `would_${'create' | 'update' | 'suspend'}`;
  user_id: string | null;
  matched_by: MatchedBy | null;
  changed: string[];
  /** The deleted record that the user was linked to before. */
  taken_over_from?: string;
} & Partial<Reason>;
type Deed = 'created' | 'updated' | 'suspended';

/** A student as decided for our own table, and what it was before. */
export type StudentTurn = Sought & { before: Student | null };

type Proposal =
  | { is: 'create'; student: Student; user: WantedUser; usernames: string[] }
  | { is: 'update' | 'suspend'; match: Match; change: UserChange; from: string | null }
  | { is: 'nothing'; match: Match | null; from: string | null; reason?: Saying };

export type MoodleStudentsOptions = {
  moodle: MoodleClient;
  flags: MoodleFlags;
  links: Links;
  clock: Clock;
  /** Where operators see what stops every student. */
  warnings: Pick<Warnings, 'raise' | 'clear'>;
};

/**
 * Brings students to Moodle: looks, proposes, then applies what its flags allow. It may run twice for one event; the
 * record id in the ID number of the user tells that the work was done.
 */
export class MoodleStudents {
  readonly #moodle: MoodleClient;
  readonly #flags: MoodleFlags;
  readonly #links: Links;
  readonly #lookUps: LookUps;
  readonly #claims: Claims;
  readonly #trouble: Trouble;

  constructor({ moodle, flags, links, clock, warnings }: MoodleStudentsOptions) {
    this.#moodle = moodle;
    this.#flags = flags;
    this.#links = links;
    this.#claims = new Claims(clock);
    this.#trouble = new Trouble(warnings);
    this.#lookUps = new LookUps(moodle, [
      ...(flags.create ? [FUNCTIONS.create] : []),
      ...(flags.update || flags.suspend ? [FUNCTIONS.update] : []),
    ]);
  }

  async sync(turn: StudentTurn, signal: AbortSignal): Promise<MoodleResult> {
    const { zohoId, deletedAt } = turn.student;
    try {
      const site = await this.#lookUps.require(signal);
      const proposal =
        deletedAt === null
          ? await this.#propose(turn, site, signal)
          : await this.#proposeLeave(turn, site, signal);
      const result = await this.#apply(proposal, signal);
      this.#trouble.isOver(zohoId);
      return result;
    } catch (error) {
      this.#claims.release(zohoId);
      // Whatever was mended or broken meanwhile, the next attempt looks for itself.
      if (error instanceof CredentialsFailure) this.#lookUps.forget();
      throw this.#trouble.judge(error, zohoId);
    }
  }

  async #propose(turn: StudentTurn, site: SiteInfo, signal: AbortSignal): Promise<Proposal> {
    const { student, before } = turn;
    const user = wantedUser(student);
    const match = await findMatch(this.#lookUps, turn, signal);
    if (match === null) {
      this.#claims.require(`address ${user.email}`, student.zohoId);
      const usernames = await freeUsernames(this.#lookUps, student, signal);
      await this.#lookUps.prove(signal);
      return { is: 'create', student, user, usernames };
    }
    requirePersonal(match.user, site);
    const from = await predecessorOf(this.#links, match.user, student);
    this.#claims.require(`user ${match.user.id}`, student.zohoId);
    // Whom a delete shut out is let in again, as the same record or as a new one; a suspension of the school's own stays.
    const wasShutOut = from !== null || (before !== null && before.deletedAt !== null);
    const isBack = this.#flags.suspend && wasShutOut && match.user.suspended !== false;
    const change = {
      ...changesOf(match.user, user),
      ...(from !== null && match.user.idnumber === from && { idnumber: student.zohoId }),
      ...(isBack && { suspended: false }),
    };
    if (Object.keys(change).length === 0) return { is: 'nothing', match, from };
    if (this.#flags.update) requireTellable(site, match, student);
    return { is: 'update', match, change, from };
  }

  async #proposeLeave(turn: StudentTurn, site: SiteInfo, signal: AbortSignal): Promise<Proposal> {
    const { student } = turn;
    const match = await findLinked(this.#lookUps, turn, signal);
    if (match === null) await this.#lookUps.prove(signal);
    if (match === null || match.user.suspended) return { is: 'nothing', match, from: null };
    const reason = await this.#reasonToStay(match, student, site);
    if (reason !== null) return { is: 'nothing', match: null, from: null, reason };
    this.#claims.require(`user ${match.user.id}`, student.zohoId);
    if (this.#flags.suspend) requireTellable(site, match, student);
    return { is: 'suspend', match, change: { suspended: true }, from: null };
  }

  /** A delete is done whether or not there is somebody to shut out. */
  async #reasonToStay({ user }: Match, student: Student, site: SiteInfo): Promise<Saying | null> {
    const holder = await otherHolder(this.#links, user.id, student);
    if (holder !== null) return tell('MOODLE_USER_PASSED_ON', { user: user.id, record: holder.zohoId });
    try {
      requirePersonal(user, site);
      return null;
    } catch (error) {
      return (error as PermanentFailure).saying;
    }
  }

  async #apply(proposal: Proposal, signal: AbortSignal): Promise<MoodleResult> {
    if (proposal.is === 'create') return this.#create(proposal, signal);
    const { match, from } = proposal;
    const result = { user_id: match?.user.id ?? null, matched_by: match?.by ?? null };
    const passedOn = from === null ? {} : { taken_over_from: from };
    if (proposal.is === 'nothing') {
      const { reason } = proposal;
      return { action: 'unchanged', ...result, changed: [], ...passedOn, ...(reason && reasonOf(reason)) };
    }
    const { is, change } = proposal;
    const changed = Object.keys(change);
    if (!this.#flags[is]) return { action: `would_${is}`, ...result, changed, ...passedOn };
    const { id } = proposal.match.user;
    await this.#moodle.updateUser(id, change, signal);
    this.#trouble.wrote();
    if (change.idnumber !== undefined) await this.#lookUps.requireSeen(id, signal);
    return { action: is === 'update' ? 'updated' : 'suspended', ...result, changed, ...passedOn };
  }

  async #create(
    { student, user, usernames }: Extract<Proposal, { is: 'create' }>,
    signal: AbortSignal,
  ): Promise<MoodleResult> {
    const result = { matched_by: null, changed: ['username', ...Object.keys(user)] };
    if (!this.#flags.create) return { action: 'would_create', user_id: null, ...result };
    const { zohoId } = student;
    const username = usernames.find((name) => this.#claims.take(`username ${name}`, zohoId));
    if (username === undefined) throw new PermanentFailure([tell('MOODLE_NO_USERNAME'), link(zohoId)]);
    const userId = await this.#moodle.createUser({ username, ...user }, signal).catch((error) => {
      throw error instanceof RefusedData ? taken(zohoId) : error;
    });
    this.#trouble.wrote();
    await this.#lookUps.requireSeen(userId, signal);
    return { action: 'created', user_id: userId, ...result };
  }
}

/**
 * Moodle keeps administrators from being changed, but not by another administrator, and does not say who is one. With
 * such a token only a user that bears the record id is surely the student's.
 */
function requireTellable(site: SiteInfo, { user }: Match, { zohoId }: Student): void {
  if (!site.isAdmin || user.idnumber === zohoId) return;
  throw mending(tell('MOODLE_ADMIN_TOKEN_USER', { user: user.id }));
}

/** Without debugging Moodle does not say which value it refuses; ours are clean, so somebody has one of them. */
function taken(zohoId: string): PermanentFailure {
  return new PermanentFailure([tell('MOODLE_CREATE_REFUSED'), link(zohoId)]);
}

function link(zohoId: string): Told {
  return tell('FIND_THE_USER', { record: zohoId });
}
