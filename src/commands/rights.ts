import { text as readText } from 'node:stream/consumers';

type Options = Readonly<Partial<Record<'all' | 'text' | 'kind' | 'people' | 'known' | 'case', string | boolean>>>;

/** What an officer's command asks of the house; undefined for every other command. */
export async function rightsInput(
  command: string, id: string | undefined, options: Options,
): Promise<Record<string, unknown> | undefined> {
  switch (command) {
    case 'requests list':
    case 'breaches list':
      return { all: options.all === true };
    case 'requests show':
    case 'requests answer':
    case 'requests done':
    case 'breaches show':
    case 'breaches told':
    case 'breaches closed':
      return given({ id: id ?? '', text: await wordsOf(options.text) });
    case 'breaches record':
      return given({
        kind: options.kind, text: await wordsOf(options.text), people: options.people, known: options.known,
      });
    case 'consent show':
      return { code: options.case ?? id ?? '' };
    default:
      return undefined;
  }
}

/** `-`: from standard input, so that nothing of it stands in the shell's history. */
async function wordsOf(text: string | boolean | undefined): Promise<string | undefined> {
  if (text === '-') return readText(process.stdin);
  return typeof text === 'string' ? text : undefined;
}

const given = (values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
