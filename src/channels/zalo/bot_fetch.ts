import { request } from 'undici';
import type { Private } from '../../core/private/private.ts';
import { reveal } from '../../core/private/reveal.ts';
import type { FetchedFile } from '../../tasks/file_ports.ts';

const TIMEOUT_MS = 20_000;

/**
 * Whether a picture or voice may be fetched from an address: over TLS, from one of these hosts or a host under one.
 * Whoever knows the webhook's secret could otherwise have the house call any address inside its own network.
 */
export function mayFetchFrom(hosts: readonly string[]): (link: string) => boolean {
  return (link) => {
    if (!URL.canParse(link)) return false;
    const { protocol, hostname, port, username, password } = new URL(link);
    const isPlain = protocol === 'https:' && port === '' && username === '' && password === '';
    return isPlain && hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
  };
}

/** Fetches from an address that may be; it follows none that leads elsewhere. Unconfirmed: how long Zalo keeps them. */
export async function fetchLink(
  ref: Private, bytesMax: number, mayFetch: (link: string) => boolean,
): Promise<FetchedFile> {
  const link = reveal(ref);
  if (!mayFetch(link)) return { failed: 'gone' };
  try {
    const { statusCode, body } = await request(link, { headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS });
    if (statusCode !== 200) {
      await body.dump();
      return { failed: statusCode >= 500 || statusCode === 429 ? 'away' : 'gone' };
    }
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of body) {
      const bytes = Uint8Array.from(part);
      size += bytes.length;
      if (size > bytesMax) return { failed: 'gone' };
      parts.push(bytes);
    }
    return { bytes: Buffer.concat(parts) };
  } catch {
    // The error may hold the address, which leads to the picture.
    return { failed: 'away' };
  }
}
