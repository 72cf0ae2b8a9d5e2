import { z } from 'zod';
import { ACTION_NAMES } from './actions.ts';

/** A text key in locales/, for example `welcome.safe_now`. */
const TextKey = z.string().regex(/^[a-z][a-z_]*(\.[a-z0-9][a-z0-9_]*)+$/);
const Name = z.string().regex(/^[a-z][a-z0-9_]*$/);

/**
 * `node` of the same flow, `flow.node` of another one, `@return`: where she was before an offer, or `@page`: where
 * she was going when her chat turned out to be watched.
 */
const Goto = z.string().regex(/^([a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?|@return|@page)$/);

/** Keys 7 to 0 are listen, skip, back and leave on every screen, so choices end at 6. */
export const CHOICES_MAX = 6;

export const ANSWER_KINDS = ['text', 'hours', 'place', 'receipt', 'word', 'code', 'number', 'lock', 'pin'] as const;
export type AnswerKind = (typeof ANSWER_KINDS)[number];

export const CONSENT_PURPOSES = ['anonymous_note', 'contact_me', 'official_notice', 'hand_over', 'share_with'] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];

/**
 * What she must have been told before a detail is asked or shown: who reads it; that an address which
 * takes her in must tell the commune committee (law 13/2022 Art. 36); that some readers make it an
 * official notice (Art. 19); that a child's case must be reported (decree 56/2017).
 */
export const DUTIES = ['readers', 'article_36', 'article_19', 'child'] as const;
export type Duty = (typeof DUTIES)[number];

/** `pages`: offered only where a page of her own can be opened. */
const Choice = z.strictObject({ is: Name, goto: Goto.optional(), pages: z.literal(true).optional() });

const Node = z.strictObject({
  say: TextKey.optional(),
  tells: z.array(z.enum(DUTIES)).min(1).optional(),
  choices: z.array(Choice).min(1).max(CHOICES_MAX).optional(),
  several: z.literal(true).optional(),
  list: z.literal(true).optional(),
  as: Name.optional(),
  answer: z.enum(ANSWER_KINDS).optional(),
  about: z.enum(DUTIES).optional(),
  set: z.record(Name, z.string()).optional(),
  goto: Goto.optional(),
  skip: Goto.optional(),
  otherwise: z.strictObject({ reprompt: TextKey.optional(), limit: z.int().min(1).max(3), goto: Goto }).optional(),
  relay: z.enum(['member', 'person']).optional(),
  /** Where words go that tell who somebody is: shown covered (`draft`), before anybody else reads them. */
  masked: Goto.optional(),
  /** Where words of a member go that may be for another case, or answer nothing here. */
  strays: Goto.optional(),
  /** Where a picture or a voice goes: she is asked before it is fetched. */
  files: Goto.optional(),
  /** A sentence that is written already becomes the draft. */
  drafts: TextKey.optional(),
  /** The draft goes to the other side; `phone`: to a member, with the numbers to call left open. */
  passes: z.enum(['member', 'person', 'phone']).optional(),
  do: z.enum(ACTION_NAMES).optional(),
  outcomes: z.record(Name, Goto).optional(),
  branch: z.strictObject({ on: Name, cases: z.record(z.string(), Goto), else: Goto }).optional(),
  consent: z.enum(CONSENT_PURPOSES).optional(),
  lapse_minutes: z.int().min(1).max(1440).optional(),
  urgent: z.literal(true).optional(),
  forget: z.literal(true).optional(),
  finish: z.literal(true).optional(),
  /** A member who stands here is in the middle of nothing: something new may take its place. */
  rests: z.literal(true).optional(),
  /** Like the flow's, for this node. */
  page: Goto.optional(),
  /** Like the flow's, for this node. */
  again: Goto.optional(),
});

/** A conversation flow (kịch bản) as it stands in flows/: names and numbers only, words live in locales/. */
export const Flow = z.strictObject({
  id: Name,
  version: z.int().min(1),
  audience: z.enum(['help', 'member', 'everywhere']),
  start: Name,
  /** Where a talk goes on when the edition it was pinned to has been recalled. */
  safe: Name,
  lapse_minutes: z.int().min(1).max(1440),
  /** Nodes that the house may enter from outside: signals, commands, invites. */
  doors: z.array(Name).default([]),
  /** Where a chat whose keepers read along goes instead: this is for a page of her own. */
  page: Goto.optional(),
  /** Where a page that is opened anew goes on, wherever in this flow she stood: it shows nothing of hers. */
  again: Goto.optional(),
  nodes: z.record(Name, Node),
});
export type Flow = z.infer<typeof Flow>;
export type Node = z.infer<typeof Node>;

/** All flows of one edition, by id: one graph, since arrows may lead from one flow into another. */
export type Book = Readonly<Record<string, Flow>>;

export type ArrowKind = 'choice' | 'answer' | 'next' | 'skip' | 'otherwise' | 'outcome' | 'branch';
export type Arrow = { from: string; to: string; why: string; kind: ArrowKind };

/** Where `goto` leads from a place: `flow.node`. `@return` and `@page` stay as they are. */
export function placeOf(flowId: string, goto: string): string {
  return goto.startsWith('@') || goto.includes('.') ? goto : `${flowId}.${goto}`;
}

/** Where a watched chat goes instead of this place; undefined when the place may be shown anywhere. */
export function asideOf(book: Book, place: string): string | undefined {
  const flow = flowAt(book, place);
  const goto = nodeAt(book, place)?.page ?? flow?.page;
  return flow && goto ? placeOf(flow.id, goto) : undefined;
}

/** Where a page goes on that is opened anew for somebody who stands at this place. */
export function againOf(book: Book, place: string): string {
  const flow = flowAt(book, place);
  const goto = nodeAt(book, place)?.again ?? flow?.again;
  return flow && goto ? placeOf(flow.id, goto) : place;
}

/** The node at a place `flow.node`, or undefined. */
export function nodeAt(book: Book, place: string): Node | undefined {
  const dot = place.indexOf('.');
  return book[place.slice(0, dot)]?.nodes[place.slice(dot + 1)];
}

/** The flow that a place belongs to, or undefined. */
export function flowAt(book: Book, place: string): Flow | undefined {
  return book[place.slice(0, place.indexOf('.'))];
}

/** Every arrow of a flow with whole places: what the picture draws and the checker walks. */
export function arrows(flow: Flow): Arrow[] {
  return Object.entries(flow.nodes).flatMap(([name, node]): Arrow[] => {
    const from = `${flow.id}.${name}`;
    const arrow = (kind: ArrowKind, why: string, goto: string | undefined): Arrow[] =>
      goto === undefined ? [] : [{ from, to: placeOf(flow.id, goto), why, kind }];
    return [
      ...(node.choices ?? []).flatMap((choice) => arrow('choice', choice.is, choice.goto)),
      ...arrow(asks(node) ? 'answer' : 'next', node.as ?? '', node.goto),
      ...arrow('answer', 'masked', node.masked),
      ...arrow('answer', 'for whom', node.strays),
      ...arrow('answer', 'picture or voice', node.files),
      ...arrow('skip', 'skip', node.skip),
      ...arrow('otherwise', 'not understood', node.otherwise?.goto),
      ...Object.entries(node.outcomes ?? {}).flatMap(([is, goto]) => arrow('outcome', is, goto)),
      ...Object.entries(node.branch?.cases ?? {}).flatMap(([is, goto]) => (
        arrow('branch', `${node.branch?.on} = ${is}`, goto))),
      ...arrow('branch', 'else', node.branch?.else),
    ];
  });
}

/** Whether the node waits for a reply. */
export function asks(node: Node): boolean {
  return Boolean(node.choices || node.answer || node.list || node.relay);
}
