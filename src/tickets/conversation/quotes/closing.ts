/**
 * What stands under a letter: the line of a telephone, a footer, a business card. Signatures once counted as documents
 * ("signé"), and footers as requests.
 */

/** A longer line is text, whatever it begins with, in characters. */
const MAX_LINE = 1_000;

/** A line after which nothing is the writer's. */
const FOOTER: readonly RegExp[] = [
  /^--\s*$/,
  /^\s*(sent from (my|the)|get outlook for|envoy[ée] (de mon|depuis)|t[ée]l[ée]charger outlook|obtenez outlook|von meinem .{1,30} gesendet|gesendet (von|mit)|enviado (desde|do) (mi|meu)|inviato (da|dal) (mio )?|verzonden vanaf|أُ?رسلت? من|تم الإرسال من|إرسال من)/i,
  /^\s*(how would you rate our customer service|comment [ée]valuez-vous)/i,
  /^\s*(this (e-?mail|message)|ce (message|courriel|mail)|diese (e-?mail|nachricht)|este (correo|mensaje|e-?mail)|هذه الرسالة|هذا البريد).{0,80}(confiden|vertraulich|confidencial|سرية|سري)/i,
  /^\s*(please consider the environment|pensez à l['’]environnement|unsubscribe|se d[ée]sinscrire)/i,
];
/** Closes a letter; what follows is a name and a business card. */
const CLOSING =
  /^\s*((bien )?cordialement|bien à (vous|toi)|sinc[èe]res salutations|salutations( distingu[ée]es)?|respectueusement|best regards|kind regards|warm regards|regards|sincerely|yours( sincerely| faithfully| truly)?|mit freundlichen gr[üu](ß|ss)en|saludos( cordiales)?|un saludo|cordiali saluti|atenciosamente|met vriendelijke groet|مع (أطيب |خالص |فائق )?(التحيات?|التحية|الاحترام|الشكر)|وتفضلوا بقبول .{0,40}|تحياتي)[\s,.!،]*$/i;

/** The letter without what stands under it. */
export function withoutClosing(lines: readonly string[]): { letter: string[]; under: string[] } {
  const footer = lines.findIndex((line) => FOOTER.some((pattern) => fits(pattern, line)));
  const body = footer === -1 ? lines : lines.slice(0, footer);
  const closing = body.findIndex((line, index) => index > 0 && fits(CLOSING, line));
  const end = closing === -1 ? body.length : closing;
  return { letter: lines.slice(0, end), under: lines.slice(end) };
}

function fits(pattern: RegExp, line: string): boolean {
  return line.length <= MAX_LINE && pattern.test(line.replace(/\p{Cf}/gu, ''));
}
