import { html } from 'ghtml';
import { isObject } from '../../inbound/body.ts';
import type { JsonObject } from '../../log/event.ts';
import type { Reader } from '../reader.ts';
import { reason } from './told.ts';

/** What became of a completed event, in sentences. If a handler reports something new, its JSON is shown. */
export function describeResult(reader: Reader, result: JsonObject | null): string {
  const { words } = reader;
  const action = String(result?.action_taken ?? '');
  const sentence = named(words.event.results, action) ?? words.event.done;
  const sentences = [html`${sentence}${changes(reader, result?.changed)}`, ...effects(reader, result)];
  const moodle = isObject(result?.moodle) ? result.moodle : {};
  const told = [result ?? {}, moodle].flatMap(({ reason: words, told: codes }) =>
    typeof words === 'string' ? [html`<p>!${reason(reader, { reason: words, told: codes })}</p>`] : [],
  );
  return html`<p class="lead">!${sentences.join(' ')}</p>!${told.join('')}`;
}

function changes({ words }: Reader, changed: unknown): string {
  if (!Array.isArray(changed) || changed.length === 0) return '';
  const names = changed.map((field) => named(words.students.fields, String(field)) ?? String(field));
  return ` ${words.event.changed}${words.event.colon} ${names.join(words.event.comma)}.`;
}

/** What was done outside about a student: in Moodle, and in Zoho CRM. */
function effects({ words }: Reader, result: JsonObject | null): string[] {
  const { moodle, writtenBack } = words.event;
  const inMoodle = isObject(result?.moodle) ? named(moodle, String(result.moodle.action)) : undefined;
  const from = isObject(result?.moodle) ? result.moodle.taken_over_from : undefined;
  const takenOver = typeof from === 'string' ? html`${words.event.takenOver(from)}` : undefined;
  const inZoho = result?.crm_write_back === 'written' ? writtenBack : undefined;
  return [inMoodle, takenOver, inZoho].filter((sentence) => sentence !== undefined);
}

/** The words for a name from the log; undefined when there are none. */
function named(words: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(words, name) ? words[name] : undefined;
}
