import { describe, expect, test } from 'vitest';
import {
  HALF_MS, IDLE_MS, isInReach, isSignedIn, mayAct, mayInvite, OFFICER_PERMITS, OFFICER_ROLES, type OfficerAct, SIGNED_IN_MS,
} from './officers.ts';

/** Who may do what, once more and by hand: c the commune's officer, p the province's, a the admin. */
const MATRIX: Readonly<Record<OfficerAct, string>> = {
  see_needs: 'cpa', see_waiting: 'pa', see_requests: 'a', see_letters: 'a', see_unreached: 'cpa', see_guesses: 'cpa',
  see_addresses: 'cpa', confirm_address: 'cpa', doubt_address: 'cpa', see_members: 'cpa', invite_member: 'cpa', end_member: 'cpa',
  see_duty: 'cpa', see_account: 'cpa', see_log: 'pa', sign_out_everywhere: 'cpa',
};

describe('what an officer may', () => {
  const acts = Object.keys(OFFICER_PERMITS).filter((act): act is OfficerAct => act in MATRIX);

  test('is written down twice, and both say the same', () => {
    expect(Object.keys(MATRIX).sort()).toEqual(Object.keys(OFFICER_PERMITS).sort());
    const said = Object.fromEntries(acts.map((act) => [act, OFFICER_ROLES.filter((role) => mayAct({ role }, act)).map((role) => role[0]).join('')]));
    expect(said).toEqual(MATRIX);
  });

  test.each([
    ['commune_officer', 'member'], ['province_duty', 'member commune_officer partner'], ['admin', 'member commune_officer province_duty partner'],
  ] as const)('%s asks in: %s', (role, wanted) => {
    const all = ['member', 'commune_officer', 'province_duty', 'partner', 'admin', ''];
    expect(all.filter((invited) => mayInvite({ role }, invited)).join(' ')).toBe(wanted);
  });
});

test.each([
  ['commune_officer', '31673', '31673', '92', true],
  ['commune_officer', '31673', '31675', '92', false],
  ['commune_officer', '31673', undefined, '92', false],
  ['commune_officer', '92', '31673', '92', false],
  ['commune_officer', undefined, undefined, undefined, false],
  ['province_duty', '92', '31675', '92', true],
  ['province_duty', '92', undefined, '92', true],
  ['province_duty', '92', '02947', '15', false],
  ['province_duty', undefined, undefined, undefined, false],
  ['admin', undefined, '02947', '15', true],
  ['admin', '92', undefined, undefined, true],
] as const)('%s of %s and a place in %s, %s: %s', (...row) => {
  expect(isInReach({ role: row[0], unit: row[1] }, { commune: row[2], province: row[3] })).toBe(row[4]);
});

test.each([
  ['full', 0, IDLE_MS - 1, true], ['full', 0, IDLE_MS, false],
  ['full', SIGNED_IN_MS - 1, 0, true], ['full', SIGNED_IN_MS, 0, false],
  ['half', HALF_MS - 1, 0, true], ['half', HALF_MS, 0, false],
] as const)('%s, made %s ms ago and still for %s ms: %s', (stage, age, still, wanted) => {
  const at = 10 * SIGNED_IN_MS;
  expect(isSignedIn({ stage, madeAt: at - Math.max(age, still), seenAt: at - still }, at)).toBe(wanted);
});
