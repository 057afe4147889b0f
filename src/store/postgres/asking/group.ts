import type { Connection, Submittable } from 'pg';
import { parserOf } from '../connect.ts';
import type { Said } from './wording.ts';

type Row = Record<string, unknown>;
type Field = { name: string; dataTypeID: number };
type Ended = (error?: Error | null) => void;
/** Where `pg` notes which statements a connection has prepared: the text of each, under its name. */
type Prepared = { parsedStatements: Record<string, string> };

/**
 * Several statements in one message, and all their answers in one: each sent by itself takes some 100 µs of either side,
 * however little it says. Where one fails, the server skips those behind it.
 *
 * Only the last one's rows are kept, and only when somebody asked for them: otherwise the server does not even describe them.
 */
export class Group implements Submittable {
  /** In ms; `pg` reads it, and puts a `callback` of its own around ours that watches the time. */
  readonly query_timeout: number | undefined;
  callback: Ended;
  /** What the last statement came to, such as COMMIT. */
  command = '';
  readonly #said: readonly Said[];
  readonly #isAsked: boolean;
  #fields: readonly Field[] = [];
  readonly #values: (string | null)[][] = [];

  constructor(said: readonly Said[], isAsked: boolean, ended: Ended) {
    const limits = said.flatMap(({ query_timeout }) => query_timeout ?? []);
    this.query_timeout = limits.length > 0 ? Math.min(...limits) : undefined;
    this.callback = ended;
    this.#said = said;
    this.#isAsked = isAsked;
  }

  get rows(): Row[] {
    const fields = this.#fields.map(({ name, dataTypeID }) => ({ name, parse: parserOf(dataTypeID) }));
    return this.#values.map((values) =>
      Object.fromEntries(
        fields.map(({ name, parse }, at) => {
          const value = values[at] ?? null;
          return [name, value === null ? null : parse(value)];
        }),
      ),
    );
  }

  submit(connection: Connection): void {
    const { stream } = connection;
    stream.cork();
    try {
      for (const said of this.#said) this.#say(connection, said);
      connection.sync();
    } finally {
      stream.uncork();
    }
  }

  #say(connection: Connection, said: Said): void {
    const { parsedStatements } = connection as Connection & Prepared;
    const { text, name = '', values } = said;
    if (name === '' || parsedStatements[name] === undefined) {
      connection.parse({ name, text, types: [] }, true);
      // A connection over which anything failed is not used again, so it is as good as prepared.
      if (name !== '') parsedStatements[name] = text;
    }
    connection.bind({ statement: name, values: values.map(toWire) }, true);
    if (this.#isAsked && said === this.#said.at(-1)) connection.describe({ type: 'P' }, true);
    connection.execute(null, true);
  }

  handleRowDescription({ fields }: { fields: readonly Field[] }): void {
    this.#fields = fields;
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    if (this.#fields.length > 0) this.#values.push(fields);
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.command = text;
  }

  handleError(error: Error): void {
    this.callback(error);
  }

  handleReadyForQuery(): void {
    this.callback();
  }
}

function toWire(value: unknown): Buffer | string | null {
  if (value === null || value === undefined) return null;
  return Buffer.isBuffer(value) ? value : String(value);
}
