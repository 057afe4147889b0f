import { html } from 'ghtml';
import { WARNING_ICON } from '../pieces/icons.ts';
import { layout } from '../pieces/layout.ts';
import type { Reader } from '../reader.ts';

/** @param refusal why the last attempt failed; null at the first */
export function signInPage(reader: Reader, next: string, refusal: 'wrong' | 'tooMany' | null): string {
  const { signIn } = reader.words;
  const body = html`<form class="sign-in card" method="post" action="/dashboard/sign-in">
    <h1>${signIn.title}</h1>
    <p class="muted">${signIn.intro}</p>
    !${refusal === null ? '' : html`<p class="problem" role="alert">!${WARNING_ICON}<span>${signIn[refusal]}</span></p>`}
    <input type="hidden" name="next" value="${next}">
    <label>${signIn.token}
      <input name="token" type="password" dir="ltr" autocomplete="current-password" required autofocus>
    </label>
    <label>${signIn.name}
      <input name="name" type="text" dir="auto" autocomplete="name" maxlength="60" aria-describedby="name-hint">
    </label>
    <p class="hint" id="name-hint">${signIn.nameHint}</p>
    <button class="primary">${signIn.submit}</button>
  </form>`;
  return layout(reader, { title: signIn.title, current: null, isSignedIn: false, body });
}

/** Between the sign-in link and the dashboard; the route explains why it is not a redirect. */
export function signedInPage(reader: Reader): string {
  const { signIn } = reader.words;
  const body = html`<div class="sign-in card">
    <h1>${signIn.signedIn}</h1>
    <p><a href="/dashboard">${signIn.continue}</a></p>
  </div>`;
  return layout(reader, { title: signIn.signedIn, current: null, isSignedIn: false, body });
}
