import { conceptNames } from './lexicon.ts';
import type { Reading } from './tags.ts';
import type { Token } from './tokens.ts';

/** Where features land. A power of two: neighbours that share a place blur each other a little, which is affordable. */
export const BUCKETS = 1 << 15;
// Pieces of two to five letters: they carry a word over its typos, its abbreviations and its neighbours.
const PIECE_MIN = 2;
const PIECE_MAX = 5;
const PAIR_REACH = 3;
// Said in many ways and meant alike; the regions differ here most (tui, tau; hắn, ổng; uýnh, oánh).
const ALIKE = new Map(
  Object.entries({
    khong: 'k ko kg kh hok khg hong hông hk khum hem khog hông3', chong: 'ck', vo: 'vk', em: 'e iem', anh: 'a',
    chi: 'c chj', con: 'cn', toi: 't tui tau toy', minh: 'mk', nguoi: 'ng ngta', no: 'n hăn1 hân1 ông3',
    dang: 'dg đg dag đag', duoc: 'dc đc đk', roi: 'r rui', voi: 'vs', gi: 'j', di: 'dj', biet: 'bit bik',
    gio: 'h chư2', danh: 'uynh uynh1 quynh1 oanh1 quanh1 uanh1 oanh quanh', lam: 'lm', cung: 'cx', truoc: 'trc',
    dien: 'dt đt', dau: 'mô', nay: 'ni', the: 'rưa1',
  }).flatMap(([to, from]) => from.split(' ').map((form) => [form, to])),
);

// A slate, wiped after each message: to make one anew for each costs more than all the rest.
const KNOWN = new Uint8Array(BUCKETS);
const NAME_HASHES = conceptNames().map((name) => hashOf(name, 7));

/** The numbers of what a message consists of: pieces of its bare letters, its marked words, its concepts in order. */
export function features(reading: Reading): number[] {
  const found: number[] = [];
  const text = ` ${reading.tokens.map(bareOf).join(' ')} `;
  for (let start = 0; start + PIECE_MIN <= text.length; start++) {
    let hash = 17;
    const end = Math.min(text.length, start + PIECE_MAX);
    for (let index = start; index < end; index++) {
      hash = step(hash, text.charCodeAt(index));
      if (index - start + 1 >= PIECE_MIN) add(found, hash);
    }
  }
  for (const token of reading.tokens) if (token.marked) add(found, hashOf(token.form, 31));
  const concepts = reading.tags.filter((tag) => !tag.literal);
  for (const [index, tag] of concepts.entries()) {
    add(found, step(101, named(tag.concept)));
    for (let other = index + 1; other <= index + PAIR_REACH; other++) {
      const next = concepts[other];
      if (next) add(found, step(step(211, named(tag.concept)), named(next.concept)));
    }
  }
  for (const feature of found) KNOWN[feature] = 0;
  return found;
}

function add(found: number[], hash: number): void {
  const feature = place(hash);
  if (KNOWN[feature] === 0) found.push(feature);
  KNOWN[feature] = 1;
}

// By its name, so that weights outlive a table in which a concept was added.
function named(concept: number): number {
  return NAME_HASHES[concept] ?? 0;
}

function bareOf(token: Token): string {
  return ALIKE.get(token.form) ?? token.bare;
}

function hashOf(text: string, seed: number): number {
  let hash = seed;
  for (let index = 0; index < text.length; index++) hash = step(hash, text.charCodeAt(index));
  return hash;
}

// FNV-1a, 32 bits: small, fast, and the same on every machine.
function step(hash: number, value: number): number {
  return Math.imul(hash ^ value, 0x01000193);
}

function place(hash: number): number {
  return (hash ^ (hash >>> 15)) & (BUCKETS - 1);
}
