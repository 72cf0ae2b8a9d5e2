import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** One field as the published specification names it. */
const Field = z.strictObject({ types: z.array(z.string()).min(1), required: z.boolean().optional(), limits: z.string().optional() });
type Field = z.infer<typeof Field>;
const Fields = z.record(z.string(), Field);
const Spec = z.object({
  source: z.string(), version: z.string(), left_out: z.string(),
  enums: z.record(z.string(), z.array(z.string())), types: z.record(z.string(), Fields), methods: z.record(z.string(), Fields),
});

const SPEC = Spec.parse(JSON.parse(readFileSync(new URL('telegram_spec.json', import.meta.url), 'utf8')));

/** What the text of the specification has no number for, by method or type and field. */
const BY_HAND: Readonly<Record<string, (value: unknown) => string | undefined>> = {
  'getUpdates.timeout': (value) => typeof value === 'number' && value < 0 ? 'is negative' : undefined,
  'setWebhook.url': (value) => value === '' || /^https?:\/\/[^\s/]+/.test(String(value)) ? undefined : 'is no address',
  'setWebhook.secret_token': matches(/^[A-Za-z0-9_-]*$/),
  'sendMessage.text': (value) => String(value).trim() === '' ? 'message text is empty' : undefined,
  'editMessageText.text': (value) => String(value).trim() === '' ? 'message text is empty' : undefined,
  'BotCommand.command': matches(/^[a-z0-9_]*$/),
  'setMyName.language_code': matches(/^([a-z]{2})?$/),
  'setMyDescription.language_code': matches(/^([a-z]{2})?$/),
  'setMyShortDescription.language_code': matches(/^([a-z]{2})?$/),
  'setMyCommands.language_code': matches(/^([a-z]{2})?$/),
  'InlineKeyboardButton.text': notEmpty,
  'KeyboardButton.text': notEmpty,
  'InlineKeyboardButton.url': (value) => /^(https?|tg):\/\/\S+$/.test(String(value)) ? undefined : 'BUTTON_URL_INVALID',
  // The server takes eight buttons in a row and a hundred in all (seen in practice; no page says so).
  'InlineKeyboardMarkup.inline_keyboard': (value) => rowsFit(value, 8) ? undefined : 'has a row that is empty or too long',
  'ReplyKeyboardMarkup.keyboard': (value) => rowsFit(value, 12) ? undefined : 'has a row that is empty or too long',
  'sendVoice.voice': (value) => value instanceof Blob && (value.size === 0 || value.type !== 'audio/ogg') ? 'is no OGG file' : undefined,
};
const BUTTON_USES = ['url', 'callback_data', 'switch_inline_query', 'switch_inline_query_current_chat', 'pay'];

/** What the specification has against these fields of a method; undefined when nothing. An unknown field is a problem. */
export function specProblem(method: string, fields: Readonly<Record<string, unknown>>): string | undefined {
  const known = SPEC.methods[method];
  return known ? problemIn(method, known, fields) : 'method not found';
}

/** The methods of the specification that stand in the file. */
export const specMethods = (): string[] => Object.keys(SPEC.methods);

function problemIn(name: string, known: z.infer<typeof Fields>, value: Readonly<Record<string, unknown>>): string | undefined {
  const unknown = Object.keys(value).find((field) => !Object.hasOwn(known, field));
  if (unknown !== undefined) return `${name}.${unknown} is not known`;
  for (const [field, about] of Object.entries(known)) {
    const given = value[field];
    if (given === undefined) {
      if (about.required === true) return `${name}.${field} is missing`;
      continue;
    }
    const problem = fieldProblem(about, given) ?? BY_HAND[`${name}.${field}`]?.(given);
    if (problem !== undefined) return `${name}.${field}: ${problem}`;
  }
  if (name !== 'InlineKeyboardButton') return undefined;
  return BUTTON_USES.filter((use) => value[use] !== undefined).length === 1 ? undefined : 'a button has exactly one use';
}

function fieldProblem({ types, limits = '' }: Field, value: unknown): string | undefined {
  const problems = types.map((type) => typeProblem(type, value));
  return problems.includes(undefined) ? limitProblem(limits, value) : problems[bestOf(types, value)];
}

/** Of several shapes the one whose own field stands in the value is the one that was meant. */
function bestOf(types: readonly string[], value: unknown): number {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  return Math.max(0, types.findIndex((type) => keys.some((key) => SPEC.types[type]?.[key]?.required === true)));
}

function typeProblem(type: string, value: unknown): string | undefined {
  const inner = /^Array of (.+)$/.exec(type)?.[1];
  if (inner !== undefined) {
    if (!Array.isArray(value)) return 'is no list';
    return value.map((one: unknown) => typeProblem(inner, one)).find((problem) => problem !== undefined);
  }
  const options = SPEC.enums[type];
  if (options) return options.some((option) => option === value) ? undefined : `is none of ${options.join(', ')}`;
  const shape = SPEC.types[type];
  if (shape) {
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? problemIn(type, shape, { ...value }) : `is no ${type}`;
  }
  return isPlain(type, value) ? undefined : `is no ${type}`;
}

function isPlain(type: string, value: unknown): boolean {
  switch (type) {
    case 'Integer': return Number.isSafeInteger(value);
    case 'String': return typeof value === 'string';
    case 'Boolean': return typeof value === 'boolean';
    case 'True': return value === true;
    case 'InputFile': return value instanceof Blob;
    default: throw new Error(`The specification has a type that is not read: ${type}`);
  }
}

/** The ranges that stand in the words: `1-64 bytes`, `1-4096 characters`, `1-100 identifiers`, `Values between 1-100`, `At most 100`. */
function limitProblem(limits: string, value: unknown): string | undefined {
  const [, from, to, unit = ''] = /(\d+)-(\d+)(?: (characters|bytes|identifiers))?/.exec(limits.replace('ISO 639-1', '')) ?? [];
  const most = /[Aa]t most (\d+)/.exec(limits)?.[1];
  const [least, largest] = from === undefined ? [0, Number(most ?? Number.POSITIVE_INFINITY)] : [Number(from), Number(to)];
  const size = sizeOf(value, unit);
  return size === undefined || (size >= least && size <= largest) ? undefined : `must be ${least}-${largest} ${unit}`.trim();
}

function sizeOf(value: unknown, unit: string): number | undefined {
  if (typeof value === 'number') return value;
  if (Array.isArray(value)) return value.length;
  if (typeof value !== 'string') return undefined;
  return unit === 'bytes' ? Buffer.byteLength(value) : value.length;
}

function matches(pattern: RegExp): (value: unknown) => string | undefined {
  return (value) => pattern.test(String(value)) ? undefined : 'has characters that are not allowed';
}

function notEmpty(value: unknown): string | undefined {
  return String(value).trim() === '' ? 'is empty' : undefined;
}

function rowsFit(rows: unknown, longest: number): boolean {
  const all: unknown[][] = Array.isArray(rows) ? rows.filter((row) => Array.isArray(row)) : [];
  return all.every((row) => row.length > 0 && row.length <= longest) && all.flat().length <= 100;
}
