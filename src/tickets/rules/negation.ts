/**
 * Whether a wish is taken back: "je ne veux plus de remboursement", "no refund needed", "لا أريد استرداد". A letter
 * that thanks for a request which was just withdrawn is worse than one that says less, so in doubt a word is off; but a
 * complaint that something has not come ("je n'ai pas reçu ma facture") is the wish for it. Texts come folded.
 */

/** A thought is no longer, in characters. */
const REACH = 300;

/** The words that turn off what stands at a place of a text, or null. */
export function turnedOffBy(folded: string, place: { start: number; end: number }): string | null {
  const ahead = folded.slice(place.end, place.end + REACH);
  const before = String(
    folded
      .slice(Math.max(0, place.start - REACH), place.start)
      .split(CLAUSE_END)
      .at(-1),
  );
  const after = String(ahead.split(CLAUSE_END)[0]);
  const sentence = String(ahead.split(SENTENCE_END)[0]);
  if (ASKS_WHY.test(before)) return null;
  const wish = first(NOT_WANTED, before);
  if (wish !== null && !WANTED.test(String(wish.groups?.rest))) return wish[0].trim();
  const direct = first(DIRECT, before);
  if (direct !== null && !LACKS.test(`${before} ${after}`)) return direct[0].trim();
  const forbidden = FORBIDS.exec(before);
  if (forbidden !== null && /^(?: \S+)? (?:plus|pas|jamais)(?!\S)/.test(after) && !HAS_BEEN.test(before))
    return `${forbidden[0].trim()} … pas`;
  return first(AFTER, sentence)?.[0].trim() ?? null;
}

function first(patterns: readonly RegExp[], text: string): RegExpExecArray | null {
  return patterns.map((pattern) => pattern.exec(text)).find((found) => found !== null) ?? null;
}

/** Where another thought begins. */
const CLAUSE_END =
  /[.!?;:,()«»"\n؟،؛|]|(?<!\S)(?:mais|cependant|plutot|but|however|instead|rather|لكن|ولكن|بل|انما)(?!\S)/u;
const SENTENCE_END = /[.!?;\n؟؛|]/u;
const ASKS_WHY = /(?<!\S)(?:pourquoi|why|how come|لماذا|ليش|ليه)(?!\S)/u;
/** At most so many words between the negation and what it turns off. */
const NEAR = '(?<rest>(?:\\S+ ){0,7})$';
const RIGHT_HERE = '(?<rest>(?:\\S+ ){0,3})$';

const FRENCH_WANT =
  '(?:veux|veut|voulons|voulez|veulent|voulais|voudrais|voudrait|souhait\\w*|desir\\w*|demand\\w*|reclam\\w*|attend\\w*|exig\\w*|besoin|envie|faut|interess\\w*|sollicit\\w*|cherch\\w*)';
const ENGLISH_WANT =
  '(?:want|wants|need|needs|require|wish|ask|asking|asked|request|requesting|requested|looking|interested|expect|expecting|like|seek|seeking)';
const ARABIC_WANT =
  '(?:اريد|نريد|ارغب|نرغب|احتاج|نحتاج|محتاج|محتاجه|بحاجه|اطلب|نطلب|طلبت|اود|نود|ابغي|ابغا|ابي|بدي|عايز|عايزه|عاوز|عاوزه|بغيت)';

const NOT_WANTED: readonly RegExp[] = [
  new RegExp(`${FRENCH_WANT} (?:\\S+ ){0,2}?(?:pas|jamais|point|aucune?|nullement) ${NEAR}`, 'u'),
  // "Je voudrais plus d'informations" asks for more.
  new RegExp(`(?<!\\p{L})n(?:e |'|' )(?:\\S+ ){0,2}?${FRENCH_WANT} (?:\\S+ ){0,2}?plus ${NEAR}`, 'u'),
  new RegExp(
    `(?<!\\p{L})(?:plus|pas|jamais|aucun) (?:\\S+ ){0,2}?(?:besoin|necessaire|utile|(?:la )?peine|envie|question|interesse\\w*|vouloir|demande) ${NEAR}`,
    'u',
  ),
  new RegExp(
    `(?<!\\p{L})(?:annul|retir|oubli|ignor|abandonn|arret|stopp)\\w* (?:\\S+ ){0,2}?(?:demande|requete|procedure) ${NEAR}`,
    'u',
  ),
  new RegExp(`(?<!\\p{L})(?:renonc\\w*|oublie\\w*|laiss\\w* tomber) ${RIGHT_HERE}`, 'u'),
  new RegExp(
    `(?<!\\S)(?:don't|dont|do not|doesn't|does not|didn't|did not|won't|wouldn't|would not|no longer|(?<!could |can )not(?! only)|never|isn't) (?:(?!how|know|sure|where|whether|understand|able)\\S+ ){0,3}?${ENGLISH_WANT} ${NEAR}`,
    'u',
  ),
  new RegExp(`(?<!\\S)no (?:more |longer )?(?:need|reason) ${NEAR}`, 'u'),
  /(?<!\S)(?:cancel|withdraw|disregard|forget|ignore|drop|retract)\w* (?:(?:my|the|this|that|our|any|about) ){0,2}(?:(?:request|claim|demand|application) (?:for|of|to) )?(?<rest>(?:(?:a|an|the|my|get|be) ){0,2})$/u,
  new RegExp(
    `(?<!\\S)(?:و|ف)?(?:لا|لم|لن|ما|مش|مو|لست|ليس|لسنا) (?:(?!كيف|اعرف|ادري|استطيع|يمكنني|اقدر)\\S+ ){0,2}?${ARABIC_WANT} ${NEAR}`,
    'u',
  ),
  new RegExp(`(?<!\\S)(?:و|ف)?لا (?:داعي|حاجه|ضروره|لزوم) ${NEAR}`, 'u'),
  /(?<!\S)(?:الغاء|الغوا|الغي|الغيت|سحب|سحبت|تراجعت عن|اتراجع عن|تجاهلوا?|انسوا|انسي) (?:(?:طلب|طلبي|الطلب) )?(?<rest>(?:\S+ ){0,1})$/u,
];
/** Right before the word. */
const DIRECT: readonly RegExp[] = [
  /(?<!\p{L})(?:pas|plus|aucune?) (?:(?:de|d'|des|un|une|etre|me|se|nous) ?){0,2}$/u,
  /(?<!\p{L})(?:sans|ni|non) (?:(?:de|d'|du|des|un|une|la|le|les|l'|au|mon|ma) ?){0,2}$/u,
  /(?<!\S)(?:no|not(?! only)|without|no more|never|nor|neither) (?:(?:a|an|any|the|my|our|to|be|get|for) ){0,3}$/u,
  /(?<!\S)(?:و|ف)?(?:لا|بدون|دون|بلا|من غير|ليس|مش|مو) (?:اي )?$/u,
];
/** What is missing is wished for. */
const LACKS =
  /(?<!\p{L})(?:recu\w*|touche\w*|obtenu\w*|trouv\w*|toujours|encore|a ce jour|jusqu\w*|depuis|ai|(?:il|elle|y|m'|n'|l'|on) ?a|avons|avez|ont|avais|eu|apparai\w*|arriv\w*|parvenu\w*|dans mon|sur mon|still|yet|received?|got|so far|have|has|had|there is|there's|haven't|find|see|came|arrived|until now|يوجد|توجد|استلم\S*|يصل\S*|تصل\S*|وصل\S*|حتي الان|للان|بعد|لدي|عندي)(?!\p{L})/u;
/** A person asks for it in the same breath. */
const WANTED = new RegExp(
  `(?<!\\S)(?:(?:je|j'|nous|on) ?(?:vous |me |en )?${FRENCH_WANT}|voudrais|souhaite|merci de|svp|veuillez|prie|pouvez|pourriez|please|kindly|i (?:would |'d )?(?:want|need|like)|can you|could you|(?:و|ف)?(?:اريد|ارغب|احتاج|اطلب)|ارجو|يرجي|الرجاء|من فضلكم?)(?!\\S)`,
  'u',
);
/** "Ne me remboursez pas", but not the complaint "vous ne m'avez pas remboursé". */
const FORBIDS = /(?<!\p{L})n(?:e |')(?:\S+ ){0,2}$/u;
const HAS_BEEN =
  /(?:^|\s)(?:n'|ne (?:m'|nous |l')?)(?:ai|as|a|avons|avez|ont|est|sont|suis|etes|ete|avez)(?:\s\S+)?\s*$/;
/** Behind the word, to the end of the sentence. */
const AFTER: readonly RegExp[] = [
  /^(?:\S* )?(?:\S+ ){0,3}?(?:n'est|n'a|n'en|ne|n'ai) ?(?:\S+ ){0,3}?(?:plus|pas)(?: (?:la peine|necessaire|utile|besoin|d'actualite|voulu|souhaite|demande))/u,
  /^[ ,:]*(?:\S+ ){0,3}?(?:n'en|n'en ai) ?(?:\S+ ){0,2}?(?:veux|voulons|souhaite|ai|desire)? ?(?:plus|pas)(?: besoin)?/u,
  /^(?:\S* )?(?:\S+ ){0,2}?(?:is|are|isn't|aren't|was) ?(?:no longer|not)? ?(?:needed|necessary|required|wanted)(?<=(?:no longer|not|isn't|aren't) \S+)/u,
  /^ (?:not|no longer) (?:needed|necessary|required|wanted)/u,
  /^(?:\S* )?(?:\S+ ){0,2}?(?:لم يعد|لم تعد|ليس|ليست|غير) (?:ضروري\S*|مطلوب\S*|لازم\S*)/u,
];
