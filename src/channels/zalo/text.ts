import { numbered, withHotlines } from '../../core/conversation/present.ts';
import type { Outgoing, SendResult } from '../../tasks/ports.ts';

/** What stands on her screen, in NFC, its choices as numbered lines; or why this channel cannot send it. */
export function textOf(
  outgoing: Outgoing, hotlines: Readonly<Record<string, string>>, textMax: number,
): { text: string } | Extract<SendResult, { failed: unknown }> {
  if (outgoing.voice !== undefined) return { failed: 'send:refused', detail: 'voice' };
  // Decomposed, Vietnamese is over a quarter longer, and every mark would count (Zalo OA docs, read 2026-10).
  const text = numbered(withHotlines(outgoing.text, hotlines), outgoing.keys).normalize('NFC');
  // What is too long was to be split before it came here.
  return [...text].length > textMax ? { failed: 'send:refused', detail: 'too_long' } : { text };
}
