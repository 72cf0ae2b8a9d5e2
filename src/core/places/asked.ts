/** A commune that addresses were asked for, and when (ms). */
export type Asked = Readonly<{ commune: string; at: number }>;

const DAY_MS = 86_400_000;
/** Her own, her parents', two on the way and one more: who needs help asks for no more in a day. */
export const COMMUNES_A_DAY = 5;
/** Somebody who runs from danger may have to look farther. */
export const COMMUNES_IN_DANGER = 10;

/**
 * Whether addresses near a commune may be shown, and what is known of the day after that; `fresh`: this commune was
 * not asked for in the last day. Asking for the same one again is always answered.
 */
export function mayAskFor(
  commune: string, { asked = [], inDanger }: Readonly<{ asked: readonly Asked[] | undefined; inDanger: boolean }>,
  at: number,
): { may: boolean; fresh: boolean; asked: readonly Asked[] } {
  const today = asked.filter((one) => at - one.at < DAY_MS);
  // Nowhere is nothing to look for.
  if (commune === '' || today.some((one) => one.commune === commune)) return { may: true, fresh: false, asked: today };
  const most = inDanger ? COMMUNES_IN_DANGER : COMMUNES_A_DAY;
  if (today.length >= most) return { may: false, fresh: true, asked: today };
  return { may: true, fresh: true, asked: [...today, { commune, at }] };
}
