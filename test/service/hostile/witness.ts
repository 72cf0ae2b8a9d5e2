import type { Person } from '../../fakes/person.ts';
import { ALERT, codeIn, comeIn, file, findAddress, talkAndClose, type Talker, tell } from '../main_job.ts';
import { until } from '../open.ts';
import { label, said } from '../said.ts';
import { plain } from '../storm.ts';
import { openLink, openWebPerson } from '../web.ts';
import type { FakeTelegram } from '../../fakes/telegram.ts';
import type { FakeZaloBot } from '../../fakes/zalo_bot.ts';
import type { FakeZaloOa } from '../../fakes/zalo_oa.ts';

export type Round = Readonly<Record<string, readonly string[]>>;

/** Somebody calm on every channel, and a member who answers them; both are new in each round, as no person writes that much in a minute. */
export type Witnesses = Readonly<{
  /** The main job on each channel, one after the other; gives what everybody was told, without what is random. */
  round: () => Promise<Round>;
  /** Ids of the witnesses: others try to write in their names. */
  ids: () => readonly (number | string)[];
}>;

type World = Readonly<{ at: string; telegram: FakeTelegram; oa: FakeZaloOa; bot: FakeZaloBot }>;

/** How long people wait for an answer: longer than on a machine of their own. */
export const WAIT_MS = 180_000;

export function openWitnesses({ at, telegram, oa, bot }: World, invite: () => Promise<string>): Witnesses {
  const about = { name: 'Sung', username: 'sung', waitMs: WAIT_MS };
  const ids: (number | string)[] = [];

  const onDuty = async (): Promise<Person> => {
    const member = telegram.person({ name: 'Ban', username: 'ban', waitMs: WAIT_MS });
    ids.push(member.id);
    await member.says(`/start ${await invite()}`, said('member.linked'));
    await member.presses(label('duty_on'), said('member.home_on'));
    return member;
  };
  const answered = async (woman: Talker, member: Person): Promise<void> => {
    await woman.presses(label('no_code'), said('contact.talk'));
    // By its code: a button is late when something else has come to her meanwhile.
    await member.says(codeIn((await member.hears(ALERT)).text), /Trần Đề/);
    await member.presses(label('take'), said('member.won'));
    await woman.hears(said('contact.taken'));
    await talkAndClose(woman, member);
  };
  const inChat = async (woman: Talker, member: Person): Promise<Talker[]> => {
    await comeIn(woman);
    await findAddress(woman);
    await file(woman);
    await answered(woman, member);
    return [woman];
  };
  const onPage = async (woman: Person, member: Person): Promise<Talker[]> => {
    await comeIn(woman);
    await woman.presses(label('want_contact'), said('page.offer'));
    const page = await openLink(at, (await woman.presses(label('own_page'), said('page.sent'))).text, WAIT_MS);
    await page.hears(said('contact.readers'));
    await tell(page);
    await answered(page, member);
    return [woman, page];
  };
  const telling = (talkers: readonly Talker[]): string[] => talkers.flatMap(({ heard }) => heard.map(({ text }) => timeless(text)));

  return {
    ids: () => ids,
    round: async () => {
      const member = await onDuty();
      const women = { telegram: telegram.person(about), bot: bot.person(about), oa: oa.person(about) };
      ids.push(...Object.values(women).map(({ id }) => id));
      const told = {
        telegram: telling(await inChat(women.telegram, member)), bot: telling(await inChat(women.bot, member)),
        oa: telling(await onPage(women.oa, member)), web: telling(await inChat(openWebPerson(at, 'vi', '', WAIT_MS), member)),
      };
      await until('the member to be back at her desk', () => said('member.home_on').test(member.heard.at(-1)?.text ?? ''), WAIT_MS);
      await member.presses(label('duty_off'), said('member.home_off'));
      return { ...told, member: member.heard.map(({ text }) => timeless(text)) };
    },
  };
}

/** Codes, links and what turns with the minute say nothing about how a talk went. */
const timeless = (text: string): string => plain(text).replace(/\/once\/[\w-]+/g, '/once/<link>').replace(/https?:\/\/127\.0\.0\.1:\d+/g, '<here>');

/** Where a round went another way than the calm one: whose talk, and the first words that differ. */
export function astrayIn(calm: Round, round: Round): string[] {
  return Object.entries(calm).flatMap(([who, talk]) => {
    const others = round[who] ?? [];
    const at = talk.findIndex((text, index) => text !== others[index]);
    if (at === -1 && talk.length === others.length) return [];
    const place = at === -1 ? talk.length : at;
    return [`${who}, message ${place}: ${JSON.stringify(others[place]?.slice(0, 160))} instead of ${JSON.stringify(talk[place]?.slice(0, 160))}`];
  });
}
