import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../fakes/person.ts';
import { onEveryBackend } from './backends.ts';
import { runChore } from './chores.ts';
import { ALERT, codeIn, comeIn, file, SAID, take, takeReceipt } from './main_job.ts';
import { type Opened, openOn, settled } from './open.ts';
import { label, said } from './said.ts';

onEveryBackend('What a member may do grows old', (backend) => {
  let house: Opened;
  let here: Person;
  let woman: Person;
  beforeAll(async () => {
    house = await openOn(backend);
    here = await house.member({ address: 'TD-01', label: 'Cô Ban' }, { name: 'Ban' });
  });
  afterAll(() => house.close());

  const files = async (): Promise<string> => {
    woman = house.telegram.person({ name: 'Sung' });
    await comeIn(woman);
    await file(woman);
    await takeReceipt(woman);
    return codeIn((await here.hears(ALERT)).text);
  };
  /** Everything of a table becomes so much older. */
  const older = (table: string, column: string, hours: number): Promise<unknown> =>
    house.rows(`UPDATE ${table} SET ${column} = ${column} - $1 * interval '1 hour'`, [hours]);
  const caseOf = async (code: string): Promise<Record<string, unknown>> =>
    (await house.rows('SELECT id, state, holder_id FROM cases WHERE code = $1', [code]))[0] ?? {};
  const alertsHeard = (): number => here.heard.filter(({ text }) => ALERT.test(text)).length;
  let code = '';

  test('an alert of more than three days opens nothing; she is called anew, and that one opens', async () => {
    code = await files();
    const { id } = await caseOf(code);
    await house.rows("UPDATE cases SET ring_at = NULL WHERE state = 'alerted'");
    await older('alert', 'at', 73);
    await here.presses(label('see_it'), said('member.gone'));
    await settled(house);
    await here.presses(label('my_cases'), said('member.cases_none'));
    await settled(house);
    expect(await house.rows('SELECT code FROM case_event WHERE case_id = $1 AND member_id IS NOT NULL', [id])).toEqual([]);
    await runChore(house, 'spent');
    await runChore(house, 'spent');
    expect(alertsHeard()).toBe(2);
    await here.hears(ALERT);
    await take(here);
    await woman.hears(said('contact.taken'));
  });

  test('a holder of two weeks without a deed neither gets her words nor sends any, and takes the case again to read', async () => {
    await older('case_event', 'at', 15 * 24);
    const before = here.heard.length;
    await here.says(SAID.greeting);
    await woman.says(SAID.reply, said('common.passed_on'));
    await settled(house);
    expect(woman.heard.map(({ text }) => text).join('\n')).not.toContain(SAID.greeting);
    expect(here.heard.slice(before).map(({ text }) => text).join('\n')).not.toContain(SAID.reply);
    await here.says(code, said('member.alerted'));
    expect(here.heard.slice(before).map(({ text }) => text).join('\n')).not.toContain(SAID.reply);
    // The words that waited for her come with the case.
    await here.presses(label('take'), new RegExp(SAID.reply));
    await here.says(SAID.follow, said('common.passed_on'));
    await woman.hears(new RegExp(SAID.follow));
    expect(await caseOf(code)).toMatchObject({ state: 'in_contact' });
  });

  test('a holder who writes every week is never asked to take the case again', async () => {
    for (const _week of [1, 2, 3]) {
      await older('case_event', 'at', 7 * 24);
      await here.says(SAID.follow, said('common.passed_on'));
    }
    await settled(house);
    await here.presses(label('go_home'), said('member.home_on'));
    await here.says(code, said('member.held'));
  });

  test('a role that nobody knows is answered as if there were nothing', async () => {
    await here.presses(label('go_home'), said('member.home_on'));
    await house.rows("UPDATE member SET role = 'admin'");
    await here.says(code, said('member.gone'));
    await settled(house);
    await house.rows("UPDATE member SET role = 'member'");
    await here.says(code, said('member.held'));
    await here.presses(label('go_home'), said('member.home_on'));
  });

  test('half a year without a word ends a membership: what she held goes on, and only a new code opens the work', async () => {
    await house.rows("UPDATE member SET linked_at = linked_at - interval '181 days'");
    await runChore(house, 'silent');
    expect(await caseOf(code)).toMatchObject({ state: 'in_contact' });
    await house.rows("UPDATE lane SET heard_at = heard_at - interval '181 days'");
    await runChore(house, 'silent');
    expect(await caseOf(code)).toMatchObject({ state: 'alerted', holder_id: null });
    expect(await house.rows('SELECT on_duty, lane_id, left_at IS NULL AS still FROM member')).toEqual([{ on_duty: false, lane_id: null, still: false }]);
    await here.says(code, said('member.gone'));
    await here.hears(said('member.ended'));
    const invite = await house.invite({ address: 'TD-01', label: 'Cô Ban' });
    await here.says(`/start ${invite}`, said('member.linked'));
  });
});
