/**
 * DA-5, the short form of the Danger Assessment for a talk with little time (Messing, Campbell & Snider 2017, with the
 * item on strangulation): more often or worse in the past year, a weapon used or threatened, she believes he could
 * kill her, he has choked her, he is violently and constantly jealous. Three or more yes: high danger.
 * It finds some and misses others (AUC 0.68): it hastens help, and says to nobody that there is no danger.
 */
export const SIGNS = ['sign_worse', 'sign_weapon', 'sign_kill', 'sign_choked', 'sign_jealous'] as const;
const YES = 'signs_some';
const HIGH = 3;

/** Who has said that she is hit, threatened or forced; nobody else is asked five times. */
const ASKED: readonly string[] = ['body', 'mind', 'sexual'];

export const asksFive = (kinds: string): boolean => kinds.split(',').some((kind) => ASKED.includes(kind));

/**
 * `choked`: that alone is high danger, and a matter for a doctor. `last`: the fifth question decides; where it cannot,
 * it is not asked.
 */
export type Weighed = 'choked' | 'urgent' | 'last' | 'normal';

export function weighSigns(answers: Readonly<Record<string, string>>): Weighed {
  if (answers['sign_choked'] === YES) return 'choked';
  const count = SIGNS.filter((sign) => answers[sign] === YES).length;
  if (count >= HIGH) return 'urgent';
  return count === HIGH - 1 && !answers['sign_jealous'] ? 'last' : 'normal';
}
