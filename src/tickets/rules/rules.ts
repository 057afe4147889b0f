import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { values } from '../../inbound/values.ts';
import type { Param } from '../../log/told.ts';
import { type Static, Type } from '../../schema.ts';
import { tell } from '../../sentences/tell.ts';
import { BadSettings } from '../../settings.ts';
import { AddressBook } from '../conversation/address-book.ts';
import { LANGUAGES } from './language.ts';
import { fold, Phrases } from './words.ts';

/** What an operator edits: which words and deals mean what. Checked at the start, with the path of a mistake. */

const closed = { additionalProperties: false };
const words = Type.Array(Type.String({ minLength: 1 }));
const share = Type.Number({ minimum: 0, maximum: 1 });

/** Everything that is named must be true of the deal (and of the message). */
const When = Type.Object(
  {
    stages: Type.Optional(words),
    amount: Type.Optional(Type.Number()),
    amount_other_than: Type.Optional(Type.Number()),
    /** Field by API name, and the values of which it must hold one. */
    fields: Type.Optional(Type.Record(Type.String(), words)),
    filled: Type.Optional(words),
    exam_ahead: Type.Optional(Type.Boolean()),
    /** A list of `word_lists` of which the message must hold one. */
    words: Type.Optional(Type.String()),
    documents_sent: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type When = Static<typeof When>;

const DealRule = Type.Object({ name: Type.String({ minLength: 1 }), when: When }, closed);
const Department = Type.Object(
  {
    name: Type.String({ minLength: 1 }),
    /** Decide alone. */
    keywords: words,
    /** Are shown, and never move a ticket by themselves. */
    hints: words,
  },
  closed,
);
const Template = Type.Object(
  Object.fromEntries(LANGUAGES.map((language) => [language, Type.String({ minLength: 1 })])) as Record<
    (typeof LANGUAGES)[number],
    ReturnType<typeof Type.String>
  >,
  closed,
);

const RulesSchema = Type.Object(
  {
    link_field: Type.String({ pattern: '^cf_\\w+$' }),
    addresses: Type.Object({ own: words, no_reply: words }, closed),
    bounce_subjects: words,
    word_lists: Type.Record(Type.String(), words),
    documents: Type.Object({ in_subject: words, in_text: words, questions: words }, closed),
    confidence: Type.Object({ threshold: share, deal: share, keyword: share, hint: share }, closed),
    departments: Type.Array(Department),
    deals: Type.Object(
      {
        exam_date_field: Type.String(),
        /** The first rule that a deal fits chooses it; of several the one with the latest closing date. */
        choice: Type.Array(DealRule),
        /** The first rule that the chosen deal fits names the department. */
        departments: Type.Array(
          Type.Object({ ...DealRule.properties, department: Type.String({ minLength: 1 }) }, closed),
        ),
        /** What may be written to a deal at all. */
        writable_fields: words,
        writable_stages: words,
        updates: Type.Array(
          Type.Object(
            {
              ...DealRule.properties,
              intents: Type.Optional(words),
              set: Type.Record(Type.String(), Type.String()),
            },
            closed,
          ),
        ),
        note_title: Type.String({ minLength: 1 }),
      },
      closed,
    ),
    reply: Type.Object(
      {
        default_language: Type.Enum([...LANGUAGES]),
        intents: Type.Array(
          Type.Object({ name: Type.String({ minLength: 1 }), keywords: words, template: Template }, closed),
        ),
        /** Channels whose tickets may be answered by e-mail; the usual ones without this. */
        mail_channels: Type.Optional(words),
        /** For a message that fits no intent. */
        fallback: Template,
        /** Exactly these may be sent without a person; see the guide before you add one. */
        auto_send: Type.Array(
          Type.Object({ subject: Type.String(), intent: Type.String(), state: Type.String() }, closed),
        ),
      },
      closed,
    ),
    ticket: Type.Object({ answered_from: words, answered_to: Type.String({ minLength: 1 }) }, closed),
  },
  closed,
);
type RulesFile = Static<typeof RulesSchema>;

/** The rules with their words made ready to be looked for. */
export type Rules = Omit<RulesFile, 'departments'> & {
  addressBook: AddressBook;
  noReply: readonly RegExp[];
  bounces: Phrases;
  wordLists: ReadonlyMap<string, Phrases>;
  documentWords: { inSubject: Phrases; inText: Phrases; questions: Phrases };
  departments: readonly { name: string; keywords: Phrases; hints: Phrases }[];
  intents: readonly { name: string; keywords: Phrases; template: Static<typeof Template> }[];
};

/** Reads the rules file. @throws BadSettings with the place of the mistake */
export function loadRules(file: string): Rules {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new BadSettings(
      error instanceof SyntaxError
        ? tell('RULES_NOT_JSON', { file, problem: error.message })
        : tell('RULES_UNREADABLE', { file }),
    );
  }
  if (!isRules(json)) throw wrongAt(file, misfit(values().Errors(RulesSchema, json)));
  const mistake = inconsistency(json);
  if (mistake !== null) throw wrongAt(file, mistake);
  return compile(json);
}

/**
 * By Ajv, which is loaded anyway; TypeBox's own judge, whose sentences are better, is loaded only to speak of a mistake.
 * Compiled once a process: it takes longer than all the rest of the reading.
 */
function isRules(json: unknown): json is RulesFile {
  check ??= new Ajv(ONCE).compile<RulesFile>(RulesSchema);
  return check(json);
}

/** Ajv would check our schema against the schema of schemas, and tidy code that runs once: twice the time of the rest. */
const ONCE = { strict: false, meta: false, validateSchema: false, code: { optimize: false } } as const;

let check: ValidateFunction<RulesFile> | undefined;

function wrongAt(file: string, mistake: Mistake): BadSettings {
  return new BadSettings(tell('RULES_WRONG', { file, ...mistake }));
}

type Problem = { keyword: string; instancePath: string; message: string; params: object };
/** Where in the file, as a JSON pointer, and what. */
type Mistake = { place: string; problem: Param };

/** In the words of the library that found it, which has them in English. */
function misfit(problems: readonly Problem[]): Mistake {
  // A key too many is reported twice; the second time with its name.
  const [problem] = problems.filter(({ keyword }) => keyword !== 'boolean');
  const { instancePath, message, params } = problem as Problem;
  const extra = 'additionalProperties' in params ? `: ${params.additionalProperties}` : '';
  return { place: instancePath || '/', problem: `${message}${extra}` };
}

/** What the schema cannot say: patterns that are none, names that point nowhere, writes that are not allowed. */
function inconsistency(file: RulesFile): Mistake | null {
  const mistakes = [
    ...badPatterns(file),
    ...emptyPhrases(file),
    ...unknownLists(file),
    ...forbiddenWrites(file),
  ];
  return mistakes[0] ?? null;
}

function badPatterns({ addresses }: RulesFile): Mistake[] {
  const isPattern = (text: string) => {
    try {
      return new RegExp(text) instanceof RegExp;
    } catch {
      return false;
    }
  };
  return addresses.no_reply.flatMap((text, index) =>
    isPattern(text) ? [] : [{ place: `/addresses/no_reply/${index}`, problem: tell('NO_PATTERN', { text }) }],
  );
}

/** A blank, or an accent alone, would be found in every message. */
function emptyPhrases({ bounce_subjects, word_lists, documents, departments, reply }: RulesFile): Mistake[] {
  const lists: (readonly [path: string, phrases: readonly string[]])[] = [
    ['/bounce_subjects', bounce_subjects],
    ...Object.entries(word_lists).map(([name, list]) => [`/word_lists/${name}`, list] as const),
    ...Object.entries(documents).map(([name, list]) => [`/documents/${name}`, list] as const),
    ...departments.flatMap(({ keywords, hints }, index) => [
      [`/departments/${index}/keywords`, keywords] as const,
      [`/departments/${index}/hints`, hints] as const,
    ]),
    ...reply.intents.map(({ keywords }, index) => [`/reply/intents/${index}/keywords`, keywords] as const),
  ];
  return lists.flatMap(([path, phrases]) =>
    phrases.flatMap((phrase, index) =>
      fold(phrase) === '' ? [{ place: `${path}/${index}`, problem: tell('NO_WORD_IN_IT') }] : [],
    ),
  );
}

function unknownLists({ deals, word_lists }: RulesFile): Mistake[] {
  return (['choice', 'departments', 'updates'] as const).flatMap((part) =>
    deals[part].flatMap(({ when: { words } }, index) =>
      words === undefined || words in word_lists
        ? []
        : [{ place: `/deals/${part}/${index}/when/words`, problem: tell('NO_WORD_LIST', { name: words }) }],
    ),
  );
}

function forbiddenWrites({ deals }: RulesFile): Mistake[] {
  const allowed = (field: string, value: string) =>
    field === 'Stage' ? deals.writable_stages.includes(value) : deals.writable_fields.includes(field);
  return deals.updates.flatMap(({ set }, index) =>
    Object.entries(set)
      .filter(([field, value]) => !allowed(field, value))
      .map(([field]) => ({
        place: `/deals/updates/${index}/set/${field}`,
        problem: tell('NOT_WRITABLE', { list: field === 'Stage' ? 'writable_stages' : 'writable_fields' }),
      })),
  );
}

function compile(file: RulesFile): Rules {
  const { addresses, documents } = file;
  const noReply = addresses.no_reply.map((pattern) => new RegExp(pattern, 'i'));
  return {
    ...file,
    addressBook: new AddressBook(addresses.own, noReply),
    noReply,
    bounces: new Phrases(file.bounce_subjects),
    wordLists: new Map(Object.entries(file.word_lists).map(([name, list]) => [name, new Phrases(list)])),
    documentWords: {
      inSubject: new Phrases(documents.in_subject),
      inText: new Phrases(documents.in_text),
      questions: new Phrases(documents.questions),
    },
    departments: file.departments.map(({ name, keywords, hints }) => ({
      name,
      keywords: new Phrases(keywords),
      hints: new Phrases(hints),
    })),
    intents: file.reply.intents.map(({ name, keywords, template }) => ({
      name,
      keywords: new Phrases(keywords),
      template,
    })),
  };
}

/** The fields of a deal that the rules look at; a related list gives no others. */
export function dealFields({ deals }: Rules): string[] {
  const conditions = [...deals.choice, ...deals.departments, ...deals.updates].map(({ when }) => when);
  const named = conditions.flatMap(({ fields, filled }) => [...Object.keys(fields ?? {}), ...(filled ?? [])]);
  const written = deals.updates.flatMap(({ set }) => Object.keys(set));
  const always = ['Deal_Name', 'Stage', 'Amount', 'Closing_Date', deals.exam_date_field];
  return [...new Set([...always, ...named, ...written])];
}
