import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** What the developer console shows; the secret key is the OA's, on the webhook page, and not the app's secret. */
export type OaKeys = Readonly<{ appId: string; secretKey: string }>;

/** Zalo tries again for at most 12 hours (2 in its newer text, read 2026-10): what is older is a replay. */
export const STALE_HOURS = 24;

/** Why a call is refused: nobody signed it with our key, or it is a replay. */
export type Refused = 'signature' | 'stale';

/**
 * Why this body is not taken, if it is not: Zalo has to have signed it (header `X-ZEvent-Signature`), and not more
 * than STALE_HOURS before `at` (ms).
 * Plain SHA-256 over app id, raw body, the body's timestamp and the secret key; no HMAC (Zalo OA docs, read 2026-10).
 */
export function refusalOf(
  raw: Buffer, header: string | undefined, keys: OaKeys, at: number,
): Refused | undefined {
  // Unconfirmed: whether `mac=` stands before it; the relays of the documentation disagree.
  const [, hex] = /^\s*(?:mac=)?([0-9a-f]{64})\s*$/i.exec(header ?? '') ?? [];
  if (hex === undefined) return 'signature';
  const timestamp = timestampOf(raw.toString('utf8'));
  const hash = createHash('sha256').update(keys.appId).update(raw).update(timestamp).update(keys.secretKey);
  if (!timingSafeEqual(Buffer.from(hex, 'hex'), hash.digest())) return 'signature';
  return isRecent(timestamp, at) ? undefined : 'stale';
}

const Stamped = z.object({ timestamp: z.union([z.string(), z.number()]).transform(String) });

/** The body's own field, whatever else the body is. */
function timestampOf(text: string): string {
  try {
    const read = Stamped.safeParse(JSON.parse(text));
    return read.success ? read.data.timestamp : '';
  } catch {
    return /"timestamp"\s*:\s*"?(\d+)/.exec(text)?.[1] ?? '';
  }
}

/** A body without a timestamp (a probe) cannot be old. */
function isRecent(timestamp: string, at: number): boolean {
  return timestamp === '' || at - Number(timestamp) <= STALE_HOURS * 3_600_000;
}
