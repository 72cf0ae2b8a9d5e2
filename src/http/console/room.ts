import type { Officer, SignedIn } from '../../core/access/officers.ts';

/** Who sits before a page. `form`: what every form of hers carries, so that no other site can post one. */
export type Staff = Readonly<{ token: string; stage: SignedIn['stage']; form: string; officer: Officer }>;

/** Why an account was not set up: `gone` is the code's answer, whatever it was. */
export type SetUpProblem = 'gone' | 'name' | 'taken' | 'short' | 'differ' | 'code';

/** `via`: where somebody writes from. `browser`: what a browser keeps that has signed in before. */
export type From = Readonly<{ via: string; browser: string }>;

/** The way in. Whatever is wrong has one answer. */
export type Door = Readonly<{
  find: (token: string) => Promise<Staff | undefined>;
  /** A token of half a sign-in; `old` is what the browser held before: it ends. */
  password: (given: From & Readonly<{ name: string; password: string; old: string }>) => Promise<string | undefined>;
  /** A fresh token; `over`: too many wrong ones, the password is asked for again. */
  code: (staff: Staff, given: From & Readonly<{ code: string }>) => Promise<
    Readonly<{ token: string; browser: string }> | 'again' | 'over'>;
  /** What an account that is being set up shows, as often as its code is given. */
  secret: (code: string, via: string) => Promise<Readonly<{ address: string; secret: string }> | undefined>;
  /** Codes that stand in for the second factor, shown once. */
  setUp: (given: NewAccount) => Promise<Readonly<{ recovery: readonly string[] }> | SetUpProblem>;
  leave: (staff: Staff) => Promise<void>;
  leaveEverywhere: (staff: Staff) => Promise<void>;
}>;

export type NewAccount = Readonly<{
  code: string; name: string; password: string; again: string; totp: string; via: string;
}>;

/** Places by name; `unit` of an account or a member, or the commune of an address. */
export type AddressView = Readonly<{
  code: string; name: string; phone: string; commune: string; verifiedOn: string | undefined; isDoubted: boolean;
}>;
export type MemberView = Readonly<{ id: string; label: string; role: string; isReachable: boolean; mayEnd: boolean }>;
/** `code` is empty where members belong to a unit and not to an address. */
export type TeamView = Readonly<{ code: string; name: string; commune: string; members: readonly MemberView[] }>;
export type LogView = Readonly<{ at: number; who: string; act: string; about: string }>;
export type AccountView = Readonly<{ own: readonly LogView[]; others: readonly LogView[] | undefined }>;

/** What needs a hand; a part that is not hers to see is undefined. */
export type Needs = Readonly<{
  waiting: Readonly<Record<'spent' | 'untouched' | 'undecided' | 'overdue' | 'forced', number>> | undefined;
  stale: number;
  unreached: readonly Readonly<{ label: string; place: string }>[];
  requests: readonly Readonly<{ id: string; kind: string; standing: string; doneBy: number }>[] | undefined;
  letters: readonly Readonly<{ channel: string; failure: string; count: number }>[] | undefined;
  guesses: readonly Readonly<{ who: string; act: string; at: number }>[];
}>;

/** What an officer may look at and do; what is not hers and what is not there have one answer. */
export type ConsoleRoom = Readonly<{
  who: (officer: Officer) => Promise<Readonly<{ label: string; unit: string }>>;
  needs: (officer: Officer) => Promise<Needs>;
  addresses: (officer: Officer) => Promise<readonly AddressView[]>;
  checkAddress: (officer: Officer, code: string, is: 'confirmed' | 'wrong') => Promise<boolean>;
  members: (officer: Officer) => Promise<Readonly<{ teams: readonly TeamView[]; roles: readonly string[] }>>;
  invite: (officer: Officer, wish: Readonly<{ place: string; role: string; label: string }>) => Promise<
    Readonly<{ code: string; links: readonly string[] }> | undefined>;
  /** A member whom she may thank. */
  member: (officer: Officer, id: string) => Promise<MemberView | undefined>;
  endMember: (officer: Officer, id: string) => Promise<boolean>;
  /** Who is on duty now, by address; the roster of the weeks to come has its own room. */
  duty: (officer: Officer) => Promise<readonly TeamView[]>;
  account: (officer: Officer) => Promise<AccountView>;
}>;
