import { Private } from '../core/private/private.ts';
import { memberOf, type MemberRooms } from './act_member.ts';
import type { ActContext, Outcome } from './work.ts';

const OWN_CODE_LETTERS = 16;

/**
 * A key of her own, under six digits and a code that the house keeps neither of. The code is her invite when she has
 * just used it where nobody reads along; otherwise she gets one now, to be written down.
 */
export async function makeKey(
  values: Readonly<Record<string, string>>, context: ActContext, at: MemberRooms,
): Promise<Outcome> {
  const member = await memberOf(context, at);
  const link = values['link'] ?? '';
  const forgotten = { pin: '', link: '' };
  if (!member) return { is: 'none', values: forgotten };
  // Whoever has tried ten wrong ones does not get past them with one of his own.
  if (await at.rooms.pinOf(member.id) === 'locked') return { is: 'locked', values: forgotten };
  const code = link || at.secrets.code(OWN_CODE_LETTERS);
  await at.rooms.makeKey(member.id, { link: new Private(code), pin: new Private(values['pin'] ?? '') });
  if (link) return { is: 'made', values: forgotten };
  return { is: 'code', values: { ...forgotten, own_code: (code.match(/.{4}/g) ?? []).join('-') } };
}
