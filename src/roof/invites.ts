import { Private } from '../core/private/private.ts';
import type { House } from '../house.ts';
import { seal } from '../stores/seal.ts';
import { inviteShown } from '../tasks/act_member.ts';

const INVITE_DAYS = 7;
const INVITE_LETTERS = 16;

export type InviteWish = Readonly<{
  address: string | undefined; unit: string | undefined; role: string; label: string;
  /** Whether what reaches her is an official notice (Art. 19); undefined: by her role. */
  official?: 'yes' | 'no' | undefined;
}>;

/** An invite for a member, whose place was looked at before: a code that works once, and links that hold it. */
export async function inviteMember({ keys, database, config }: House, wish: InviteWish): Promise<
  Readonly<{ code: string; expiresAt: number; links: readonly string[] }>
> {
  const { address, unit, role, label, official } = wish;
  const plain = `TC${keys.secrets.code(INVITE_LETTERS)}`;
  const expiresAt = Date.now() + INVITE_DAYS * 86_400_000;
  await database.prisma.invite.create({
    data: {
      codeHash: keys.secrets.keyed('invite', plain), role,
      official: official === undefined ? null : official === 'yes',
      addressCode: address ?? null, unitCode: unit ?? null, expiresAt: new Date(expiresAt),
      label: Uint8Array.from(seal(keys.house, new Private(label), 'member')),
    },
  });
  const code = inviteShown(plain);
  const bot = config.TELEGRAM_BOT_USERNAME;
  return { code, expiresAt, links: bot ? [`https://t.me/${bot}?start=${code}`] : [] };
}
