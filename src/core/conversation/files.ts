import type { Event, FileSent } from './event.ts';
import type { Node } from './flow.ts';
import type { Session } from './session.ts';
import { askAgain, enter, say, type Walk } from './walk.ts';

/** Doors that bring the other side's words, or a picture or voice of hers. */
export const bringsWords = (door: string): boolean => door.endsWith('.said') || door.endsWith('.brought');

/** A picture or a voice that came with this event. */
const fileOf = (event: Event): FileSent | undefined =>
  (event.kind === 'wordless' || event.kind === 'message' ? event.file : undefined);

/**
 * A picture or a voice in a talk: nothing is fetched or passed on before she was asked. Of a chat whose keepers read
 * along it is never taken: there they have seen it already, and she is told. Undefined: it cannot be passed on here.
 */
export function askFile(walk: Walk, session: Session, here: Node): Session | undefined {
  const file = fileOf(walk.event);
  if (!file || !(here.files || here.strays)) return undefined;
  if (session.reads === 'watched') return askAgain(walk, session, 'common.file_watched');
  if (file.ref === '' || walk.words.pages === false) return undefined;
  const at = holding(session, file);
  // Like a bare sentence: something of another case stood on her screen, or nothing was asked here.
  if (here.strays && (session.answers['beside'] || !here.files)) return enter(walk, at, here.strays);
  return here.files ? enter(walk, at, here.files) : undefined;
}

/** A member sends it into a chat that has been silent for hours. */
export function strayFile(walk: Walk, session: Session, goto: string): Session | undefined {
  const file = fileOf(walk.event);
  const isLost = !file || file.ref === '' || session.reads === 'watched' || walk.words.pages === false;
  return isLost ? undefined : enter(walk, holding(session, file), goto);
}

/** In a chat whose keepers read along she is led to a page of her own; what she sent there they have seen. */
export function tellWatched(walk: Walk, session: Session): void {
  if (fileOf(walk.event)) say(walk, session, 'common.file_watched');
}

/** Her words go on or are looked at first: the picture beside them is to be sent by itself. */
export function tellAlone(walk: Walk, session: Session): void {
  const isWatched = session.reads === 'watched';
  if (fileOf(walk.event)) say(walk, session, isWatched ? 'common.file_watched' : 'common.file_alone');
}

/** What she may be asked about; words that waited to be sent wait no more. */
function holding(session: Session, { kind, ref }: FileSent): Session {
  const answers = { ...session.answers, draft: '', draft_phone: '', file_kind: kind, file_ref: ref };
  return { ...session, trail: [], answers };
}
