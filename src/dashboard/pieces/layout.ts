import { html } from 'ghtml';
import { LANGUAGES } from '../../sentences/accepted.ts';
import { assets } from '../assets.ts';
import { LANGUAGE_NAMES, type Reader } from '../reader.ts';
import { THEMES } from '../theme.ts';
import { BRAND, LANGUAGE_ICON } from './icons.ts';

export type PageName = 'overview' | 'problems' | 'events' | 'suggestions' | 'students' | 'actions' | 'health';
const PAGES: readonly (readonly [name: PageName, path: string])[] = [
  ['overview', '/dashboard'],
  ['problems', '/dashboard/problems'],
  ['events', '/dashboard/events'],
  ['suggestions', '/dashboard/suggestions'],
  ['students', '/dashboard/students'],
  ['actions', '/dashboard/actions'],
  ['health', '/dashboard/health'],
];

/** No style is injected, because the pages' policy would refuse it; errors are shown as pages. */
const HTMX_CONFIG = JSON.stringify({
  includeIndicatorCSS: false,
  extensions: 'sse',
  // What a reader has unfolded stays open while the page around it is refreshed.
  morphIgnore: ['open'],
});

/**
 * @param current the page that the navigation marks; null outside the pages, as at sign-in
 * @param isLive keeps a stream of changes open, which parts of the body listen to
 */
export function layout(
  reader: Reader,
  page: { title: string; current: PageName | null; isSignedIn: boolean; isLive?: boolean; body: string },
): string {
  const { language, direction, theme, words, format } = reader;
  return html`<!doctype html>
<html lang="${language}" dir="${direction}" data-theme="${theme}" data-zone="${format.zone}" data-tag="${format.tag}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="robots" content="noindex">
    <meta name="htmx-config" content="${HTMX_CONFIG}">
    <title>${page.title} · ${words.product}</title>
    <link rel="icon" href="${assets['favicon.svg'].url}" type="image/svg+xml">
    <link rel="stylesheet" href="${assets['uplot.css'].url}">
    <link rel="stylesheet" href="${assets['style.css'].url}">
    <script src="${assets['htmx.js'].url}" defer></script>
    <script src="${assets['htmx-sse.js'].url}" defer></script>
    <script src="${assets['uplot.js'].url}" defer></script>
    <script src="${assets['charts.js'].url}" defer></script>
    <script src="${assets['app.js'].url}" defer></script>
    <script src="${assets['keys.js'].url}" defer></script>
  </head>
  <body>
    <a class="skip" href="#content">${words.skip}</a>
    <header class="top">
      <div class="top-inner">
        <a class="brand" href="/dashboard">!${BRAND}<bdi>${words.product}</bdi></a>
        !${account(reader, page.isSignedIn)}
        !${page.isSignedIn ? navigation(reader, page.current) : ''}
      </div>
    </header>
    <main id="content" tabindex="-1">
      !${page.body}
    </main>
    !${page.isLive ? '<div id="stream" hx-sse:connect="/api/v1/events/stream" hx-swap="none" hidden></div>' : ''}
  </body>
</html>`;
}

function navigation({ words }: Reader, current: PageName | null): string {
  const item = ([name, path]: (typeof PAGES)[number]) =>
    html`<li><a href="${path}" !${name === current ? 'aria-current="page"' : ''}>${words.pages[name]}</a></li>`;
  return html`<nav aria-label="${words.menu}"><ul>!${PAGES.map(item)}</ul></nav>`;
}

/**
 * Language and theme, then sign-out, where people look for them: plain forms, so that they work without a
 * script.
 */
function account(reader: Reader, isSignedIn: boolean): string {
  const { words, language, theme, path } = reader;
  const choice = (field: string, value: string, label: string, isChosen: boolean, lang = language) =>
    html`<button name="${field}" value="${value}" lang="${lang}" aria-pressed="${isChosen}">${label}</button>`;
  return html`<div class="account">
    <details class="menu">
      <summary>!${LANGUAGE_ICON}<span>${LANGUAGE_NAMES[language]}</span></summary>
      <form class="menu-body" method="post" action="/dashboard/display">
        <input type="hidden" name="back" value="${path}">
        <fieldset>
          <legend>${words.display.language}</legend>
          !${LANGUAGES.map((each) => choice('language', each, LANGUAGE_NAMES[each], each === language, each))}
        </fieldset>
        <fieldset>
          <legend>${words.display.theme}</legend>
          !${THEMES.map((each) => choice('theme', each, words.display.themes[each], each === theme))}
        </fieldset>
      </form>
    </details>
    !${isSignedIn ? signOut(reader) : ''}
  </div>`;
}

function signOut({ words, name }: Reader): string {
  return html`<form class="sign-out" method="post" action="/dashboard/sign-out">
    !${name === '' ? '' : html`<span class="muted who" dir="auto" title="${words.display.signedInAs(name)}">${name}</span>`}
    <button class="quiet">${words.display.signOut}</button>
  </form>`;
}
