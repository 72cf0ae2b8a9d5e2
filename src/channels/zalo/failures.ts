import type { SendFailure, SendResult } from '../../tasks/ports.ts';
import type { BotAnswer } from './bot_api.ts';
import type { OaAnswer } from './oa_api.ts';

/** Every code of the OA's error table (Zalo OA docs, ma-loi, read 2026-10), and what it means for a send. */
export const OA_FAILURES: Readonly<Record<number, SendFailure>> = {
  [-32]: 'send:throttled', // Too many calls of the app or the account.
  [-100]: 'send:refused', // The asset has expired.
  [-124]: 'send:token', // As -216, of template messages.
  [-200]: 'send:unreachable', // Sending failed on their side.
  [-201]: 'send:refused', // A parameter is wrong.
  [-204]: 'send:account', // The OA was deleted.
  [-205]: 'send:account', // There is no such OA.
  [-209]: 'send:account', // The app is not activated.
  [-210]: 'send:quota', // Over the limit.
  [-211]: 'send:quota', // The quota is used up.
  [-212]: 'send:account', // The app is not registered for this API.
  [-213]: 'send:blocked', // She does not follow the OA, where that is needed.
  [-216]: 'send:token', // The access token is invalid.
  [-217]: 'send:blocked', // She blocked the invitation.
  [-218]: 'send:quota', // No more may be sent to her for now.
  [-219]: 'send:account', // The app is disabled.
  [-220]: 'send:token', // The access token has expired.
  [-221]: 'send:account', // The OA is not verified.
  [-223]: 'send:account', // The OA has not allowed the app this API.
  [-224]: 'send:account', // The plan is too low.
  [-227]: 'send:blocked', // Her account is banned, or was away for over 45 days.
  [-230]: 'send:window_shut', // She has not written in 7 days.
  [-232]: 'send:window_shut', // Her interaction has expired.
  [-233]: 'send:refused', // This type of message is not supported.
  [-234]: 'send:throttled', // Not at night.
  [-235]: 'send:refused', // This type of OA is not supported.
  [-240]: 'send:refused', // The old message API is shut.
  [-242]: 'send:account', // The app asks for a proof of its secret that we do not send.
  [-244]: 'send:blocked', // She does not want this type of message.
  [-248]: 'send:standards', // The text breaks the platform's standards.
  [-320]: 'send:quota', // The Zalo Cloud account is missing.
  [-321]: 'send:quota', // The Zalo Cloud account has no money left.
};

const NIGHT = -234;

/** A refusal of the OA at `at` (ms) as a failed send. The message is never kept: it may echo our text. */
export function oaFailureOf({ error, status, foreign }: OaAnswer, at: number): SendResult {
  const detail = String(error);
  if (status === 429) return { failed: 'send:throttled', detail };
  // An answer that cannot be read may still have been a yes.
  if (foreign) return { failed: status < 300 ? 'send:unknown' : 'send:unreachable', detail };
  const retryAfterMs = error === NIGHT ? untilMorning(at) : undefined;
  return { failed: OA_FAILURES[error] ?? 'send:refused', detail, ...(retryAfterMs && { retryAfterMs }) };
}

const HOUR_MS = 3_600_000;
const NIGHT_HOURS = { from: 22, to: 6 };

/** Milliseconds until 06:00 in Viet Nam (UTC+7, no summer time); undefined when it is no night by our clock. */
function untilMorning(at: number): number | undefined {
  const sinceMidnight = (at + 7 * HOUR_MS) % (24 * HOUR_MS);
  const { from, to } = NIGHT_HOURS;
  if (sinceMidnight >= from * HOUR_MS) return (24 + to) * HOUR_MS - sinceMidnight;
  return sinceMidnight < to * HOUR_MS ? to * HOUR_MS - sinceMidnight : undefined;
}

/** A refusal of the Bot platform as a failed send. Unconfirmed: its error table is not published whole. */
export function botFailureOf({ error_code: code = 0, foreign }: BotAnswer): SendResult {
  const detail = String(code);
  if (code === 429) return { failed: 'send:throttled', detail };
  if (code === 401 || code === 404) return { failed: 'send:token', detail };
  if (code === 408 || code >= 500) return { failed: 'send:unreachable', detail };
  if (foreign && code < 300) return { failed: 'send:unknown', detail };
  // A page that forbids or leads elsewhere, of something in between, does not mean that she blocked us.
  if (foreign && code !== 400) return { failed: 'send:unreachable', detail };
  if (code === 403) return { failed: 'send:blocked', detail };
  return { failed: 'send:refused', detail };
}
