import type { Database } from './database.ts';
import type { HouseKeys } from './house_keys.ts';
import type { Limiters } from './limiters.ts';
import { type Guesses, openGuesses } from './officer_guesses.ts';
import { type OfficerLooks, officerLooks } from './officer_looks.ts';
import { type OfficerSessions, officerSessions } from './officer_sessions.ts';
import { type OfficerStore, officerStore } from './officers.ts';
import { openPasswords, type Passwords } from './passwords.ts';
import { type WaitingStore, waitingStore } from './waiting.ts';

/** Everything that the console stands on. */
export type OfficerRooms = Readonly<{
  accounts: OfficerStore;
  sessions: OfficerSessions;
  guesses: Guesses;
  passwords: Passwords;
  looks: OfficerLooks;
  waiting: WaitingStore;
}>;

export function openOfficers(database: Database, keys: HouseKeys, limiters: Limiters): OfficerRooms {
  return {
    accounts: officerStore(database, keys),
    sessions: officerSessions(database, keys),
    guesses: openGuesses(limiters),
    passwords: openPasswords(),
    looks: officerLooks(database, keys),
    waiting: waitingStore(database, keys),
  };
}
