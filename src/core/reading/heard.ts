/** Four times the longest message of a platform: decomposed, Vietnamese has up to three marks on a letter. */
const RAW_MAX = 16_384;
const TAIL_MAX = 4_096;

// Controls but for tab and line feed; what turns the direction of the words that follow; halves of a character.
// eslint-disable-next-line no-control-regex -- Controls are what is looked for.
const UNSOUND = /[\x00-\x08\v-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]|\p{Surrogate}/gu;

/**
 * What somebody wrote, composed and sound: nothing in it can stop a message from being sent, turn the words that
 * stand beside it, or be taken for a mark of the house. Of more than any platform lets through, beginning and end
 * are kept: composing endless marks takes a minute.
 */
export function heardText(raw: string): string {
  const text = raw.length <= RAW_MAX ? raw : `${raw.slice(0, RAW_MAX - TAIL_MAX)}\n${raw.slice(-TAIL_MAX)}`;
  return text.replace(/\r\n?/g, '\n').normalize('NFC').replace(UNSOUND, ' ').replace(/⟦/g, '[').replace(/⟧/g, ']');
}
