import { cover } from '../../src/core/masking/cover.ts';
import type { Person } from '../fakes/person.ts';
import type { WebPerson } from './web.ts';
import { label, said } from './said.ts';

/** What the people of the main job say to one another; every piece is invented and odd enough to be searched for. */
export const SAID = {
  first: 'Em muốn hỏi một chỗ ngủ nhờ vài hôm',
  greeting: 'Chào chị, lúc này nhắn có tiện không ạ',
  reply: 'Dạ có, em cần một chỗ cho hai mẹ con',
  follow: 'Bên tôi còn một phòng, cửa có khóa trong',
  thanks: 'Em cảm ơn chị nhiều lắm ạ',
  goodbye: 'Chị giữ gìn nhé, có gì cứ nhắn lại',
} as const;

export const WORD = 'quả bưởi';
export const RECEIPT_WORD = 'quả cam';

/** From the cover to the help menu: the first private questions. */
export async function comeIn(woman: Talker): Promise<void> {
  await woman.says('/start', said('welcome.cover'));
  await woman.presses(label('something_private'), said('welcome.private_start'));
  await woman.presses(label('can_talk'), said('welcome.phone'));
  await woman.presses(label('phone_mine'), said('welcome.danger_ask'));
  await woman.presses(label('danger_no'), said('welcome.menu'));
}

/** She looks for an address near her and sees one that may be shown. */
export async function findAddress(woman: Talker): Promise<void> {
  await woman.presses(label('want_address'), said('nearest.place'));
  await woman.says('tran de', said('nearest.hide'));
  await woman.presses(label('hide_none'), said('nearest.pick'));
  await woman.presses('Trạm y tế Hoa Súng', said('nearest.duty'));
  await woman.presses(label('show_it'), /Trạm y tế Hoa Súng[^]*0000/);
}

/** The private home in her commune: its button says neither its name nor where it is. */
const A_HOME = /^\d\. (?!Trạm y tế|Ủy ban|Không)/;

/** Somebody in a chat, or on a page. */
export type Talker = Person | WebPerson;

/** What can be chosen, as `1. …`: buttons, the keys of a page, or the numbered lines of a text. */
function offersIn(shown: Awaited<ReturnType<Talker['says']>>): string[] {
  if ('keys' in shown) return shown.keys.map(({ key, label: name }) => `${key}. ${name}`);
  return shown.buttons.length > 0 ? shown.buttons.map((button) => button.label) : shown.text.split('\n').filter((line) => /^\d\. /.test(line));
}

export type Filing = Readonly<{
  /** The address she leaves out, as its button reads; by default the private home. */
  leavesOut?: RegExp;
  /** She leaves out everybody around instead, or nobody. */
  leaves?: 'around' | 'nobody';
  place?: string;
  word?: string;
  /** Her second word; by default none. */
  duress?: string;
  first?: string;
  /** What she hears at the end; by default that it was filed. */
  ends?: RegExp;
}>;

/** From "somebody contacts me" to the filed case. */
export async function file(woman: Talker, filing: Filing = {}): Promise<void> {
  await woman.presses(label('want_contact'), said('contact.readers'));
  await tell(woman, filing);
}

/** The same from the first question of the flow on. */
export async function tell(woman: Talker, filing: Filing = {}): Promise<void> {
  await tellAll(woman, filing);
  await woman.presses(label('send_it'), filing.ends ?? said('contact.filed'));
}

/** Everything but the last press. */
export async function tellAll(
  woman: Talker, { leavesOut = A_HOME, leaves, place = 'xa tran de', word = WORD, duress, first = SAID.first }: Filing = {},
): Promise<void> {
  await woman.presses(label('go_on'), said('contact.notice'));
  await woman.presses(label('go_on'), said('contact.age'));
  await woman.presses(label('age_16_up'), said('contact.ask_consent'));
  await woman.presses(label('agree'), said('contact.kinds'));
  await woman.says('1 2', said('contact.five'));
  await woman.presses(label('five_no'), said('contact.needs'));
  await woman.says('1, 3', said('contact.place'));
  await woman.says(place, said('contact.hide'));
  if (leaves === 'nobody') {
    await woman.presses(label('hide_none'), said('contact.hours'));
  } else if (leaves === 'around') {
    await woman.presses(label('hide_local'), said('contact.local_out'));
    await woman.presses(label('go_on'), said('contact.hours'));
  } else {
    const offered = offersIn(await woman.presses(label('hide_address'), said('contact.hide_pick')));
    const left = offered.find((offer) => leavesOut.test(offer));
    if (left === undefined) throw new Error(`No ${leavesOut} among ${offered.join(' | ')}`);
    await woman.presses(left.replace(/^\d\. /, ''), said('contact.hours'));
  }
  await woman.presses(label('hours_any'), said('contact.word'));
  await woman.says(word, said('contact.duress'));
  if (duress === undefined) await woman.presses(label('key_skip'), said('contact.tell'));
  else await woman.says(duress, said('contact.tell'));
  await woman.presses(label('taken'), said('contact.first_words'));
  await sends(woman, first, said('contact.confirm'), 'keep_covered');
}

/** She asks for a code to look again later; gives it. */
export async function takeReceipt(woman: Talker): Promise<string> {
  await woman.presses(label('want_code'), said('contact.code_word'));
  const shown = await woman.says(RECEIPT_WORD, said('contact.code_shown'));
  const code = /[A-Z2-9]{5}(-[A-Z2-9]{5}){3}/.exec(shown.text)?.[0];
  if (code === undefined) throw new Error(`No code in: ${shown.text}`);
  return code;
}

export const ALERT = said('push.alert');

/** The case code in an alert. */
export function codeIn(text: string): string {
  const code = /\b[A-HJ-NP-Z2-9]{6}\b/.exec(text)?.[0];
  if (code === undefined || !ALERT.test(text)) throw new Error(`No case code in: ${text}`);
  return code;
}

/** A member opens her alert and takes the case. */
export async function take(member: Talker): Promise<void> {
  await member.presses(label('see_it'), /Trần Đề/);
  await member.presses(label('take'), said('member.won'));
}

/** What she writes; where it tells who somebody is she sees it covered first, and sends that. */
export async function sends(
  woman: Talker, words: string, then: RegExp, key: 'send_covered' | 'keep_covered' = 'send_covered',
): Promise<void> {
  if (cover(words, []).text === words) return void await woman.says(words, then);
  await woman.says(words, said(key === 'keep_covered' ? 'contact.masked_first' : 'contact.masked'));
  await woman.presses(label(key), then);
}

/** Both sides talk, the member refers and closes. */
export async function talkAndClose(woman: Talker, member: Talker): Promise<void> {
  const passed = said('common.passed_on');
  await member.says(SAID.greeting, passed);
  await woman.hears(new RegExp(SAID.greeting));
  await woman.says(SAID.reply, passed);
  await member.hears(new RegExp(SAID.reply));
  await member.says(SAID.follow, passed);
  await woman.hears(new RegExp(SAID.follow));
  await woman.says(SAID.thanks, passed);
  await member.hears(new RegExp(SAID.thanks));
  await member.presses(label('refer_it'), said('member.refer_ask'));
  await member.presses(label('she_agreed'), said('member.refer'));
  await member.presses(label('health'), said('member.referred'));
  await member.presses(label('open_talk'), said('member.talk'));
  await member.says(SAID.goodbye, passed);
  await woman.hears(new RegExp(SAID.goodbye));
  await member.presses(label('close_it'), said('member.close'));
  await member.presses(label('supported'), said('member.closed'));
  await woman.hears(said('contact.closed'));
}
