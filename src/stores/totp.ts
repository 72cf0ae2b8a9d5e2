import { Secret, TOTP } from 'otpauth';

/** What an app on her telephone counts with: RFC 6238, six digits, half a minute, SHA-1, which every app can. */
const STEP_SECONDS = 30;
const SECRET_BYTES = 20;
/** A telephone whose clock is half a minute off is still hers. */
const STEPS_OFF = 1;

/** 32 letters in base32. */
export const newTotpSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

/** The address by which an app takes the secret in; it names the service and no person. */
export const totpAddress = (secret: string): string => counting(secret).toString();

/** Which half minute a code belongs to; undefined: none near `at` (ms). */
export function totpStep(secret: string, code: string, at: number): number | undefined {
  const delta = counting(secret).validate({ token: code, timestamp: at, window: STEPS_OFF });
  return delta === null ? undefined : Math.floor(at / 1000 / STEP_SECONDS) + delta;
}

function counting(secret: string): TOTP {
  return new TOTP({ issuer: 'Tin Cậy', label: 'console', secret, digits: 6, period: STEP_SECONDS });
}
