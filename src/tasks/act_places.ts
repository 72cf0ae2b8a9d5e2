import { asksFive, weighSigns } from '../core/cases/danger_signs.ts';
import { findCommunes, type CommuneIndex } from '../core/places/communes.ts';
import { mayAskFor } from '../core/places/asked.ts';
import { nearestAddresses, shownAddress, type TrustedAddress } from '../core/places/nearest.ts';
import type { ActContext, DoEffect, Outcome } from './work.ts';

/** Five and the key for "more" fit on one small screen. */
const LIST_MAX = 5;
/** Farther away is not near to anybody without a car: the hotlines are nearer. */
const NEAR_KM_MAX = 120;
/** Below this a name is a guess; above it, and far ahead of the next, it is taken without asking. */
const SURE_SCORE = 0.95;
const SURE_LEAD = 0.2;
const SCORE_MIN = 0.3;

/** What the house knows of places, in memory: a reply that shows an address costs no round trip. */
export type Places = Readonly<{ index: CommuneIndex; addresses: readonly TrustedAddress[]; verifyDays: number }>;

type LookContext = Pick<ActContext, 'at' | 'session' | 'words'>;
type Values = Readonly<Record<string, string>>;

/** The actions that only look things up; undefined for every other one. */
export function lookUp(
  effect: DoEffect, context: LookContext, places: Places, today: (at: number) => string,
): Outcome | undefined {
  switch (effect.action) {
    case 'find_commune':
      return findCommune(effect.values, places);
    case 'find_nearest':
      return findNearest(effect.values, context, places, today(context.at));
    case 'show_address':
      return showAddress(effect.values, places, today(context.at));
    case 'check_duress':
      return { is: effect.values['duress_word'] === effect.values['safe_word'] ? 'same' : 'kept' };
    case 'sort_signs':
      return { is: asksFive(effect.values['kinds'] ?? '') ? 'five' : 'one' };
    case 'weigh_signs':
      return { is: weighSigns(effect.values) };
    case 'summarise':
      return { is: 'done', values: { summary: summary(context, places) } };
    default:
      return undefined;
  }
}

/** A picked or shared commune by its code; typed words by new or old name. */
export function findCommune(values: Values, { index }: Places): Outcome {
  const known = index.communes.get(values['commune'] ?? '');
  if (known && !values['place']) return one(known.code, known.name, known.province);
  const found = findCommunes(index, values['place'] ?? '', { limit: LIST_MAX })
    .filter(({ score }) => score >= SCORE_MIN);
  const [first, second] = found;
  if (!first) return { is: 'none' };
  const sure = found.length === 1 ? first.score >= 0.7
    : first.score >= SURE_SCORE && first.score - (second?.score ?? 0) >= SURE_LEAD;
  if (sure) return one(first.code, first.name, first.province);
  const list = found.map(({ code, name, province }) => ({ code, label: `${name}, ${province}` }));
  return { is: 'several', list };
}

function one(code: string, name: string, province: string): Outcome {
  return { is: 'one', values: { commune: code, commune_name: `${name}, ${province}`, place: '' } };
}

/** The nearest addresses of a commune, or `spent` when she has asked for enough communes today. */
export function findNearest(
  values: Values, { at, session, words }: LookContext, places: Places, today: string,
): Outcome {
  const { index, addresses, verifyDays } = places;
  const { kept: { asked: before }, cried } = session;
  const { may, asked } = mayAskFor(values['commune'] ?? '', { asked: before, inDanger: cried }, at);
  if (!may) return { is: 'spent', list: [] };
  const found = nearestAddresses({
    from: values['commune'] ?? '',
    communes: [...index.communes.values()],
    addresses,
    index,
    excluded: excludedOf(values),
    today,
    verifyDays,
    limit: LIST_MAX,
  }).filter(({ km }) => km <= NEAR_KM_MAX);
  const kept = { asked };
  if (found.length === 0) return { is: 'none', list: [], kept };
  const list = found.map(({ address, km, sameCommune }) => {
    const commune = index.communes.get(address.communeCode)?.name ?? '';
    const shown = shownAddress(address, commune);
    // Of a home nothing is shown before she has been told of the address's duty.
    const name = 'name' in shown ? shown.name : words.text(session.lang, 'nearest.home_label', {});
    return { code: address.code, label: sameCommune ? name : `${name} (${commune}, ${km} km)` };
  });
  return { is: 'found', list, values: { count: String(list.length) }, kept };
}

/** The addresses and communes she wants left out. */
export function excludedOf(values: Values): { addresses: string[]; communes: string[] } {
  const addresses = (values['exclude_address'] ?? '').split(',').filter((code) => code !== '');
  return { addresses, communes: values['exclude_commune'] === 'yes' && values['commune'] ? [values['commune']] : [] };
}

function showAddress(values: Values, places: Places, today: string): Outcome {
  const address = places.addresses.find(({ code }) => code === values['address']);
  const commune = address && places.index.communes.get(address.communeCode);
  if (!address || !commune) return { is: 'gone' };
  const shown = shownAddress(address, `${commune.name}, ${commune.province}`);
  const [nearest] = nearestAddresses({
    from: address.communeCode, communes: [commune], addresses: [address], excluded: { addresses: [], communes: [] },
    today, verifyDays: places.verifyDays, limit: 1,
  });
  return {
    is: 'shown',
    values: {
      shown: 'name' in shown ? 'public' : 'home',
      address_name: 'name' in shown ? shown.name : '',
      address_hours: 'name' in shown ? shown.hours.replaceAll('|', ', ') : '',
      address_phone: shown.phone,
      address_commune: shown.commune,
      call_first: nearest?.callFirst ? 'yes' : 'no',
    },
  };
}

/** The answers a summary shows, in the order she gave them; values that are choices are read back as their words. */
const SUMMARY = ['kinds', 'when', 'who', 'danger_now', 'children', 'needs', 'commune', 'hours', 'exclude',
  'said_to', 'tell_me', 'first_words'] as const;
const AS_SAID: readonly string[] = ['hours', 'first_words'];

function summary({ session, words }: LookContext, { index }: Places): string {
  const lines = SUMMARY.flatMap((name) => {
    const value = session.answers[name];
    if (!value) return [];
    const label = words.text(session.lang, `summary.${name === 'commune' ? 'commune_name' : name}`, {});
    return [`${label}: ${name === 'commune' ? (index.communes.get(value)?.name ?? '') : said(name, value)}`];
  });
  return lines.join('\n') || '—';

  function said(name: string, value: string): string {
    if (AS_SAID.includes(name)) return value;
    return value.split(',').map((is) => words.choice(session.lang, is).label).join(', ');
  }
}
