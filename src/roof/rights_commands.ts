import { z } from 'zod';
import { nodeAt } from '../core/conversation/flow.ts';
import {
  BREACH_KINDS, breachStandingOf, type BreachKind, hoursLeft, standingOf, tellBy,
} from '../core/rights/clocks.ts';
import { Private } from '../core/private/private.ts';
import { reveal } from '../core/private/reveal.ts';
import type { House } from '../house.ts';
import { type ConsentRow, type RequestRow, rightsStore, type RightsStore } from '../stores/rights.ts';
import type { RequestWords } from '../tasks/rooms.ts';
import { reopenEdition } from '../words/edition.ts';
import { type CommandResult, refusal } from './answer.ts';

const Text = z.string().trim().min(1).max(4_000);
/** A number is typed as she was shown it, in two groups, or as the list shows it. */
const Id = z.object({
  id: z.string().trim().min(1).transform((id) => (/^\w{5}-\w{5}$/.test(id) ? id.replace('-', '').toUpperCase() : id)),
});

/** What the officer who keeps the list may ask. */
const COMMANDS = {
  'requests list': z.object({ all: z.boolean().default(false) }),
  'requests show': Id,
  'requests answer': Id.extend({ text: Text.optional() }),
  'requests done': Id.extend({ text: Text.optional() }),
  'breaches list': z.object({ all: z.boolean().default(false) }),
  'breaches show': Id,
  'breaches record': z.object({
    kind: z.enum(BREACH_KINDS), text: Text, people: z.coerce.number().int().min(0).optional(),
    known: z.iso.datetime({ offset: true }).optional(),
  }),
  'breaches told': Id,
  'breaches closed': Id,
  'consent show': z.object({ code: z.string().transform((code) => code.toUpperCase().trim()) }),
} as const;
type RightsCommand = keyof typeof COMMANDS;

export const isRightsCommand = (name: string): name is RightsCommand => Object.hasOwn(COMMANDS, name);

/** Runs one of the officer's commands. Words are shown by `show` alone, and looking at those of a case is noted. */
export async function runRightsCommand(house: House, name: RightsCommand, input: unknown): Promise<CommandResult> {
  const rights = rightsStore(house.database, house.keys);
  const at = house.now();
  switch (name) {
    case 'requests list':
      return { done: await listRequests(rights, at, COMMANDS[name].parse(input).all) };
    case 'requests show':
      return showRequest(rights, at, COMMANDS[name].parse(input).id);
    case 'requests answer':
      return markRequest(rights, { ...COMMANDS[name].parse(input), times: { answeredAt: at } });
    case 'requests done':
      return markRequest(rights, { ...COMMANDS[name].parse(input), times: { answeredAt: at, doneAt: at } });
    case 'breaches list':
      return { done: await listBreaches(rights, at, COMMANDS[name].parse(input).all) };
    case 'breaches show':
      return showBreach(rights, COMMANDS[name].parse(input).id);
    case 'breaches record':
      return recordBreach(rights, at, COMMANDS[name].parse(input));
    case 'breaches told':
      return markBreach(rights, COMMANDS[name].parse(input).id, { toldAt: at });
    case 'breaches closed':
      return markBreach(rights, COMMANDS[name].parse(input).id, { closedAt: at });
    case 'consent show':
      return showConsents(rights, at, COMMANDS[name].parse(input).code);
  }
}

const day = (time: number | undefined): string | null => (time === undefined ? null : new Date(time).toISOString());

function shownRequest(row: RequestRow, at: number): Record<string, unknown> {
  return {
    id: row.id, kind: row.kind, case_code: row.caseCode ?? null, standing: standingOf(row, at), at: day(row.at),
    answer_by: day(row.answerBy), done_by: day(row.doneBy), answered_at: day(row.answeredAt), done_at: day(row.doneAt),
    has_words: row.hasWords,
  };
}

/** The most pressing first; what is done is left out unless `all` is asked for. */
async function listRequests(rights: RightsStore, at: number, all: boolean): Promise<unknown> {
  const rows = await rights.requests(all);
  const by = (row: RequestRow): number => (row.answeredAt === undefined ? row.answerBy : row.doneBy);
  return rows.sort((one, other) => by(one) - by(other))
    .map((row) => shownRequest(row, at));
}

async function showRequest(rights: RightsStore, at: number, id: string): Promise<CommandResult> {
  const found = await rights.request(id);
  if (!found) return refusal(`There is no request ${id}.`);
  if (found.row.caseId && found.words) await rights.noteLook(found.row.caseId, 'request_shown', at);
  const { asked = null, reply = null } = openWords(found.words);
  return { done: { ...shownRequest(found.row, at), asked, reply } };
}

/** Our own sealed JSON: the seal has proved that nobody else wrote it. */
const openWords = (words: Private | undefined): RequestWords => (words ? JSON.parse(reveal(words)) : {});

type Marking = Readonly<{ id: string; text?: string | undefined; times: { answeredAt: number; doneAt?: number } }>;

async function markRequest(rights: RightsStore, { id, text, times }: Marking): Promise<CommandResult> {
  const found = await rights.request(id);
  if (!found) return refusal(`There is no request ${id}.`);
  const words = text === undefined
    ? {}
    : { words: new Private(JSON.stringify({ ...openWords(found.words), reply: text })) };
  await rights.mark(id, { ...times, ...words });
  return { done: { id, ...Object.fromEntries(Object.entries(times).map(([name, time]) => [name, day(time)])) } };
}

async function listBreaches(rights: RightsStore, at: number, all: boolean): Promise<unknown> {
  return (await rights.breaches()).filter(({ closedAt }) => all || closedAt === undefined).map((breach) => ({
    id: breach.id, kind: breach.kind, people: breach.people ?? null, standing: breachStandingOf(breach, at),
    known_at: day(breach.knownAt), tell_by: day(breach.tellBy),
    hours_left: breach.toldAt === undefined ? hoursLeft(breach.tellBy, at) : null,
    told_at: day(breach.toldAt), closed_at: day(breach.closedAt),
  }));
}

async function showBreach(rights: RightsStore, id: string): Promise<CommandResult> {
  const words = await rights.breachWords(id);
  return words ? { done: { id, text: reveal(words) } } : refusal(`There is no breach ${id}.`);
}

type Wish = Readonly<{ kind: BreachKind; text: string; people?: number | undefined; known?: string | undefined }>;

async function recordBreach(rights: RightsStore, at: number, wish: Wish): Promise<CommandResult> {
  const knownAt = wish.known === undefined ? at : Date.parse(wish.known);
  if (knownAt > at) return refusal('It cannot have become known in the future.');
  const by = tellBy(knownAt);
  const id = await rights.recordBreach({
    kind: wish.kind, people: wish.people, words: new Private(wish.text), knownAt, tellBy: by,
  });
  return { done: { id, tell_by: day(by), hours_left: hoursLeft(by, at) } };
}

async function markBreach(
  rights: RightsStore, id: string, times: { toldAt?: number; closedAt?: number },
): Promise<CommandResult> {
  return (await rights.markBreach(id, times)) ? { done: { id } } : refusal(`There is no breach ${id}.`);
}

/** The proof: each consent of a case with the very text she was asked, from the edition she was asked in. */
async function showConsents(rights: RightsStore, at: number, code: string): Promise<CommandResult> {
  const found = await rights.consentsOf(code);
  if (!found) return refusal(`There is no case ${code}.`);
  await rights.noteLook(found.caseId, 'consent_shown', at);
  const consents = [];
  for (const consent of found.consents) consents.push(await proofOf(rights, consent));
  return { done: { code, consents } };
}

async function proofOf(rights: RightsStore, consent: ConsentRow): Promise<Record<string, unknown>> {
  const { purpose, edition: hash, asked, lang, at, withdrawnAt } = consent;
  const stored = await rights.edition(hash);
  const edition = stored === undefined ? undefined : reopenEdition(stored);
  const node = edition && nodeAt(edition.book, asked);
  const choices = (node?.choices ?? []).map(({ is }) => edition?.words.choice(lang, is).label);
  return {
    purpose, edition: hash, asked_at: asked, text_key: node?.say ?? null, lang,
    text: edition && node?.say ? edition.words.text(lang, node.say, {}).normalize('NFC') : null, choices,
    at: day(at), withdrawn_at: day(withdrawnAt),
  };
}
