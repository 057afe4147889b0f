/** A form value as PHP reads it; a list is an object with numeric keys. */
export type PhpValue = string | PhpForm;
export type PhpForm = { [key: string]: PhpValue };

/** Reads a form the way PHP does: `users[0][email]` nests. */
export function readPhpForm(text: string): PhpForm {
  const form: PhpForm = {};
  for (const [name, value] of new URLSearchParams(text)) {
    put(
      form,
      name.split(/[[\]]+/).filter((key) => key !== ''),
      value,
    );
  }
  return form;
}

function put(place: PhpForm, [key, ...rest]: string[], value: string): void {
  const inner = place[String(key)];
  const next = typeof inner === 'object' ? inner : {};
  place[String(key)] = rest.length === 0 ? value : next;
  if (rest.length > 0) put(next, rest, value);
}
