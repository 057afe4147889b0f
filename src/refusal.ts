import type { Param, Told } from './log/told.ts';
import type { Code } from './sentences/catalogue.ts';
import { inEnglish, type Saying } from './sentences/tell.ts';

/**
 * What the service answers when it refuses something: a code for programs, a status, and a message that tells
 * the person at the other end what to fix; never an internal message. Messages about a body are English only,
 * since the sender's developer reads them; the rest are in the language that the request asks for.
 */
export abstract class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: string;
  readonly statusCode: number;
  readonly saying: Saying;

  constructor(code: string, statusCode: number, saying: Saying) {
    super(inEnglish(saying));
    this.code = code;
    this.statusCode = statusCode;
    this.saying = saying;
  }
}

/** Kept apart from other sentences of the same code, which appear in the log. */
type RefusedCode = Code extends infer C ? (C extends `REFUSED_${infer Rest}` ? Rest : never) : never;
type Values<Names extends readonly string[]> = { [Index in keyof Names]: Param | number };

/**
 * A refusal whose sentence is in the catalogue under its own code; `places` are its parameters, in the order
 * given.
 */
export function refusal<const Names extends readonly string[]>(
  code: RefusedCode,
  statusCode: number,
  ...places: Names
) {
  return class extends Refusal {
    constructor(...values: Values<Names>) {
      super(code, statusCode, toldOf(code, places, values));
    }
  };
}

function toldOf(code: string, places: readonly string[], values: readonly (Param | number)[]): Told {
  const given = places.map((place, index) => {
    const value = values[index] ?? '…';
    return [place, typeof value === 'number' ? String(value) : value] as const;
  });
  return { code: `REFUSED_${code}`, params: Object.fromEntries(given) };
}

/** A refusal with different wording each time. */
export function said(code: string, statusCode: number) {
  return class extends Refusal {
    constructor(saying: Saying = '…') {
      super(code, statusCode, saying);
    }
  };
}

/** A refusal about what was sent, in English. */
export function ofBody<Words extends readonly (string | number)[]>(
  code: string,
  statusCode: number,
  sentence: (...words: Words) => string,
) {
  return class extends Refusal {
    constructor(...words: Words) {
      super(code, statusCode, sentence(...words));
    }
  };
}
