import { z } from 'zod';
import { Private } from '../core/private/private.ts';
import { reveal } from '../core/private/reveal.ts';
import { isOnDuty, ofDay, type Shift } from '../core/cases/duty.ts';
import { dayFrom } from '../core/vietnam.ts';
import type { House } from '../house.ts';
import { seal, unseal } from '../stores/seal.ts';
import { type CommandResult, refusal } from './answer.ts';

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const Day = z.iso.date();
const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be HH:MM')
  .transform((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));
const parts = (text: string): string[] => text.split(',').map((part) => part.trim()).filter((part) => part !== '');
const Communes = z.string().transform(parts).pipe(z.array(z.string().regex(/^\d{5}$/)));
const Families = z.string().transform(parts).pipe(z.array(z.string().max(80)));
const Weekdays = z.string().transform(parts).pipe(z.array(z.enum(WEEKDAYS)).min(1));

const COMMANDS = {
  'members list': z.object({}),
  'members close': z.object({
    member: z.string(), communes: Communes.optional(), families: Families.optional(),
  }),
  'roster set': z.object({
    member: z.string(), days: Weekdays.optional(), day: Day.optional(),
    from: Time.optional(), to: Time.optional(), off: z.boolean().default(false),
  }),
  'roster show': z.object({ day: Day.optional() }),
  'roster swap': z.object({ member: z.string(), with: z.string(), day: Day }),
} as const;
type RosterCommand = keyof typeof COMMANDS;

export const isRosterCommand = (name: string): name is RosterCommand => Object.hasOwn(COMMANDS, name);

/** Runs one of the commands of whoever keeps the list of members: who there is, and who is on duty when. */
export async function runRosterCommand(house: House, name: RosterCommand, input: unknown): Promise<CommandResult> {
  switch (name) {
    case 'members list':
      return { done: await listMembers(house) };
    case 'members close':
      return closeTo(house, COMMANDS[name].parse(input));
    case 'roster set':
      return setRoster(house, COMMANDS[name].parse(input));
    case 'roster show':
      return { done: await showRoster(house, COMMANDS[name].parse(input).day) };
    case 'roster swap':
      return swap(house, COMMANDS[name].parse(input));
  }
}

type Line = Readonly<{ weekday: number | null; day: string | null; begins: number; ends: number }>;

const shiftOf = ({ weekday, day, begins, ends }: Line): Shift =>
  ({ weekday: weekday ?? undefined, day: day ?? undefined, begins, ends });

const shiftsOf = async ({ database }: House, memberId: string): Promise<Shift[]> =>
  (await database.prisma.roster.findMany({ where: { memberId } })).map(shiftOf);

async function listMembers(house: House): Promise<unknown> {
  const rows = await house.database.prisma.member.findMany({ where: { leftAt: null }, orderBy: { linkedAt: 'asc' } });
  return Promise.all(rows.map(async (row) => ({
    id: row.id, label: reveal(unseal(house.keys.house, row.label, 'member')), role: row.role,
    address: row.addressCode, unit: row.unitCode, close_to: row.closeCommunes,
    official_notice: row.official ?? house.config.OFFICIAL_ROLES.includes(row.role),
    on_duty: isOnDuty(
      { onDuty: row.onDuty, offAt: row.offAt?.getTime() ?? 0 }, await shiftsOf(house, row.id), house.now(),
    ),
  })));
}

const isMember = async ({ database }: House, id: string): Promise<boolean> =>
  await database.prisma.member.count({ where: { id, leftAt: null } }) > 0;

/** What a member has said of herself. Families are sealed, and never shown again. */
async function closeTo(
  house: House, { member, communes, families }: z.infer<typeof COMMANDS['members close']>,
): Promise<CommandResult> {
  if (!(await isMember(house, member))) return refusal(`There is no member ${member}.`);
  const unknown = (communes ?? []).find((code) => !house.places().index.communes.has(code));
  if (unknown !== undefined) return refusal(`There is no commune ${unknown}.`);
  const sealed = families && Uint8Array.from(
    seal(house.keys.house, new Private(JSON.stringify(families)), `families:${member}`),
  );
  await house.database.prisma.member.update({
    where: { id: member },
    data: { ...(communes && { closeCommunes: communes }), ...(sealed && { closeFamilies: sealed }) },
  });
  return { done: { member, communes: communes?.length ?? null, families: families?.length ?? null } };
}

/** Sets the hours of some weekdays, or of one day; `off` alone takes the weekdays away, or makes the day free. */
async function setRoster(house: House, wish: z.infer<typeof COMMANDS['roster set']>): Promise<CommandResult> {
  const { member, days, day, from, to, off } = wish;
  if (!(await isMember(house, member))) return refusal(`There is no member ${member}.`);
  if ((days === undefined) === (day === undefined)) return refusal('Say when: --days mon,tue or --day 2027-02-06.');
  if (!off && (from === undefined || to === undefined)) return refusal('Say from when to when, or --off.');
  if (!off && from === to) return refusal('A shift ends at another time than it begins.');
  const weekdays = days?.map((name) => WEEKDAYS.indexOf(name));
  const hours = off ? { begins: 0, ends: 0 } : { begins: from ?? 0, ends: to ?? 0 };
  const weekly = off ? [] : (weekdays ?? []).map((weekday) => ({ weekday, day: null }));
  const rows = weekdays ? weekly : [{ weekday: null, day: day ?? '' }];
  await house.database.transaction(async (tx) => {
    const when = weekdays ? { weekday: { in: weekdays } } : { day: day ?? '' };
    await tx.roster.deleteMany({ where: { memberId: member, ...when } });
    await tx.roster.createMany({
      data: rows.map((row) => ({ id: house.keys.secrets.id(), memberId: member, ...row, ...hours })),
    });
  });
  return { done: { member, lines: rows.length } };
}

const shown = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

async function showRoster({ database, keys }: House, day: string | undefined): Promise<unknown> {
  const members = await database.prisma.member.findMany({ where: { leftAt: null }, orderBy: { linkedAt: 'asc' } });
  const rows = await database.prisma.roster.findMany({
    orderBy: [{ weekday: 'asc' }, { day: 'asc' }, { begins: 'asc' }],
  });
  return members.flatMap(({ id, label }) => {
    const own = rows.filter(({ memberId }) => memberId === id).map(shiftOf);
    const lines = day === undefined ? own : ofDay(own, dayFrom(day));
    const hours = lines.map(({ weekday, day: date, begins, ends }) => ({
      on: date ?? WEEKDAYS[weekday ?? 0], hours: begins === ends ? 'off' : `${shown(begins)}-${shown(ends)}`,
    }));
    return hours.length > 0 ? [{ member: id, label: reveal(unseal(keys.house, label, 'member')), hours }] : [];
  });
}

/** On one day each has the hours of the other. */
async function swap(house: House, wish: z.infer<typeof COMMANDS['roster swap']>): Promise<CommandResult> {
  const { member, with: other, day } = wish;
  for (const id of [member, other]) if (!(await isMember(house, id))) return refusal(`There is no member ${id}.`);
  if (member === other) return refusal('Two members swap.');
  const on = dayFrom(day);
  const [mine, hers] = [ofDay(await shiftsOf(house, member), on), ofDay(await shiftsOf(house, other), on)];
  const free = [{ begins: 0, ends: 0 }];
  const dated = (memberId: string, shifts: readonly Pick<Shift, 'begins' | 'ends'>[]) =>
    (shifts.length > 0 ? shifts : free).map(({ begins, ends }) => (
      { id: house.keys.secrets.id(), memberId, weekday: null, day, begins, ends }));
  await house.database.transaction(async (tx) => {
    await tx.roster.deleteMany({ where: { day, memberId: { in: [member, other] } } });
    await tx.roster.createMany({ data: [...dated(member, hers), ...dated(other, mine)] });
  });
  return { done: { day, swapped: [member, other] } };
}
