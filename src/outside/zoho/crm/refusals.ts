import { isObject } from '../../../inbound/body.ts';
import type { JsonObject, JsonValue } from '../../../log/event.ts';
import { CredentialsFailure, PermanentFailure, TemporaryFailure } from '../../../log/failures.ts';
import type { Away, Reply } from '../../api.ts';
import { zohoAway } from '../account/api.ts';

/** What a call needs, so that a refusal can say which right is missing. */
export type CrmDeed = {
  /** What the log and an operator see, such as "read a record". */
  name: string;
  /** The OAuth scopes it needs, all of them. */
  scopes: readonly string[];
  /** The API name of the module that it is about, where it is about one. */
  module?: string;
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

/** Whom a code speaks of, because that decides what becomes of the event. */
type Verdict = 'token' | 'scope' | 'rights' | 'module' | 'locked' | 'record';

/**
 * Each code that we know, with where it stands: `codes` is https://www.zoho.com/crm/developer/docs/api/v8/status-codes.html,
 * `oas` the OpenAPI files of zoho/crm-oas, v8.0. Only `record` speaks of this record's data. A code that is not here is
 * nobody's fault that we know of: see UnknownRefusal.
 */
const VERDICTS: ReadonlyMap<string, Verdict> = new Map<string, Verdict>([
  ['INVALID_TOKEN', 'token'], // codes
  ['AUTHENTICATION_FAILURE', 'token'], // codes; rikas/zoho_hub 34
  ['OAUTH_SCOPE_MISMATCH', 'scope'], // codes
  ['NO_PERMISSION', 'rights'], // codes
  ['AUTHORIZATION_FAILED', 'rights'], // codes
  ['FEATURE_NOT_SUPPORTED', 'rights'], // codes
  ['INVALID_MODULE', 'module'], // codes
  ['RECORD_LOCKED', 'locked'], // codes
  ['INVALID_DATA', 'record'], // codes
  ['MANDATORY_NOT_FOUND', 'record'], // codes
  ['DUPLICATE_DATA', 'record'], // codes
  ['NOT_APPROVED', 'record'], // codes
  ['DEPENDENT_MISMATCH', 'record'], // oas
  ['DEPENDENT_FIELD_MISSING', 'record'], // oas
  ['RECORD_NOT_FOUND', 'record'], // oas
  ['RECORD_IN_BLUEPRINT', 'record'], // codes
  ['ALREADY_MODIFIED', 'record'], // codes
]);

const busy = (): Away => ({ message: 'Zoho CRM asks us to slow down.', isSure: true });
/** It may be about the one record that was asked for. */
const broken = (code: string): Away => ({
  message: `Zoho CRM cannot work just now (${code}).`,
  isSure: false,
});

/** What Zoho CRM says of itself, with where it stands. */
export const crmAway = zohoAway({
  system: 'Zoho CRM',
  codeOf,
  codes: new Map([
    ['TOO_MANY_REQUESTS', busy], // codes
    // The credits of the day or the calls at one time, whichever ran out.
    ['LIMIT_EXCEEDED', busy], // codes
    ['INTERNAL_ERROR', broken], // codes
    ['INTERNAL_SERVER_ERROR', broken], // oas
    ['SERVICE_UNAVAILABLE', broken], // oas
    ['UNABLE_TO_PROCESS', broken], // oas
  ]),
});

/** Nobody here knows what it means, so it is no record's fault. */
export class UnknownRefusal extends TemporaryFailure {}

/** What a refusal means to the person who has to mend it. The status is judged before the body. */
export function refusal(deed: CrmDeed, reply: Reply): Error {
  const code = codeOf(reply);
  const verdict = VERDICTS.get(code) ?? BY_STATUS.get(reply.status);
  switch (verdict) {
    case 'token':
      return mending('Zoho CRM refuses a token that Zoho has just made. Check ZOHO_DATACENTER.');
    case 'scope':
      return mending(missingScope(deed));
    case 'rights':
      return mending(
        `The Zoho user behind the token may not ${deed.name}. Give the user the right in Zoho CRM.`,
      );
    case 'module':
      return mending(
        `Zoho CRM has no module ${deed.module ?? 'of this name'} for us (${code}). The API name of the module has to be this one; it stands in Zoho CRM under Setup, Developer Hub, APIs & SDKs, API names. The user behind the token must see the module.`,
      );
    case 'locked':
      return new TemporaryFailure(
        'The record is locked in Zoho CRM, for example by an approval. It is tried again later.',
        LOCK_PAUSE_MS,
      );
    case 'record':
      return new PermanentFailure(refused(deed, reply));
    case undefined:
      return new UnknownRefusal(refused(deed, reply));
  }
}

/** Where no code is known, the status still says who is refused. */
const BY_STATUS: ReadonlyMap<number, Verdict> = new Map<number, Verdict>([
  [401, 'token'],
  [403, 'rights'],
]);

function refused(deed: CrmDeed, reply: Reply): string {
  const field = fieldOf(reply);
  const why = [codeOf(reply), field && `field ${field}`].filter((part) => part !== '').join(', ');
  return `Zoho CRM refused to ${deed.name}${why === '' ? '' : `: ${why}`} (status ${reply.status}).`;
}

/** The API name of the field that Zoho complains about; never a value. */
function fieldOf(reply: Reply): string {
  const [row] = rowsOf(reply);
  const name = isObject(row?.details) ? row.details.api_name : undefined;
  return typeof name === 'string' ? name : '';
}

function missingScope({ name, scopes }: CrmDeed): string {
  const scope = scopes.length === 1 ? `the scope ${scopes}` : `one of the scopes ${scopes.join(', ')}`;
  return `To ${name} the Zoho token lacks ${scope}. Make a refresh token that has ${scopes.length === 1 ? 'it' : 'them all'}.`;
}

function mending(sentence: string): CredentialsFailure {
  return new CredentialsFailure(sentence, MENDING_PAUSE_MS);
}
