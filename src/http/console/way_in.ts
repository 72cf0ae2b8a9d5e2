import { encodeQR } from 'qr';
import { html, type Html } from '../pages.ts';
import { box, consolePage, form, to, type View } from './frame.ts';
import type { SetUpProblem } from './room.ts';

export function signInPage(view: View, note?: string): string {
  const { say } = view;
  const body = html`${form(view, '/console/sign-in', html`${box({ name: 'name', label: say('name'), auto: 'username' })}
${box({ name: 'password', label: say('password'), type: 'password', auto: 'current-password' })}
<button class="go">${say('go_on')}</button>`)}
<p class="hint">${say('sign_in_new')} <a href="${to('/console/set-up', view)}">${say('set_up_title')}</a></p>`;
  return consolePage(view, { room: 'sign_in', body, note, path: '/console/sign-in' });
}

export function codePage(view: View, note?: string): string {
  const { say } = view;
  const body = form(view, '/console/code', html`
${box({ name: 'code', label: say('totp'), hint: say('code_hint'), auto: 'one-time-code' })}
<button class="go">${say('go_on')}</button>`);
  return consolePage(view, { room: 'code', body, note, path: '/console/code' });
}

/** The first step of setting an account up: the code that was given. */
export function setUpPage(view: View, note?: string): string {
  const { say } = view;
  const body = form(view, '/console/set-up', html`
${box({ name: 'code', label: say('set_up_code'), hint: say('set_up_hint'), auto: 'off' })}
<button class="go">${say('go_on')}</button>`);
  return consolePage(view, { room: 'set_up', body, note, path: '/console/set-up' });
}

/** The second: her telephone, a name and a password. */
export function accountPage(
  view: View, given: Readonly<{ code: string; address: string; secret: string }>, problem?: SetUpProblem,
): string {
  const { say } = view;
  const letters = given.secret.match(/.{1,4}/g) ?? [];
  const body = form(view, '/console/set-up', html`<input type="hidden" name="code" value="${given.code}">
<section aria-labelledby="one"><h2 id="one">${say('set_up_one')}</h2><p>${say('set_up_app')}</p>
<p><a class="button" href="${given.address}">${say('set_up_open')}</a></p>${picture(given.address, say('set_up_qr'))}
<p>${say('set_up_type')}</p><p class="secret">${letters.join(' ')}</p></section>
<section aria-labelledby="two"><h2 id="two">${say('set_up_two')}</h2>
${box({ name: 'name', label: say('name'), hint: say('name_hint'), auto: 'username' })}
${box({ name: 'password', label: say('password'), hint: say('password_hint'), type: 'password', auto: 'new-password' })}
${box({ name: 'again', label: say('again'), type: 'password', auto: 'new-password' })}
${box({ name: 'totp', label: say('totp'), hint: say('totp_hint'), auto: 'one-time-code', mode: 'numeric' })}
<button class="go">${say('set_up_done')}</button></section>`);
  const note = problem && say(`problem_${problem}`);
  return consolePage(view, { room: 'set_up', body, note, path: '/console/set-up' });
}

/** Codes for the day her telephone is gone; this page shows them once. */
export function recoveryPage(view: View, codes: readonly string[]): string {
  const { say } = view;
  const body = html`<p>${say('recovery_keep')}</p><ul class="secret">${codes.map((code) => html`<li>${code}</li>`)}</ul>
<p><a class="button go" href="${to('/console/sign-in', view)}">${say('sign_in_title')}</a></p>`;
  return consolePage(view, { room: 'set_up', body, note: say('set_up_ready'), path: '/console/set-up' });
}

/** The address as a picture for the camera of her telephone, drawn here: nobody else learns it. */
function picture(text: string, label: string): Html {
  const rows = encodeQR(text, 'raw', { border: 2 });
  const dots = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return html`<svg class="qr" role="img" aria-label="${label}" viewBox="0 0 ${rows.length} ${rows.length}">
<rect width="${rows.length}" height="${rows.length}" fill="#fff"/><path d="${dots}" fill="#000"/></svg>`;
}
