type Value = string | number | boolean | null;

/** Without it a spreadsheet takes the bytes for the machine's own character set, and garbles Arabic. */
export const BYTE_ORDER_MARK = '\ufeff';

/** One record of comma-separated values (RFC 4180). */
export function csvLine(values: readonly Value[]): string {
  return values.map((value) => quoted(harmless(value === null ? '' : String(value)))).join(',');
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A spreadsheet runs a cell that begins like a formula; telephone numbers and dates do not. */
function harmless(text: string): string {
  return /^[=@\t\r]|^[+-](?![\d\s().-]*$)/.test(text) ? `'${text}` : text;
}
