import type { Dice } from './dice.ts';

/** Stands in whatever is sent, so that it can be looked for where nothing of it may be. */
export const MARK = 'zqxvkw';

const DANGER = ['chồng đánh em', 'cứu em với', 'em muốn chết', 'họ bắt em cưới', 'toi bi danh', 'help me please'];
const FAMILY = '👨‍👩‍👧‍👦';
const many = (piece: string, count: number): string => piece.repeat(count);

/** Cyrillic, Greek and mathematical letters that look like ours. */
const lookalike = (text: string): string => [...text].map((letter) => LOOKALIKES[letter] ?? letter).join('');
const LOOKALIKES: Readonly<Record<string, string>> = { a: 'а', c: 'с', e: 'е', o: 'о', p: 'р', x: 'х', i: 'і', h: 'һ', n: '𝐧', m: 'ｍ' };

type Maker = (dice: Dice) => string;

/** Texts nobody means well with, by kind. */
export const TEXTS: Readonly<Record<string, Maker>> = {
  'right to left': (dice) => `\u202e${dice.of(DANGER)}\u202c \u2066\u2067\u2068 \u200f${MARK}\u200e \u061c`,
  'zero width': (dice) => [...dice.of(DANGER), ...MARK].join(dice.of(['\u200b', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u034f'])),
  'combining storm': (dice) => `a${many(dice.of(['\u0315\u0300', '\u0301', '\u0323\u0302\u0301', '\u20e3\ufe0f']), 1 + dice.below(1_500))}${MARK}`,
  'lone surrogates': (dice) => `${dice.of(['\ud800', '\udfff', '\ud83d', '\udc69\ud83d'])}${MARK}${many('\ud83d', dice.below(200))}`,
  'control characters': (dice) => `${MARK}\u0000\u0007\u001b[2J\u001b]0;x\u0007${dice.of(['\u0085', '\u009b31m', '\u007f', '\u2028', '\u2029', '\ufff9', '\v\f'])}`,
  'emoji families': (dice) => many(`${FAMILY}${dice.of(['🏳️‍🌈', '🇻🇳', '👩🏽‍🦰', '1️⃣', '\u{e0067}\u{e007f}'])}`, 1 + dice.below(150)),
  'lookalikes': (dice) => `${lookalike(dice.of(DANGER))} ${lookalike('xoa')} ${MARK}`,
  'rare letters': (dice) => many(dice.of(['ﷺ', '𒐫', 'ﬀ', 'ǆ', 'İ', 'ẞ', '가', 'ᄀ', '\u{1f1e6}', '꧅']), 1 + dice.below(400)),
  'a long text': (dice) => many(dice.of(['a', ' ', 'đánh em ', '1 ', '\n', '!', 'không ', '{', '"', 'ồ']), 1).repeat(1 + dice.below(6_000)),
  'templates': (dice) => dice.of([`\${7*7}{{7*7}}<%= 7*7 %>#{7*7} ${MARK}`, `{{constructor.constructor('return process')()}} ${MARK}`, `\${jndi:ldap://${MARK}/a}`, `%s%n%x%d ${MARK}`]),
  'SQL': (dice) => dice.of([`'; DROP TABLE lane; -- ${MARK}`, `" OR 1=1 -- ${MARK}`, `\\'; SELECT pg_sleep(9); -- ${MARK}`, `$1 $$ ${MARK} $$`, `1) UNION SELECT * FROM cases -- ${MARK}`]),
  'HTML': (dice) => dice.of([
    `"><script>alert('${MARK}')</script>`, `'><img src=x onerror=alert(1)>${MARK}`, `</textarea><svg/onload=alert(1)>${MARK}`, `<iframe srcdoc="${MARK}">`,
    `javascript:alert(1)//${MARK}`, `<!--${MARK}`, `]]><x>${MARK}`, `&lt;script&gt;${MARK}&#60;b&#62;`, `" autofocus onfocus=alert(1) x="${MARK}`,
  ]),
  'headers': (dice) => dice.of([`${MARK}\r\nSet-Cookie: a=b`, `${MARK}\r\n\r\n<html>`, `\nLocation: https://example.org/${MARK}`, `${MARK}%0d%0aX-Bad:%20yes`]),
  'log lines': (dice) => dice.of([`\n{"level":60,"msg":"${MARK}"}`, `"},{"msg":"${MARK}"`, `\u001b[31m${MARK}`, `\r\n127.0.0.1 - - GET /${MARK}`]),
  'message format': (dice) => dice.of([`{turn, select, other {${MARK}}}`, '{', '}', `{name}{code}{0}`, `'{${MARK}'`, `{n, plural, =1 {a} other {#}} ${MARK}`, `⟦hotline_police⟧ ⟦${MARK}⟧`, '⟦']),
  'JSON': (dice) => dice.of([`{"__proto__":{"is":"${MARK}"}}`, `{"constructor":{"prototype":{}}}`, '[[[[[[', `"\\u0000${MARK}"`, 'null', 'NaN', '__proto__', 'constructor', 'toString']),
  'paths': (dice) => dice.of([`../../../etc/passwd`, `..\\..\\${MARK}`, 'file:///etc/passwd', 'CON', '/dev/zero', `\\\\${MARK}\\share`]),
  'keys': (dice) => dice.of(['0', '9', '8', '7', '1', '2', '3', '4', '5', '6', '１', '3️⃣', '-1', '1e1', '0x1', '99999999999999999999', '1 2 3', '1,1,1,1', '٣']),
  'commands': (dice) => dice.of(['/start', `/start ${MARK}`, '/start TC-AAAA-BBBB-CCCC-DDDD', '/start@x TC-ZZZZ-ZZZZ-ZZZZ-ZZZZ', 'XÓA', 'xóa', 'SOS', 'thoát', `/${MARK}`, 'AAAAA-BBBBB-CCCCC-DDDDD', 'ABC234', '#tc.1.1', '#tc.999999999.9', '  #tc.3.2  ']),
  'danger among noise': (dice) => `${many('x', dice.below(3_000))} ${dice.of(DANGER)} ${many('!', dice.below(50))} ${MARK}`,
  'decomposed': (dice) => `${dice.of(DANGER)} ${MARK}`.normalize(dice.of(['NFD', 'NFKD', 'NFC'])),
  'formula': (dice) => dice.of([`=cmd|' /C calc'!${MARK}`, `=HYPERLINK("http://x/${MARK}")`, `+${MARK}`, `@SUM(1)`, `-1+1`]),
  'nothing': (dice) => dice.of(['', ' ', '\n', '\u00a0', '\u3000', '\u200b', '.', '…', '?']),
};

const KINDS = Object.keys(TEXTS);

export function hostileText(dice: Dice): { kind: string; text: string } {
  const kind = dice.of(KINDS);
  return { kind, text: TEXTS[kind]?.(dice) ?? '' };
}

/** Longer than any platform lets through, up to what the door takes in. */
export function hugeText(dice: Dice): string {
  const unit = dice.of(['a', '\u0315\u0300', 'đánh em ', '👩‍👩‍👧', '\n', '1 ', '⟦', '{', ' ', 'không phải ']);
  const letters = 20_000 + dice.below(330_000);
  return `${unit.repeat(Math.ceil(letters / unit.length)).slice(0, letters)} ${MARK}`;
}
