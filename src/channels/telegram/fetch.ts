import type { Private } from '../../core/private/private.ts';
import { reveal } from '../../core/private/reveal.ts';
import type { FetchedFile } from '../../tasks/file_ports.ts';
import type { TelegramApi } from './api.ts';

/** Fetches a file by its id (Bot API 10.3: `getFile`, then the file itself for an hour). It stays at Telegram. */
export async function fetchFile(api: TelegramApi, ref: Private, bytesMax: number): Promise<FetchedFile> {
  try {
    const answer = await api.call('getFile', { file_id: reveal(ref) });
    if (!answer.ok) return { failed: answer.foreign || (answer.error_code ?? 500) >= 429 ? 'away' : 'gone' };
    const path = pathOf(answer.result);
    return path === undefined ? { failed: 'gone' } : await api.download(path, bytesMax);
  } catch {
    // The error may hold the address, and with it the token.
    return { failed: 'away' };
  }
}

/** `photos/file_7.jpg`: nothing that leads elsewhere. */
function pathOf(result: unknown): string | undefined {
  const path = typeof result === 'object' && result !== null && 'file_path' in result ? result.file_path : undefined;
  const isPlain = typeof path === 'string' && /^[\w-]+(\/[\w.-]+)+$/.test(path) && !path.includes('..');
  return isPlain ? path : undefined;
}
