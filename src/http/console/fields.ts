import { z } from 'zod';
import { readLang } from '../pages.ts';

const Field = z.union([z.string(), z.array(z.string()).transform((all) => all.at(-1) ?? '')]).catch('');

/** A form or an address of the console from outside; what does not fit counts as not said. */
export type Fields = Readonly<Record<Name, string>>;
const NAMES = [
  'lang', 'form', 'name', 'password', 'again', 'code', 'totp', 'is', 'address', 'place', 'role', 'label', 'member',
  'sure', 'done',
] as const;
type Name = (typeof NAMES)[number];

const FIELD_MAX = 256;

export function readFields(given: unknown): Fields {
  const record = z.record(z.string(), z.unknown()).catch({}).parse(given ?? {});
  const field = (name: Name): string => Field.parse(record[name]).slice(0, FIELD_MAX);
  return {
    lang: readLang(field('lang')) === 'en' ? 'en' : 'vi', form: field('form'), name: field('name'),
    // Blanks at the ends of a password are hers.
    password: field('password'), again: field('again'), code: field('code').trim(), totp: field('totp').trim(),
    is: field('is'), address: field('address'), place: field('place'), role: field('role'),
    label: field('label').trim(), member: field('member'), sure: field('sure'), done: field('done'),
  };
}
