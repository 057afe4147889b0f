import { PermanentFailure } from '../log/failures.ts';
import type { Told } from '../log/told.ts';
import type { MoodleClient, NewUser } from '../outside/moodle/client.ts';
import { FUNCTIONS } from '../outside/moodle/functions.ts';
import { LookUps } from '../outside/moodle/look-ups.ts';
import { RefusedData } from '../outside/moodle/refusals.ts';
import { tell } from '../sentences/tell.ts';

/** One step of the rehearsal, and what it proves. */
export type RehearsalStep = {
  step: 'site' | 'see' | 'find' | 'create' | 'update' | 'read' | 'suspend';
  means: Told;
};

/**
 * A user that nobody would take for a student: the same one in every rehearsal, so that a second one creates
 * nobody.
 */
export const TEST_USER: NewUser = {
  username: 'zoho-event-hub-test',
  firstname: 'TEST',
  lastname: 'Zoho Event Hub',
  // A domain reserved for examples: the password that Moodle mails goes nowhere.
  email: 'zoho-event-hub-test@example.com',
  idnumber: 'zoho-event-hub-test',
};

/**
 * Does with one test user in Moodle what the service does with students, and yields each step when it is
 * done. Throws what Moodle refuses, in the words that an event would fail or wait with.
 */
export async function* rehearse(moodle: MoodleClient, signal: AbortSignal): AsyncGenerator<RehearsalStep> {
  const lookUps = new LookUps(moodle, [FUNCTIONS.create, FUNCTIONS.update]);
  const site = await lookUps.require(signal);
  yield {
    step: 'site',
    means: tell('REHEARSED_SITE', { site: site.siteName, release: site.release, user: site.username }),
  };
  yield { step: 'see', means: tell('REHEARSED_SEE') };
  const earlier = await findTestUser(lookUps, signal);
  yield {
    step: 'find',
    means: earlier === null ? tell('REHEARSED_FIND_NONE') : tell('REHEARSED_FIND', { id: earlier }),
  };
  const id = earlier ?? (await createTestUser(moodle, signal));
  await lookUps.requireSeen(id, signal);
  if (earlier === null)
    yield {
      step: 'create',
      means: tell('REHEARSED_CREATE', { id }),
    };
  const firstname = 'TEST é سارة';
  await moodle.updateUser(id, { firstname, suspended: false }, signal);
  yield { step: 'update', means: tell('REHEARSED_UPDATE') };
  await requireWritten(moodle, id, { firstname, suspended: false }, signal);
  yield { step: 'read', means: tell('REHEARSED_READ') };
  await moodle.updateUser(id, { firstname: TEST_USER.firstname, suspended: true }, signal);
  await requireWritten(moodle, id, { firstname: TEST_USER.firstname, suspended: true }, signal);
  yield {
    step: 'suspend',
    means: tell('REHEARSED_SUSPEND', { id, user: TEST_USER.username }),
  };
}

async function findTestUser(lookUps: LookUps, signal: AbortSignal): Promise<string | null> {
  const [user] = await lookUps.getUsersByField('username', [TEST_USER.username], signal);
  if (user !== undefined && user.idnumber !== TEST_USER.idnumber) {
    throw new PermanentFailure(tell('REHEARSAL_NAME_TAKEN', { user: TEST_USER.username }));
  }
  return user?.id ?? null;
}

async function createTestUser(moodle: MoodleClient, signal: AbortSignal): Promise<string> {
  try {
    return await moodle.createUser(TEST_USER, signal);
  } catch (error) {
    if (!(error instanceof RefusedData)) throw error;
    throw new PermanentFailure(tell('REHEARSAL_CREATE_REFUSED', { address: TEST_USER.email }));
  }
}

/** Throws when Moodle claims to have written but did not, or hides what has to be read. */
async function requireWritten(
  moodle: MoodleClient,
  id: string,
  { firstname, suspended }: { firstname: string; suspended: boolean },
  signal: AbortSignal,
): Promise<void> {
  const [user] = await moodle.getUsersByField('id', [id], signal);
  if (user !== undefined && user.suspended === null) {
    throw new PermanentFailure(tell('REHEARSAL_SUSPENSION_HIDDEN'));
  }
  if (user?.firstName === firstname && user.suspended === suspended) return;
  throw new PermanentFailure(tell('REHEARSAL_READ_OTHER'));
}
