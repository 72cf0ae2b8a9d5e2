import { readFileSync } from 'node:fs';
import { arrows, nodeAt } from '../src/core/conversation/flow.ts';
import type { Event } from '../src/core/conversation/event.ts';
import { newSession, type Session } from '../src/core/conversation/session.ts';
import { step, type Step } from '../src/core/conversation/step.ts';
import { buildCommuneIndex } from '../src/core/places/communes.ts';
import { readAddressRows } from '../src/core/places/import.ts';
import { readOldUnitRows, readUnitRows } from '../src/core/places/units.ts';
import { readTable } from '../src/commands/tables.ts';
import { lookUp, type Places } from '../src/tasks/act_places.ts';
import { wordsOn } from '../src/tasks/outgoing.ts';
import type { DoEffect, Outcome } from '../src/tasks/work.ts';
import { readEdition } from '../src/words/edition.ts';

export const ROOT = new URL('../', import.meta.url);
export const edition = readEdition(ROOT);
export const { book, words } = edition;

/** All invented people write on this day, at 9 in the morning in Viet Nam. */
export const START_AT = Date.parse('2026-11-02T02:00:00Z');

export const places: Places = await demoPlaces();

export const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

export const freshSession = (member: boolean, lang = 'vi', reads: Session['reads'] = 'here'): Session => {
  const session = { ...newSession(edition.hash, lang), reads };
  return member ? { ...session, kept: { cases: [], member: 'm1' } } : session;
};

/** Which channel a session that reads there is shown on. */
const SHOWN = { here: 'telegram', watched: 'zalo_oa', page: 'page' } as const;

/** One step that also proves what every step must hold: redelivery changes nothing, and a session survives the store. */
export function play(session: Session, event: Event): Step {
  const here = wordsOn(words, SHOWN[session.reads]);
  const after = step(book, here, session, event);
  const again = step(book, here, session, event);
  if (JSON.stringify(again) !== JSON.stringify(after)) throw new Error('The same event made other effects');
  return { ...after, session: JSON.parse(JSON.stringify(after.session)) };
}

/** What the house answers from memory; undefined for an action that a talk must answer itself. */
export function lookedUp(effect: DoEffect, session: Session, at: number): Outcome | undefined {
  return lookUp(effect, { at, session, words }, places, () => '2026-11-02');
}

/** Every arrow of the book as `from -> to`. */
export const allArrows = (): string[] => [...new Set(Object.values(book).flatMap((flow) =>
  arrows(flow).map(({ from, to }) => `${from} -> ${to}`)))].sort();

/** The arrows that one step went along. */
export function wentAlong(before: Session, path: readonly string[]): string[] {
  return path.flatMap((place, index) => {
    const from = index === 0 ? before.place : path[index - 1];
    const back = index === 0 && place === before.returnTo ? [`${from} -> @return`] : [];
    const page = nodeAt(book, from ?? '')?.goto === '@page' ? [`${from} -> @page`] : [];
    return [`${from} -> ${place}`, ...back, ...page];
  });
}

async function demoPlaces(): Promise<Places> {
  const table = async (name: string) => {
    const found = await readTable(new URL(`data/demo/${name}`, ROOT).pathname);
    if ('problems' in found) throw new Error(`data/demo/${name} cannot be read`);
    return found;
  };
  const { ok: communes } = readUnitRows(await table('communes.csv'));
  const { ok: old } = readOldUnitRows(await table('communes-old-to-new.csv'), new Set(communes.map(({ code }) => code)));
  const index = buildCommuneIndex(communes, old);
  const { ok: addresses } = readAddressRows(await table('addresses.csv'), index);
  return { index, addresses, verifyDays: 180 };
}
