import { reveal } from '../../core/private/reveal.ts';
import type { Capabilities } from '../../core/conversation/channels.ts';
import { isFixedKey } from '../../core/conversation/present.ts';
import type { Channel, Outgoing, SendResult } from '../../tasks/ports.ts';
import { brokenOf } from './call.ts';
import { oaFailureOf } from './failures.ts';
import type { OaAnswer, ZaloOaApi } from './oa_api.ts';
import { textOf } from './text.ts';

export type OaWriteOptions = Readonly<{
  api: Pick<ZaloOaApi, 'send'>;
  hotlines: () => Readonly<Record<string, string>>;
  capabilities: Capabilities;
  /** `buttons`: Zalo refused them, and the numbers in the text are all there is until the next start. */
  warned: (code: string) => void;
  now?: () => number;
}>;

/** Sends one message. The numbers stand in its text whether it has buttons or not. */
export function zaloOaChannel(options: OaWriteOptions): Channel {
  const { hotlines, capabilities, now = Date.now } = options;
  const sends = openSends(options);
  return {
    name: 'zalo_oa',
    capabilities,
    write: async (account, body) => {
      const outgoing: Outgoing = JSON.parse(reveal(body));
      const said = textOf(outgoing, hotlines(), capabilities.textMax);
      if ('failed' in said) return said;
      try {
        return resultOf(await sends(reveal(account), said.text, outgoing), now());
      } catch (error) {
        return brokenOf(error);
      }
    },
  };
}

const CHAT = '/v3.0/oa/message/cs';
/** The old address is still the one for people without a Zalo account (Zalo OA docs, read 2026-10). */
const ANONYMOUS = '/v2.0/oa/message';

type Sends = (account: string, text: string, outgoing: Outgoing) => Promise<OaAnswer>;

function openSends({ api, capabilities, warned }: OaWriteOptions): Sends {
  let hasButtons = capabilities.buttons;
  return async (account, text, outgoing) => {
    const [, anonymous, conversation] = /^anonymous:([^:]+):(.+)$/s.exec(account) ?? [];
    if (anonymous !== undefined) {
      const recipient = { anonymous_id: anonymous, conversation_id: conversation };
      return api.send(ANONYMOUS, { recipient, message: { text } });
    }
    const recipient = { user_id: account };
    const plain = { recipient, message: { text } };
    const buttons = hasButtons ? buttonsOf(outgoing) : [];
    if (buttons.length === 0) return api.send(CHAT, plain);
    const attachment = { type: 'template', payload: { buttons } };
    const answer = await api.send(CHAT, { recipient, message: { text, attachment } });
    if (!MISFITS.includes(answer.error)) return answer;
    const again = await api.send(CHAT, plain);
    // Where the text alone is refused too, it was not the buttons.
    if (hasButtons && !MISFITS.includes(again.error)) {
      hasButtons = false;
      warned('buttons');
    }
    return again;
  };
}

/** A wrong parameter, an unsupported type of message: the two answers that buttons may meet. */
const MISFITS = [-201, -233];
const BUTTONS_MAX = 5;
/** Of the documented messages with buttons. */
const TITLE_MAX = 35;

/**
 * Her choices, then `0`, as far as there is room; a hidden press comes back as the text of its payload.
 * Unconfirmed: buttons on `/message/cs` are not documented, community products send them in this shape.
 */
function buttonsOf({ keys, seq }: Outgoing): object[] {
  const choices = keys.filter(({ key }) => key !== 'here' && !isFixedKey(key));
  const leave = keys.filter(({ key }) => key === '0');
  return [...choices, ...leave].slice(0, BUTTONS_MAX).map(({ key, label }) => (
    { title: titleOf(`${key}. ${label}`), type: 'oa.query.hide', payload: `#tc.${seq}.${key}` }));
}

function titleOf(label: string): string {
  const letters = [...label.normalize('NFC')];
  return letters.length > TITLE_MAX ? `${letters.slice(0, TITLE_MAX - 1).join('')}…` : letters.join('');
}

function resultOf(answer: OaAnswer, at: number): SendResult {
  if (answer.error !== 0) return oaFailureOf(answer, at);
  const { data } = answer;
  const id = typeof data === 'object' && data !== null && 'message_id' in data ? data.message_id : '';
  return { sent: String(id) };
}
