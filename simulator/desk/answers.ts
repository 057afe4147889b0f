import type { Answer } from '../faults.ts';
import type { DeskRecord, Json } from './records.ts';

/** The answers that several calls of Zoho Desk share. */

type Work = (asked: {
  params: Record<string, string>;
  query: URLSearchParams;
  body: Json;
}) => Answer | Promise<Answer>;

/** Adds a route with the checks that all share. */
export type On = (
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  call: string,
  known: string[],
  work: Work,
) => void;

export const INVALID_OAUTH = refuse(401, 'INVALID_OAUTH', 'The OauthToken is invalid or has expired.');
export const FORBIDDEN = refuse(403, 'FORBIDDEN', 'You are not authorized to access this resource.');
export const NOT_FOUND = refuse(404, 'URL_NOT_FOUND', 'The URL you requested could not be found.');
export const NO_ORG = unprocessable("The value passed for the 'orgId' parameter is invalid.");

export function unprocessable(message: string): Answer {
  return refuse(422, 'UNPROCESSABLE_ENTITY', message);
}

/** A body that breaks a rule: the fields are named beside a message that says nothing. */
export function invalidData(fields: readonly string[]): Answer {
  const message = 'The data does not comply to the validation restrictions defined.';
  const errors = fields.map((field) => ({ fieldName: `/${field}`, errorType: 'invalid' }));
  return { status: 422, json: { errorCode: 'INVALID_DATA', message, errors } };
}

/** A page of a list; an empty one is 204 without a body. `first` is the number of the first row, 0 or 1. */
export function page(rows: readonly DeskRecord[], query: URLSearchParams, usual: number, first = 0): Answer {
  const from = Number(query.get('from') ?? first);
  const limit = Number(query.get('limit') ?? usual);
  if (from < first || limit < 1 || limit > 200) return invalidData(['from', 'limit']);
  const data = rows.slice(from - first, from - first + limit);
  return data.length === 0 ? { status: 204 } : { status: 200, json: { data } };
}

function refuse(status: number, errorCode: string, message: string): Answer {
  return { status, json: { errorCode, message } };
}
