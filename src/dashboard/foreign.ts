import { html } from 'ghtml';

/** A text that someone else wrote, in whatever direction it has. */
export function foreign(text: string): string {
  return html`<span dir="auto">${text}</span>`;
}
