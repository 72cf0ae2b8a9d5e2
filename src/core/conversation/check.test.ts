import { describe, expect, test } from 'vitest';
import { checkBook, REQUIRED_PLACES } from './check.ts';
import { type CheckWords, ENGINE_CHOICES, ENGINE_TEXTS, MESSAGE_MAX } from './check_words.ts';
import { FLOW_FINDINGS, type FindingCode } from './findings.ts';
import { Flow } from './flow.ts';

type Nodes = Record<string, unknown>;
type Change = Readonly<{
  help?: Nodes; member?: Nodes; everywhere?: Nodes;
  start?: string; doors?: string[];
  texts?: Record<string, string | undefined>; also?: Record<string, string[]>;
}>;

const LEAVE = { say: 'x.bye', forget: true, finish: true };
const OFFER = { say: 'x.offer', choices: [{ is: 'yes', goto: 'welcome.cover' }, { is: 'no', goto: '@return' }] };

/** The smallest whole book, with one thing changed. `help.first` is where the thing under test stands. */
function broken({ help = {}, member = {}, everywhere = {}, start = 'first', doors = [] }: Change): Record<string, Flow> {
  const flow = (id: string, nodes: Nodes, more: object = {}): Flow =>
    Flow.parse({ id, version: 1, audience: 'help', start: Object.keys(nodes)[0], safe: Object.keys(nodes)[0], lapse_minutes: 5, nodes, ...more });
  const ask = { say: 'x.hello', choices: [{ is: 'yes', goto: 'help.first' }] };
  const offers = REQUIRED_PLACES.filter((place) => place.startsWith('everywhere.offer_')).map((place) => [place.slice(11), OFFER]);
  return {
    welcome: flow('welcome', { cover: ask, menu: ask }),
    danger: flow('danger', { now: ask }),
    contact: flow('contact', { talk: { ...ask, relay: 'member' } }),
    page: flow('page', { knock: ask, opened: { goto: '@page' } }),
    lock: flow('lock', { back: ask }),
    member: flow('member', {
      home: ask, invite: ask, by_code: ask, stray: ask, talk: { ...ask, relay: 'person' }, ...member,
    }, { audience: 'member' }),
    everywhere: flow('everywhere', {
      leave: LEAVE, erase: { do: 'erase', outcomes: { erased: 'leave' } }, ...Object.fromEntries(offers), ...everywhere,
    }, { audience: 'everywhere' }),
    help: flow('help', { first: ask, ...help }, { start, safe: start, doors }),
  };
}

const LABELS: Record<string, string> = { yes: 'Có', no: 'Không', key_leave: 'Thoát' };

function wordsOf({ texts = {}, also = {} }: Change): CheckWords {
  return {
    langs: ['vi'],
    text: (_lang, key) => (key in texts ? texts[key] : key === '' ? undefined : 'Xin chào.'),
    choice: (_lang, is) => {
      if (`choice.${is}` in texts) return undefined;
      return { is, label: LABELS[is] ?? is.replaceAll('_', ' '), also: also[is] ?? [] };
    },
  };
}

const findings = (change: Change) => checkBook(broken(change), wordsOf(change));

test('a whole book breaks no promise', () => {
  expect(findings({})).toEqual([]);
});

const LEAVES = { goto: 'everywhere.leave' };
const YES = { is: 'yes', goto: 'everywhere.leave' };
const NOTE = { do: 'file_note', outcomes: { filed: 'everywhere.leave' } };
const TOLD = { tells: ['readers', 'child'], goto: 'ask' };
const ASK = { choices: [{ is: 'yes', goto: 'agreed' }, { is: 'no', goto: 'everywhere.leave' }] };

const CASES: [why: string, code: FindingCode, place: string, change: Change][] = [
  ['an arrow leads to nothing', 'flow:no_such_node', 'help.first', { help: { first: { goto: 'nowhere' } } }],
  ['a start is not a node', 'flow:no_such_node', 'help.begin', { start: 'begin' }],
  ['a door is not a node', 'flow:no_such_node', 'help.door', { doors: ['door'] }],
  ['nothing leads to a node', 'flow:unreachable', 'help.island', { help: { island: LEAVES } }],
  ['only a node that nothing leads to leads to it', 'flow:unreachable', 'help.two',
    { help: { one: { goto: 'two' }, two: { choices: [{ is: 'yes', goto: 'one' }] } } }],
  ['a node only speaks', 'flow:no_way_on', 'help.first', { help: { first: { say: 'x.a' } } }],
  ['a choice leads nowhere', 'flow:no_way_on', 'help.first', { help: { first: { choices: [YES, { is: 'no' }] } } }],
  ['an answer leads nowhere', 'flow:no_way_on', 'help.first', { help: { first: { answer: 'text', skip: 'everywhere.leave' } } }],
  ['two nodes lead to each other', 'flow:endless', 'help.first', { help: { first: { goto: 'second' }, second: { goto: 'first' } } }],
  ['an action leads back to itself', 'flow:endless', 'help.first',
    { help: { first: { do: 'find_commune', outcomes: { one: 'first', several: 'everywhere.leave', none: 'everywhere.leave' } } } }],
  ['a row of nodes is too long', 'flow:endless', 'help.first', { help: {
    first: { goto: 'n2' }, n20: LEAVES,
    ...Object.fromEntries(Array.from({ length: 18 }, (_, index) => [`n${index + 2}`, { goto: `n${index + 3}` }])),
  } }],
  ['an action comes before its consent', 'flow:consent_missing', 'help.file', { help: { first: { ...TOLD, goto: 'file' }, file: NOTE } }],
  ['one way of two goes round the consent', 'flow:consent_missing', 'help.file', { help: {
    first: TOLD, ask: { choices: [{ is: 'yes', goto: 'agreed' }, { is: 'no', goto: 'file' }] },
    agreed: { consent: 'anonymous_note', goto: 'file' }, file: NOTE,
  } }],
  ['the way round the consent is the longer one', 'flow:consent_missing', 'help.file', { help: {
    first: TOLD, ask: { choices: [{ is: 'yes', goto: 'agreed' }, { is: 'no', goto: 'rest' }] },
    agreed: { consent: 'anonymous_note', goto: 'file' }, file: NOTE,
    rest: { choices: [{ is: 'yes', goto: 'tea' }] }, tea: { choices: [{ is: 'yes', goto: 'file' }] },
  } }],
  ['a consent to something else is given', 'flow:consent_missing', 'help.file', { help: {
    first: TOLD, ask: ASK, agreed: { consent: 'contact_me', goto: 'file' }, file: NOTE,
  } }],
  ['a door leads behind the consent', 'flow:consent_missing', 'help.file', { doors: ['again'], help: {
    first: TOLD, ask: ASK, agreed: { consent: 'anonymous_note', goto: 'file' }, file: NOTE, again: { ...TOLD, goto: 'file' },
  } }],
  ['forgetting takes the consent back', 'flow:consent_missing', 'help.file', { help: {
    first: { goto: 'ask' }, ask: ASK, agreed: { consent: 'anonymous_note', goto: 'wiped' },
    wiped: { forget: true, goto: 'told' }, told: { ...TOLD, goto: 'file' }, file: NOTE,
  } }],
  ['she agrees by skipping', 'flow:consent_unasked', 'help.agreed', { help: {
    first: { choices: [{ is: 'yes', goto: 'agreed' }], skip: 'agreed' }, agreed: { consent: 'contact_me', ...LEAVES },
  } }],
  ['she agrees by not being understood', 'flow:consent_unasked', 'help.agreed', { help: {
    first: { choices: [{ is: 'yes', goto: 'agreed' }], otherwise: { limit: 1, goto: 'agreed' } }, agreed: { consent: 'contact_me', ...LEAVES },
  } }],
  ['an action comes before its duty', 'flow:duty_unsaid', 'help.first',
    { help: { first: { do: 'show_address', outcomes: { shown: 'everywhere.leave', gone: 'everywhere.leave' } } } }],
  ['a question comes before its duty', 'flow:duty_unsaid', 'help.first', { help: { first: { about: 'child', choices: [YES] } } }],
  ['one way of two leaves the duty out', 'flow:duty_unsaid', 'help.age', { help: {
    first: { choices: [{ is: 'yes', goto: 'told' }, { is: 'no', goto: 'age' }] },
    told: { tells: ['child'], goto: 'age' }, age: { about: 'child', choices: [YES] },
  } }],
  ['leaving keeps what she said', 'flow:no_way_out', 'everywhere.leave', { everywhere: { leave: { finish: true }, erase: LEAVE } }],
  ['leaving asks something first', 'flow:no_way_out', 'everywhere.leave', { everywhere: { leave: { choices: [{ is: 'yes', goto: 'bye' }] }, bye: LEAVE, erase: LEAVE } }],
  ['an offer cannot be refused', 'flow:no_way_out', 'everywhere.offer_danger', { everywhere: { offer_danger: { choices: [{ is: 'yes', goto: 'danger.now' }] } } }],
  ['an offer returns first', 'flow:no_way_out', 'everywhere.offer_talk', { everywhere: { offer_talk: { choices: [{ is: 'no', goto: '@return' }, YES] } } }],
  ['an offer only returns', 'flow:no_way_out', 'everywhere.offer_talk', { everywhere: { offer_talk: {
    choices: [{ is: 'no', goto: '@return' }, { is: 'yes', goto: '@return' }],
  } } }],
  ['0 would be an answer', 'flow:zero_is_an_answer', 'help.first', { help: { first: { answer: 'number', ...LEAVES } } }],
  ['an answer cannot be withheld', 'flow:no_skip', 'help.first', { help: { first: { answer: 'text', as: 'place', ...LEAVES } } }],
  ['an outcome has no way on', 'flow:outcome_missing', 'help.first',
    { help: { first: { do: 'find_nearest', outcomes: { none: 'everywhere.leave' } } } }],
  ['an outcome never comes', 'flow:outcome_unknown', 'help.first',
    { help: { first: { do: 'summarise', outcomes: { done: 'everywhere.leave', maybe: 'everywhere.leave' } } } }],
  ['there are outcomes without an action', 'flow:outcome_unknown', 'help.first', { help: { first: { outcomes: { done: 'everywhere.leave' }, ...LEAVES } } }],
  ['a list comes from nowhere', 'flow:list_without_action', 'help.pick', { help: { first: { goto: 'pick' }, pick: { list: true, ...LEAVES } } }],
  ['a list comes from an outcome without one', 'flow:list_without_action', 'help.pick', { help: {
    first: { do: 'find_nearest', outcomes: { found: 'everywhere.leave', none: 'pick', spent: 'everywhere.leave' } }, pick: { list: true, ...LEAVES },
  } }],
  ['a list comes once with its action and once without', 'flow:list_without_action', 'help.pick', { help: {
    first: { do: 'find_nearest', outcomes: { found: 'pick', none: 'again', spent: 'again' } },
    pick: { list: true, ...LEAVES }, again: { choices: [{ is: 'yes', goto: 'pick' }] },
  } }],
  ['a list and two choices need seven keys', 'flow:too_many_choices', 'help.pick', { help: {
    first: { do: 'find_nearest', outcomes: { found: 'pick', none: 'everywhere.leave', spent: 'everywhere.leave' } },
    pick: { list: true, choices: [YES, { is: 'no', goto: 'first' }], ...LEAVES },
  } }],
  ['a text is missing', 'flow:missing_words', 'help.first', { help: { first: { say: 'x.none', ...LEAVES } }, texts: { 'x.none': undefined } }],
  ['a label is missing', 'flow:missing_words', 'help.first', { help: { first: { choices: [{ is: 'lost', goto: 'everywhere.leave' }] } }, texts: { 'choice.lost': undefined } }],
  ['a text of the engine is missing', 'flow:missing_words', ENGINE_TEXTS[0] ?? '', { texts: { [ENGINE_TEXTS[0] ?? '']: undefined } }],
  ['a key of every screen has no label', 'flow:missing_words', `choice.${ENGINE_CHOICES[0]}`, { texts: { [`choice.${ENGINE_CHOICES[0]}`]: undefined } }],
  ['a text is too long', 'flow:long_words', 'help.first', { help: { first: { say: 'x.long', choices: [YES] } }, texts: { 'x.long': 'a'.repeat(MESSAGE_MAX) } }],
  ['two texts that arrive together are too long', 'flow:long_words', 'help.second', {
    help: { first: { say: 'x.half', goto: 'second' }, second: { say: 'x.half', choices: [YES] } }, texts: { 'x.half': 'a'.repeat(MESSAGE_MAX / 2) },
  }],
  ['two labels are the same without accents', 'flow:choice_ambiguous', 'help.first',
    { help: { first: { choices: [{ is: 'busy', ...LEAVES }, { is: 'friend', ...LEAVES }] } }, also: { busy: ['bận'], friend: ['bạn'] } }],
  ['a word for a choice leaves', 'flow:choice_ambiguous', 'help.first', { help: { first: { choices: [YES] } }, also: { yes: ['stop'] } }],
  ['a branch asks for what nobody sets', 'flow:branch_unset', 'help.first', { help: { first: { branch: { on: 'mood', cases: {}, else: 'everywhere.leave' } } } }],
  ['a return stands outside an offer', 'flow:return_outside_offer', 'help.first', { help: { first: { goto: '@return' } } }],
];

describe('a promise is broken when', () => {
  test.each(CASES)('%s: %s', (_why, code, place, change) => {
    const found = findings(change).filter((finding) => finding.code === code);
    expect(found.map((finding) => finding.place)).toContain(place);
  });
});

test('each fault of the table is named by nothing but its own code', () => {
  const others = CASES.map(([why, code, , change]): [string, FindingCode[]] =>
    [why, findings(change).map((finding) => finding.code).filter((other) => other !== code)]);
  expect(others.filter(([, codes]) => codes.length > 0)).toEqual([]);
});

test('every code has a case', () => {
  const shown = new Set(CASES.map(([, code]) => code));
  expect(Object.keys(FLOW_FINDINGS).filter((code) => ![...shown].some((one) => one === code))).toEqual([]);
});

test.each(REQUIRED_PLACES)('a book without %s is refused', (place) => {
  const book = broken({});
  const [flow = '', name = ''] = place.split('.');
  const nodes = Object.fromEntries(Object.entries(book[flow]?.nodes ?? {}).filter(([other]) => other !== name));
  const found = checkBook({ ...book, ...(book[flow] && { [flow]: { ...book[flow], nodes } }) }, wordsOf({}));
  expect(found).toContainEqual({ code: 'flow:no_way_out', place, detail: 'is missing' });
});

describe('nothing is wrong when', () => {
  const fine: [why: string, change: Change][] = [
    ['a consent was given and every duty told before the note', { help: {
      first: TOLD, ask: ASK, agreed: { consent: 'anonymous_note', goto: 'file' }, file: NOTE,
    } }],
    ['a member is asked for a number', { member: { home: { answer: 'number', as: 'count', goto: 'talk' } } }],
    ['a ring of nodes waits for her somewhere', { help: { first: { goto: 'second' }, second: { choices: [{ is: 'yes', goto: 'first' }] } } }],
    ['a branch asks for what another flow sets', {
      help: { first: { branch: { on: 'mood', cases: {}, else: 'everywhere.leave' } } }, member: { home: { set: { mood: 'calm' }, goto: 'talk' } },
    }],
    ['a list stands where its action leads', { help: {
      first: { do: 'find_nearest', outcomes: { found: 'pick', none: 'everywhere.leave', spent: 'everywhere.leave' } }, pick: { list: true, choices: [YES], ...LEAVES },
    } }],
  ];
  test.each(fine)('%s', (_why, change) => {
    expect(findings(change)).toEqual([]);
  });
});
