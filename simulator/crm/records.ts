export type CrmRecord = { id: string; [field: string]: unknown };
export type CrmChange = { module: string; operation: 'insert' | 'update' | 'delete'; id: string };
type Deleted = { id: string; module: string; deletedMs: number };

/** The records of a CRM, its recycle bin, and a search index that may lag behind. */
export class CrmRecords {
  /**
   * Notified of every change that runs workflows: those made by people, and by calls without `"trigger":[]`.
   */
  readonly listeners: ((change: CrmChange) => void)[] = [];
  readonly deleted: Deleted[] = [];
  readonly #records = new Map<string, CrmRecord>();
  readonly #now: () => number;
  #index: Map<string, CrmRecord> | null = null;
  #lastId = 4554000000900000000n;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Inserts a record as it is, as if it had always been there. */
  put(module: string, record: CrmRecord): void {
    this.#records.set(`${module}/${record.id}`, record);
  }

  get(module: string, id: string): CrmRecord | undefined {
    return this.#records.get(`${module}/${id}`);
  }

  all(module: string): CrmRecord[] {
    return inModule(this.#records, module);
  }

  /** The modules that hold a record, by name. */
  modules(): string[] {
    return [...new Set([...this.#records.keys()].map((key) => key.replace(/\/.*/, '')))].sort();
  }

  /** What the search sees. */
  indexed(module: string): CrmRecord[] {
    return inModule(this.#index ?? this.#records, module);
  }

  /** From now on the search sees no changes, until the index catches up. */
  freezeIndex(isFrozen: boolean): void {
    this.#index = isFrozen ? new Map(this.#records) : null;
  }

  /** Changes some fields and sets a new Modified_Time. Runs workflows unless told otherwise. */
  edit(module: string, id: string, fields: object, runsWorkflows = true): void {
    const before = this.get(module, id);
    this.put(module, { ...before, ...fields, id, Modified_Time: zohoTime(this.#now()) });
    if (runsWorkflows) this.#tell({ module, operation: before === undefined ? 'insert' : 'update', id });
  }

  /** Adds a record; returns its id. */
  add(module: string, fields: object, runsWorkflows = true): string {
    this.#lastId += 1n;
    this.edit(module, String(this.#lastId), fields, runsWorkflows);
    return String(this.#lastId);
  }

  /** A person moves it to the recycle bin. */
  remove(module: string, id: string): void {
    this.#records.delete(`${module}/${id}`);
    this.deleted.push({ id, module, deletedMs: this.#now() });
    this.#tell({ module, operation: 'delete', id });
  }

  #tell(change: CrmChange): void {
    for (const listener of this.listeners) listener(change);
  }
}

function inModule(records: ReadonlyMap<string, CrmRecord>, module: string): CrmRecord[] {
  return [...records].filter(([key]) => key.startsWith(`${module}/`)).map(([, record]) => record);
}

/** Ordered by these fields, ascending. */
export function sorted(records: readonly CrmRecord[], fields: readonly string[]): CrmRecord[] {
  const key = (record: CrmRecord) => fields.map((field) => comparable(String(record[field]))).join('\n');
  return records.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Times are compared as times, because each may have its own offset. */
export function comparable(text: string): string {
  return /^\d{4}-\d{2}-\d{2}T/.test(text) ? new Date(text).toISOString() : text;
}

/** The way Zoho writes times: to the second, with the offset of its user. */
export function zohoTime(ms: number): string {
  return new Date(ms + 3 * 3_600_000).toISOString().replace(/\.\d+Z$/, '+03:00');
}
