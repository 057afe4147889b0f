import { isObject } from '../../../inbound/body.ts';
import type { JsonObject } from '../../../log/event.ts';
import { CredentialsFailure, PermanentFailure } from '../../../log/failures.ts';
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
  message: 'Zoho Desk asks us to slow down.',
  isSure: true,
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
 * @param call what was tried, such as "read a ticket"
 * @param scope one OAuth scope that allows the call
 */
export function deskRefusal(reply: Reply, call: string, scope: string): Error {
  const code = codeOf(reply);
  const json = isObject(reply.json) ? reply.json : {};
  const sentence = mendable(code, json, call, scope);
  if (sentence !== null) return new CredentialsFailure(sentence, MENDING_PAUSE_MS);
  if (String(json.message).includes('failed to respond with status code 200'))
    return new PermanentFailure(
      'Zoho Desk called the address of the webhook and got no 200. It must be reachable from the internet, path included.',
    );
  const fields = fieldsOf(json);
  const about = [code, ...(fields.length > 0 ? [`fields ${fields.join(', ')}`] : [])].filter(Boolean);
  const refusal = unexpectedReply('Zoho Desk', [call, ...about].join(': '), reply);
  return ABOUT_THE_RECORD.has(code) || fields.length > 0 ? refusal : new UnknownRefusal(refusal.message);
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
  constructor(message: string) {
    super(message, MENDING_PAUSE_MS);
  }
}

/** The answers by which Zoho says that it does not have something, as opposed to a page of anybody's on the way. */
export function isMissing(reply: Reply): boolean {
  return reply.status === 404 && MISSING.has(codeOf(reply));
}

const MISSING = new Set(['URL_NOT_FOUND', 'RESOURCE_NOT_FOUND', 'ENTITY_NOT_FOUND', 'NOT_FOUND']);

/** The codes of a user who may not see or do something. */
export function isForbidden(reply: Reply): boolean {
  return reply.status === 403 && FORBIDDEN.has(codeOf(reply));
}

const FORBIDDEN = new Set(['FORBIDDEN', 'UNAUTHORIZED', 'LICENSE_ACCESS_LIMITED']);

function mendable(code: string, json: JsonObject, call: string, scope: string): string | null {
  // Zoho has no code for this mistake, only this text.
  if (code === 'UNPROCESSABLE_ENTITY' && String(json.message).includes("'orgId'"))
    return 'Zoho Desk does not know the organisation. Check ZOHO_DESK_ORG_ID.';
  switch (code) {
    case 'URL_RULE_NOT_CONFIGURED':
      return `Zoho Desk does not know the address of the call to ${call}. Check ZOHO_DESK_URL and ZOHO_DATACENTER.`;
    case 'INVALID_OAUTH':
      return 'Zoho Desk refuses a token that Zoho has just made. Check ZOHO_DATACENTER.';
    case 'SCOPE_MISMATCH':
      return `The Zoho token lacks the scope ${scope}, needed to ${call}. Make a refresh token that has it.`;
    case 'OAUTH_ORG_MISMATCH':
      return 'The Zoho account behind the token does not belong to this organisation. Check ZOHO_DESK_ORG_ID.';
    case 'FORBIDDEN':
    case 'UNAUTHORIZED':
    case 'LICENSE_ACCESS_LIMITED':
      return `The Zoho user behind the token may not ${call}. Give it the right in Zoho Desk.`;
    default:
      return null;
  }
}

function fieldsOf({ errors }: JsonObject): string[] {
  const list = Array.isArray(errors) ? errors.filter(isObject) : [];
  return list.map(({ fieldName }) => fieldName).filter((name) => typeof name === 'string');
}
