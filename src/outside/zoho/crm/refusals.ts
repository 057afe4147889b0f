import { isObject } from '../../../inbound/body.ts';
import type { JsonObject, JsonValue } from '../../../log/event.ts';
import { CredentialsFailure, PermanentFailure, TemporaryFailure } from '../../../log/failures.ts';
import type { Told } from '../../../log/told.ts';
import { type Saying, tell } from '../../../sentences/tell.ts';
import type { Deed } from '../../../sentences/texts/tickets/deeds.ts';
import type { Away, Reply } from '../../api.ts';
import { zohoAway } from '../account/api.ts';

/** What a call needs, so that a refusal can say which right is missing. */
export type CrmDeed = {
  deed: Deed;
  /** The OAuth scopes it needs, all of them. */
  scopes: readonly string[];
  /** The API name of the module that it is about, where it is about one. */
  module?: string;
};

/** How long an event waits for a person to mend the credentials, in ms. */
const MENDING_PAUSE_MS = 10 * 60_000;
/** How long to wait while somebody has the record open or a process of Zoho holds it, in ms. */
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

/** Who is to blame according to a code; that decides what happens to the event. */
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

const busy = (): Away => ({ message: tell('SLOW_DOWN', { system: 'Zoho CRM' }), isSure: true });
/** It may be about the one record that was asked for. */
const broken = (code: string): Away => ({
  message: tell('CRM_CANNOT_WORK', { code }),
  isSure: false,
});

/** With where each code stands. */
const byCode = zohoAway({
  system: 'Zoho CRM',
  codeOf,
  codes: new Map([
    ['TOO_MANY_REQUESTS', busy], // codes
    // Out of daily credits, or of concurrent calls.
    ['LIMIT_EXCEEDED', busy], // codes
    ['INTERNAL_ERROR', broken], // codes
    ['INTERNAL_SERVER_ERROR', broken], // oas
    ['SERVICE_UNAVAILABLE', broken], // oas
    ['UNABLE_TO_PROCESS', broken], // oas
  ]),
});

/** What Zoho CRM says about itself. A success with neither a list nor a code did not come from Zoho CRM. */
export function crmAway(reply: Reply): Away | null {
  const { status } = reply;
  if (status < 300 && status !== 204 && !hasRows(reply) && codeOf(reply) === '')
    return { message: tell('UNUSUAL_ANSWER', { system: 'Zoho CRM', status }), isSure: false };
  return byCode(reply);
}

/** We do not know what it means, so no record is blamed. */
export class UnknownRefusal extends TemporaryFailure {}

/** What a refusal means to the person who has to mend it. The status is judged before the body. */
export function refusal(call: CrmDeed, reply: Reply): PermanentFailure | TemporaryFailure {
  const code = codeOf(reply);
  const verdict = VERDICTS.get(code) ?? BY_STATUS.get(reply.status);
  switch (verdict) {
    case 'token':
      return mending(tell('FRESH_TOKEN_REFUSED', { system: 'Zoho CRM' }));
    case 'scope':
      return mending(missingScope(call));
    case 'rights':
      return mending(tell('CRM_RIGHT_MISSING', { deed: tell(call.deed) }));
    case 'module':
      return mending(tell('CRM_NO_MODULE', { module: call.module ?? 'of this name', code }));
    case 'locked':
      return new TemporaryFailure(tell('CRM_RECORD_LOCKED'), LOCK_PAUSE_MS);
    case 'record':
      return new PermanentFailure(refused(call, reply));
    case undefined:
      return new UnknownRefusal(refused(call, reply));
  }
}

/** Where no code is known, the status still says who is refused. */
const BY_STATUS: ReadonlyMap<number, Verdict> = new Map<number, Verdict>([
  [401, 'token'],
  [403, 'rights'],
]);

function refused({ deed }: CrmDeed, reply: Reply): Told {
  const field = fieldOf(reply);
  const why = [codeOf(reply), field && `field ${field}`].filter((part) => part !== '').join(', ');
  const told = { system: 'Zoho CRM', deed: tell(deed), status: reply.status };
  return why === '' ? tell('REFUSED', told) : tell('REFUSED_WITH_DETAIL', { ...told, detail: why });
}

/** The API name of the field that Zoho complains about; never a value. */
function fieldOf(reply: Reply): string {
  const [row] = rowsOf(reply);
  const name = isObject(row?.details) ? row.details.api_name : undefined;
  return typeof name === 'string' ? name : '';
}

function missingScope({ deed, scopes }: CrmDeed): Told {
  const [scope = '', ...others] = scopes;
  const isOne = others.length === 0;
  return tell('CRM_SCOPES_MISSING', {
    deed: tell(deed),
    scopes: isOne ? tell('THE_SCOPE', { scope }) : tell('ONE_OF_THE_SCOPES', { scopes: scopes.join(', ') }),
    them: tell(isOne ? 'THAT_SCOPE' : 'THOSE_SCOPES'),
  });
}

function mending(sentence: Saying): CredentialsFailure {
  return new CredentialsFailure(sentence, MENDING_PAUSE_MS);
}
