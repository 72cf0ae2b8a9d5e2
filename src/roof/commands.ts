import { z } from 'zod';
import { findCommunes } from '../core/places/communes.ts';
import { eachAddressRow } from '../core/places/import.ts';
import { eachOldUnitRow, eachUnitRow } from '../core/places/units.ts';
import type { House } from '../house.ts';
import { importStore } from '../stores/imports.ts';
import { dayBefore } from '../core/vietnam.ts';
import { plainCode } from '../tasks/act_member.ts';
import { type CommandResult, refusal } from './answer.ts';
import { writeBackup } from './backup.ts';
import { isCaseCommand, runCaseCommand } from './case_commands.ts';
import { answerImport, collect, File } from './import_answer.ts';
import { isProgrammeCommand, runProgrammeCommand } from './programme_commands.ts';
import { isRosterCommand, runRosterCommand } from './roster_commands.ts';
import { inviteMember } from './invites.ts';
import { isOfficersCommand, runOfficersCommand } from './officers_commands.ts';
import { unlockMember } from './unlock.ts';
import { isRightsCommand, runRightsCommand } from './rights_commands.ts';
import { rotateKeys } from './rotate.ts';

/** What the command line may ask of the house, with the shape of what it gives. */
const COMMANDS = {
  'units import': z.object({ units: File, old: File.optional(), partial: z.boolean() }),
  'addresses import': z.object({ addresses: File, dryRun: z.boolean(), partial: z.boolean() }),
  'addresses stale': z.object({}),
  'members invite': z.object({
    address: z.string().optional(), unit: z.string().optional(),
    role: z.enum(['member', 'commune_officer', 'province_duty', 'partner']).default('member'),
    label: z.string().min(1).max(80).default('—'),
    official: z.enum(['yes', 'no']).optional(),
  }),
  'members unreached': z.object({}),
  'members unlock': z.object({ words: z.string().trim().min(1) }),
  'outbox list': z.object({}),
  'outbox retry': z.object({ ids: z.array(z.string()).min(1).optional() }),
  'places find': z.object({ words: z.string() }),
  'flows recall': z.object({ edition: z.string() }),
  'erase': z.object({ receipt: z.string() }),
  'backup': z.object({ path: z.string() }),
  'keys rotate': z.object({}),
} as const;
export type CommandName = keyof typeof COMMANDS;

const isCommand = (name: string): name is CommandName => Object.hasOwn(COMMANDS, name);

/** Runs one command against the house. Nothing is half done: a refused command changed nothing. */
export async function runCommand(house: House, name: string, input: unknown): Promise<CommandResult> {
  if (isProgrammeCommand(name)) return runProgrammeCommand(house, name, input);
  if (isCaseCommand(name)) return runCaseCommand(house, name, input);
  if (isRosterCommand(name)) return runRosterCommand(house, name, input);
  if (isOfficersCommand(name)) return runOfficersCommand(house, name, input);
  if (isRightsCommand(name)) return runRightsCommand(house, name, input);
  if (!isCommand(name)) return refusal(`There is no command ${name}.`);
  switch (name) {
    case 'units import':
      return importUnits(house, COMMANDS[name].parse(input));
    case 'addresses import':
      return importAddresses(house, COMMANDS[name].parse(input));
    case 'addresses stale':
      return { done: await staleAddresses(house) };
    case 'members invite':
      return invite(house, COMMANDS[name].parse(input));
    case 'members unreached':
      return { done: await unreachedMembers(house) };
    case 'members unlock':
      return unlockMember(house, COMMANDS[name].parse(input).words);
    case 'outbox list':
      return { done: await house.letters.list() };
    case 'outbox retry':
      return { done: { again: await house.letters.retry(COMMANDS[name].parse(input).ids ?? 'all') } };
    case 'places find':
      return { done: findCommunes(house.places().index, COMMANDS[name].parse(input).words, { limit: 10 }) };
    case 'flows recall':
      return recall(house, COMMANDS[name].parse(input).edition);
    case 'erase':
      return eraseByReceipt(house, COMMANDS[name].parse(input).receipt);
    case 'backup':
      return backUp(house, COMMANDS[name].parse(input).path);
    case 'keys rotate':
      return { done: await rotateKeys(house) };
  }
}

async function importUnits(
  house: House, { units, old, partial }: z.infer<typeof COMMANDS['units import']>,
): Promise<CommandResult> {
  const communes = await collect(eachUnitRow(units.table), units.file);
  const known = new Set(communes.ok.map(({ code }) => code));
  const former = old && await collect(eachOldUnitRow(old.table, known), old.file);
  const problems = [...communes.problems, ...(former?.problems ?? [])];
  const answer = {
    rows: units.table.rows.length + (old?.table.rows.length ?? 0),
    ok: communes.ok.length + (former?.ok.length ?? 0),
    problems,
  };
  if (problems.length === 0 || partial) {
    await importStore(house.database).units(communes.ok, former?.ok);
    await house.reload();
  }
  return answerImport(answer, partial);
}

async function importAddresses(
  house: House, { addresses: { file, table }, dryRun, partial }: z.infer<typeof COMMANDS['addresses import']>,
): Promise<CommandResult> {
  const rows = eachAddressRow(table, house.places().index, { today: house.today(Date.now()) });
  const { ok, problems } = await collect(rows, file);
  if ((problems.length === 0 || partial) && !dryRun) {
    await importStore(house.database).addresses(ok);
    await house.reload();
  }
  return answerImport({ rows: table.rows.length, ok: ok.length, problems }, partial);
}

/** The officer's list: addresses nobody has confirmed in time, and those a member reported as wrong. */
async function staleAddresses({ officers, config, today }: House): Promise<unknown> {
  const addresses = await officers.looks.staleAddresses(dayBefore(today(Date.now()), config.VERIFY_DAYS));
  return addresses.map(({ code, name, commune, verifiedOn, isDoubted }) => ({
    code, name, commune_code: commune, verified_on: verifiedOn ?? null, reported_wrong: isDoubted,
  }));
}

/** Members whom no chat lets through now; cases are alerted past them. */
async function unreachedMembers({ reach, now }: House): Promise<unknown> {
  const members = await reach.unreached(now());
  return members.map(({ since, ...member }) => ({ ...member, since: new Date(since).toISOString() }));
}

async function invite(house: House, wish: z.infer<typeof COMMANDS['members invite']>): Promise<CommandResult> {
  const { address, unit, role, label, official } = wish;
  const { prisma } = house.database;
  if (role === 'member' && !address) return refusal('A member belongs to an address: give --address <code>.');
  if (role !== 'member' && !unit) return refusal('An officer or partner belongs to a unit: give --unit <code>.');
  const isAddress = address && (await prisma.address.findUnique({ where: { code: address } }));
  if (address && !isAddress) return refusal(`There is no address ${address}.`);
  const isUnit = unit && (await prisma.commune.findFirst({ where: { OR: [{ code: unit }, { provinceCode: unit }] } }));
  if (unit && !isUnit) return refusal(`There is no unit ${unit}.`);
  const { code, expiresAt, links } = await inviteMember(house, { address, unit, role, label, official });
  return { done: { code, expires_at: new Date(expiresAt).toISOString(), links } };
}

async function recall(house: House, edition: string): Promise<CommandResult> {
  const { count } = await house.database.prisma.edition.updateMany({
    where: { hash: edition }, data: { recalledAt: new Date() },
  });
  await house.reload();
  return count === 1 ? { done: { recalled: edition } } : refusal(`There is no edition ${edition}.`);
}

async function backUp(house: House, path: string): Promise<CommandResult> {
  try {
    return { done: await writeBackup(house, path) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    // The file system's own refusals (no such folder, no right, no room) are the operator's to mend.
    if (!/^E[A-Z]+$/.test(code) && !code.startsWith('ERR_INVALID_ARG')) throw error;
    return refusal(`The backup could not be written there (${code}).`);
  }
}

/** The same answer whether or not anything existed. */
async function eraseByReceipt(house: House, receipt: string): Promise<CommandResult> {
  const id = house.keys.secrets.keyed('receipt', plainCode(receipt));
  const proof = house.keys.secrets.code(8);
  await house.office.within(async ({ rooms }) => {
    const found = await rooms.receipt(id);
    await rooms.erase('', found ? [found.caseId] : [], proof);
  });
  return { done: { proof } };
}
