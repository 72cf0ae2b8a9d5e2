import { isWithinBound, type Limiters } from './limiters.ts';
import { openPauses } from './throttle.ts';

/** Tries from one address in a quarter of an hour: an office of many desks may share one. */
const VIA = { name: 'officer_via', points: 40, seconds: 15 * 60 };
/** Tries of one account, counted for a day; after six the pauses of `throttle.ts` begin, ten minutes at most. */
const COUNTED = { name: 'officer_tries', points: 1_000_000, seconds: 86_400 };
const WRONG = { name: 'officer_wrong', points: 1_000_000, seconds: 86_400 };
/** Codes that one sign-in may try before the password is asked for again. */
const CODES = { name: 'officer_codes', points: 5, seconds: 600 };
/** As many wrong ones in a day are told to the other officers, once. */
const TOLD_AT = 5;

export type Guesses = Readonly<{
  mayComeFrom: (via: string) => Promise<boolean>;
  /**
   * Whether a try is weighed now. `key` stands for an account as strangers try it, or for a browser that has signed in
   * to it before: so nobody who only knows a name can make its owner wait.
   */
  mayTry: (key: string) => Promise<boolean>;
  /** She was let in: what she mistyped before counts no more. */
  forget: (key: string) => Promise<void>;
  mayTryCode: (session: string) => Promise<boolean>;
  /** Counts a wrong one; true for the one at which the others are told. */
  wrong: (key: string) => Promise<boolean>;
}>;

export function openGuesses(limiters: Limiters): Guesses {
  const [vias, wrong, codes] = [limiters.open(VIA), limiters.open(WRONG), limiters.open(CODES)];
  const pauses = openPauses(limiters, COUNTED, 'officer_pause');
  return {
    mayComeFrom: (via) => isWithinBound(vias, via),
    mayTry: (key) => pauses.mayTry(key, true),
    forget: pauses.forget,
    mayTryCode: (session) => isWithinBound(codes, session),
    wrong: async (key) => (await wrong.consume(key)).consumedPoints === TOLD_AT,
  };
}
