import { html } from 'ghtml';

/** Text that someone else wrote, in whatever direction it runs. */
export function foreign(text: string): string {
  return html`<span dir="auto">${text}</span>`;
}
