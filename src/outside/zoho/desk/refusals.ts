import { isObject } from '../../../inbound/body.ts';
import type { JsonObject } from '../../../log/event.ts';
import { CredentialsFailure, PermanentFailure, TemporaryFailure } from '../../../log/failures.ts';
import { type Reply, unexpectedReply } from '../../api.ts';

/** How long an event waits for a person to mend the credentials, in ms. */
const MENDING_PAUSE_MS = 10 * 60_000;
/** How long Zoho asks to be left alone when it does not say, in ms. */
const BUSY_PAUSE_MS = 60_000;

/** Zoho's own code, which says more than the status: its documents disagree on which status goes with which code. */
export function codeOf({ json }: Reply): string {
  return isObject(json) && typeof json.errorCode === 'string' ? json.errorCode : '';
}

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
  if (code === 'THRESHOLD_EXCEEDED' || code === 'TOO_MANY_REQUESTS')
    return new TemporaryFailure('Zoho Desk asks us to slow down.', BUSY_PAUSE_MS);
  if (String(json.message).includes('failed to respond with status code 200'))
    return new PermanentFailure(
      'Zoho Desk called the address of the webhook and got no 200. It must be reachable from the internet, path included.',
    );
  const fields = fieldsOf(json);
  const about = [code, ...(fields.length > 0 ? [`fields ${fields.join(', ')}`] : [])].filter(Boolean);
  return unexpectedReply('Zoho Desk', [call, ...about].join(': '), reply);
}

function mendable(code: string, json: JsonObject, call: string, scope: string): string | null {
  // Zoho has no code for this mistake, only this text.
  if (code === 'UNPROCESSABLE_ENTITY' && String(json.message).includes("'orgId'"))
    return 'Zoho Desk does not know the organisation. Check ZOHO_DESK_ORG_ID.';
  switch (code) {
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
