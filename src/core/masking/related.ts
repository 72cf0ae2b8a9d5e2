import { isRarely } from './behind_kin.ts';
import {
  capitalsEnd, isAnyGiven, isGiven, isGivenBehindKin, isNever, isPlaceWord, isStrange, placeEnd,
} from './name_words.ts';
import { bareOf, has, type Token, wordSet } from './tokens.ts';
import { BARE_BEHIND_MEN } from './words/bare.ts';
import { STRONG_KIN, WEAK_KIN } from './words/people.ts';
import { ABOUT_SOMEBODY } from './words/shy.ts';

const KIN = wordSet(`${STRONG_KIN} ${WEAK_KIN}`);
const ABOUT = wordSet(ABOUT_SOMEBODY);
const FAMILY = wordSet('chồng vợ ck vk con mẹ má bố ba cha anh chị em gái trai dâu rể yêu bạn cháu chú bác cô dì cậu');
const OWNER = wordSet('em e tôi tui mình mk nó chị con cháu tao tớ');
const SELF = wordSet('em e tôi tui mình cháu con mk');
const HERE = wordSet('đây nè nà nek');
/** `em ở đây`, `em chờ đây`: what somebody does here. */
const DOES_HERE = wordSet('ở đi về gọi chờ đợi ngồi nằm đứng nghe chết làm khổ tới đến lại trả nói hỏi vào ra lên '
  + 'xuống nhắn tìm trốn kẹt');

type Range = readonly [from: number, to: number];

/** Names told by whose they are, and by what their bearers are: `chồng tui Chau Ươne`, `xuân là con gái em`. */
export function relatedAt(tokens: readonly Token[], at: number): Range | undefined {
  return behindOwner(tokens, at) ?? here(tokens, at) ?? beingSomebody(tokens, at)
    ?? owning(tokens, at) ?? meeting(tokens, at);
}

/** `chồng tui Chau Ươne`, `ck e tuấn`. */
function behindOwner(tokens: readonly Token[], at: number): Range | undefined {
  const [kin, owner, name, next] = tokens.slice(at, at + 4);
  if (!has(FAMILY, kin) || owner?.gap !== 'touch' || !has(OWNER, owner) || owner.cased !== 'small') return undefined;
  if (name?.kind !== 'word' || name.gap !== 'touch' || isNever(name) || has(KIN, name)) return undefined;
  if (name.bare.length === 1 || placeEnd(tokens, at + 2) > at + 2 || isPlaceWord(name)) return undefined;
  if (name.cased !== 'small') return [at + 2, capitalsEnd(tokens, at + 2)];
  const clear = isGiven(name, next) || isGivenBehindKin(name, next) || (isStrange(name) && name.bare.length > 2);
  const told = next?.gap !== 'touch' || has(ABOUT, next) || has(KIN, next) || next.kind === 'digits';
  return clear && told && !isRarely(name) ? [at + 2, at + 3] : undefined;
}

/** `em ương đây`: who is here says who she is. */
function here(tokens: readonly Token[], at: number): Range | undefined {
  const [self, name, sign] = tokens.slice(at, at + 3);
  if (!self || self.gap === 'touch' || !has(SELF, self)) return undefined;
  if (name?.kind !== 'word' || name.gap !== 'touch') return undefined;
  if (sign?.gap !== 'touch' || !has(HERE, sign) || isNever(name) || has(DOES_HERE, name)) return undefined;
  return isAnyGiven(name) || isStrange(name) ? [at + 1, at + 2] : undefined;
}

const BEING = wordSet('con chồng vợ ck vk mẹ má bố ba cha em anh chị cháu bạn');
const OF_WHOM = wordSet('gái trai em e tôi tui mình nó chồng vợ ruột dâu rể họ đầu út cũ yêu hàng của nuôi riêng');

/** `xuân là con gái em`: a clause whose first word is somebody's child. */
function beingSomebody(tokens: readonly Token[], at: number): Range | undefined {
  const [name, link, kin, whose] = tokens.slice(at, at + 4);
  if (name?.kind !== 'word' || name.gap === 'touch') return undefined;
  if (isNever(name) || isRarely(name) || has(KIN, name)) return undefined;
  if (link?.gap !== 'touch' || !(link.word === 'là' || (link.loose && link.word === 'la'))) return undefined;
  if (kin?.gap !== 'touch' || !has(BEING, kin) || whose?.gap !== 'touch' || !has(OF_WHOM, whose)) return undefined;
  return isAnyGiven(name) || isStrange(name) ? [at, at + 1] : undefined;
}

const MEETS = wordSet('với gặp nhờ rủ hỏi');

/** `nói với thắm rồi`: only where nothing else is meant by the word. */
function meeting(tokens: readonly Token[], at: number): Range | undefined {
  const [link, name, next] = tokens.slice(at, at + 3);
  if (!has(MEETS, link) || name?.kind !== 'word' || name.gap !== 'touch') return undefined;
  if (!name.marked || isNever(name)) return undefined;
  const ends = next === undefined || next.gap !== 'touch' || has(ABOUT, next);
  return ends && isGiven(name, next) && !isRarely(name) ? [at + 1, at + 2] : undefined;
}

const OWNED = wordSet('gái trai em chồng vợ bạn con máy dt đt sđt sdt số nhà xe thoại quân nhắn zalo');

/** `em gái của nhơr`, `đt của hoài`. */
function owning(tokens: readonly Token[], at: number): Range | undefined {
  const [owned, of, name, next] = [tokens[at - 1], ...tokens.slice(at, at + 3)];
  if (!(of?.word === 'của' || (of?.loose && of.word === 'cua'))) return undefined;
  if (of.gap !== 'touch' || !has(OWNED, owned)) return undefined;
  if (name?.kind !== 'word' || name.gap !== 'touch' || name.cased !== 'small' || isNever(name) || has(KIN, name)) {
    return undefined;
  }
  if (isStrange(name) && name.bare.length > 2) return [at + 1, at + 2];
  const ends = next === undefined || next.gap !== 'touch' || has(ABOUT, next) || /^(?:de|hong|hu)$/.test(next.bare);
  return ends && isAnyGiven(name) && !isRarelyOwner(name) ? [at + 1, at + 2] : undefined;
}

const isRarelyOwner = (token: Token): boolean => isRarely(token) && bareOf(token.word) !== 'hoai';

const MEN = new Set('anh ong bac chu si ta giao'.split(' '));
const SURELY_MEN = /^(?:anh|ong)$/;
const WOMEN = new Set('chi ba di'.split(' '));
const TRADES = wordSet('lớp cán giáo y chủ anh chị em con bán hàng trưởng phó bác kế lái ruột họ cạnh thầy thợ phòng');

/**
 * `ong phong chu tro`, `anh cong o xa`: without accents a word that is a noun otherwise. Nouns do not stand behind a
 * word for a person, so it is a name where what follows makes no compound of it.
 */
export function bareBehindKin(tokens: readonly Token[], at: number): number | undefined {
  const [kin, name, next] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (!kin || !name || name.kind !== 'word' || name.marked || !name.loose || kin.marked) return undefined;
  const against = BARE_BEHIND_MEN.get(name.bare);
  const follower = next?.gap === 'touch' ? next.bare : '-';
  if (against === undefined) {
    return SURELY_MEN.test(kin.bare) && isAnyGiven(name) && !isRarely(name) && !isNever(name) ? at + 1 : undefined;
  }
  if (against.has(follower) || next?.kind === 'digits') return undefined;
  if (MEN.has(kin.bare)) return at + 1;
  const about = next?.gap === 'touch' && (has(ABOUT, next) || has(TRADES, next));
  if (kin.bare === 'co') return next?.gap === 'touch' && has(TRADES, next) ? at + 1 : undefined;
  const counted = kin.bare === 'ba' && tokens[at - 2]?.gap === 'touch' && tokens[at - 2]?.bare === 'hai';
  return WOMEN.has(kin.bare) && about && !counted ? at + 1 : undefined;
}
