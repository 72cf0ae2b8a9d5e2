import type { CaseRow, MemberRow, Rooms, Signal } from './rooms.ts';

type Told = Omit<Signal, 'values'> & Readonly<{
  /** Beside the code of the case, which always comes along. */
  values?: Signal['values'];
  /** Whether this holder may be told. */
  only?: (holder: MemberRow) => Promise<boolean>;
}>;

type Ringing = Readonly<{ rooms: Rooms; signalled: (laneId: string) => void }>;

/** Puts a door before whoever holds the case; nobody holds it, or no chat lets anything through to her: nothing. */
export async function signalHolder(found: CaseRow, told: Told, at: Ringing): Promise<void> {
  const { values, only, ...signal } = told;
  const holder = found.holderId ? await at.rooms.memberById(found.holderId) : undefined;
  if (!holder?.laneId || (only && !(await only(holder)))) return;
  const known = { code: found.code, case: found.code };
  await at.rooms.signal(holder.laneId, { ...signal, values: { ...known, ...values } });
  at.signalled(holder.laneId);
}
