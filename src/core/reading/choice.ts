import { fold, keepAccents } from './fold.ts';

/** One answer she can give: `is` is kept, `label` is shown, `also` are other ways of writing it. */
export type Choice = { readonly is: string; readonly label: string; readonly also?: readonly string[] };
export type Key = 'leave' | 'back' | 'skip' | 'listen';
export type Command = 'delete' | 'danger';

// `năm` and `bảy` have second spellings; more than eight choices are never offered (0 and 9 are keys).
const NUMBER_WORDS = new Map([
  ['mot', 1], ['hai', 2], ['ba', 3], ['bon', 4], ['tu', 4], ['nam', 5], ['sau', 6], ['bay', 7], ['bay', 7], ['tam', 8],
  ['one', 1], ['two', 2], ['three', 3], ['four', 4], ['five', 5], ['six', 6], ['seven', 7], ['eight', 8],
  ['thu nhat', 1], ['dau tien', 1], ['thu hai', 2], ['thu ba', 3],
]);
// `so`: số, phím, ý, câu: words that stand before a digit.
const DIGIT = new RegExp(
  String.raw`^(?:(?:em |toi |minh |e )?(?:chon |bam |nhan |go )?` +
    String.raw`(?:so |phim |y |cau |muc |nut |cau so |phuong an )?` +
    String.raw`|[([#])(\d)\s*[.)\]:,!]*(?: ?(?:a|nhe|nha|di|ak|ah))?$`,
);
const POLITE_START = /^(?:dạ|vâng|ừ|da|vang|u|em chọn|em chon|chọn|chon|cho em|em muốn|em muon|mình chọn|tôi chọn) +/;
const POLITE_END = /(?: +(?:ạ|a|nhé|nhe|nha|ah|ak|đi|chị|chi|em|chị ạ|chi a|chị ơi|chi oi|ơi|oi))+$/;

// Whole messages only. `dung` is left out on purpose: without its mark it is as often `đúng`, yes.
const KEYS: readonly (readonly [Key, readonly string[]])[] = [
  [
    'leave',
    '0|thoát|thoát ra|thoát nhanh|dừng|dừng lại|stop|exit|quit|bye|bye bye|tạm biệt|kết thúc'.split('|'),
  ],
  ['back', ['9', 'quay lại', 'quay về', 'trở lại', 'back', 'lùi lại']],
  ['skip', ['8', 'bỏ qua', 'không muốn nói', 'không muốn trả lời', 'không nói', 'skip', 'pass']],
  ['listen', ['7', 'nghe', 'nghe đọc', 'muốn nghe', 'listen']],
];
const COMMANDS: readonly (readonly [Command, readonly string[]])[] = [
  [
    'delete',
    'xóa|xóa hết|xóa đi|xóa hết đi|xóa tin|xóa tin nhắn|xóa dữ liệu|xóa tất cả|delete|erase|delete all'.split('|'),
  ],
  [
    'danger',
    ('sos|s.o.s|s o s|🆘|cứu|cứu với|cứu em|cứu tôi|' +
      'cứu em với|cứu tôi với|cứu cứu|cứu cứu cứu|sos sos|kêu cứu|help|help me').split('|'),
  ],
];
// Bare words that are as often another word: `dung` đúng, and `xoa` alone is told from `xoa bóp` by being alone.
const NOT_BARE = new Set(['dừng']);

// A longer message is a story, not a choice; labels have at most 24 characters.
const WORDS_MAX = 120;

/**
 * Which choice she means: its number in any writing, its label or an abbreviation with or without accents, or its
 * leading words. Undefined whenever two choices would fit: she is asked again rather than guessed at.
 */
export function readChoice(text: string, choices: readonly Choice[]): string | undefined {
  if (text.length === 1 && text >= '1' && text <= '9') return choices[Number(text) - 1]?.is;
  if (text.length > WORDS_MAX) return undefined;
  const typed = plain(text);
  if (typed === '') return undefined;
  const number = DIGIT.exec(fold(typed))?.[1];
  if (number !== undefined) return choices[Number(number) - 1]?.is;
  const begun = typed.replace(POLITE_START, '');
  const polite = [typed, typed.replace(POLITE_END, ''), begun, begun.replace(POLITE_END, '')];
  for (const said of [...new Set(polite)].map(saidOf)) {
    for (const fits of LADDER) {
      const fitting = choices.filter((choice, index) => fits(said, choice, index));
      const found = [...new Set(fitting.map((choice) => choice.is))];
      if (found.length === 1) return found[0];
      if (found.length > 1) return undefined;
    }
  }
  return undefined;
}

/** The key of a whole message: `0` thoát, `9` quay lại, `8` bỏ qua, `7` nghe. */
export function readKey(text: string): Key | undefined {
  // Most replies are one digit: they are read without folding anything.
  if (text.length === 1 && text >= '0' && text <= '9') return KEY_WORDS.exact.get(text);
  if (text.length > WHOLE_MAX) return undefined;
  const typed = plain(text);
  const digit = /^(?:(?:so|phim|bam|nhan) )*([0789])[.)]?$/.exec(fold(typed))?.[1];
  return whole(digit ?? typed, KEY_WORDS);
}

/** A command of a whole message, at home everywhere: XÓA erases, SOS and `cứu` open the way out of danger. */
export function readCommand(text: string): Command | undefined {
  if (text.length === 1 || text.length > WHOLE_MAX) return undefined;
  return /^\s*cu{2,}\W*$/i.test(text) ? 'danger' : whole(plain(text), COMMAND_WORDS);
}

// No key and no command is longer than this, however it is decorated.
const WHOLE_MAX = 60;

type Spelled = {
  readonly plains: readonly string[];
  readonly folds: readonly string[];
  readonly label: string;
  readonly labelFold: string;
};

// A choice is offered a thousand times and spelled once.
const spelled = new WeakMap<Choice, Spelled>();

function spellingOf(choice: Choice): Spelled {
  const known = spelled.get(choice);
  if (known) return known;
  const plains = [choice.label, ...(choice.also ?? [])].map(plain);
  const label = plain(choice.label);
  const spelling = { plains, folds: plains.map(fold), label, labelFold: fold(label) };
  spelled.set(choice, spelling);
  return spelling;
}

// From the surest to the least sure; the first step that anything fits decides, and only when one thing fits.
const LADDER: readonly ((said: Said, choice: Choice, index: number) => boolean)[] = [
  ({ text }, choice) => spellingOf(choice).plains.includes(text),
  ({ text, folded, isBare }, choice, index) =>
    NUMBER_WORDS.get(folded) === index + 1 || (isBare && spellingOf(choice).folds.includes(text)),
  ({ text }, choice) => text.length > 1 && `${spellingOf(choice).label} `.startsWith(`${text} `),
  ({ text, isBare }, choice) => text.length > 1 && isBare && `${spellingOf(choice).labelFold} `.startsWith(`${text} `),
];

type Said = { readonly text: string; readonly folded: string; readonly isBare: boolean };

function saidOf(text: string): Said {
  const folded = fold(text);
  return { text, folded, isBare: folded === text };
}

type WordTable<T> = { readonly exact: ReadonlyMap<string, T>; readonly bare: ReadonlyMap<string, T> };

function wordTable<T>(table: readonly (readonly [T, readonly string[]])[]): WordTable<T> {
  const rows = table.flatMap(([meant, words]) => words.map((word) => [word, meant] as const));
  const bare = rows.filter(([word]) => !NOT_BARE.has(word)).map(([word, meant]) => [fold(word), meant] as const);
  // The first of two words that fold alike keeps its meaning.
  return { exact: new Map(rows.toReversed()), bare: new Map(bare.toReversed()) };
}

const KEY_WORDS = wordTable(KEYS);
const COMMAND_WORDS = wordTable(COMMANDS);

function whole<T>(typed: string, { exact, bare }: WordTable<T>): T | undefined {
  const found = exact.get(typed) ?? bare.get(typed);
  // A word with its marks is only itself: `xoa` may be meant as `xóa`, `xoà` may not.
  return found !== undefined && (exact.has(typed) || fold(typed) === typed) ? found : undefined;
}

// Fullwidth digits and keycap emoji become digits, quotes and punctuation at the ends go.
function plain(text: string): string {
  const digits = text.normalize('NFKC').replace(/[\u20e3\ufe0f\u200b-\u200d\ufeff]/g, '');
  return keepAccents(digits).replace(/^[\s"'“”.,!?*-]+|[\s"'“”.,!?*…~]+$/g, '');
}
