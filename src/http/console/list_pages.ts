import { html, type Html } from '../pages.ts';
import { box, consolePage, dayIn, form, timeIn, type View } from './frame.ts';
import type { AccountView, AddressView, LogView, MemberView, TeamView } from './room.ts';

const SHOWN_MAX = 50;

/** Addresses to be telephoned, and what came of it. */
export function addressesPage(view: View, all: readonly AddressView[], note?: string): string {
  const { say } = view;
  const shown = all.slice(0, SHOWN_MAX);
  const body = all.length === 0 ? html`<p>${say('addresses_none')}</p>` : html`<p>${say('addresses_do')}</p>
<ul class="cards">${shown.map((address) => addressCard(view, address))}</ul>
${all.length > shown.length ? html`<p>${say('more')} ${all.length - shown.length}</p>` : undefined}`;
  return consolePage(view, { room: 'addresses', body, note, path: '/console/addresses' });
}

function addressCard(view: View, { code, name, phone, commune, verifiedOn, isDoubted }: AddressView): Html {
  const { say } = view;
  const verified = verifiedOn === undefined ? say('never') : dayIn(verifiedOn);
  return html`<li class="card"><h2>${name}</h2><p>${commune} · <a href="tel:${phone}">${phone}</a></p>
<p>${say('verified')} ${verified}${isDoubted ? html` · <strong>${say('doubted')}</strong>` : undefined}</p>
${form(view, '/console/addresses', html`<input type="hidden" name="address" value="${code}"><div class="two">
<button name="is" value="confirmed" class="go">${say('confirm')}<span class="for-readers"> ${name}</span></button>
<button name="is" value="wrong" class="less">${say('is_wrong')}<span class="for-readers"> ${name}</span></button>
</div>`)}</li>`;
}

export type MembersShown = Readonly<{ teams: readonly TeamView[]; roles: readonly string[] }>;
/** An invite that was made just now. */
export type MadeInvite = Readonly<{ code: string; links: readonly string[] }>;

/** Members by address, and a form that asks somebody in. A code is shown on this page alone. */
export function membersPage(
  view: View, { teams, roles }: MembersShown, made?: MadeInvite, note?: string,
): string {
  const { say } = view;
  const body = html`${made && html`<section class="made" role="status"><h2>${say('invite_made')}</h2>
<p class="secret">${made.code}</p>${made.links.map((link) => html`<p class="link">${link}</p>`)}
<p>${say('invite_once')}</p></section>`}
${teams.map((team) => teamPart(view, team))}
<section class="card"><h2>${say('invite_title')}</h2>${form(view, '/console/members', html`
<div class="field"><label for="place">${say('invite_place')}</label><select id="place" name="place" required>
${teams.map(({ code, name, commune }) => html`<option value="${code}">${name}${commune && ` · ${commune}`}</option>`)}
</select></div><div class="field"><label for="role">${say('invite_role')}</label><select id="role" name="role">
${roles.map((role) => html`<option value="${role}">${say(`role_${role}`)}</option>`)}</select></div>
${box({ name: 'label', label: say('invite_label'), hint: say('invite_hint'), auto: 'off' })}
<button class="go">${say('invite_go')}</button>`)}</section>`;
  return consolePage(view, { room: 'members', body, note, path: '/console/members' });
}

function teamPart(view: View, { name, commune, members }: TeamView): Html {
  const { say } = view;
  return html`<section class="team"><h2>${name}${commune && ` · ${commune}`}</h2>
${members.length === 0 ? html`<p>${say('nobody')}</p>` : html`<ul class="rows">${members.map((member) => html`<li>
<span><b>${member.label}</b> ${say(`role_${member.role}`)} · ${reached(say, member)}</span>
${member.mayEnd ? form(view, '/console/members/end', html`<input type="hidden" name="member" value="${member.id}">
<button class="less">${say('end')}<span class="for-readers"> ${member.label}</span></button>`) : undefined}</li>`)}
</ul>`}</section>`;
}

const reached = (say: View['say'], { isReachable }: MemberView): string =>
  say(isReachable ? 'reached' : 'not_reached');

/** Asked once more: what waits for her goes on to others at once. */
export function endPage(view: View, { id, label }: MemberView): string {
  const { say } = view;
  const body = html`<p><b>${label}</b></p><p>${say('end_means')}</p>
${form(view, '/console/members/end', html`<input type="hidden" name="member" value="${id}">
<input type="hidden" name="sure" value="yes"><button class="go">${say('end_sure')}</button>`)}
<p><a class="button" href="/console/members">${say('end_not')}</a></p>`;
  return consolePage(view, { room: 'members', body, path: '/console/members' });
}

/** Who is on duty at this moment. */
export function dutyPage(view: View, teams: readonly TeamView[]): string {
  const { say } = view;
  const row = (member: MemberView): Html => html`<li><b>${member.label}</b>
 ${reached(say, member)}</li>`;
  const body = html`<p>${say('duty_now')}</p>${teams.map(({ name, commune, members }) => html`<section class="team">
<h2>${name} · ${commune}</h2>${members.length === 0 ? html`<p><strong>${say('duty_nobody')}</strong></p>`
    : html`<ul class="rows">${members.map(row)}</ul>`}</section>`)}`;
  return consolePage(view, { room: 'duty', body, path: '/console/duty' });
}

/** What was done in her name, and, for those above, by the officers of her province. */
export function accountLogPage(view: View, { own, others }: AccountView): string {
  const { say } = view;
  const row = ({ at, who, act, about }: LogView): Html => html`<li>${timeIn(at)} ${who && html`<b>${who}</b>`}
 ${say(`act_${act}`)}${about && html` <code>${about}</code>`}</li>`;
  const body = html`<p>${say('everywhere_means')}</p>
${form(view, '/console/sign-out-everywhere', html`<button>${say('everywhere')}</button>`)}
<section><h2>${say('own_log')}</h2><ul class="rows log-rows">${own.map(row)}</ul></section>
${others && html`<section><h2>${say('others_log')}</h2><ul class="rows log-rows">${others.map(row)}</ul></section>`}`;
  return consolePage(view, { room: 'account', body, path: '/console/account' });
}
