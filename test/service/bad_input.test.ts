import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { onEveryBackend } from './backends.ts';
import { comeIn, file, findAddress, RECEIPT_WORD, takeReceipt } from './main_job.ts';
import { type Opened, openOn } from './open.ts';
import { label, said } from './said.ts';
import { openWebPerson, type WebPerson } from './web.ts';

const MIB = 1024 * 1024;

onEveryBackend('What comes in broken or strange', (backend) => {
  let house: Opened;
  beforeAll(async () => {
    house = await openOn(backend);
  });
  afterAll(() => house.close());

  const count = async (table: string): Promise<number> => Number((await house.rows(`SELECT count(*)::int AS n FROM ${table}`))[0]?.['n']);

  describe('in a talk', () => {
    test('a sticker, a picture or a voice message is answered kindly, and the question stays', async () => {
      const woman = house.telegram.person();
      await woman.says('Xin chào');
      for (const what of [{ sticker: { file_id: 'a' } }, { photo: [] }, { voice: { file_id: 'b' } }]) {
        await woman.sends(what, said('common.cannot_read'));
      }
      await woman.presses(label('something_private'), said('welcome.private_start'));
    });

    test('emoji and decomposed letters are read like any others', async () => {
      const woman = house.telegram.person();
      await woman.says('🌿👩‍👩‍👧🏽‍♀️ ​');
      await woman.says('3️⃣', said('welcome.private_start'));
      await woman.says('Tiện, mình nói đi'.normalize('NFD'), said('welcome.phone'));
      await woman.says('１', said('welcome.danger_ask'));
      await woman.says('Không, lúc này yên'.normalize('NFD'), said('welcome.menu'));
      await woman.presses(label('want_address'), said('nearest.place'));
      await woman.says('XÃ TRẦN ĐỀ'.normalize('NFD'), said('nearest.hide'));
    });

    test('a shared location is kept as its commune alone', async () => {
      const woman = house.telegram.person();
      await comeIn(woman);
      await woman.presses(label('want_address'), said('nearest.place'));
      const place = await woman.shares(9.5213, 106.1811, said('nearest.hide'));
      expect(place.text).toContain('Trần Đề');
    });

    test('an unknown invite, an old one and one that was used by somebody else get the same answer', async () => {
      const used = await house.invite({ address: 'TD-01' });
      const old = await house.invite({ address: 'TD-01' });
      const first = house.telegram.person();
      await first.says(`/start ${used}`, said('member.linked'));
      await house.rows('UPDATE invite SET expires_at = now() - interval \'2 days\' WHERE used_at IS NULL');
      const members = await count('member');
      const answers = [];
      for (const invite of [used, old, 'TC-AAAA-BBBB-CCCC-DDDD', used.toLowerCase()]) {
        answers.push((await house.telegram.person().says(`/start ${invite}`, said('member.unknown'))).text);
      }
      expect(new Set(answers).size).toBe(1);
      expect(await count('member')).toBe(members);
    });
  });

  describe('at the web chat', () => {
    test('a text of one MiB gets kind words and 413, nothing is stored', async () => {
      const before = await count('inbox') + await count('lane');
      const answer = await fetch(`${house.at}/chat`, { method: 'POST', body: new URLSearchParams({ text: 'ă'.repeat(MIB / 2) }) });
      expect(answer.status).toBe(413);
      expect(await answer.text()).toMatch(said('web.too_large'));
      expect(await count('inbox') + await count('lane')).toBe(before);
    });

    test('a text longer than a message stays on her page whole', async () => {
      const text = 'a'.repeat(5_000);
      const answer = await fetch(`${house.at}/chat`, { method: 'POST', body: new URLSearchParams({ text }) });
      expect(answer.status).toBe(200);
      const page = await answer.text();
      expect(page).toContain(text);
      expect(page).toMatch(said('web.too_long'));
    });

    test('a text of one MiB in JSON is answered, and nothing of it comes back', async () => {
      const answer = await fetch(`${house.at}/chat`, {
        method: 'POST', headers: { accept: 'application/json' }, body: new URLSearchParams({ text: 'b'.repeat(MIB) }),
      });
      expect(answer.status).toBe(413);
      expect(await answer.text()).not.toContain('bbbb');
    });
  });

  describe('with a receipt', () => {
    let receipt = '';
    beforeAll(async () => {
      const woman = house.telegram.person();
      await comeIn(woman);
      await findAddress(woman);
      await file(woman);
      receipt = await takeReceipt(woman);
    });

    /** Tries a code and its word on the web; gives every answer up to the look inside. */
    async function attempt(code: string, word: string): Promise<{ answers: string[]; web: WebPerson }> {
      const web = openWebPerson(house.at);
      await web.says('Xin chào', said('welcome.cover'));
      await web.presses(label('something_private'));
      await web.presses(label('can_talk'));
      await web.presses(label('phone_mine'));
      await web.presses(label('danger_no'), said('welcome.menu'));
      await web.presses(label('want_more'));
      await web.presses(label('want_sent'), said('receipt.start'));
      await web.presses(label('have_code'), said('receipt.code'));
      const answers = [(await web.says(code)).text, (await web.says(word)).text];
      return { answers, web };
    }

    test('the right one opens from another channel; a wrong one has the same first answers', async () => {
      const right = await attempt(receipt.toLowerCase().replaceAll('-', ' '), RECEIPT_WORD);
      const wrongWord = await attempt(receipt, 'quả na');
      const wrongCode = await attempt('AAAAA-BBBBB-CCCCC-DDDDD', RECEIPT_WORD);
      const noCode = await attempt('🌿', RECEIPT_WORD);
      expect(right.answers[1]).toMatch(said('receipt.tried'));
      for (const { answers } of [wrongWord, wrongCode, noCode]) expect(answers).toEqual(right.answers);
      expect((await right.web.presses(label('see_now'))).text).toMatch(said('receipt.opened'));
      for (const { web } of [wrongWord, wrongCode, noCode]) expect((await web.presses(label('see_now'))).text).toMatch(said('receipt.nothing'));
    });

    test('tried too often it stays shut, with the same words', async () => {
      const web = (await attempt('AAAAA-BBBBB-CCCCC-DDDDD', 'na')).web;
      await web.presses(label('see_now'));
      const answers: string[] = [];
      for (let tries = 0; tries < 6; tries++) {
        await web.presses(label('try_again'), said('receipt.code'));
        const code = tries === 5 ? receipt : 'AAAAA-BBBBB-CCCCC-DDDDD';
        answers.push((await web.says(code)).text, (await web.says(RECEIPT_WORD)).text);
        expect((await web.presses(label('see_now'))).text).toMatch(said('receipt.nothing'));
      }
      expect(new Set(answers.filter((_, index) => index % 2 === 1)).size).toBe(1);
    });
  });

  describe('with XÓA', () => {
    test('everything of hers goes with its keys, and the words are those of somebody who had nothing', async () => {
      const woman = house.telegram.person();
      await comeIn(woman);
      await findAddress(woman);
      await file(woman);
      const receipt = await takeReceipt(woman);
      const before = { cases: await count('cases'), keys: await count('case_key'), receipts: await count('receipt'), consents: await count('consent') };
      const gone = await woman.says('xóa', said('everywhere.erase_done'));
      expect({ cases: await count('cases'), keys: await count('case_key'), receipts: await count('receipt'), consents: await count('consent') })
        .toEqual({ cases: before.cases - 1, keys: before.keys - 1, receipts: before.receipts - 1, consents: before.consents - 1 });

      const stranger = await house.telegram.person().says('XÓA'.normalize('NFD'), said('everywhere.erase_done'));
      const plain = (text: string): string => text.replace(/\b[A-Z2-9]{8}\b/, '<proof>').replace(new RegExp(`\n\n[^]*`), '');
      expect(plain(stranger.text)).toBe(plain(gone.text));
      expect(receipt).not.toBe('');
    });
  });
});
