import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { onEveryBackend } from './backends.ts';
import { comeIn, file, findAddress, RECEIPT_WORD, takeReceipt } from './main_job.ts';
import { type Opened, openOn, SECRET } from './open.ts';
import { label, said } from './said.ts';
import { openWebPerson, type WebPerson } from './web.ts';

const HOOK = '/webhooks/telegram';
const MIB = 1024 * 1024;

onEveryBackend('What comes in broken or strange', (backend) => {
  let house: Opened;
  beforeAll(async () => {
    house = await openOn(backend);
  });
  afterAll(() => house.close());

  const post = async (body: string, secret: string | undefined = SECRET): Promise<number> => {
    const headers: Record<string, string> = { 'content-type': 'application/json', ...(secret !== '' && { 'x-telegram-bot-api-secret-token': secret }) };
    return (await fetch(`${house.at}${HOOK}`, { method: 'POST', headers, body })).status;
  };
  const count = async (table: string): Promise<number> => Number((await house.rows(`SELECT count(*)::int AS n FROM ${table}`))[0]?.['n']);
  const message = (id: number, text: string): string => JSON.stringify({
    update_id: id, message: { message_id: 1, date: 1, chat: { id: 99, type: 'private' }, from: { id: 99, is_bot: false, first_name: 'X' }, text },
  });

  describe('at the webhook', () => {
    test.each([
      ['a wrong secret', 'not-the-secret'], ['a secret that begins right', SECRET.slice(0, -1)], ['no secret', ''],
    ])('%s is refused with 401 and stores nothing', async (_name, secret) => {
      const before = [await count('inbox'), await count('lane'), await count('quarantine')];
      expect(await post(message(1, 'Xin chào'), secret)).toBe(401);
      expect(await post('not even JSON', secret)).toBe(401);
      expect([await count('inbox'), await count('lane'), await count('quarantine')]).toEqual(before);
    });

    test('what is not JSON is answered with 400', async () => {
      expect(await post('<xml/>')).toBe(400);
      expect(await post('{"update_id": 1')).toBe(400);
    });

    test('an empty probe with the right secret is answered with 200', async () => {
      expect(await post('')).toBe(200);
    });

    test('a body larger than 1 MiB is answered with 413, one of just 1 MiB is read', async () => {
      expect(await post(`"${'x'.repeat(MIB)}"`)).toBe(413);
      expect(await post(`"${'x'.repeat(MIB - 2)}"`)).toBe(200);
    });

    test.each([
      ['a kind nobody knows', { update_id: 7001, poll: { id: '1', question: 'Tranh Đông Hồ' } }],
      ['a shape nobody knows', { update_id: 'seven', message: 'Tranh Đông Hồ' }],
      ['a list', ['Tranh Đông Hồ']],
      ['a number', 7],
      ['null', null],
    ])('%s is answered with 200, kept sealed in quarantine once, counted and alarmed', async (_name, body) => {
      const before = await count('quarantine');
      expect(await post(JSON.stringify(body))).toBe(200);
      expect(await post(JSON.stringify(body))).toBe(200);
      expect(await count('quarantine')).toBe(before + 1);
      const rows = await house.rows('SELECT payload FROM quarantine');
      for (const { payload } of rows) expect(Buffer.from(bytesOf(payload)).toString('utf8')).not.toContain('Đông Hồ');
      expect(await house.house.metrics.text()).toMatch(/tincay_quarantined_total\{channel="telegram",reason="(kind|shape)"\} [1-9]/);
      expect(house.log()).toMatch(/"channel":"telegram","reason":"(kind|shape)","msg":"update quarantined"/);
    });

    test('a message in a group is answered nowhere', async () => {
      const before = house.telegram.calls.length;
      await house.telegram.inGroup('Chào cả nhà');
      await house.house.idle();
      expect(house.telegram.calls.slice(before)).toEqual([]);
    });

    test('an update is acknowledged within two seconds', async () => {
      const started = Date.now();
      expect(await post(message(7100, 'Xin chào'))).toBe(200);
      expect(Date.now() - started).toBeLessThan(2_000);
    });
  });

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

function bytesOf(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new Error('These are not bytes');
}
