import { type FileKind, FILE_KINDS, type StrippedFile } from '../core/media/strip.ts';
import { Private } from '../core/private/private.ts';
import { reveal } from '../core/private/reveal.ts';
import { advance } from './advance.ts';
import { type MemberRooms, reach } from './act_member.ts';
import { isOver, type PersonRooms, readsThread, tellWaits } from './act_person.ts';
import { linkTo } from './file_lines.ts';
import type { WantedFile } from './file_ports.ts';
import type { FileSource, SeenFile } from './file_ports.ts';
import type { CaseRow, ThreadRow } from './rooms.ts';
import { signalHolder } from './signal_holder.ts';
import { tellPerson } from './tell_person.ts';
import type { ActContext, Outcome } from './work.ts';

type Values = Readonly<Record<string, string>>;

/** She has said yes: her picture or voice is fetched for whoever holds her case. */
export async function giveFile(values: Values, context: ActContext, at: PersonRooms): Promise<Outcome> {
  const found = await at.rooms.caseById(values['case_id'] ?? '');
  if (!found || isOver(found)) return { is: 'closed' };
  return { is: await want(found, 'person', { values, context, at }) ? 'taken' : 'closed' };
}

/** The same of a member, for the person whose case she holds. */
export async function replyFile(values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const { member, found } = await reach(values['code'] ?? '', context, at);
  if (!member || !found || found.holderId !== member.id || isOver(found)) return { is: 'gone' };
  if (found.restricted) return { is: 'waits' };
  return { is: await want(found, 'member', { values, context, at }) ? 'taken' : 'gone' };
}

type Wish = Readonly<{ values: Values; context: ActContext; at: PersonRooms }>;

async function want(found: CaseRow, side: ThreadRow['side'], { values, context, at }: Wish): Promise<boolean> {
  const kind = FILE_KINDS.find((one) => one === values['file_kind']);
  const ref = values['file_ref'];
  if (!kind || !ref) return false;
  const { lane: { channel, laneId }, effectId: id } = context;
  const source: FileSource = { ref, channel, laneId };
  await at.rooms.wantFile({
    id, caseId: found.id, side, kind, source: new Private(JSON.stringify(source)), at: context.at,
  });
  at.fileWanted(id);
  return true;
}

/** It was fetched and stripped: it lies in the case, and the other side learns of it as of words. */
export async function fileCame(wanted: WantedFile, file: StrippedFile, time: number, at: MemberRooms): Promise<void> {
  const { id, caseId, side } = wanted;
  // The case is held until the end of this, as by everybody who writes in it: whoever erases it comes before or after.
  const found = await at.rooms.caseById(caseId);
  if (!found || isOver(found)) return at.rooms.dropFile(id);
  const context = { effectId: id, at: time };
  if (side === 'member' && found.restricted) {
    await at.rooms.dropFile(id);
    return tellWaits(found, context, at);
  }
  if (!await at.rooms.keepFile(id, file)) return;
  await at.rooms.addMessage({ id, caseId, side, words: new Private(''), file: file.kind });
  if (side === 'member') return bringToPerson(found, { id, kind: file.kind }, context, at);
  await advance(found, { move: 'hear', code: 'in_contact' }, at.rooms);
  if (found.restricted) return;
  const values = { case_id: found.id, file: file.kind, message: id };
  const told = { id: `${id}m`, door: 'member.brought', values, at: time };
  await signalHolder(found, { ...told, only: (holder) => readsThread(found, holder, time, at.rooms) }, at);
}

type Named = Readonly<{ id: string; kind: FileKind }>;

async function bringToPerson(
  found: CaseRow, { id, kind }: Named, context: Pick<ActContext, 'effectId' | 'at'>, at: MemberRooms,
): Promise<void> {
  const link = await linkTo(id, { lang: 'vi', time: context.at }, at);
  const values = { file: kind, message: id, page_link: link };
  await tellPerson(found, { door: 'contact.brought', values }, context, at);
}

/** It could not be taken: whoever sent it is told, and nothing of it is left. */
export async function fileFailed(
  { id, caseId, side, source }: WantedFile, why: 'away' | 'refused', time: number, at: MemberRooms,
): Promise<void> {
  const found = await at.rooms.caseById(caseId);
  await at.rooms.dropFile(id);
  if (!found) return;
  const values = { case_id: caseId, code: found.code, case: found.code, why };
  const { laneId } = sourceOf(source);
  const door = side === 'member' ? 'member.file_failed' : 'contact.file_failed';
  await at.rooms.signal(laneId, { id: `${id}f`, door, values, at: time });
  at.signalled(laneId);
}

/** Our own sealed JSON: the seal has proved that nobody else wrote it. */
export function sourceOf(source: Private): FileSource {
  return JSON.parse(reveal(source));
}

/** What a link of hers leads to: what whoever holds her case sent, unless somebody else may hold her phone now. */
export async function seeByLink(id: string, time: number, { rooms }: PersonRooms): Promise<SeenFile | undefined> {
  const caseId = await rooms.caseOfFile(id);
  const found = caseId === undefined ? undefined : await rooms.caseById(caseId);
  if (!found || found.quiet || found.restricted) return undefined;
  const seen = await rooms.seeFile(id, found.id, time);
  return seen?.side === 'member' ? seen : undefined;
}
