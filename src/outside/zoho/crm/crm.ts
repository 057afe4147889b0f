import { isObject } from '../../../inbound/body.ts';
import type { JsonObject, JsonValue } from '../../../log/event.ts';
import type { Deed } from '../../../sentences/texts/tickets/deeds.ts';
import type { OutsideApi } from '../../api.ts';
import type { ZohoTokens } from '../account/oauth.ts';
import { CrmApi, type CrmCall, type CrmPage, PAGE_SIZE } from './crm-api.ts';
import { moduleScope, rowsOf } from './refusals.ts';
import { isMatch, searchParameters, type Where } from './search.ts';

export type CrmNote = { id: string; title: string; content: string };
/** `marker` is a text that no other note holds; it tells whether this one was posted already. */
export type NewCrmNote = { title: string; content: string; marker: string };
/** `deletedTime` is ISO 8601 with the offset of the Zoho user. */
export type DeletedRecord = { id: string; deletedTime: string };

/** The most ids that one call of "Get Records" takes (zoho/crm-oas v8.0, record.json; the limit of the older APIs). */
const IDS_IN_A_CALL = 100;

/** Answers that say "there is no such record"; Zoho's documents disagree on which it is. */
const GONE = new Set(['INVALID_DATA', 'RECORD_NOT_FOUND']);

/**
 * Records of Zoho CRM (API v8). Nothing written here runs Zoho's workflows, or our own change would come back as a
 * webhook. Every method throws CredentialsFailure, TemporaryFailure or PermanentFailure with a sentence for operators.
 */
export class ZohoCrm {
  readonly #api: CrmApi;

  constructor(api: OutsideApi, tokens: ZohoTokens, base: URL) {
    this.#api = new CrmApi(api, tokens, base);
  }

  /** A record as it is now, or null when Zoho does not have it. */
  async getRecord(module: string, id: string, signal: AbortSignal): Promise<JsonObject | null> {
    const call = reading(module, 'READ_A_RECORD', recordPath(module, id));
    const [record] = rowsOf(await this.#api.read(call, signal, GONE));
    return record ?? null;
  }

  /** Which of these records Zoho has, a hundred in a call. Of a text that is no id of Zoho's there is none. */
  async existing(module: string, ids: readonly string[], signal: AbortSignal): Promise<Set<string>> {
    const sought = ids.filter((id) => /^\d+$/.test(id));
    const found = new Set<string>();
    for (let at = 0; at < sought.length; at += IDS_IN_A_CALL) {
      const query = new URLSearchParams({
        ids: sought.slice(at, at + IDS_IN_A_CALL).join(','),
        fields: 'id',
      });
      const call = reading(module, 'READ_RECORDS', `${modulePath(module)}?${query}`);
      for (const { id } of rowsOf(await this.#api.read(call, signal, GONE))) found.add(String(id));
    }
    return found;
  }

  /** All records that a COQL select finds; the select has no `limit`. Lookups come as `{id}` only. */
  query(select: string, signal: AbortSignal): Promise<JsonObject[]> {
    return this.#api.readAll((page) => coql(select, (page - 1) * PAGE_SIZE), signal);
  }

  /** One page of a COQL select, for whoever walks through more than fits into memory. */
  queryPage(select: string, offset: number, signal: AbortSignal): Promise<CrmPage> {
    return this.#api.readPage(coql(select, offset), signal);
  }

  /**
   * The records that hold exactly these values. The search index lags behind: a record that was made or changed a
   * moment ago may be missing, so a record whose id is known is read by its id.
   */
  async search(module: string, where: Where, signal: AbortSignal): Promise<JsonObject[]> {
    const call: CrmCall = {
      ...reading(module, 'SEARCH_FOR_RECORDS', `${modulePath(module)}/search`),
      scopes: [moduleScope(module, 'READ'), 'ZohoSearch.securesearch.READ'],
    };
    const found = await this.#api.readAll((page) => paged(call, page, searchParameters(where)), signal);
    return found.filter((record) => isMatch(record, where));
  }

  /** The records of a related list, such as `Deals` of a contact, with these fields. */
  related(
    module: string,
    id: string,
    list: string,
    fields: readonly string[],
    signal: AbortSignal,
  ): Promise<JsonObject[]> {
    const path = `${recordPath(module, id)}/${encodeURIComponent(list)}`;
    const call: CrmCall = {
      ...reading(module, 'READ_A_RELATED_LIST', path),
      scopes: [moduleScope(module, 'READ'), moduleScope(list, 'READ')],
    };
    return this.#api.readAll((page) => paged(call, page, { fields: fields.join(',') }), signal);
  }

  /** What was deleted since a time (ISO 8601), including what has left the recycle bin. */
  async deletedSince(module: string, sinceIso: string, signal: AbortSignal): Promise<DeletedRecord[]> {
    const call: CrmCall = {
      ...reading(module, 'LIST_DELETED_RECORDS', `${modulePath(module)}/deleted`),
      headers: { 'if-modified-since': zohoTime(Date.parse(sinceIso)) },
    };
    const rows = await this.#api.readAll((page) => paged(call, page, { type: 'all' }), signal);
    return rows.map(({ id, deleted_time }) => ({ id: String(id), deletedTime: String(deleted_time) }));
  }

  /** Writes these fields and leaves the others alone. */
  async update(module: string, id: string, fields: JsonObject, signal: AbortSignal): Promise<void> {
    await this.#api.write(
      {
        deed: 'UPDATE_A_RECORD',
        module,
        scopes: [moduleScope(module, 'UPDATE')],
        method: 'PUT',
        path: recordPath(module, id),
        json: { data: [fields], trigger: [] },
        isIdempotent: true,
      },
      signal,
    );
  }

  /** Writes the record whose `duplicateCheckFields` hold the same values, or makes it. */
  async upsert(
    module: string,
    fields: JsonObject,
    duplicateCheckFields: readonly string[],
    signal: AbortSignal,
  ): Promise<{ id: string; action: 'insert' | 'update' }> {
    const row = await this.#api.write(
      {
        deed: 'CREATE_OR_UPDATE_A_RECORD',
        module,
        scopes: [moduleScope(module, 'CREATE'), moduleScope(module, 'UPDATE')],
        method: 'POST',
        path: `${modulePath(module)}/upsert`,
        json: { data: [fields], duplicate_check_fields: [...duplicateCheckFields], trigger: [] },
        isIdempotent: true,
      },
      signal,
    );
    return { id: writtenId(row), action: row.action === 'insert' ? 'insert' : 'update' };
  }

  async listNotes(module: string, recordId: string, signal: AbortSignal): Promise<CrmNote[]> {
    const rows = await this.related(module, recordId, 'Notes', ['Note_Title', 'Note_Content'], signal);
    return rows.map((row) => ({
      id: String(row.id),
      title: textOf(row.Note_Title),
      content: textOf(row.Note_Content),
    }));
  }

  /**
   * Adds a note below a record, once: Zoho knows no repeats of notes, so the marker is looked for before each posting
   * and stands at the end of the note.
   */
  async addNote(
    module: string,
    recordId: string,
    { title, content, marker }: NewCrmNote,
    signal: AbortSignal,
  ): Promise<{ id: string; already: boolean }> {
    const notes = await this.listNotes(module, recordId, signal);
    const posted = notes.find((note) => note.content.includes(marker));
    if (posted !== undefined) return { id: posted.id, already: true };
    const note = {
      Parent_Id: { module: { api_name: module }, id: recordId },
      Note_Title: title,
      Note_Content: `${content}\n\n${marker}`,
    };
    const row = await this.#api.write(
      {
        deed: 'ADD_A_NOTE',
        module,
        scopes: [moduleScope(module, 'CREATE'), 'ZohoCRM.modules.notes.CREATE'],
        method: 'POST',
        path: `${recordPath(module, recordId)}/Notes`,
        json: { data: [note] },
        isIdempotent: false,
      },
      signal,
    );
    return { id: writtenId(row), already: false };
  }
}

/** A time as Zoho takes it: ISO 8601 to the second, with an offset in place of Z. */
export function zohoTime(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, '+00:00');
}

function modulePath(module: string): string {
  return `/crm/v8/${encodeURIComponent(module)}`;
}

function recordPath(module: string, id: string): string {
  return `${modulePath(module)}/${encodeURIComponent(id)}`;
}

function reading(module: string, deed: Deed, path: string): CrmCall {
  return { deed, module, scopes: [moduleScope(module, 'READ')], method: 'GET', path, isIdempotent: true };
}

function paged(call: CrmCall, page: number, parameters: Record<string, string>): CrmCall {
  const query = new URLSearchParams({
    ...parameters,
    page: String(page),
    per_page: String(PAGE_SIZE),
  });
  return { ...call, path: `${call.path}?${query}` };
}

function coql(select: string, offset: number): CrmCall {
  const module = select.replace(/^.*\bfrom\s+(\w+).*$/is, '$1');
  return {
    deed: 'QUERY_RECORDS',
    module,
    scopes: ['ZohoCRM.coql.READ', moduleScope(module, 'READ'), 'ZohoCRM.settings.fields.READ'],
    method: 'POST',
    path: '/crm/v8/coql',
    json: { select_query: `${select} limit ${PAGE_SIZE} offset ${offset}` },
    isIdempotent: true,
  };
}

function writtenId({ details }: JsonObject): string {
  return isObject(details) ? textOf(details.id) : '';
}

function textOf(value: JsonValue | undefined): string {
  return value === undefined || value === null ? '' : String(value);
}
