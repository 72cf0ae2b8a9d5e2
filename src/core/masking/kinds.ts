/** What is covered, strongest first: where two overlap, the whole is called by the first. */
export const MASK_KINDS = [
  'link', 'email', 'place_point', 'account', 'plate', 'phone', 'id', 'school', 'house', 'name',
] as const;
export type MaskKind = (typeof MASK_KINDS)[number];

/** `[from, to, kind]` in UTF-16 units of the text as it was given; `to` is behind the last one. */
export type MaskSpan = readonly [from: number, to: number, kind: MaskKind];

/** What stands in the place of each kind: it says what is missing, and not how long it was. */
export const MASK_TOKENS: Readonly<Record<MaskKind, string>> = {
  link: '[đường dẫn]',
  email: '[thư điện tử]',
  account: '[tài khoản]',
  place_point: '[vị trí]',
  plate: '[biển số]',
  phone: '[số điện thoại]',
  id: '[số giấy tờ]',
  school: '[trường]',
  house: '[số nhà]',
  name: '[tên]',
};
