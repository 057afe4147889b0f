// What the pages cannot do alone: detect the browser's time zone, copy, show that a change is under way,
// close the menu. Everything else works without it.

const { zone: shownZone, tag } = document.documentElement.dataset;
const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

// The server writes times in the zone of this cookie; only a browser's first page has to be corrected here.
if (shownZone !== browserZone) {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing over plain HTTP
  document.cookie = `zone=${encodeURIComponent(browserZone)}; path=/dashboard; max-age=31536000; samesite=lax`;
  const styles = {
    time: { dateStyle: 'medium', timeStyle: 'short' },
    exactTime: { dateStyle: 'medium', timeStyle: 'medium' },
    clock: { timeStyle: 'short' },
    second: { timeStyle: 'medium' },
    hour: { weekday: 'short', hour: '2-digit', minute: '2-digit' },
  };
  for (const element of document.querySelectorAll('time[data-precision]')) {
    const format = new Intl.DateTimeFormat(tag, styles[element.dataset.precision]);
    element.textContent = format.format(new Date(element.dateTime));
  }
}

/** "How long ago" has to stay true while the page is open. */
function renewAges() {
  const format = new Intl.RelativeTimeFormat(tag, { numeric: 'auto', style: 'short' });
  for (const element of document.querySelectorAll('.ago[data-since]')) {
    const seconds = Math.max(0, Math.round((Date.now() - Date.parse(element.dataset.since)) / 1000));
    const [count, unit] =
      seconds < 60
        ? [seconds, 'second']
        : seconds < 3600
          ? [seconds / 60, 'minute']
          : [seconds / 3600, 'hour'];
    element.textContent = format.format(-Math.floor(count), unit);
  }
}
setInterval(renewAges, 30_000);

/** Over plain HTTP from another machine, browsers offer no clipboard; then the buttons stay hidden. */
function showCopyButtons() {
  for (const button of document.querySelectorAll('[data-copy]')) button.hidden = !navigator.clipboard;
}
showCopyButtons();
// Content that the server re-renders arrives with its buttons hidden.
document.addEventListener('htmx:after:swap', showCopyButtons);
document.addEventListener('click', async ({ target }) => {
  const button = target.closest('[data-copy]');
  if (button === null) return;
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
  const label = button.textContent;
  button.textContent = button.dataset.done;
  setTimeout(() => {
    button.textContent = label;
  }, 2000);
});

// One box ticks all boxes of its form; re-rendered content arrives with it hidden.
function showSelectAll() {
  for (const label of document.querySelectorAll('[data-all]')) label.hidden = false;
}
showSelectAll();
document.addEventListener('htmx:after:swap', showSelectAll);
document.addEventListener('change', ({ target }) => {
  const form = target.closest('[data-all]')?.dataset.all;
  if (form === undefined) return;
  for (const box of document.querySelectorAll(`input[type="checkbox"][form="${form}"]`))
    box.checked = target.checked;
});

// A change in Zoho may take seconds: show that it has begun.
document.addEventListener('submit', ({ target }) => {
  if (target.method === 'post') target.ariaBusy = 'true';
});

const menu = document.querySelector('.menu');
document.addEventListener('click', ({ target }) => {
  if (!menu.contains(target)) menu.open = false;
});
menu.addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape' || !menu.open) return;
  menu.open = false;
  menu.querySelector('summary').focus();
});
