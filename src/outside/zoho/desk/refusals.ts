import { isObject } from '../../../inbound/body.ts';
import type { JsonObject } from '../../../log/event.ts';
import { CredentialsFailure, PermanentFailure } from '../../../log/failures.ts';
import type { Told } from '../../../log/told.ts';
import { type Saying, tell } from '../../../sentences/tell.ts';
import type { Deed } from '../../../sentences/texts/tickets/deeds.ts';
import { type Away, type Reply, unexpectedReply } from '../../api.ts';
import { zohoAway } from '../account/api.ts';

/** How long an event waits for a person to mend the credentials, in ms. */
const MENDING_PAUSE_MS = 10 * 60_000;
/** How long Zoho asks to be left alone when it does not say, in ms. */
const BUSY_PAUSE_MS = 60_000;

/** Zoho's own code, which says more than the status: its documents disagree on which status goes with which code. */
export function codeOf({ json }: Reply): string {
  return isObject(json) && typeof json.errorCode === 'string' ? json.errorCode : '';
}

const busy = (): Away => ({
  message: tell('SLOW_DOWN', { system: 'Zoho Desk' }),
  isSure: true,
  isUndone: true,
  retryAfterMs: BUSY_PAUSE_MS,
});

/** What Zoho Desk says of itself. */
export const deskAway = zohoAway({
  system: 'Zoho Desk',
  codeOf,
  codes: new Map([
    ['THRESHOLD_EXCEEDED', busy],
    ['TOO_MANY_REQUESTS', busy],
  ]),
});

/**
 * What a refusal means to the person who has to mend it. Names fields, never their values.
 *
 * @param deed what was tried
 * @param scope one OAuth scope that allows the call
 */
export function deskRefusal(reply: Reply, deed: Deed, scope: string): PermanentFailure | CredentialsFailure {
  const code = codeOf(reply);
  const json = isObject(reply.json) ? reply.json : {};
  const sentence = mendable(code, json, deed, scope);
  if (sentence !== null) return new CredentialsFailure(sentence, MENDING_PAUSE_MS);
  if (String(json.message).includes('failed to respond with status code 200'))
    return new PermanentFailure(tell('DESK_NO_200'));
  const fields = fieldsOf(json);
  const about = [code, ...(fields.length > 0 ? [`fields ${fields.join(', ')}`] : [])].filter(Boolean);
  const refusal = unexpectedReply('Zoho Desk', deed, reply, about.join(': '));
  return ABOUT_THE_RECORD.has(code) || fields.length > 0 ? refusal : new UnknownRefusal(refusal.saying);
}

/** What is refused is what we sent, or what the record is: asking again cannot help. */
const ABOUT_THE_RECORD = new Set([
  'INVALID_DATA',
  'UNPROCESSABLE_ENTITY',
  'EMPTY_PAYLOAD',
  'RESOURCE_SIZE_EXCEEDED',
  'URL_NOT_FOUND',
]);

/** A refusal that nobody here knows is not the fault of the one event that met it: it waits, and a person is told. */
export class UnknownRefusal extends CredentialsFailure {
  constructor(saying: Saying) {
    super(saying, MENDING_PAUSE_MS);
  }
}

/** Zoho does not have what the call names. */
export class MissingInDesk extends PermanentFailure {
  constructor(deed: Deed) {
    super(tell('DESK_LACKS_WHAT_IS_NAMED', { deed: tell(deed) }));
  }
}

/** How Zoho says that it does not have something, as opposed to a page from some gateway on the way. */
export function isMissing(reply: Reply): boolean {
  return reply.status === 404 && MISSING.has(codeOf(reply));
}

const MISSING = new Set(['URL_NOT_FOUND', 'RESOURCE_NOT_FOUND', 'ENTITY_NOT_FOUND', 'NOT_FOUND']);

/** The codes of a user who may not see or do something. */
export function isForbidden(reply: Reply): boolean {
  return reply.status === 403 && FORBIDDEN.has(codeOf(reply));
}

const FORBIDDEN = new Set(['FORBIDDEN', 'UNAUTHORIZED', 'LICENSE_ACCESS_LIMITED']);

function mendable(code: string, json: JsonObject, deed: Deed, scope: string): Told | null {
  // Zoho has no code for this mistake, only this text.
  if (code === 'UNPROCESSABLE_ENTITY' && String(json.message).includes("'orgId'"))
    return tell('DESK_ORGANISATION_UNKNOWN');
  switch (code) {
    case 'URL_RULE_NOT_CONFIGURED':
      return tell('DESK_ADDRESS_UNKNOWN', { call: tell(deed) });
    case 'INVALID_OAUTH':
      return tell('FRESH_TOKEN_REFUSED', { system: 'Zoho Desk' });
    case 'SCOPE_MISMATCH':
      return tell('DESK_SCOPE_MISSING', { scope, deed: tell(deed) });
    case 'OAUTH_ORG_MISMATCH':
      return tell('DESK_OTHER_ORGANISATION');
    case 'FORBIDDEN':
    case 'UNAUTHORIZED':
    case 'LICENSE_ACCESS_LIMITED':
      return tell('DESK_RIGHT_MISSING', { deed: tell(deed) });
    default:
      return null;
  }
}

function fieldsOf({ errors }: JsonObject): string[] {
  const list = Array.isArray(errors) ? errors.filter(isObject) : [];
  return list.map(({ fieldName }) => fieldName).filter((name) => typeof name === 'string');
}
