/** What the styles of an HTML mail hide from whoever reads it. */

export type Attributes = Readonly<Record<string, string>>;

/** More of the style sheets of a mail, and of the style of one element, is not looked at, in characters. */
const MAX_SHEETS = 20_000;
const MAX_STYLE = 2_000;

const BACKGROUND = /(^|;)background(-color)?:(?!(#fff(fff)?|white|transparent|none|inherit|initial)(;|!|$))/;
const NOTHING = '0(\\.0+)?(px|pt|em|rem|%)?(;|!|$)';
const HIDES = new RegExp(
  [
    '(^|;)(display:none|visibility:hidden|mso-hide:all|color:transparent|clip:rect\\(0|clip-path:inset\\((50|100)%)',
    `(^|;)(opacity|font-size):${NOTHING}`,
    `(^|;)(max-)?(height|width):${NOTHING}.*overflow:hidden`,
    `overflow:hidden.*;(max-)?(height|width):${NOTHING}`,
    // So far outside that no window shows it.
    '(^|;)(left|right|top|bottom|text-indent|margin-left|margin-top):-\\d{4,}(\\.\\d+)?(px|pt)?(;|!|$)',
  ].join('|'),
);
const WHITE = /(^|;)color:(#fff(fff)?|white|rgba?\(255,255,255(,1(\.0+)?)?\))(;|!|$)/;

export function styleOf({ style = '', bgcolor }: Attributes): string {
  const plain = squeeze(style);
  return bgcolor === undefined ? plain : `${plain};background:${bgcolor.toLowerCase()}`;
}

function squeeze(style: string): string {
  return style.slice(0, MAX_STYLE).toLowerCase().replace(/\s+/g, '');
}

export function hasBackground(attributes: Attributes): boolean {
  return BACKGROUND.test(styleOf(attributes));
}

/** Classes and ids of an element; Outlook puts `x_` before those of others. */
export function namesOf({ class: classes = '', id = '' }: Attributes): string[] {
  return `${classes} ${id}`
    .toLowerCase()
    .split(/\s+/)
    .map((name) => name.replace(/^(x_)+/, ''));
}

/** Which elements of a mail nobody sees: by their own style, or by the style sheet that the mail brings. */
export function readStyles(html: string): {
  hide(element: string, attributes: Attributes, hasColour: boolean): boolean;
} {
  const hidden = hiddenNames(html);
  return {
    hide(element, attributes, hasColour) {
      const style = styleOf(attributes);
      const names = hidden.size === 0 ? [] : namesOf(attributes);
      return (
        'hidden' in attributes ||
        HIDES.test(style) ||
        (!hasColour && WHITE.test(style)) ||
        names.some((name) => hidden.has(name) || hidden.has(`${element}.${name}`))
      );
    },
  };
}

/**
 * Classes and ids that a style sheet hides, alone or on one kind of element. What it hides on paper or on a small screen
 * only, in a block of its own, is seen by others.
 */
function hiddenNames(html: string): ReadonlySet<string> {
  const sheets = Array.from(html.matchAll(/<style[^>]{0,200}>([^<]*)/gi), ([, sheet]) => String(sheet));
  const hiding = rulesOf(sheets.join('\n').slice(0, MAX_SHEETS)).filter(({ style }) =>
    HIDES.test(squeeze(style)),
  );
  // A line such as `@import …;` may stand before a selector.
  const selectors = hiding.flatMap(({ selector }) => selector.toLowerCase().split(/[,;]/));
  return new Set(selectors.flatMap((selector) => nameIn(selector.trim()) ?? []));
}

/** The rules of a style sheet outside of any block. */
function rulesOf(sheet: string): { selector: string; style: string }[] {
  const rules: { selector: string; style: string }[] = [];
  const open: string[] = [];
  let text = '';
  for (const piece of withoutComments(sheet).split(/([{}])/)) {
    if (piece === '{') open.push(text);
    else if (piece === '}') {
      for (const selector of open.splice(-1)) if (open.length === 0) rules.push({ selector, style: text });
    }
    text = piece;
  }
  return rules;
}

function withoutComments(sheet: string): string {
  const [before = '', ...rest] = sheet.split('/*');
  return before + rest.map((part) => part.split('*/').slice(1).join('*/')).join('');
}

/** `.x`, `#x` and `p.x` as this file keeps them; null for what looks at more than one element. */
function nameIn(selector: string): string | null {
  const found = /^([a-z]*)[.#](?:x_)*([\w-]+)$/.exec(selector);
  if (found === null) return null;
  const [, element = '', name = ''] = found;
  return element === '' ? name : `${element}.${name}`;
}
