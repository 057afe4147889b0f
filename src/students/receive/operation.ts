const INSERT = new Set(['insert', 'inserted', 'create', 'created', 'creation', 'add', 'added', 'new']);
const UPDATE = new Set(['update', 'updated', 'edit', 'edited', 'modify', 'modified', 'change', 'changed']);
/** Undoing a deletion; what Zoho says of the record then is read or taken as any update. */
const RESTORED = /restor|undelet|un-?_?(delet|remov|trash)|recover|rétabli|restaur|استعاد|استرجاع/i;
/** In the languages in which schools set up their Zoho. */
const DELETED =
  /delet|remov|trash|recycl|purge|erase|destroy|supprim|suppression|effac|corbeille|حذف|محذوف|elimin|borra[dr]|l(?:ö|oe)sch|verwijder|удал|删除/i;
const NOT = new Set(['not', 'never', 'non', 'no']);
/** What may be removed from a record that itself stays. */
const A_PART =
  /tag|note|attachment|file|photo|image|comment|field|owner|share|subform|relat|line.?item|territor|reminder|checklist/i;
/** What stands around the word itself, as in `BTEC_Students.edit` or `record updated`. */
const AROUND = new Set([
  'record',
  'records',
  'student',
  'students',
  'btec',
  'on',
  'event',
  'was',
  'is',
  'has',
  'been',
  'the',
]);

/**
 * What happened to a record: `insert`, `update` or `delete`. A word that is none of them stays as it came, and means "look at
 * the record". People write these words into their templates, so that they come with the module's name and in any spelling.
 */
export function readOperation(given: string): string {
  // As nearly everybody writes them; the rest is worked out.
  if (UPDATE.has(given)) return 'update';
  if (INSERT.has(given)) return 'insert';
  const text = given.normalize('NFC');
  if (RESTORED.test(text)) return 'update';
  const all = wordsOf(text);
  if (DELETED.test(text) || all.includes('del'))
    return A_PART.test(text) || all.some((word) => NOT.has(word)) ? given : 'delete';
  const words = all.filter((word) => !AROUND.has(word));
  const [word] = words;
  if (words.length !== 1 || word === undefined) return given;
  if (INSERT.has(word)) return 'insert';
  return UPDATE.has(word) ? 'update' : given;
}

function wordsOf(text: string): string[] {
  const apart = text.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').toLowerCase();
  return apart.split(/[^\p{L}]+/u).filter((word) => word !== '');
}
