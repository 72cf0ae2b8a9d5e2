type Options = Readonly<Partial<Record<
  'case' | 'as' | 'days' | 'day' | 'from' | 'to' | 'off' | 'with' | 'communes' | 'families', string | boolean
>>>;

/** What the commands about cases, members and the roster ask of the house; undefined for every other command. */
export function casesInput(
  command: string, id: string | undefined, options: Options,
): Record<string, unknown> | undefined {
  const { as, days, day, from, to, off, with: other, communes, families } = options;
  switch (command) {
    case 'cases waiting':
    case 'cases answers':
    case 'members list':
      return {};
    case 'cases timeline':
      return { code: id ?? options.case ?? '' };
    case 'cases decide':
      return { code: id ?? options.case ?? '', as };
    case 'members close':
      return given({ member: id ?? '', communes, families });
    case 'roster set':
      return given({ member: id ?? '', days, day, from, to, off });
    case 'roster show':
      return given({ day });
    case 'roster swap':
      return given({ member: id ?? '', with: other, day });
    default:
      return undefined;
  }
}

const given = (values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
