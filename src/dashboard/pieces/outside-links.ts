import { html } from 'ghtml';
import type { Reader } from '../reader.ts';

/** Links to the same record in other systems; omitted where it is not known there. */
export function outsideLinks(
  { words }: Reader,
  links: readonly (readonly [system: string, url: string | null])[],
): string {
  const known = links.filter(([, url]) => url !== null && isWeb(url));
  if (known.length === 0) return '';
  return html`<p class="outside-links">!${known.map(
    ([system, url]) =>
      html`<a class="button quiet" href="${url}" target="_blank" rel="noopener noreferrer">${words.rows.openIn(system)}</a>`,
  )}</p>`;
}

/** An address that another system gave us: never one that runs a script. */
function isWeb(url: string): boolean {
  return /^https?:\/\//.test(url);
}
