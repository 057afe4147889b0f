import { PermanentFailure } from '../log/failures.ts';
import type { MoodleClient, NewUser } from '../outside/moodle/client.ts';
import { FUNCTIONS } from '../outside/moodle/functions.ts';
import { LookUps } from '../outside/moodle/look-ups.ts';
import { RefusedData } from '../outside/moodle/refusals.ts';

/** One step of the rehearsal, and what it proves. */
export type RehearsalStep = {
  step: 'site' | 'see' | 'find' | 'create' | 'update' | 'read' | 'suspend';
  means: string;
};

/** A user that nobody takes for a student: the same one in every rehearsal, so that a second one creates nobody. */
export const TEST_USER: NewUser = {
  username: 'zoho-event-hub-test',
  firstname: 'TEST',
  lastname: 'Zoho Event Hub',
  // A domain that is reserved for examples: the password that Moodle mails goes nowhere.
  email: 'zoho-event-hub-test@example.com',
  idnumber: 'zoho-event-hub-test',
};

/**
 * Does with one test user in Moodle what the service does with students, and says each step when it is done. Throws
 * what Moodle refuses, in the words that an event would fail or wait with.
 */
export async function* rehearse(moodle: MoodleClient, signal: AbortSignal): AsyncGenerator<RehearsalStep> {
  const lookUps = new LookUps(moodle, [FUNCTIONS.create, FUNCTIONS.update]);
  const site = await lookUps.require(signal);
  yield {
    step: 'site',
    means: `${site.siteName} answers (Moodle ${site.release}); MOODLE_TOKEN is that of ${site.username}, and its service has every function.`,
  };
  yield { step: 'see', means: 'Other users can be seen, with username, ID number and e-mail address.' };
  const earlier = await findTestUser(lookUps, signal);
  yield {
    step: 'find',
    means:
      earlier === null
        ? 'No earlier rehearsal left a test user.'
        : `The test user of an earlier rehearsal is there (id ${earlier}) and is used again.`,
  };
  const id = earlier ?? (await createTestUser(moodle, signal));
  await lookUps.requireSeen(id, signal);
  if (earlier === null)
    yield {
      step: 'create',
      means: `A user can be created, and is seen afterwards (id ${id}). Its password went to an address of nobody.`,
    };
  const firstname = 'TEST é سارة';
  await moodle.updateUser(id, { firstname, suspended: false }, signal);
  yield { step: 'update', means: 'A user can be changed, also with letters that are not Latin.' };
  await requireWritten(moodle, id, { firstname, suspended: false }, signal);
  yield { step: 'read', means: 'What was written is read back the same.' };
  await moodle.updateUser(id, { firstname: TEST_USER.firstname, suspended: true }, signal);
  await requireWritten(moodle, id, { firstname: TEST_USER.firstname, suspended: true }, signal);
  yield {
    step: 'suspend',
    means: `A user can be suspended. The test user ${id} stays suspended; to remove it, delete ${TEST_USER.username} under Site administration → Users → Browse list of users.`,
  };
}

async function findTestUser(lookUps: LookUps, signal: AbortSignal): Promise<string | null> {
  const [user] = await lookUps.getUsersByField('username', [TEST_USER.username], signal);
  if (user !== undefined && user.idnumber !== TEST_USER.idnumber) {
    throw new PermanentFailure(
      `Moodle has a user called ${TEST_USER.username} whose ID number is not that of the test user. Rename or delete it in Moodle, then rehearse again.`,
    );
  }
  return user?.id ?? null;
}

async function createTestUser(moodle: MoodleClient, signal: AbortSignal): Promise<string> {
  try {
    return await moodle.createUser(TEST_USER, signal);
  } catch (error) {
    if (!(error instanceof RefusedData)) throw error;
    throw new PermanentFailure(
      `Moodle refused to create the test user. Most likely the site allows only addresses of certain domains, or another user has ${TEST_USER.email}. Look at "Allowed email domains" in Moodle.`,
    );
  }
}

/** Throws when Moodle says that it wrote and did not, or hides what has to be read. */
async function requireWritten(
  moodle: MoodleClient,
  id: string,
  { firstname, suspended }: { firstname: string; suspended: boolean },
  signal: AbortSignal,
): Promise<void> {
  const [user] = await moodle.getUsersByField('id', [id], signal);
  if (user !== undefined && user.suspended === null) {
    throw new PermanentFailure(
      'The user behind MOODLE_TOKEN cannot see whether a user is suspended. Give it moodle/user:viewhiddendetails in Moodle, in the system context.',
    );
  }
  if (user?.firstName === firstname && user.suspended === suspended) return;
  throw new PermanentFailure(
    'Moodle said that it changed the test user, and what is read back is something else. See the log of Moodle.',
  );
}
