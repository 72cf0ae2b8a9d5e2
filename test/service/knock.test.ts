import { expect, test } from 'vitest';
import { sweepStore } from '../../src/stores/sweep.ts';
import { onEveryBackend } from './backends.ts';
import { ALERT, comeIn, file, SAID, take } from './main_job.ts';
import { openOn, settled } from './open.ts';
import { label, said } from './said.ts';

onEveryBackend('The round of knocks', (backend) => {
  test('passes by a talk in which words are on their way this very minute, and finds it when they were left', async () => {
    const house = await openOn(backend);
    try {
      const member = await house.member({ address: 'TD-01', label: 'Cô Ban' });
      const woman = house.telegram.person();
      await comeIn(woman);
      await file(woman);
      await woman.presses(label('no_code'), said('contact.talk'));
      await member.hears(ALERT);
      await take(member);
      await woman.hears(said('contact.taken'));
      const [found] = await house.rows('SELECT id FROM cases');
      const { casesUnread } = sweepStore(house.house.database, house.house.keys);
      await house.rows(`INSERT INTO thread_message (id, case_id, side, words) VALUES ('m1', $1, 'member', '')`, [found?.['id']]);
      expect(await casesUnread()).toEqual([]);
      await house.rows(`UPDATE thread_message SET at = now() - interval '2 minutes' WHERE id = 'm1'`);
      expect(await casesUnread()).toEqual([{ caseId: found?.['id'], hours: expect.any(String) }]);
    } finally {
      await house.close();
    }
  });

  test('nobody is knocked up for what was answered while she still read that it was filed: it is there when she goes on', async () => {
    const house = await openOn(backend);
    try {
      const member = await house.member({ address: 'TD-01', label: 'Cô Ban' });
      const woman = house.telegram.person();
      await comeIn(woman);
      await file(woman);
      await member.hears(ALERT);
      await take(member);
      await member.says(SAID.greeting, said('common.passed_on'));
      await settled(house);
      expect(woman.heard.some(({ text }) => text.includes(SAID.greeting))).toBe(false);
      const { text } = await woman.presses(label('no_code'), said('contact.talk'));
      expect(text).toContain(`«${SAID.greeting}»`);
      await settled(house);
      expect(await house.rows('SELECT count(*)::int AS n FROM thread_message WHERE side = $1 AND shown_at IS NULL', ['member'])).toEqual([{ n: 0 }]);
      expect(woman.heard.filter(({ text: one }) => one.includes(SAID.greeting))).toHaveLength(1);
    } finally {
      await house.close();
    }
  });
});
