import { isObject } from '../../inbound/body.ts';
import type { JsonObject, JsonValue } from '../../log/event.ts';
import { CredentialsFailure, PermanentFailure, TemporaryFailure } from '../../log/failures.ts';
import type { Reply } from '../api.ts';

/** How long an event waits for a person to mend the service in Moodle, in ms. */
export const MENDING_PAUSE_MS = 10 * 60_000;

/** Codes that pass by themselves: the site is being maintained or upgraded, or its database failed. */
const TEMPORARY = new Set(['sitemaintenance', 'upgraderunning', 'dmlreadexception', 'dmlwriteexception']);
/** Codes that a person has to mend in Moodle; afterwards the same call succeeds. */
const CREDENTIALS = new Map([
  [
    'invalidtoken',
    (name: string) =>
      `Moodle refuses MOODLE_TOKEN for ${name}. Either the token is wrong or has ended, or this function is missing in the token's service in Moodle.`,
  ],
  [
    'accessexception',
    (name: string) =>
      `Moodle gives MOODLE_TOKEN no access to ${name}. Either the token's user may not use the service, or this function is missing in it.`,
  ],
  [
    'nopermissions',
    (name: string) =>
      `The user behind MOODLE_TOKEN lacks a capability that ${name} needs. Give it that capability in Moodle.`,
  ],
]);

/** Moodle's word for what went wrong: in newer versions the class is spelt otherwise, the code is the same. */
export function isRefusal(json: JsonValue | undefined): json is JsonObject {
  return isObject(json) && ('exception' in json || 'errorcode' in json);
}

/** @param name the function that was called */
export function refusal({ errorcode }: JsonObject, name: string): Error {
  const code = typeof errorcode === 'string' ? errorcode : '';
  if (TEMPORARY.has(code)) return new TemporaryFailure(`Moodle cannot work just now (${code}).`);
  const sentence = CREDENTIALS.get(code);
  if (sentence !== undefined) return new CredentialsFailure(sentence(name), MENDING_PAUSE_MS);
  // Where a password breaks the site's policy, the code is the whole explanation, in HTML.
  if (!/^[\w/:-]*$/.test(code))
    return new PermanentFailure(`Moodle refused ${name}, most likely because of its password policy.`);
  return new MoodleRefusal(`Moodle refused ${name} (${code || 'it gave no code'}).`, code);
}

/** A refusal with a code that the caller may know more about. */
export class MoodleRefusal extends PermanentFailure {
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

/** A page where JSON should be: maintenance, a notice of PHP before the answer, or not a Moodle at all. */
export function noAnswer({ status }: Reply): Error {
  if (status < 400)
    return new TemporaryFailure(
      'Moodle answered with something that is no JSON: a maintenance page, or a notice of PHP before the answer.',
    );
  return new CredentialsFailure(
    `No Moodle web service answers at MOODLE_BASE_URL (status ${status}). Check the address, and that web services and the REST protocol are enabled in Moodle.`,
    MENDING_PAUSE_MS,
  );
}
