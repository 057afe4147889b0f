import { isObject } from '../../../inbound/body.ts';
import type { JsonObject, JsonValue } from '../../../log/event.ts';
import { CredentialsFailure, PermanentFailure, TemporaryFailure } from '../../../log/failures.ts';
import type { Reply } from '../../api.ts';

/** What a call needs, so that a refusal can say which right is missing. */
export type CrmDeed = {
  /** What the log and an operator see, such as "read a record". */
  name: string;
  /** The OAuth scopes it needs, all of them. */
  scopes: readonly string[];
};

/** How long an event waits for a person to mend the credentials, in ms. */
const MENDING_PAUSE_MS = 10 * 60_000;
/** A person has the record open, or a process of Zoho holds it; in ms. */
const LOCK_PAUSE_MS = 60_000;
/** Modules with a scope of their own name; all others share `custom`. */
const STANDARD = new Set([
  'leads',
  'accounts',
  'contacts',
  'deals',
  'campaigns',
  'tasks',
  'cases',
  'events',
  'notes',
]);

/** The scope of a module, such as `ZohoCRM.modules.deals.READ`. */
export function moduleScope(module: string, operation: 'READ' | 'CREATE' | 'UPDATE'): string {
  const name = module.toLowerCase();
  return `ZohoCRM.modules.${STANDARD.has(name) ? name : 'custom'}.${operation}`;
}

/** Zoho's own code, which says more than the status; it stands at the top or in the first element of a list. */
export function codeOf({ json }: Reply): string {
  if (!isObject(json)) return '';
  const [first] = firstList(json);
  const code = json.code ?? (isObject(first) ? first.code : undefined);
  return typeof code === 'string' ? code : '';
}

/** The list of a reply: records, or what became of each; empty when there is none. */
export function rowsOf({ json }: Reply): JsonObject[] {
  return isObject(json) ? firstList(json).filter(isObject) : [];
}

export function hasRows({ json }: Reply): boolean {
  return isObject(json) && Array.isArray(json.data ?? json.watch);
}

/** `data` of a record call, `watch` of a channel call. */
function firstList({ data, watch }: JsonObject): JsonValue[] {
  const list = data ?? watch;
  return Array.isArray(list) ? list : [];
}

/** What a refusal means to the person who has to mend it. */
export function refusal(deed: CrmDeed, reply: Reply): Error {
  const code = codeOf(reply);
  if (CREDENTIALS.has(code)) return new CredentialsFailure(describeCredentials(deed, code), MENDING_PAUSE_MS);
  if (code === 'RECORD_LOCKED')
    return new TemporaryFailure(
      'The record is locked in Zoho CRM, for example by an approval. It is tried again later.',
      LOCK_PAUSE_MS,
    );
  // LIMIT_EXCEEDED stands for the credits of the day or the calls at one time, whichever ran out.
  if (code === 'TOO_MANY_REQUESTS' || code === 'LIMIT_EXCEEDED')
    return new TemporaryFailure('Zoho CRM asks us to slow down.');
  const field = fieldOf(reply);
  const why = [code, field && `field ${field}`].filter((part) => part !== '').join(', ');
  return new PermanentFailure(
    `Zoho CRM refused to ${deed.name}${why === '' ? '' : `: ${why}`} (status ${reply.status}).`,
  );
}

/** The API name of the field that Zoho complains about; never a value. */
function fieldOf(reply: Reply): string {
  const [row] = rowsOf(reply);
  const name = isObject(row?.details) ? row.details.api_name : undefined;
  return typeof name === 'string' ? name : '';
}

const CREDENTIALS = new Set([
  'INVALID_TOKEN',
  'OAUTH_SCOPE_MISMATCH',
  'NO_PERMISSION',
  'AUTHORIZATION_FAILED',
]);

function describeCredentials({ name, scopes }: CrmDeed, code: string): string {
  if (code === 'INVALID_TOKEN')
    return 'Zoho CRM refuses a token that Zoho has just made. Check ZOHO_DATACENTER.';
  if (code === 'OAUTH_SCOPE_MISMATCH') {
    const scope = scopes.length === 1 ? `the scope ${scopes}` : `one of the scopes ${scopes.join(', ')}`;
    return `To ${name} the Zoho token lacks ${scope}. Make a refresh token that has ${scopes.length === 1 ? 'it' : 'them all'}.`;
  }
  return `The Zoho user behind the token may not ${name}. Give the user the right in Zoho CRM.`;
}
