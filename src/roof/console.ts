import { isInReach, mayAct, mayInvite, type Officer, type OfficerAct, type Place } from '../core/access/officers.ts';
import { standingOf } from '../core/rights/clocks.ts';
import type { House } from '../house.ts';
import type { ConsoleRoom, LogView, MemberView, Needs, TeamView } from '../http/console/room.ts';
import type { KnownAddress, KnownMember } from '../stores/officer_looks.ts';
import { dayBefore } from '../core/vietnam.ts';
import { rightsStore } from '../stores/rights.ts';
import { endSilent } from '../tasks/access.ts';
import { inviteMember } from './invites.ts';

const GUESSES_DAYS = 7;
const LOG_DAYS = 30;
const DAY_MS = 86_400_000;

/** What the console shows and does, by role and unit; every look and act that is allowed is noted. */
export function openConsole(house: House): ConsoleRoom {
  return {
    who: async (officer) => {
      const { label = '' } = (await house.officers.accounts.list()).find(({ id }) => id === officer.id) ?? {};
      return { label, unit: unitName(house, officer.unit) };
    },
    needs: (officer) => asked(house, { officer, act: 'see_needs' }, () => needsOf(house, officer)),
    addresses: (officer) => asked(house, { officer, act: 'see_addresses' }, async () =>
      (await staleOf(house, officer)).map((row) => ({ ...row, commune: unitName(house, row.commune) }))),
    checkAddress: (officer, code, is) => checkAddress(house, officer, code, is),
    members: (officer) => asked(house, { officer, act: 'see_members' }, async () => ({
      teams: await teamsOf(house, officer, () => true),
      roles: ['member', 'commune_officer', 'province_duty', 'partner'].filter((role) => mayInvite(officer, role)),
    })),
    invite: (officer, wish) => invite(house, officer, wish),
    member: async (officer, id) => {
      const found = (await membersOf(house, officer)).find((member) => member.id === id);
      return found && memberView(officer, found);
    },
    endMember: (officer, id) => endMember(house, officer, id),
    duty: (officer) => asked(house, { officer, act: 'see_duty' }, async () =>
      (await teamsOf(house, officer, ({ onDuty }) => onDuty)).filter(({ isUnit }) => !isUnit)),
    account: (officer) => asked(house, { officer, act: 'see_account' }, async () => ({
      own: await logOf(house, [officer.id]),
      others: mayAct(officer, 'see_log') ? await logOf(house, await othersOf(house, officer)) : undefined,
    })),
  };
}

type Asked = Readonly<{ officer: Officer; act: OfficerAct; about?: string }>;

/** Every look goes through here: it is noted before it is given, and refused when nobody wrote it down. */
async function asked<T>(house: House, { officer, act, about }: Asked, look: () => Promise<T>): Promise<T> {
  if (!mayAct(officer, act)) throw new Error('This is not for her role');
  await house.officers.accounts.note({ officerId: officer.id, act, about, at: house.now() });
  return look();
}

async function needsOf(house: House, officer: Officer): Promise<Needs> {
  const may = (act: OfficerAct): boolean => mayAct(officer, act);
  const members = may('see_unreached') ? await membersOf(house, officer) : [];
  return {
    waiting: may('see_waiting') ? await waitingFor(house, officer) : undefined,
    stale: may('see_addresses') ? (await staleOf(house, officer)).length : 0,
    unreached: members.filter(({ isReachable }) => !isReachable)
      .map((member) => ({ label: member.label, place: placeName(house, member) })),
    requests: may('see_requests') ? await requestsNow(house) : undefined,
    letters: may('see_letters') ? (await house.letters.list()).counts : undefined,
    guesses: may('see_guesses') ? await guessesAt(house, officer) : [],
  };
}

async function waitingFor(
  { officers: { waiting }, config, now }: House, officer: Officer,
): Promise<NonNullable<Needs['waiting']>> {
  const hers = (await waiting.count(now(), config.HOLIDAYS ?? []))
    .filter(({ province }) => isInReach(officer, { commune: undefined, province }));
  const sum = (of: 'spent' | 'untouched' | 'undecided' | 'overdue' | 'forced'): number =>
    hers.reduce((all, row) => all + row[of], 0);
  return {
    spent: sum('spent'), untouched: sum('untouched'), undecided: sum('undecided'), overdue: sum('overdue'),
    forced: sum('forced'),
  };
}

/** Clocks without the case they belong to: whose they are is read at the command line. */
async function requestsNow({ database, keys, now }: House): Promise<NonNullable<Needs['requests']>> {
  const rows = await rightsStore(database, keys).requests(false);
  return rows.map((row) => ({ id: row.id, kind: row.kind, standing: standingOf(row, now()), doneBy: row.doneBy }));
}

async function guessesAt(house: House, officer: Officer): Promise<Needs['guesses']> {
  const { officers: { accounts }, now } = house;
  const since = now() - GUESSES_DAYS * DAY_MS;
  const events = await accounts.events({ since, acts: ['password_guessed', 'code_guessed', 'recovery_used'] });
  const known = (await accounts.list()).filter((row) => isNear(house, officer, row));
  return events.flatMap(({ officerId, act, at }) => {
    const who = known.find(({ id }) => id === officerId);
    return who ? [{ who: who.label, act, at }] : [];
  });
}

/** Officers who hear of each other: of the same unit, and whoever stands above or below. */
function isNear(house: House, officer: Officer, other: Officer): boolean {
  return isInReach(officer, placeOfUnit(house, other.unit)) || isInReach(other, placeOfUnit(house, officer.unit));
}

async function othersOf(house: House, officer: Officer): Promise<string[]> {
  const rows = await house.officers.accounts.list();
  return rows.filter((row) => row.id !== officer.id && isInReach(officer, placeOfUnit(house, row.unit)))
    .map(({ id }) => id);
}

async function logOf(house: House, ids: readonly string[]): Promise<LogView[]> {
  const { officers: { accounts }, now } = house;
  const since = now() - LOG_DAYS * DAY_MS;
  const names = new Map((await accounts.list()).map(({ id, label }) => [id, label]));
  const events = await accounts.events({ since, of: ids });
  return events.map(({ officerId, act, about = '', at }) => ({ at, act, about, who: names.get(officerId) ?? '' }));
}

async function staleOf({ officers: { looks }, config, today, now, places }: House, officer: Officer): Promise<
  KnownAddress[]
> {
  const rows = await looks.staleAddresses(dayBefore(today(now()), config.VERIFY_DAYS));
  const { communes } = places().index;
  return rows.filter(({ commune }) =>
    isInReach(officer, { commune, province: communes.get(commune)?.provinceCode }));
}

async function checkAddress(
  house: House, officer: Officer, code: string, is: 'confirmed' | 'wrong',
): Promise<boolean> {
  const found = (await staleOf(house, officer)).some((row) => row.code === code);
  const act = is === 'confirmed' ? 'confirm_address' : 'doubt_address';
  if (!found || !mayAct(officer, act)) return false;
  await asked(house, { officer, act, about: code }, () => house.office.within(async ({ rooms }) => {
    if (is === 'confirmed') await rooms.verifyAddress(code, house.today(house.now()));
    else await rooms.doubtAddress(code, house.now());
  }));
  await house.reload();
  return true;
}

type Wish = Readonly<{ place: string; role: string; label: string }>;

/** An address of hers for a member; for anybody else the unit, which is hers or lies below. */
async function invite(house: House, officer: Officer, { place, role, label }: Wish): ReturnType<
  ConsoleRoom['invite']
> {
  const address = house.places().addresses.find(({ code }) => code === place);
  const at = address ? placeOfUnit(house, address.communeCode) : placeOfUnit(house, place);
  const fits = role === 'member' ? address !== undefined : at.province !== undefined;
  if (!fits || !mayAct(officer, 'invite_member') || !mayInvite(officer, role) || !isInReach(officer, at)) {
    return undefined;
  }
  const unit = address ? address.communeCode : place;
  const wish = role === 'member' ? { address: place, unit: undefined } : { address: undefined, unit };
  return asked(house, { officer, act: 'invite_member', about: place }, () =>
    inviteMember(house, { ...wish, role, label: label.slice(0, 80) }));
}

async function endMember(house: House, officer: Officer, id: string): Promise<boolean> {
  const found = (await membersOf(house, officer)).find((member) => member.id === id);
  if (!found || !mayAct(officer, 'end_member') || !mayInvite(officer, found.role)) return false;
  await asked(house, { officer, act: 'end_member', about: id }, () =>
    // What she holds and what waits for her goes on to others, and nobody learns here whether there was anything.
    house.office.within((at) => endSilent(id, house.now(), at)));
  return true;
}

async function membersOf(house: House, officer: Officer): Promise<KnownMember[]> {
  const members = await house.officers.looks.members(house.now());
  return members.filter((member) => isInReach(officer, placeOfMember(house, member)));
}

type Team = TeamView & Readonly<{ isUnit: boolean }>;

/** Members by address, every address of hers among them; then those who belong to a unit. */
async function teamsOf(house: House, officer: Officer, wanted: (member: KnownMember) => boolean): Promise<Team[]> {
  const members = (await membersOf(house, officer)).filter(wanted);
  const addresses = house.places().addresses
    .filter(({ communeCode }) => isInReach(officer, placeOfUnit(house, communeCode)))
    .toSorted((one, other) => one.code.localeCompare(other.code));
  const shown = (of: readonly KnownMember[]): MemberView[] => of.map((member) => memberView(officer, member));
  const units = [...new Set([officer.unit, ...members.map(({ unit }) => unit)])].filter((unit) => unit !== undefined);
  return [
    ...addresses.map(({ code, name, communeCode }) => ({
      code, name, commune: unitName(house, communeCode), isUnit: false,
      members: shown(members.filter(({ address }) => address === code)),
    })),
    ...units.map((unit) => ({
      code: unit, name: unitName(house, unit), commune: '', isUnit: true,
      members: shown(members.filter((member) => member.address === undefined && member.unit === unit)),
    })),
  ];
}

const memberView = (officer: Officer, { id, label, role, isReachable }: KnownMember): MemberView =>
  ({ id, label, role, isReachable, mayEnd: mayAct(officer, 'end_member') && mayInvite(officer, role) });

function placeOfMember(house: House, { address, unit }: KnownMember): Place {
  const commune = house.places().addresses.find(({ code }) => code === address)?.communeCode;
  return placeOfUnit(house, commune ?? unit);
}

function placeOfUnit({ places }: House, unit: string | undefined): Place {
  const { communes } = places().index;
  const commune = unit === undefined ? undefined : communes.get(unit);
  if (commune) return { commune: commune.code, province: commune.provinceCode };
  const isProvince = [...communes.values()].some(({ provinceCode }) => provinceCode === unit);
  return { commune: undefined, province: isProvince ? unit : undefined };
}

function unitName({ places }: House, unit: string | undefined): string {
  const { communes } = places().index;
  const commune = communes.get(unit ?? '');
  const inside = commune ? undefined : [...communes.values()].find(({ provinceCode }) => provinceCode === unit);
  return commune?.name ?? inside?.province ?? '';
}

function placeName(house: House, { address, unit }: KnownMember): string {
  return house.places().addresses.find(({ code }) => code === address)?.name ?? unitName(house, unit);
}
