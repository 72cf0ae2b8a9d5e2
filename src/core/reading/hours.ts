import { fold, keepAccents } from './fold.ts';

/** From and to as `HH:MM` of 24 hours, Asia/Ho_Chi_Minh. */
export type Window = { readonly from: string; readonly to: string };

type Part = { readonly from: number; readonly to: number };
type Mark = { readonly minutes: number; readonly part: string | undefined; readonly bare: boolean };

// When people of the villages say morning: after the fire is lit, before the field. Minutes of the day.
const PARTS: Readonly<Record<string, Part>> = {
  early: { from: 300, to: 420 },
  sang: { from: 420, to: 660 },
  trua: { from: 660, to: 780 },
  chieu: { from: 810, to: 1050 },
  toi: { from: 1110, to: 1260 },
  dem: { from: 1260, to: 1380 },
  any: { from: 420, to: 1260 },
};
const PART_OF = new Map([
  ['sáng sớm', 'early'], ['sớm', 'early'], ['sáng', 'sang'], ['trưa', 'trua'], ['chiều', 'chieu'], ['xế', 'chieu'],
  ['tối', 'toi'], ['đêm', 'dem'], ['khuya', 'dem'],
  ['sang som', 'early'], ['sang', 'sang'], ['trua', 'trua'], ['chieu', 'chieu'], ['toi', 'toi'], ['dem', 'dem'],
  ['am', 'sang'], ['a.m', 'sang'], ['pm', 'pm'], ['p.m', 'pm'],
  ['morning', 'sang'], ['noon', 'trua'], ['midday', 'trua'], ['afternoon', 'chieu'], ['evening', 'toi'],
  ['night', 'dem'],
]);
const ANY = /luc nao cung|gio nao cung|khi nao cung|bat cu (?:luc|gio)|bat ky (?:luc|gio)|ca ngay|any ?time|all day|whenever|24\/24/;
// A window said by what it is not, or bound to one day, would be kept wrongly as a window of every day: ask again.
const UNREADABLE = new RegExp(
  String.raw`\b(?:khong|ko|k|dung|tru|tranh|ngoai tru|cam|except|not|never|don'?t|no|chu nhat|cn|cuoi tuan|weekend|` +
    String.raw`thu (?:hai|ba|tu|nam|sau|bay|[2-7])|t[2-7]|(?:mon|tues|wednes|thurs|fri|satur|sun)day|` +
    String.raw`ngay mai|hom nay|ngay kia|(?:sang|trua|chieu|toi|dem) (?:nay|mai|kia)|tomorrow|today|tonight)\b`,
);
const PART_WORDS = 'sáng|trưa|chiều|tối|đêm|sang|trua|chieu|toi|dem';
const TIME =
  String.raw`(\d{1,2})(?: ?(?:giờ|gio|tiếng|o'?clock|h|g|:)(?: ?(\d{2})(?!\d)| ?(rưỡi|ruoi))?)?(?: ?phút)?` +
  String.raw`(?: ?(sáng sớm|khuya|${PART_WORDS}|a\.?m|p\.?m)(?![\p{L}]))?`;
const RANGE = new RegExp(
  String.raw`(?:(?:buổi |buoi )?(${PART_WORDS})[ ,:]*)?` +
    String.raw`(?:từ |tu |from |lúc |luc |khoảng |khoang |tầm |tam |between )*${TIME}` +
    String.raw`(?: ?(?:-|–|—|~|đến|den|tới|toi|to|until|till|and|->)+ ?${TIME})?`,
  'gu',
);
const PART_ALONE = new RegExp(
  String.raw`(?<!\p{L})(sáng sớm|sang som|khuya|${PART_WORDS}|morning|noon|midday|afternoon|evening|night)(?!\p{L})`,
  'gu',
);
// Hours are said in few words; the rest of a long message is told, not answered.
const LENGTH_MAX = 200;
const DAY = 1440;

/**
 * Reads safe hours: `9h`, `từ 2 giờ đến 4 giờ chiều`, `9-11h`, `sáng với chiều`, `lúc nào cũng được`, `9am to 11am`.
 * A single hour is a window of one hour. Undefined when unreadable, when it forbids (`đừng gọi buổi tối`), when it is
 * bound to one day (`sáng mai`, `chủ nhật`), and for a bare 1 to 4 o'clock, which may be night or afternoon.
 */
export function readHours(text: string): Window[] | undefined {
  if (text.length > LENGTH_MAX) return undefined;
  const said = keepAccents(text.normalize('NFKC')).replace(/[!?.…]+$/, '');
  const folded = fold(said);
  if (ANY.test(folded)) return write([{ from: 420, to: 1260 }]);
  if (UNREADABLE.test(folded)) return undefined;
  const spans: Part[] = [];
  for (const match of said.matchAll(RANGE)) {
    const read = readRange(match);
    if (read === 'unclear') return undefined;
    if (read) spans.push(read);
  }
  if (spans.length === 0) spans.push(...readParts(said, folded));
  return spans.length === 0 ? undefined : write(spans);
}

function readRange(match: RegExpMatchArray): Part | 'unclear' | undefined {
  const [whole = '', before, hour = '', minute, half, part, hour2, minute2, half2, part2] = match;
  const isTime = /\d ?(?:h|g|:|giờ|gio|tiếng|o'?clock)/.test(whole) || part !== undefined || part2 !== undefined;
  if (!isTime && (hour2 === undefined || !/[-–—~]|đến|den|tới|to|until/.test(whole))) return undefined;
  const early = part ?? before;
  const late = part2 ?? part ?? before;
  const to = hour2 === undefined ? undefined : mark(hour2, minute2, half2, late);
  const from = mark(hour, minute, half, early ?? (part2 !== undefined && to ? fitting(hour, to, part2) : undefined));
  if (!from || (hour2 !== undefined && !to)) return 'unclear';
  if (from.bare && from.minutes < 300) return 'unclear';
  const end = to ? to.minutes : from.minutes + 60;
  const turned = to !== undefined && to.bare && to.minutes <= from.minutes ? to.minutes + 720 : undefined;
  if (turned !== undefined && turned > from.minutes) return { from: from.minutes, to: turned };
  return end === from.minutes ? 'unclear' : { from: from.minutes, to: end % DAY };
}

// `2h đến 4h chiều`: the afternoon is of both, unless that would turn the window round (`9h đến 2h chiều`).
function fitting(hour: string, to: Mark, part: string): string | undefined {
  const moved = mark(hour, undefined, undefined, part);
  return moved && moved.minutes < to.minutes ? part : undefined;
}

type Maybe = string | undefined;

function mark(hourText: string, minuteText: Maybe, half: Maybe, part: Maybe): Mark | undefined {
  const hour = Number(hourText);
  const minute = half ? 30 : Number(minuteText ?? 0);
  if (hour > 24 || minute > 59) return undefined;
  const named = part === undefined ? undefined : PART_OF.get(part);
  return { minutes: (inDay(hour, named) % 24) * 60 + minute, part: named, bare: named === undefined };
}

function inDay(hour: number, part: string | undefined): number {
  if (hour > 12 || part === undefined) return hour;
  if (part === 'sang' || part === 'early') return hour === 12 ? 0 : hour;
  if (part === 'trua') return hour <= 3 ? hour + 12 : hour;
  if (part === 'dem') return hour === 12 ? 24 : hour >= 8 ? hour + 12 : hour;
  return hour === 12 ? 12 : hour + 12;
}

// Parts of the day. Without its mark `toi` may be `tôi`: it counts only beside another part, `buổi` or alone.
function readParts(said: string, folded: string): Part[] {
  const accented = said !== folded;
  const found = new Set<string>();
  for (const match of said.matchAll(PART_ALONE)) {
    const word = match[1] ?? '';
    if (fold(word) === word && accented && !/[a-z]{4,}ing|noon|day|night/.test(word)) continue;
    const rest = said.slice(0, match.index);
    if (word === 'toi' && !/(?:^|buoi |voi |va |hoac |hay |moi |[,+&/] ?)$/.test(rest)) continue;
    if (word === 'toi' && rest === '' && folded !== 'toi' && !/^toi(?: ?[,+&/]| va| voi| hoac)/.test(folded)) continue;
    const part = PART_OF.get(word);
    if (part) found.add(part);
  }
  return [...found].flatMap((part) => PARTS[part] ?? []);
}

// Over midnight a window becomes two, so that `from` is always before `to`.
function write(spans: readonly Part[]): Window[] {
  return spans.flatMap(({ from, to }) =>
    to > from || to === 0 ? [clock(from, to === 0 ? DAY - 1 : to)] : [clock(from, DAY - 1), clock(0, to)],
  );
}

function clock(from: number, to: number): Window {
  const two = (value: number): string => String(value).padStart(2, '0');
  const text = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return { from: text(from), to: text(to) };
}
