import type { JsonObject } from '../events/event.ts';
import type { Reader } from './reader.ts';

/** What became of a completed event, in a sentence or two. A handler that says something new is shown by its JSON. */
export function describeResult({ words }: Reader, result: JsonObject | null): string {
  const action = String(result?.action_taken ?? '');
  const sentences = new Map<string, string>(Object.entries(words.event.results));
  const sentence = sentences.get(action) ?? words.event.done;
  const changed = result?.changed;
  if (!Array.isArray(changed)) return sentence;
  const fields = new Map<string, string>(Object.entries(words.students.fields));
  const names = changed.map((field) => fields.get(String(field)) ?? String(field));
  return `${sentence} ${words.event.changed}: ${names.join(', ')}.`;
}
