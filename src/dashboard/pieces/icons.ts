import type { Status } from '../../log/event.ts';

/**
 * Line drawings in the colour of the text around them. Each sits beside its word, so it is hidden from screen
 * readers.
 */
function drawing(paths: string): string {
  return `<svg class="icon" viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`;
}

const CIRCLE = '<circle cx="10" cy="10" r="7.5"/>';

/** Each status has its own shape: many people would miss colour alone. */
export const STATUS_ICONS: Record<Status, string> = {
  pending: drawing(`${CIRCLE}<path d="M10 5.8V10l2.8 1.8"/>`),
  processing: drawing('<path d="M16.5 10a6.5 6.5 0 1 1-2-4.7"/><path d="M16.6 2.8v3.4h-3.4"/>'),
  completed: drawing(`${CIRCLE}<path d="m6.8 10.2 2.2 2.2 4.2-4.6"/>`),
  failed: drawing('<path d="M10 2.8 18 16.8H2z"/><path d="M10 8v3.6M10 14.2v.1"/>'),
  duplicate: drawing(
    '<rect x="7" y="7" width="10" height="10" rx="2"/><path d="M13 7V5a2 2 0 0 0-2-2H5a2 2 0 0 0-2 2v6a2 2 0 0 0 2 2h2"/>',
  ),
};
export const WARNING_ICON = STATUS_ICONS.failed;
export const WELL_ICON = STATUS_ICONS.completed;
export const WAITING_ICON = STATUS_ICONS.pending;
export const SKIPPED_ICON = drawing(`${CIRCLE}<path d="M6.8 10h6.4"/>`);
export const SHIELD_ICON = drawing(
  '<path d="M10 2.5 16.5 5v4.5c0 4-2.7 6.8-6.5 8-3.8-1.2-6.5-4-6.5-8V5z"/><path d="m7.2 9.8 2 2 3.6-3.8"/>',
);
export const LANGUAGE_ICON = drawing(
  `${CIRCLE}<path d="M2.5 10h15M10 2.5c2.4 2.2 3.4 4.7 3.4 7.5s-1 5.3-3.4 7.5c-2.4-2.2-3.4-4.7-3.4-7.5s1-5.3 3.4-7.5z"/>`,
);
export const BRAND = `<svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true"><rect class="brand-field" width="32" height="32" rx="9"/><g fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round"><path d="M7 10.5h5.5M7 16h4M7 21.5h5.5M21.5 16H25"/><circle cx="16.5" cy="16" r="4.6"/></g></svg>`;
