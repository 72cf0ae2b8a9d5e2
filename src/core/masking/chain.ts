/** Outside a name, its first word, a further word of it. */
export const LABELS = 3;
/** How one label follows another: `steps[before * 3 + next]`. */
export type Steps = readonly number[];
/** What is no word of letters is no name. */
export const NO_NAME_WORD = -20;
/** A further word needs one before it; all else is for the words to say. */
export const STEPS: Steps = [0, 0, NO_NAME_WORD, 0, 0, 0, 0, 0, 0];

/**
 * For each word how likely it is the first or a further word of a name, given what speaks for either (`scores`, two a
 * word, against none), and that a further word needs one before it. The whole line is weighed at once.
 */
export function chances(scores: Float64Array, steps: Steps): Float64Array {
  const length = scores.length / 2;
  const ahead = new Float64Array(length * LABELS);
  const behind = new Float64Array(length * LABELS);
  const score = (at: number, label: number): number => label === 0 ? 0 : scores[at * 2 + label - 1] ?? 0;
  for (let at = 0; at < length; at += 1) {
    for (let label = 0; label < LABELS; label += 1) {
      let sum = at === 0 ? (steps[label] ?? 0) : -Infinity;
      for (let before = 0; at > 0 && before < LABELS; before += 1) {
        sum = joined(sum, (ahead[(at - 1) * LABELS + before] ?? 0) + (steps[before * LABELS + label] ?? 0));
      }
      ahead[at * LABELS + label] = sum + score(at, label);
    }
  }
  for (let at = length - 2; at >= 0; at -= 1) {
    for (let label = 0; label < LABELS; label += 1) {
      let sum = -Infinity;
      for (let next = 0; next < LABELS; next += 1) {
        const onward = (behind[(at + 1) * LABELS + next] ?? 0) + score(at + 1, next);
        sum = joined(sum, onward + (steps[label * LABELS + next] ?? 0));
      }
      behind[at * LABELS + label] = sum;
    }
  }
  const out = new Float64Array(length * LABELS);
  for (let at = 0; at < length; at += 1) {
    let whole = -Infinity;
    for (let label = 0; label < LABELS; label += 1) {
      const sum = (ahead[at * LABELS + label] ?? 0) + (behind[at * LABELS + label] ?? 0);
      out[at * LABELS + label] = sum;
      whole = joined(whole, sum);
    }
    for (let label = 0; label < LABELS; label += 1) {
      out[at * LABELS + label] = Math.exp((out[at * LABELS + label] ?? 0) - whole);
    }
  }
  return out;
}

/** The logarithm of the sum of two powers. */
function joined(one: number, other: number): number {
  const [most, least] = one > other ? [one, other] : [other, one];
  return least === -Infinity ? most : most + Math.log1p(Math.exp(least - most));
}
