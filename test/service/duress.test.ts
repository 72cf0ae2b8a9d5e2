import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reveal } from '../../src/core/private/reveal.ts';
import { deskStore } from '../../src/stores/desk.ts';
import type { Person } from '../fakes/person.ts';
import { onEveryBackend } from './backends.ts';
import { ALERT, comeIn, file, findAddress, take, WORD } from './main_job.ts';
import { type Opened, openOn } from './open.ts';
import { label, said } from './said.ts';

const COVER = said('welcome.cover');
const LEAVE = said('everywhere.leave');
const HOUR_MS = 3_600_000;

onEveryBackend('Somebody else takes the phone', (backend) => {
  let house: Opened;
  beforeAll(async () => {
    house = await openOn(backend);
  });
  afterAll(() => house.close());

  /** Her session as the house opens it. */
  async function sessionOf(woman: Person): Promise<string> {
    const { database, keys } = house.house;
    const laneId = keys.laneId('help', 'telegram', String(woman.id));
    const { lanes } = await deskStore(database.query, { masters: keys.masters, inbox: keys.inbox, instance: '' }).claim([laneId]);
    const lane = lanes.get(laneId);
    if (!lane) throw new Error('She has no lane');
    return reveal(lane.session);
  }

  const depths: readonly (readonly [string, (woman: Person) => Promise<void>])[] = [
    ['at the first private question', async (woman) => {
      await woman.says('Xin chào');
      await woman.presses(label('something_private'));
    }],
    ['in the help menu', comeIn],
    ['while an address is on the screen', async (woman) => {
      await comeIn(woman);
      await findAddress(woman);
    }],
    ['after she told what happened', async (woman) => {
      await comeIn(woman);
      await woman.presses(label('want_contact'), said('contact.readers'));
      await woman.presses(label('go_on'));
      await woman.presses(label('go_on'));
      await woman.presses(label('age_16_up'));
      await woman.presses(label('agree'), said('contact.kinds'));
      await woman.says('1 2', said('contact.five'));
    }],
    ['while danger numbers are on the screen', async (woman) => {
      await woman.says('Xin chào');
      await woman.says('cứu', said('danger.now'));
    }],
  ];

  describe.each(depths)('%s', (_name, goThere) => {
    test.each(['0', 'thoát', 'a press'])('%s leaves something harmless, and the next message opens the cover with nothing of before', async (way) => {
      const woman = house.telegram.person();
      await goThere(woman);
      const private_ = woman.heard.at(-1);
      const left = way === 'a press' ? await woman.presses('0', LEAVE) : await woman.says(way, LEAVE);
      expect(left.text).toMatch(new RegExp(`^(?:${LEAVE.source})$`));
      expect(left.buttons).toEqual([]);
      const stored: { session: { answers: object; trail: string[]; listed: unknown[]; place: string } } = JSON.parse(await sessionOf(woman));
      expect(stored.session).toMatchObject({ answers: {}, trail: [], listed: [], place: '' });

      if (private_?.buttons[0] && way === 'a press') {
        await woman.pressesLate(private_, private_.buttons[0].label.slice(0, 1), COVER);
      } else await woman.says('Chào', COVER);
      // Nothing to go back to.
      const back = await woman.says('9');
      expect(back.text).not.toMatch(said('welcome.private_start'));
    });
  });

  test('a press on an older question is answered kindly and changes nothing', async () => {
    const woman = house.telegram.person();
    await woman.says('Xin chào', COVER);
    const older = await woman.presses(label('something_private'), said('welcome.private_start'));
    await woman.presses(label('can_talk'), said('welcome.phone'));
    await woman.pressesLate(older, label('not_now'), said('common.late_press'));
    await woman.presses(label('phone_mine'), said('welcome.danger_ask'));
  });

  test('a talk that was silent too long is forgotten: the next message meets the cover', async () => {
    const woman = house.telegram.person();
    await comeIn(woman);
    house.clock.skip(HOUR_MS);
    await woman.says('1', COVER);
  });

  test('in the rough silence of a filed case only a neutral knock comes, and only her word opens it', async () => {
    const member = await house.member({ address: 'TD-01' });
    const woman = house.telegram.person();
    await comeIn(woman);
    await findAddress(woman);
    await file(woman);
    await woman.presses(label('no_code'), said('contact.talk'));
    // She leaves: nothing may be said first until her next window opens or she writes again.
    await woman.says('0', LEAVE);
    await member.hears(ALERT);
    await take(member);
    const before = woman.heard.length;
    await member.says('Chào chị, tôi ở gần đây', said('common.passed_on'));
    await house.house.idle();
    expect(woman.heard.length).toBe(before);

    // Another hand writes, then she does: hours later, so that nothing of the talk is open.
    await woman.says('Ai đấy', COVER);
    await woman.says('0', LEAVE);
    house.clock.skip(20 * HOUR_MS + HOUR_MS);
    await member.says(`/start`);
    const code = /[A-HJ-NP-Z2-9]{6}/.exec(member.heard.find(({ text }) => ALERT.test(text))?.text ?? '')?.[0] ?? '';
    await member.says(code, said('member.held'));
    await member.presses(label('open_talk'), said('member.talk'));
    await member.says('Chị có tiện nhắn không', said('common.passed_on'));
    const knock = await woman.hears(said('push.knock'));
    expect(knock.text).not.toContain('Chào chị');
    expect(knock.text).not.toContain('tiện nhắn');

    // A wrong word is asked the same, and meets the cover.
    await woman.says('quả na', said('contact.ready'));
    const wrong = await woman.presses(label('see_now'), COVER);
    expect(wrong.text).not.toContain('tiện nhắn');
    await comeInAgain(woman);
    await woman.says(WORD, said('contact.ready'));
    const opened = await woman.presses(label('see_now'), /tiện nhắn/);
    expect(opened.text).toContain('tôi ở gần đây');
  });

  async function comeInAgain(woman: Person): Promise<void> {
    await woman.presses(label('something_private'), said('welcome.private_start'));
    await woman.presses(label('can_talk'));
    await woman.presses(label('phone_mine'));
    await woman.presses(label('danger_no'), said('welcome.menu'));
    await woman.presses(label('want_more'));
    await woman.presses(label('want_sent'), said('receipt.start'));
    await woman.presses(label('have_word'), said('push.knock'));
  }
});
