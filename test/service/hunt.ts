import { Redis } from 'ioredis';
import type { Opened } from './open.ts';

/** Where something was found that should be nowhere. */
export type Find = Readonly<{ where: string; what: string }>;

/** Every form in which `words` could lie somewhere: composed and decomposed, folded, as JSON, hex and base64. */
function formsOf(words: string): Buffer[] {
  const plain = words.normalize('NFC');
  const folded = plain.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
  const spelled = [plain, plain.normalize('NFD'), folded, folded.toLowerCase(), folded.toUpperCase(), plain.replace(/\s/g, ''), encodeURIComponent(plain)];
  const escaped = plain.replace(/[^\x20-\x7e]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const texts = [...spelled, escaped, Buffer.from(plain).toString('hex'), ...base64Cores(Buffer.from(plain))];
  return [...new Set(texts)].filter((text) => text.length >= 6).map((text) => Buffer.from(text));
}

/** The letters of base64 that are the same wherever in a longer text the words begin. */
function base64Cores(words: Buffer): string[] {
  return [0, 1, 2].map((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), words]);
    const text = whole.toString('base64').replace(/=+$/, '');
    return text.slice(Math.ceil((shift * 8) / 6), Math.floor((whole.length * 8) / 6));
  });
}

/** Looks for secrets in whatever it is shown. */
export type Hunt = Readonly<{ look: (where: string, data: string | Buffer) => void; finds: () => Find[] }>;

export function openHunt(secrets: readonly string[]): Hunt {
  const wanted = secrets.map((what) => ({ what, forms: formsOf(what) }));
  const finds = new Map<string, Find>();
  return {
    look: (where, data) => {
      const bytes = typeof data === 'string' ? Buffer.from(data) : data;
      for (const { what, forms } of wanted) {
        if (forms.some((form) => bytes.includes(form))) finds.set(`${where} ${what}`, { where, what });
      }
    },
    finds: () => [...finds.values()],
  };
}

const TABLES = `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
  WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema', 'watch')`;

/** Keeps a copy of every row that is ever written, in every table of every schema: what is gone in a moment is seen too. */
export async function watchTables({ rows }: Opened): Promise<void> {
  await rows('CREATE SCHEMA watch');
  await rows('CREATE TABLE watch.seen (name text, row text)');
  await rows(`CREATE FUNCTION watch.keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO watch.seen VALUES (TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME, row_to_json(NEW)::text); RETURN NULL; END $$`);
  for (const { name } of await rows(TABLES)) {
    await rows(`CREATE TRIGGER watched AFTER INSERT OR UPDATE ON ${String(name)} FOR EACH ROW EXECUTE FUNCTION watch.keep()`);
  }
}

/** Shows the hunt every column of every row that was written since, bytes as they lay there. Gives how many rows of which tables. */
export async function lookInTables(hunt: Hunt, { rows }: Opened): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { name, row } of await rows('SELECT name, row FROM watch.seen')) {
    const text = String(row);
    const where = String(name);
    counts.set(where, (counts.get(where) ?? 0) + 1);
    hunt.look(where, text);
    // Bytes stand in JSON as \\x and their hex.
    for (const [, hex = ''] of text.matchAll(/\\\\x([0-9a-f]+)/g)) hunt.look(`${where} (bytes)`, Buffer.from(hex, 'hex'));
  }
  return counts;
}

/** Shows the hunt every command that touches our corner of Redis from now on. */
export async function listenToRedis(hunt: Hunt, { settings }: Opened): Promise<{ stop: () => void; heard: () => number }> {
  const { REDIS_URL, QUEUE_PREFIX = '' } = settings;
  let heard = 0;
  if (!REDIS_URL) return { stop: () => undefined, heard: () => heard };
  const redis = new Redis(REDIS_URL);
  const monitor = await redis.monitor();
  monitor.on('monitor', (_time: string, args: readonly string[]) => {
    if (!args.some((arg) => arg.includes(QUEUE_PREFIX))) return;
    heard += 1;
    // Redis shows bytes that are no plain letters as \xNN.
    for (const arg of args) hunt.look('the queue', Buffer.from(arg.replace(/\\x([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1'));
  });
  return {
    stop: () => {
      monitor.disconnect();
      redis.disconnect();
    },
    heard: () => heard,
  };
}

/** Shows the hunt whatever any part of the process writes to its console. */
export function listenToConsole(hunt: Hunt): () => void {
  const before = [process.stdout.write, process.stderr.write] as const;
  const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const;
  // eslint-disable-next-line no-console -- The console itself is what is listened to.
  const said = methods.map((method) => console[method]);
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream);
    stream.write = (data: string | Uint8Array, ...rest: never[]): boolean => {
      hunt.look('the console', typeof data === 'string' ? data : Buffer.from(data));
      return write(data, ...rest);
    };
  }
  methods.forEach((method) => {
    // eslint-disable-next-line no-console -- The console itself is what is listened to.
    console[method] = (...args: unknown[]) => hunt.look('the console', args.map(String).join(' '));
  });
  return () => {
    process.stdout.write = before[0];
    process.stderr.write = before[1];
    methods.forEach((method, index) => Object.assign(console, { [method]: said[index] }));
  };
}
