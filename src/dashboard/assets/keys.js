// One key for each decision on a suggestion. Works only while no field has the focus, so that typing an
// answer decides nothing.

const suggestions = [...document.querySelectorAll('[data-suggestion]')];

function current() {
  return document.activeElement.closest('[data-suggestion]');
}

function move(by) {
  const next =
    suggestions[suggestions.indexOf(current()) + by] ?? (current() === null ? suggestions.at(-1) : null);
  next?.focus();
}

const actions = {
  j: () => move(1),
  k: () => move(-1),
  a: () => current()?.querySelector('[data-key="a"]')?.click(),
  d: () => current()?.querySelector('[data-key="d"]')?.click(),
  e: () => current()?.querySelector('[data-key="e"]')?.focus(),
};

/**
 * The letter of a key. On a keyboard without Latin letters, such as an Arabic one, it is the one printed in
 * that position.
 */
function letter({ key, code }) {
  return (/^[a-z]$/i.test(key) ? key : code.replace(/^Key/, '')).toLowerCase();
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest('input, select, textarea')) {
    // Leaves the field, so that keys decide again.
    if (event.key === 'Escape') event.target.closest('[data-suggestion]')?.focus();
    return;
  }
  const action = actions[letter(event)];
  if (suggestions.length === 0 || action === undefined) return;
  event.preventDefault();
  action();
});
