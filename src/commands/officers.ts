type Options = Readonly<Partial<Record<'unit' | 'role' | 'label', string | boolean>>>;

/** What a command about accounts of the console asks of the house; undefined for every other command. */
export function officersInput(
  command: string, id: string | undefined, { unit, role, label }: Options,
): Record<string, unknown> | undefined {
  switch (command) {
    case 'officers invite':
      return { role, label, ...(unit !== undefined && { unit }) };
    case 'officers list':
      return {};
    case 'officers end':
      return { id: id ?? '' };
    default:
      return undefined;
  }
}
