import { type Bounds, type Exclusions, isKeptOut, type RingMember } from '../../src/core/cases/conflict.ts';
import { worldOf, type World } from './model.ts';

/** Two addresses lie in her commune, the third in the next one. */
export const HOMES: Readonly<Record<string, string>> = { A: '00001', B: '00001', C: '00002' };
const HERS = '00001';

type Kind = Omit<RingMember, 'id'>;
const at = (addressCode: string, onDuty: boolean, rest: Partial<Kind> = {}): Kind =>
  ({ role: 'member', addressCode, unitCode: undefined, onDuty, closeTo: [], official: false, ...rest });
const officer = (role: string, unitCode: string, rest: Partial<Kind> = {}): Kind =>
  ({ role, addressCode: undefined, unitCode, onDuty: false, closeTo: [], official: false, ...rest });

/** Everybody who can matter differently to a case. */
export const KINDS: readonly Kind[] = [
  ...['A', 'B', 'C'].flatMap((code) => [at(code, true), at(code, false)]),
  officer('commune_officer', HERS, { official: true }), officer('province_duty', 'P'),
  at('A', true, { official: true }), at('B', true, { closeTo: [HERS] }),
];

/** All ways to choose `size` of the kinds, each as often as one likes. */
export function* rosters(size: number, from = 0): Generator<number[]> {
  if (size === 0) return yield [];
  for (let kind = from; kind < KINDS.length; kind++) for (const rest of rosters(size - 1, kind)) yield [kind, ...rest];
}

const subsets = <Value>(of: readonly Value[]): Value[][] =>
  of.reduce<Value[][]>((all, one) => [...all, ...all.map((some) => [...some, one])], [[]]);

/** Every pattern of exclusions: addresses, her commune or the next one, anybody local, and persons of the roster. */
export function* patterns(size: number): Generator<Pick<Bounds, 'excluded' | 'notice'>> {
  for (const addresses of subsets(['A', 'B', 'C'])) {
    for (const communes of subsets(['00001', '00002'])) {
      for (const members of subsets(Array.from({ length: size }, (_, index) => `m${index}`))) {
        for (const local of [false, true]) {
          for (const notice of [false, true]) yield { excluded: { addresses, communes, members, local }, notice };
        }
      }
    }
  }
}

type Pattern = Pick<Bounds, 'excluded' | 'notice'>;

export const worldFrom = (roster: readonly number[], pattern: Pattern): World => worldOf(
  roster.flatMap((kind, index) => {
    const known = KINDS[kind];
    return known ? [{ id: `m${index}`, ...known }] : [];
  }),
  { ...pattern, communeCode: HERS, communeOf: (code) => HOMES[code ?? ''] },
);

/**
 * Worlds with the same key are one to whoever walks them: as many members in the first ring that has any, in the
 * second, and so on, and somebody left out or not. Empty rings are passed at once.
 */
export function likeness({ ringOf }: World): string {
  const filled = [...new Set(ringOf.filter((ring) => ring > 0))].toSorted();
  const counts = filled.map((ring) => ringOf.filter((one) => one === ring).length);
  return `${counts.join(' ')}${ringOf.includes(0) ? ' +' : ''}`;
}

/** A member whom the rings know though she is left out, or whom the house takes for left out though she is not. */
export const isMisjudged = (world: World): boolean => world.members.some((member, index) => {
  const out = isOut(world, index);
  return isKeptOut(member, world.bounds) !== out || (out && world.ringOf[index] !== 0);
});

/** Who may not know, said once more and in other words than the house says it. */
export function isOut({ members, bounds: { excluded, notice } }: World, index: number): boolean {
  const member = members[index];
  if (!member) return true;
  const { addresses, communes, members: persons, local }: Exclusions = excluded;
  const works = member.addressCode === undefined ? member.unitCode ?? '' : HOMES[member.addressCode] ?? '';
  if (persons.some((id) => id === member.id) || communes.some((code) => code === works)) return true;
  if (addresses.some((code) => code === member.addressCode)) return true;
  if (local === true && works !== 'P') return true;
  return (member.official && !notice) || member.closeTo.some((code) => code === HERS);
}
