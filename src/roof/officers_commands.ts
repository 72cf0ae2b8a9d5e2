import { z } from 'zod';
import { OFFICER_ROLES } from '../core/access/officers.ts';
import type { House } from '../house.ts';
import { type CommandResult, refusal } from './answer.ts';

const INVITE_DAYS = 7;
/** A hundred bits: nobody who guesses finds one. */
const CODE_LETTERS = 20;

const COMMANDS = {
  'officers invite': z.object({
    unit: z.string().optional(), role: z.enum(OFFICER_ROLES), label: z.string().trim().min(1).max(80),
  }),
  'officers list': z.object({}),
  'officers end': z.object({ id: z.string().min(1) }),
} as const;
type OfficersCommand = keyof typeof COMMANDS;

export const isOfficersCommand = (name: string): name is OfficersCommand => Object.hasOwn(COMMANDS, name);

/** Accounts of the console are made and ended at the machine. */
export async function runOfficersCommand(house: House, name: OfficersCommand, input: unknown): Promise<CommandResult> {
  switch (name) {
    case 'officers invite':
      return invite(house, COMMANDS[name].parse(input));
    case 'officers list':
      return { done: await list(house) };
    case 'officers end':
      return end(house, COMMANDS[name].parse(input).id);
  }
}

async function invite(house: House, wish: z.infer<typeof COMMANDS['officers invite']>): Promise<CommandResult> {
  const { role, unit, label } = wish;
  const problem = unitProblem(house, role, unit);
  if (problem) return refusal(problem);
  const { keys, now, config: { PUBLIC_URL }, officers: { accounts } } = house;
  const [id, plain, at] = [keys.id(), keys.secrets.code(CODE_LETTERS), now()];
  const until = at + INVITE_DAYS * 86_400_000;
  await accounts.invite({ id, role, unit }, { label, setupHash: keys.ofOfficer('setup', plain), until, at });
  await accounts.note({ officerId: '', act: 'officer_invited', about: id, at });
  return { done: {
    id, code: (plain.match(/.{5}/g) ?? []).join('-'), expires_at: new Date(until).toISOString(),
    // The code is typed there: an address stands in logs and histories.
    page: `${PUBLIC_URL ?? ''}/console/set-up`,
  } };
}

function unitProblem({ places }: House, role: string, unit: string | undefined): string | undefined {
  const { communes } = places().index;
  const isProvince = [...communes.values()].some(({ provinceCode }) => provinceCode === unit);
  if (role === 'commune_officer' && !communes.has(unit ?? '')) return 'A commune officer belongs to a commune: --unit.';
  if (role === 'province_duty' && !isProvince) return 'A duty officer belongs to a province: give its code as --unit.';
  if (unit !== undefined && !isProvince && !communes.has(unit)) return `There is no unit ${unit}.`;
  return undefined;
}

async function list({ officers: { accounts } }: House): Promise<unknown> {
  const day = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString());
  return (await accounts.list()).map(({ id, role, unit, label, madeAt, setUpAt, endedAt }) => ({
    id, role, unit: unit ?? null, label, made_at: day(madeAt), set_up_at: day(setUpAt), ended_at: day(endedAt),
  }));
}

async function end({ officers: { accounts }, now }: House, id: string): Promise<CommandResult> {
  if (!await accounts.end(id, now())) return refusal(`There is no officer ${id}.`);
  await accounts.note({ officerId: '', act: 'officer_ended', about: id, at: now() });
  return { done: { id } };
}
