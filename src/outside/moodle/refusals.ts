import { isObject } from '../../inbound/body.ts';
import type { JsonObject, JsonValue } from '../../log/event.ts';
import { CredentialsFailure, PermanentFailure, TemporaryFailure } from '../../log/failures.ts';
import type { Told } from '../../log/told.ts';
import { type Saying, tell } from '../../sentences/tell.ts';
import type { Away, Call, Reply } from '../api.ts';
import { FUNCTIONS, type FunctionName } from './functions.ts';

/** How long an event waits for a person to mend something in Moodle, in ms. */
export const MENDING_PAUSE_MS = 10 * 60_000;

/** What was refused: the function and, if it was about one, the user. */
type Refused = { name: FunctionName; code: string; userId: string | null };

type NotUpdated =
  | 'NOT_UPDATED_EMAIL_TAKEN'
  | 'NOT_UPDATED_EMAIL_INVALID'
  | 'NOT_UPDATED_ADMIN'
  | 'NOT_UPDATED_GUEST'
  | 'NOT_UPDATED_REMOTE';

/** Who is to blame according to a code; that decides what happens to the event. */
type Verdict =
  /** The site or its database is down, which passes. `isSure`: down for everyone, whatever was asked. */
  | { of: 'site'; isSure: boolean }
  /** The token, its user or the site's settings: a person has to fix it; no student is to blame. */
  | { of: 'service'; sentence: (refused: Refused) => Told }
  /** This student's data. */
  | { of: 'student'; why: NotUpdated }
  /** The user was deleted between the look-up and the write: the next attempt will not find it. */
  | { of: 'user' }
  /** The database is in trouble, or it cannot store one of this student's values; only a retry tells which. */
  | { of: 'database' };

const SITE: Verdict = { of: 'site', isSure: true };
const SITE_PERHAPS: Verdict = { of: 'site', isSure: false };
const UNKNOWN_FUNCTION = service(({ name, code }) =>
  tell('MOODLE_FUNCTION_UNKNOWN', { function: name, code }),
);
const REFUSED_USER = service(({ code }) => tell('MOODLE_USER_SHUT_OUT', { code }));
const ASKED_USER = service(({ code }) => tell('MOODLE_USER_ASKED', { code }));
const NOT_AVAILABLE = service(({ code }) => tell('MOODLE_SERVICES_CLOSED', { code }));

/**
 * Each code that we know, with where it comes from: `seen` on a real Moodle (4.5 and 5.1), else the file of Moodle's
 * source that throws it. A code that is not here is nobody's fault that we know of: see UnknownRefusal.
 */
const VERDICTS: ReadonlyMap<string, Verdict> = new Map<string, Verdict>([
  ['sitemaintenance', SITE], // seen
  ['upgraderunning', SITE], // seen
  ['dbconnectionfailed', SITE], // seen, with the database's password or port wrong
  ['dmltransactionexception', SITE_PERHAPS], // lib/dmllib.php
  ['dmlreadexception', SITE_PERHAPS], // lib/dmllib.php
  ['sessionwaiterr', SITE_PERHAPS], // lib/dmllib.php
  ['cannotexecduringupgrade', SITE], // lib/setuplib.php
  ['dmlwriteexception', { of: 'database' }], // seen, for a name that is too long and for two creates at once

  ['invalidtoken', service(refusedToken)], // seen, for a wrong token and for one that has ended
  ['accessexception', service(refusedAccess)], // seen, in each of the cases that the sentence names
  ['nopermissions', service(missingCapability)], // seen
  ['servicenotavailable', NOT_AVAILABLE], // lib/external/classes/external_api.php
  ['servicerequireslogin', NOT_AVAILABLE], // lib/external/classes/external_api.php
  ['sslonlyaccess', NOT_AVAILABLE], // lib/setuplib.php
  ['invalidrecord', UNKNOWN_FUNCTION], // seen on 4.5, for a function that the site lacks
  ['invalidrecordunknown', UNKNOWN_FUNCTION], // seen on 5.1, for the same
  ['wsaccessusersuspended', REFUSED_USER], // seen
  ['wsaccessuserdeleted', REFUSED_USER], // seen
  ['wsaccessuserunconfirmed', REFUSED_USER], // seen
  ['wsaccessusernologin', REFUSED_USER], // seen
  ['wsaccessuserexpired', REFUSED_USER], // webservice/lib.php
  ['passwordisexpired', REFUSED_USER], // webservice/lib.php
  ['usernotconfirmed', REFUSED_USER], // webservice/lib.php
  ['sitepolicynotagreed', ASKED_USER], // seen; the site info is answered all the same
  ['forcepasswordchangenotice', ASKED_USER], // seen; likewise
  ['usernotfullysetup', ASKED_USER], // seen; likewise
  ['requireloginerror', ASKED_USER], // lib/moodlelib.php

  ['useremailduplicate', student('NOT_UPDATED_EMAIL_TAKEN')], // seen
  ['useremailinvalid', student('NOT_UPDATED_EMAIL_INVALID')], // seen
  ['usernotupdatedadmin', student('NOT_UPDATED_ADMIN')], // seen
  ['usernotupdatedguest', student('NOT_UPDATED_GUEST')], // seen
  // user/externallib.php
  ['usernotupdatedremote', student('NOT_UPDATED_REMOTE')],
  ['usernotupdateddeleted', { of: 'user' }], // seen
  ['invaliduserid', { of: 'user' }], // seen
]);

/** Moodle's error code. Newer versions spell the exception class differently; the code is the same. */
export function isRefusal(json: JsonValue | undefined): json is JsonObject {
  return isObject(json) && ('exception' in json || 'errorcode' in json);
}

export function codeOf({ errorcode }: JsonObject): string {
  return typeof errorcode === 'string' ? errorcode : '';
}

/** The error for a refusal, whether it came as an exception or, when a user was updated, as a warning. */
export function refusal(name: FunctionName, code: string, userId: string | null = null): Error {
  const refused = { name, code: code === '' ? 'it gave no code' : code, userId };
  // With debugging off, this is all that Moodle says about bad data.
  if (code === 'invalidparameter') return new RefusedData(tell('MOODLE_REFUSED', { function: name, code }));
  const verdict = VERDICTS.get(code);
  // When a password breaks the site's policy, the code is the whole explanation, as HTML.
  if (verdict === undefined && !/^[\w/:-]*$/.test(code)) return mending(brokenPolicy(refused));
  const user = userId ?? '';
  switch (verdict?.of) {
    case undefined:
      return new UnknownRefusal(refused);
    case 'service':
      return mending(verdict.sentence(refused));
    case 'student':
      return new PermanentFailure(tell(verdict.why, { user, code }));
    case 'user':
      return new TemporaryFailure(tell('MOODLE_USER_DELETED', { user, code }));
    case 'database':
      return new RefusedValue(code);
    case 'site':
      return new TemporaryFailure(cannotWork(code));
  }
}

/** Moodle refused what we sent but does not say which value; the caller may know more. */
export class RefusedData extends PermanentFailure {}

/** The database rejected a write: it is in trouble, or it cannot store one of this student's values. */
export class RefusedValue extends TemporaryFailure {
  readonly code: string;

  constructor(code: string) {
    super(tell('MOODLE_DATABASE_REFUSED', { code }));
    this.code = code;
  }
}

/** We do not know what it means, so nobody is blamed: it may pass, and if it does not, a person has to look. */
export class UnknownRefusal extends TemporaryFailure {
  constructor({ name, code }: Refused) {
    super(tell('MOODLE_UNKNOWN_REFUSAL', { function: name, code }));
  }
}

/** What a reply says about the site itself, which is no student's fault. */
export function away({ status, json }: Reply, call: Call): Away | null {
  if (isRefusal(json)) {
    const code = codeOf(json);
    const verdict = VERDICTS.get(code);
    if (verdict?.of === 'site') return { message: cannotWork(code), isSure: verdict.isSure };
    // A read writes nothing about a student.
    if (verdict?.of === 'database' && !isWrite(call.name))
      return { message: cannotWork(code), isSure: false };
    return null;
  }
  if (status < 400 && json === undefined) return { message: NO_JSON, isSure: false };
  // Before 4.0, an update that returns nothing has an empty answer.
  if (status < 400 && json === null && call.name !== FUNCTIONS.update)
    return { message: NOTHING, isSure: false };
  return null;
}

const NO_JSON = tell('MOODLE_NO_JSON');
const NOTHING = tell('MOODLE_NOTHING');

/** The status comes first: whatever the body holds, it is not a web service's answer. */
export function noService(status: number): CredentialsFailure {
  return mending(tell('MOODLE_NO_SERVICE', { status }));
}

/** A site answers only at its own address and redirects everyone else there. The token does not follow. */
export function redirected(to: URL): CredentialsFailure {
  const base = `${to.origin}${to.pathname}`.replace(/\/webservice\/rest\/server\.php$/, '');
  return mending(tell('MOODLE_REDIRECTS', { address: base }));
}

export function mending(sentence: Saying): CredentialsFailure {
  return new CredentialsFailure(sentence, MENDING_PAUSE_MS);
}

function service(sentence: (refused: Refused) => Told): Verdict {
  return { of: 'service', sentence };
}

function student(why: NotUpdated): Verdict {
  return { of: 'student', why };
}

function cannotWork(code: string): Told {
  return tell('MOODLE_CANNOT_WORK', { code });
}

function refusedToken({ name }: Refused): Told {
  return tell('MOODLE_TOKEN_REFUSED', { function: name });
}

function refusedAccess({ name }: Refused): Told {
  return tell('MOODLE_NO_ACCESS', { function: name });
}

function missingCapability({ name }: Refused): Told {
  const capability = CAPABILITIES.get(name) ?? 'a capability';
  return tell('MOODLE_CAPABILITY_MISSING', { capability, function: name });
}

const CAPABILITIES = new Map<FunctionName, string>([
  [FUNCTIONS.create, 'moodle/user:create'],
  [FUNCTIONS.update, 'moodle/user:update'],
]);

function brokenPolicy({ name }: Refused): Told {
  return tell('MOODLE_PASSWORD_POLICY', { function: name });
}

function isWrite(name: string): boolean {
  return name === FUNCTIONS.create || name === FUNCTIONS.update;
}
