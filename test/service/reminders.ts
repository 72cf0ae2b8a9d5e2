import { Private } from '../../src/core/private/private.ts';
import { seal, unwrapKey } from '../../src/stores/seal.ts';
import type { OutgoingKind } from '../../src/tasks/ports.ts';
import type { Opened } from './open.ts';


/** Puts `count` messages of the house before each of these chats into the outbox, due now, as its own rooms would. */
export async function enqueue(house: Opened, laneIds: readonly string[], { count, kind, text }: Readonly<{ count: number; kind: OutgoingKind; text: string }>): Promise<void> {
  const { masters } = house.house.keys;
  const keys = await house.rows('SELECT lane_id, wrapped FROM lane_key WHERE lane_id = ANY($1::text[])', [laneIds]);
  for (let turn = 0; turn < count; turn++) {
    for (const { lane_id: laneId, wrapped } of keys) {
      const id = String(laneId);
      if (!(wrapped instanceof Uint8Array)) throw new Error('A key that is no bytes');
      const key = unwrapKey(masters, wrapped, `lane:${id}`);
      const body = new Private(JSON.stringify({ text: `${text} ${turn}`, keys: [], seq: 0, lang: 'vi', asks: 'nothing' }));
      const payload = seal(key, body, `out:${id}`);
      await house.rows(`INSERT INTO outbox (id, lane_id, kind, state, payload) VALUES ($1, $2, $3, 'due', $4)`, [`${kind}${id}${text}${turn}`, id, kind, payload]);
    }
  }
}

/** The chats of everybody on a channel. */
export async function lanesOn(house: Opened, channel: string): Promise<string[]> {
  return (await house.rows('SELECT id FROM lane WHERE channel = $1', [channel])).map(({ id }) => String(id));
}
