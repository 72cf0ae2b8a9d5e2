import type { Flat } from './flat.ts';
import type { Found } from './numbers.ts';
import type { Token } from './tokens.ts';
import { PLATFORMS, MIDDLE, NICK_HEADS, PLAIN, PLAIN_DIRECT } from './words/online.ts';

/** One of these says that what follows is the name. */
const OPENERS = new Set('ten la nick id acc'.split(' '));
const MIDDLE_MAX = 5;
const NAME_MAX = 6;
/** Of a name without blanks: `a.b-c_1`. */
const PARTS_MAX = 12;

/** Names of accounts behind the word for a platform: `fb: Mây Trắng`, `zalo hoaxinh95`, `nick là páo_hm`. */
export function accountsIn(flat: Flat, tokens: readonly Token[]): Found[] {
  const found: Found[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token || !isPlatform(tokens, at)) continue;
    const name = nameBehind(flat, tokens, at);
    if (!name) continue;
    found.push({ from: token.from, to: name.to, kind: 'account' });
    while ((tokens[at + 1]?.from ?? Infinity) < name.to) at += 1;
  }
  return found;
}

function isPlatform(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token?.bare === 'khoan') return tokens[at - 1]?.bare === 'tai';
  return token !== undefined && PLATFORMS.has(token.bare) && (!token.marked || token.bare === 'phay');
}

const QUOTED = /^[ :=]{0,3}(?:[a-z]{1,6}[ :]{1,2}){0,3}["'\u201c\u2018\u00ab][^"'\u201d\u2019\u00bb\n\ue000]{2,40}["'\u201d\u2019\u00bb]/;

function nameBehind(flat: Flat, tokens: readonly Token[], at: number): { from: number; to: number } | undefined {
  const start = tokens[at]?.to ?? 0;
  const quoted = QUOTED.exec(flat.chars.slice(start, start + 60));
  if (quoted) return { from: start, to: start + quoted[0].length };
  let next = at + 1;
  let open = /^ ?[:=]/.test(flat.chars.slice(tokens[at]?.to, (tokens[at]?.to ?? 0) + 2));
  for (let count = 0; count < MIDDLE_MAX && !open; count += 1) {
    const token = tokens[next];
    if (!token || token.gap === 'stop' || token.cased !== 'small' || !MIDDLE.has(token.bare)) break;
    next += 1;
    open = OPENERS.has(token.bare) || /^ ?[:=]/.test(flat.chars.slice(token.to, token.to + 2));
  }
  const owned = next > at + 1;
  while (!open && owned && KIN.has(tokens[next]?.bare ?? '') && tokens[next]?.cased === 'small') next += 1;
  // `zalo nó để tên …`, `zalo nó ghi tên …`
  const shows = SHOWS.has(tokens[next]?.bare ?? '') && tokens[next + 1]?.bare === 'ten';
  if (!open && shows) [open, next] = [true, next + 2];
  // `tk zalo của thằng đó là Trung úy …`
  for (let ahead = next; !open && ahead < next + MIDDLE_MAX; ahead += 1) {
    const [link, name] = [tokens[ahead], tokens[ahead + 1]];
    if (!name || link?.gap === 'stop' || name.gap !== 'touch') break;
    if (link?.bare === 'la' && name.cased !== 'small') [open, next] = [true, ahead + 1];
  }
  // `tên là`, `nick tên`: more than one may stand there.
  while (open && tokens[next]?.cased === 'small' && OPENERS.has(tokens[next]?.bare ?? '')) next += 1;
  const first = tokens[next];
  if (!first || first.gap === 'stop' || PLATFORMS.has(first.bare)) return undefined;
  const whole = written(flat, tokens, next);
  const direct = next === at + 1;
  if (/[_.\d]/.test(whole.text) && /[a-z]/.test(whole.text)) return open || direct ? whole : undefined;
  if (first.kind === 'digits') return undefined;
  if (first.cased !== 'small' && (open || direct || first.gap === 'touch')) return capitals(flat, tokens, next);
  if (first.cased !== 'small') return undefined;
  if (isPersona(tokens, next)) return smalls(tokens, next);
  if (!open && !(direct && !PLAIN_DIRECT.has(first.bare) && isSought(tokens, at))) return undefined;
  return !PLAIN.has(first.bare) && first.bare.length > 1 ? smalls(tokens, next) : undefined;
}

const KIN = new Set('ba co ong chi thang con nho ma me bo bac chu di cau nyc ny nguoi yeu cu cai'.split(' '));
const SHOWS = new Set('de dat ghi luu hien doi'.split(' '));

/** `cô gái mông buồn`: a nickname that begins as people speak of a stranger. */
const isPersona = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.gap === 'touch' && tokens[at + 1]?.gap === 'touch'
  && !/^(?:em|con|anh|chi|ban)$/.test(tokens[at - 1]?.bare ?? '')
  && NICK_HEADS.test(`${tokens.slice(at, at + 2).map(({ word }) => word).join(' ')} `);

/** `kết bạn zalo …`, `tìm fb …`: the name comes next. */
const SEEKING = new Set('kb ket ban tim add nhan nt ib di len xem chan lap nick tk zalo face facebook'.split(' '));
const isSought = (tokens: readonly Token[], at: number): boolean =>
  tokens.slice(Math.max(0, at - 3), at).some(({ bare }) => SEEKING.has(bare));

/** What is written without a blank: `hoa_1990.tb`. */
function written({ chars }: Flat, tokens: readonly Token[], at: number): { from: number; to: number; text: string } {
  const from = tokens[at]?.from ?? 0;
  let last = at;
  while (last < at + PARTS_MAX) {
    const [here, next] = [tokens[last], tokens[last + 1]];
    if (!here || !next || !/^[_.-]?$/.test(chars.slice(here.to, Math.min(next.from, here.to + 2)))) break;
    last += 1;
  }
  const to = tokens[last]?.to ?? from;
  return { from, to, text: chars.slice(from, Math.min(to, from + 64)) };
}

function capitals(flat: Flat, tokens: readonly Token[], at: number): { from: number; to: number } {
  let last = at;
  while (last < at + NAME_MAX && tokens[last + 1]?.gap === 'touch' && tokens[last + 1]?.kind === 'word'
    && (tokens[last + 1]?.cased !== 'small' || isCapital(tokens[last + 2]))) last += 1;
  // `Mỷ Vàng 2k5`: the year goes with it.
  const year = tokens[last + 1];
  if (year?.gap === 'touch' && year.kind === 'digits') {
    return { from: tokens[at]?.from ?? 0, to: written(flat, tokens, last + 1).to };
  }
  const to = tokens[last]?.to ?? 0;
  const second = /^ \([^()\n\ue000]{2,30}\)/.exec(flat.chars.slice(to, to + 34))?.[0] ?? '';
  return { from: tokens[at]?.from ?? 0, to: to + second.length };
}

const isCapital = (token: Token | undefined): boolean =>
  token?.kind === 'word' && token.gap === 'touch' && token.cased !== 'small';

function smalls(tokens: readonly Token[], at: number): { from: number; to: number } {
  let last = at;
  while (last < at + NAME_MAX - 1 && tokens[last + 1]?.gap === 'touch' && tokens[last + 1]?.kind === 'word'
    && !PLAIN.has(tokens[last + 1]?.bare ?? '')) last += 1;
  // `hoàng tử cô đơn 88`: a number that closes it shows how far it reaches.
  let ahead = last;
  while (ahead < at + NAME_MAX && tokens[ahead + 1]?.gap === 'touch' && tokens[ahead + 1]?.kind === 'word') ahead += 1;
  if (tokens[ahead + 1]?.gap === 'touch' && tokens[ahead + 1]?.kind === 'digits') last = ahead;
  const year = tokens[last + 1];
  const to = year?.gap === 'touch' && year.kind === 'digits' ? year.to : tokens[last]?.to ?? 0;
  return { from: tokens[at]?.from ?? 0, to };
}
