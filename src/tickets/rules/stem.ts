/**
 * Which words of a text are forms of a word in the rules. Only what grammar attaches is taken off (plural, feminine,
 * the endings of verbs; in Arabic the article, prepositions and possessives), never what makes another word of it:
 * a "documentation" is no document. Words come folded; see `fold`.
 */

/** What is left of a word must still be one, in letters. */
const MIN_LATIN = 4;
const MIN_PLURAL = 3;
const MIN_ARABIC = 3;

const ARABIC = /\p{Script=Arabic}/u;

/** The part of a word of the rules that stays in all its forms. */
export function base(word: string): string {
  return ARABIC.test(word) ? arabicBase(word) : latinBase(word);
}

/** Everything that a word of a text may be a form of: itself first. */
export function forms(word: string): ReadonlySet<string> {
  const found = ARABIC.test(word) ? arabicForms(word) : latinForms(word);
  return new Set([word, ...found, ...found.map(base)]);
}

const SOFT = ['ees', 'ee', 'es', 'er', 'ez', 'e'];
/** Of French verbs, and of English ones. */
const VERB = [
  ...['ent', 'ons', 'ant', 'ait', 'ais', 'ions', 'iez', 'aient'],
  ...['era', 'eras', 'erai', 'erez', 'erons', 'eront', 'erait', 'erais', 'eriez', 'erions', 'eraient'],
  ...['ed', 'ing'],
];

function latinBase(word: string): string {
  if (word.length <= MIN_LATIN) return word;
  return strip(word, SOFT, MIN_LATIN) ?? strip(word, ['s', 'x'], MIN_PLURAL) ?? word;
}

function latinForms(word: string): string[] {
  const stripped = [
    ...all(word, ['s', 'x'], MIN_PLURAL),
    ...all(word, [...SOFT, ...VERB], MIN_LATIN),
    ...all(word, ['ies'], MIN_LATIN).map((stem) => `${stem}y`),
  ];
  // "cancelled" is of "cancel".
  return [...stripped, ...stripped.map((stem) => stem.replace(/([b-df-hj-np-tv-z])\1$/, '$1'))];
}

const CONJUNCTIONS = ['', 'و', 'ف'];
const ATTACHED = ['', 'ال', 'بال', 'كال', 'لل', 'ب', 'ل', 'ك'];
const PREFIXES = CONJUNCTIONS.flatMap((and) => ATTACHED.map((prefix) => and + prefix));
const POSSESSIVES = ['ي', 'ك', 'كم', 'كما', 'كن', 'نا', 'ه', 'ها', 'هم', 'هما', 'هن'];
/** Folded, the feminine ending ة is ه; before a possessive it is ت. */
const SUFFIXES = [
  ...['', 'ه', 'ا', 'ات', 'ان', 'ين', 'ون', 'تان', 'تين'],
  ...['', 'ت', 'ات'].flatMap((ending) => POSSESSIVES.map((possessive) => ending + possessive)),
];

function arabicBase(word: string): string {
  const bare = word.startsWith('ال') && word.length >= MIN_ARABIC + 2 ? word.slice(2) : word;
  return strip(bare, ['ات', 'ه'], MIN_ARABIC) ?? bare;
}

function arabicForms(word: string): string[] {
  return PREFIXES.filter((prefix) => word.startsWith(prefix)).flatMap((prefix) =>
    all(word.slice(prefix.length), SUFFIXES, MIN_ARABIC),
  );
}

function strip(word: string, endings: readonly string[], min: number): string | undefined {
  return all(word, endings, min)[0];
}

function all(word: string, endings: readonly string[], min: number): string[] {
  return endings
    .filter((ending) => word.endsWith(ending) && word.length - ending.length >= min)
    .map((ending) => word.slice(0, word.length - ending.length));
}
