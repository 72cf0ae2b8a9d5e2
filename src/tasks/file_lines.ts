import { Private } from '../core/private/private.ts';
import type { PersonRooms } from './act_person.ts';
import type { ThreadRow } from './rooms.ts';
import type { ActContext } from './work.ts';

/** 160 bits, as every link. */
const LINK_LETTERS = 32;
const LINK_MINUTES = 30;

/** A link that opens once. What it leads to is known by its keyed hash and a sealed row alone. */
export async function linkTo(
  id: string, { lang, time }: Readonly<{ lang: string; time: number }>, { rooms, secrets, filePage }: PersonRooms,
): Promise<string> {
  const token = secrets.code(LINK_LETTERS);
  const body = new Private(JSON.stringify({ file: id, lang }));
  await rooms.addOncePage({ id: secrets.keyed('receipt', token), body, expiresAt: time + LINK_MINUTES * 60_000 });
  return filePage?.(token, lang) ?? '';
}

/** What she reads of a picture or a voice that waited for her: a fresh link, or that its time is over. */
export async function fileForPerson(message: ThreadRow, context: ActContext, at: PersonRooms): Promise<string> {
  const { file, id } = message;
  const { session: { lang }, words, at: time } = context;
  if (!file?.isThere) return words.text(lang, 'contact.file_over', { file: file?.kind ?? '' });
  const link = await linkTo(id, { lang, time }, at);
  return words.text(lang, 'contact.brought', { file: file.kind, page_link: link });
}

/** What a member reads of one: where to open it. Undefined: these are words. */
export function fileForMember({ file }: ThreadRow, { session: { lang }, words }: ActContext): string | undefined {
  if (!file?.isThere) return file && words.text(lang, 'member.file_line_over', { file: file.kind });
  return words.text(lang, 'member.file_line', { file: file.kind });
}
