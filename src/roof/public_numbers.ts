import type { KnownPlaces } from '../stores/places.ts';

/** Numbers that everybody may know: verified hotlines, and the phones of the Trusted Addresses that are published. */
export function publicNumbersOf(places: () => KnownPlaces): () => readonly string[] {
  let known: { of: KnownPlaces; numbers: readonly string[] } | undefined;
  return () => {
    const now = places();
    if (known?.of !== now) {
      known = { of: now, numbers: [...Object.values(now.hotlines), ...now.addresses.map(({ phone }) => phone)] };
    }
    return known.numbers;
  };
}
