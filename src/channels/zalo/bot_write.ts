import { reveal } from '../../core/private/reveal.ts';
import type { Capabilities } from '../../core/conversation/channels.ts';
import type { Channel, Outgoing, SendResult } from '../../tasks/ports.ts';
import type { BotAnswer, ZaloBotApi } from './bot_api.ts';
import { fetchLink } from './bot_fetch.ts';
import { brokenOf } from './call.ts';
import { botFailureOf } from './failures.ts';
import { textOf } from './text.ts';

export type BotWriteOptions = Readonly<{
  api: Pick<ZaloBotApi, 'call'>;
  hotlines: () => Readonly<Record<string, string>>;
  capabilities: Capabilities;
  /** From which addresses a picture or voice may be fetched. */
  mayFetch?: (link: string) => boolean;
}>;

/** Sends one message as plain text: this platform has no buttons, and marks of a markup would change her words. */
export function zaloBotChannel({ api, hotlines, capabilities, mayFetch = () => false }: BotWriteOptions): Channel {
  return {
    name: 'zalo_bot',
    capabilities,
    fetch: (ref, bytesMax) => fetchLink(ref, bytesMax, mayFetch),
    write: async (account, body) => {
      const outgoing: Outgoing = JSON.parse(reveal(body));
      const said = textOf(outgoing, hotlines(), capabilities.textMax);
      if ('failed' in said) return said;
      try {
        return resultOf(await api.call('sendMessage', { chat_id: reveal(account), text: said.text }));
      } catch (error) {
        return brokenOf(error);
      }
    },
  };
}

function resultOf(answer: BotAnswer): SendResult {
  if (!answer.ok) return botFailureOf(answer);
  const { result } = answer;
  const id = typeof result === 'object' && result !== null && 'message_id' in result ? result.message_id : '';
  return { sent: String(id) };
}
