/** The forms of a counted phrase; `#` stands for the number. A language uses those it needs. */
type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Puts a number into words: the right form for the language, the number in the reader's digits. */
export type Count = (n: number, forms: Forms) => string;

/**
 * `zero` is used for 0 in every language where the phrase has it, because "no event" reads better than "0
 * events".
 *
 * @param digits how the number is written; by default as readers of the language write it
 */
export function counting(tag: string, digits: (n: number) => string = digitsOf(tag)): Count {
  const rules = new Intl.PluralRules(tag);
  return (n, forms) => {
    const form = (n === 0 ? forms.zero : undefined) ?? forms[rules.select(n)] ?? forms.other;
    return form.replace('#', digits(n));
  };
}

function digitsOf(tag: string): (n: number) => string {
  const number = new Intl.NumberFormat(tag);
  return (n) => number.format(n);
}
