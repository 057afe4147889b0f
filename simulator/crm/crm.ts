import type { FastifyInstance, FastifyRequest, HTTPMethods } from 'fastify';
import { type Answer, Faults } from '../faults.ts';
import { CrmChannels } from './channels.ts';
import { parseSelect } from './coql.ts';
import { type CrmRecord, CrmRecords, sorted, zohoTime } from './records.ts';
import { CrmSettings } from './settings.ts';

type Params = { module: string; id: string; list: string };
type Query = Record<string, string>;
type Written = { data: [Record<string, unknown>]; duplicate_check_fields?: string[]; trigger?: unknown[] };

/** Zoho CRM (API v8): records, search, COQL, notes, related lists, deleted records, and channels. */
export class CrmSimulator {
  readonly records: CrmRecords;
  readonly channels: CrmChannels;
  readonly faults = new Faults();

  constructor(now: () => number) {
    this.records = new CrmRecords(now);
    this.channels = new CrmChannels(now);
  }

  /** Registers the routes under `/crm/v8`; `isKnownToken` says whether a call is allowed at all. */
  register(app: FastifyInstance, isKnownToken: (header: string | undefined) => boolean): void {
    const route = (method: HTTPMethods, url: string, work: (request: FastifyRequest) => Answer) =>
      app.route({
        method,
        url: `/crm/v8${url}`,
        handler: (request, reply) =>
          this.faults.answer(reply, () =>
            isKnownToken(request.headers.authorization) ? work(request) : CRM_REFUSALS.INVALID_TOKEN,
          ),
      });

    route('GET', '/actions/watch', () => this.channels.list());
    route('POST', '/actions/watch', ({ body }) => this.channels.subscribe(body));
    route('PUT', '/actions/watch', ({ body }) => this.channels.renew(body));
    route('DELETE', '/actions/watch', ({ query }) =>
      this.channels.unsubscribe(String((query as Query).channel_ids)),
    );
    route('POST', '/coql', ({ body }) => this.#query((body as { select_query: string }).select_query));
    const settings = new CrmSettings(this.records);
    route('GET', '/settings/modules', () => settings.modules());
    route('GET', '/settings/fields', (request) => settings.fields(queryOf(request).module));
    route('GET', '/org', () => settings.org());
    route('GET', '/users', (request) => settings.users(queryOf(request).type));
    route('POST', '/Notes', ({ body }) => this.#addNoteTo(body as Written));
    route('GET', '/:module/search', (request) => this.#search(paramsOf(request).module, queryOf(request)));
    route('GET', '/:module/deleted', (request) => this.#deleted(request));
    route('POST', '/:module/upsert', (request) =>
      this.#upsert(paramsOf(request).module, request.body as Written),
    );
    route('GET', '/:module', (request) => this.#records(paramsOf(request).module, queryOf(request)));
    route('GET', '/:module/:id', (request) => {
      const { module, id } = paramsOf(request);
      const record = this.records.get(module, id);
      return record === undefined ? { status: 204 } : { status: 200, json: { data: [record] } };
    });
    route('PUT', '/:module/:id', (request) => this.#update(paramsOf(request), request.body as Written));
    route('GET', '/:module/:id/:list', (request) => this.#related(paramsOf(request), queryOf(request)));
    route('POST', '/:module/:id/Notes', (request) =>
      this.#addNote(paramsOf(request), request.body as Written),
    );
  }

  #query(text: string): Answer {
    const select = parseSelect(text);
    if (select === null) return { status: 400, json: { code: 'SYNTAX_ERROR', details: {}, status: 'error' } };
    const { fields, module, matches, order, limit, offset } = select;
    const found = sorted(this.records.all(module).filter(matches), order);
    const rows = found.slice(offset, offset + limit).map((record) => picked(record, ['id', ...fields]));
    return list(rows, offset + limit < found.length);
  }

  /** `equals` behaves like "contains", as Zoho's documentation says; so does the search for an e-mail. */
  #search(module: string, query: Query): Answer {
    const terms = [...(query.criteria ?? '').matchAll(CRITERION)].map(
      ([, field, value]) => [String(field), String(value).replace(/\\(.)/g, '$1')] as const,
    );
    const found = this.records.indexed(module).filter((record) => {
      if (terms.length === 0) return searchable(record).includes(String(query.email).toLowerCase());
      return terms.every(([field, value]) => searchable(record[field]).includes(value.toLowerCase()));
    });
    return page(found, query);
  }

  /** By id, at most a hundred of them; one invalid id refuses them all. */
  #records(module: string, query: Query): Answer {
    if (!query.fields)
      return { status: 400, json: { code: 'REQUIRED_PARAM_MISSING', details: { param_name: 'fields' } } };
    const ids = String(query.ids).split(',');
    if (ids.length > 100 || ids.some((id) => !/^\d+$/.test(id))) return CRM_REFUSALS.INVALID_DATA;
    const fields = ['id', ...query.fields.split(',')];
    const found = ids.map((id) => this.records.get(module, id)).filter((record) => record !== undefined);
    return page(
      found.map((record) => picked(record, fields)),
      query,
    );
  }

  #deleted(request: FastifyRequest): Answer {
    const sinceMs = Date.parse(String(request.headers['if-modified-since']));
    const { module } = paramsOf(request);
    const found = this.records.deleted
      .filter((deleted) => deleted.module === module && deleted.deletedMs >= sinceMs)
      .map(({ id, deletedMs }) => ({ id, type: 'recycle', deleted_time: zohoTime(deletedMs) }));
    return page(found, queryOf(request));
  }

  #related({ id, list }: Params, query: Query): Answer {
    if (!query.fields)
      return { status: 400, json: { code: 'REQUIRED_PARAM_MISSING', details: { param: 'fields' } } };
    const fields = ['id', ...query.fields.split(',')];
    const found = this.records
      .all(list)
      .filter((record) => Object.values(record).some((value) => Object(value).id === id));
    return page(
      found.map((record) => picked(record, fields)),
      query,
    );
  }

  #update({ module, id }: Params, { data, trigger }: Written): Answer {
    if (this.records.get(module, id) === undefined) return CRM_REFUSALS.INVALID_DATA;
    this.records.edit(module, id, data[0], runsWorkflows(trigger));
    return written(200, { id });
  }

  #upsert(module: string, { data: [fields], duplicate_check_fields = [], trigger }: Written): Answer {
    const known = this.records
      .all(module)
      .find((record) => duplicate_check_fields.some((field) => record[field] === fields[field]));
    if (known === undefined)
      return written(201, { id: this.records.add(module, fields, runsWorkflows(trigger)) }, 'insert');
    this.records.edit(module, known.id, fields, runsWorkflows(trigger));
    return written(200, { id: known.id }, 'update');
  }

  /** The other way to add a note: the note itself says which record it belongs to. */
  #addNoteTo({ data: [note] }: Written): Answer {
    const { module, id } = Object(note.Parent_Id);
    return this.#addNote({ module: String(Object(module).api_name), id: String(id) }, { data: [note] });
  }

  #addNote({ module, id }: Omit<Params, 'list'>, { data: [note] }: Written): Answer {
    if (this.records.get(module, id) === undefined) return CRM_REFUSALS.INVALID_DATA;
    if (!note.Note_Content) return CRM_REFUSALS.MANDATORY_NOT_FOUND;
    const fields = { ...note, Parent_Id: { module: { api_name: module }, id } };
    return written(201, { id: this.records.add('Notes', fields, false) });
  }
}

/** Answers for `failCrm`, as Zoho gives them. */
export const CRM_REFUSALS = {
  INVALID_TOKEN: topLevel(401, 'INVALID_TOKEN'),
  AUTHENTICATION_FAILURE: topLevel(401, 'AUTHENTICATION_FAILURE'),
  OAUTH_SCOPE_MISMATCH: topLevel(401, 'OAUTH_SCOPE_MISMATCH'),
  NO_PERMISSION: topLevel(403, 'NO_PERMISSION'),
  TOO_MANY_REQUESTS: topLevel(429, 'TOO_MANY_REQUESTS'),
  /** Zoho documents this with 500; it was also seen with 400. */
  INTERNAL_ERROR: topLevel(400, 'INTERNAL_ERROR'),
  RECORD_LOCKED: { status: 400, json: { data: [{ code: 'RECORD_LOCKED', details: {}, status: 'error' }] } },
  INVALID_DATA: {
    status: 400,
    json: { data: [{ code: 'INVALID_DATA', details: { api_name: 'id' }, status: 'error' }] },
  },
  MANDATORY_NOT_FOUND: {
    status: 400,
    json: {
      data: [{ code: 'MANDATORY_NOT_FOUND', details: { api_name: 'Note_Content' }, status: 'error' }],
    },
  },
} satisfies Record<string, Answer>;

function topLevel(status: number, code: string): Answer {
  return { status, json: { code, details: {}, message: 'refused', status: 'error' } };
}

/** `(Field:equals:value)`, where a backslash escapes special characters. */
const CRITERION = /\((\w+):equals:((?:\\.|[^\\()])*)\)/g;

function runsWorkflows(trigger: unknown[] | undefined): boolean {
  return trigger === undefined || trigger.length > 0;
}

function written(status: number, details: object, action?: string): Answer {
  return { status, json: { data: [{ code: 'SUCCESS', details, action, status: 'success' }] } };
}

/** The whole content of a record or a lookup. */
function searchable(value: unknown): string {
  return (typeof value === 'object' ? JSON.stringify(value) : String(value)).toLowerCase();
}

/** A query returns only the id of a lookup. */
function picked(record: CrmRecord, fields: readonly string[]): object {
  const value = (field: string) => {
    const held = record[field] ?? null;
    return typeof held === 'object' && held !== null && 'id' in held ? { id: held.id } : held;
  };
  return Object.fromEntries(fields.map((field) => [field, value(field)]));
}

/** Without paging parameters: the first two hundred. */
function page(rows: readonly object[], { per_page = '200', page = '1' }: Query): Answer {
  const size = Number(per_page);
  const start = (Number(page) - 1) * size;
  return list(rows.slice(start, start + size), start + size < rows.length);
}

/** An empty answer is 204 without a body. */
function list(rows: readonly object[], more: boolean): Answer {
  if (rows.length === 0) return { status: 204 };
  return { status: 200, json: { data: rows, info: { count: rows.length, more_records: more } } };
}

function paramsOf(request: FastifyRequest): Params {
  return request.params as Params;
}

function queryOf(request: FastifyRequest): Query {
  return request.query as Query;
}
