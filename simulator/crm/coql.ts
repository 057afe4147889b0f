import { type CrmRecord, comparable } from './records.ts';

type Select = {
  fields: string[];
  module: string;
  matches: (record: CrmRecord) => boolean;
  order: string[];
  limit: number;
  offset: number;
};

const SELECT =
  /^select (?<fields>.+?) from (?<module>\w+) where (?<where>.+?)(?: order by (?<order>.+?))? limit (?<limit>\d+) offset (?<offset>\d+)$/is;
const CONDITION = /([\w.]+)\s*(>=|=)\s*'((?:\\.|[^'\\])*)'/g;

/** Parses the part of COQL used here: conditions joined by `and`. Null stands for Zoho's SYNTAX_ERROR. */
export function parseSelect(text: string): Select | null {
  const parts = SELECT.exec(text.trim())?.groups;
  if (parts === undefined || !isNested(String(parts.where))) return null;
  const conditions = [...String(parts.where).matchAll(CONDITION)].map(readCondition);
  return {
    fields: list(parts.fields),
    module: String(parts.module),
    matches: (record) => conditions.every((holds) => holds(record)),
    order: list(parts.order).map((field) => field.replace(/ asc$/i, '')),
    limit: Number(parts.limit),
    offset: Number(parts.offset),
  };
}

/** Zoho joins two conditions at a time: three need brackets. */
function isNested(where: string): boolean {
  let shape = where.replace(CONDITION, 'C');
  while (/\(C( and C)?\)/i.test(shape)) shape = shape.replace(/\(C( and C)?\)/i, 'C');
  return /^C( and C)?$/i.test(shape);
}

function readCondition([, field, operator, quoted]: RegExpExecArray): Select['matches'] {
  const wanted = comparable(String(quoted).replace(/\\(.)/g, '$1'));
  return (record) => {
    const held = comparable(heldBy(record, String(field)));
    return operator === '=' ? held === wanted : held >= wanted;
  };
}

/** `Contact_Name.id` looks into a lookup; a lookup by its own name is its id. */
function heldBy(record: CrmRecord, field: string): string {
  const [name = '', part = 'id'] = field.split('.');
  const value = record[name];
  return String(value instanceof Object ? Object(value)[part] : value);
}

function list(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((field) => field.trim())
    .filter((field) => field !== '');
}
