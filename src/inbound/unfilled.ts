/**
 * The notations of merge fields, wherever they stand in a text: a notification id is often made of two. Each is one that
 * Zoho's editors write or that a tool between Zoho and us takes: `${CRMID}`, `${!Leads.Id}` (CRM, Desk, Flow), `$[NAME]$`
 * (Campaigns), `#Leads.Id#` (older CRM links), `%visitor.name%` (SalesIQ), `<<Name>>` (Writer), `<%=input.ID%>` (Creator),
 * `{{id}}` (Make, n8n, Postman), `{!Contact.Id}` (Salesforce), `@{body()}` (Power Automate), `*|NAME|*` (Mailchimp),
 * `$(id)`, `[[id]]`.
 */
const NOTATIONS = [
  /\$\{/,
  /\$\[[^[\]]+\]/,
  /\$\([A-Za-z_][^()]*\)/,
  /\{\{[^{}]+\}\}/,
  /\{![^{}]+\}/,
  /@\{[^{}]+\}/,
  /<%[^<>]{1,200}%>/,
  /<<\s*[A-Za-z_][\w. ]*>>/,
  /\[\[\s*[A-Za-z_][\w. ]*\]\]/,
  /\*\|[^|]+\|\*/,
  // These marks also stand in prices, addresses and per cents: only a name between two of them is a field.
  /(?<![\p{L}\p{N}])#[A-Za-z_](?:[\w. ]*\w)?#(?!\p{L})/u,
  /(?<![\p{L}\p{N}])%[A-Za-z_][\w.]+\w%(?!\p{L})/u,
];
/** `$CRMID`, where it is all that the text consists of, but for what joins it to a number or a second one. */
const BARE = /^[^\s$]*\$!?[A-Za-z_][\w.!$:|/-]*$/;
const BARE_AFTER_LETTER = /[\p{L}\p{N}]\$/u;
/** Every notation contains at least one of these. */
const MARKS = /[$#%{<[*]/;

/** Looked for in so many characters, which is more than any field of Zoho holds; in megabytes it took 150 ms. */
const LOOKED_AT = 65_536;

/** True for text that holds a merge field which nobody filled in; `$100`, `50%` and `{curly}` are none. */
export function isUnfilled(text: string): boolean {
  const beginning = text.slice(0, LOOKED_AT);
  if (!MARKS.test(beginning)) return false;
  const plain = decodePercent(beginning);
  if (NOTATIONS.some((notation) => notation.test(plain))) return true;
  return BARE.test(plain) && !BARE_AFTER_LETTER.test(plain);
}

/** `{CRMID}` or `<id>` may be part of a text; in the place of an id it can be nothing else. The braces of a GUID hold hyphens. */
const IN_IDS = [
  /(?!\[object )[{[<]\s*[$#%:@!]?[A-Za-z_][\w .$:]*%?\s*[>\]}]/,
  /%\([A-Za-z_]\w*\)[sd]/,
  /(?<![A-Za-z\d])__[A-Z][A-Z\d_]*__(?![A-Za-z\d])/,
  /(?<![\w.])@[A-Za-z_][\w.]*@(?!\w)/,
  /^:[A-Za-z_]\w*$/,
  /\$\.[A-Za-z_]/,
];

/** The same for a text of moderate length that stands where an id belongs: there is less that it can mean. */
export function isUnfilledId(text: string): boolean {
  return isUnfilled(text) || IN_IDS.some((notation) => notation.test(text));
}

/** A template in an address arrives as `%24%7BCRMID%7D`, or with only its braces encoded, also twice (`%2524`). */
function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  const once = text.replaceAll('%25', '%');
  return once.replace(/%(24|7b|7d|21|23)/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
}
