import { z } from 'zod';

const minutes = (text: string): number[] => text.split(',').map((part) => Number(part.trim()));
const areMinutes = (values: number[]): boolean =>
  values.every((value) => Number.isFinite(value) && value >= 0 && value < 100_000);
const rise = (values: number[]): boolean =>
  values.every((value, index) => index === 0 || value > (values[index - 1] ?? 0));
const MinuteList = (fallback: string) => z.string().default(fallback)
  .refine((text) => areMinutes(minutes(text)), 'must be minutes, comma separated')
  .refine((text) => rise(minutes(text)), 'must rise')
  .transform(minutes);

const days = (text: string): string[] => text.split(',').map((part) => part.trim()).filter((part) => part !== '');
const isDay = (day: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) && new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) === true;
const DayList = z.string()
  .refine((text) => days(text).every(isDay), 'must be days such as 2026-09-02, comma separated')
  .transform(days);

const OFFICIALS = ['member', 'commune_officer', 'province_duty'];
const RoleList = z.string()
  .transform((text) => days(text.replace(/^none$/, '')))
  .refine((roles) => roles.every((role) => OFFICIALS.includes(role)), `must be of ${OFFICIALS.join(', ')}, or none`);

const HostList = z.string().transform(days)
  .refine((hosts) => hosts.every((host) => /^([a-z0-9-]+\.)+[a-z]{2,}$/.test(host)), 'must be names of hosts');

const KEY_BYTES = 32;
const MasterKeyList = z.string()
  .transform((text) => text.split(',').map((part) => Buffer.from(part.trim(), 'base64')))
  .refine(
    (keys) => keys.every((key) => key.length === KEY_BYTES),
    'must be one or more base64 keys of 32 bytes, comma separated',
  );

const Switch = z.enum(['on', 'off']);
const Root = (fallback: string) => z.url({ protocol: /^https?$/ }).default(fallback);
// The pages lead to each other from the root: under a path every form would go astray.
const PublicUrl = z.url({ protocol: /^https?$/ }).transform((url) => new URL(url))
  .refine(({ href, origin }) => href === `${origin}/`, 'must be scheme and host alone, without a path')
  .transform(({ origin }) => origin);
const PerMinute = (fallback: number) => z.coerce.number().int().min(1).max(60_000).default(fallback);
const Secret = z.string().regex(/^[A-Za-z0-9_-]{1,256}$/, 'must be 1 to 256 of A-Z a-z 0-9 _ -');

/** Every setting, its kind and its default. README and .env.example name the same ones; a test holds them together. */
export const Settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: PublicUrl.optional(),
  TRUST_PROXY: z.coerce.number().int().min(0).max(9).default(0),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  QUEUE_PREFIX: z.string().regex(/^[a-z][a-z0-9_-]{0,31}$/, 'must be a short lower-case name').default('tincay'),
  ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  MASTER_KEY: MasterKeyList.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  DEMO: Switch.optional(),
  TELEGRAM_BOT_TOKEN: z.string().regex(/^\d+:[A-Za-z0-9_-]{3,}$/, 'must look like 123456:ABC').optional(),
  TELEGRAM_BOT_USERNAME: z.string().regex(/^\w{3,64}$/, 'must be the name without @').optional(),
  TELEGRAM_API_ROOT: Root('https://api.telegram.org'),
  TELEGRAM_WEBHOOK_SECRET: Secret.optional(),
  TELEGRAM_UPDATES: z.enum(['polling', 'webhook']).default('polling'),
  TELEGRAM_PROXY: z.url({ protocol: /^https?$/ }).optional(),
  ZALO_BOT_TOKEN: z.string().regex(/^[^\s:/]{1,64}:[^\s/]{3,}$/, 'must look like 123456:ABC').optional(),
  ZALO_BOT_API_ROOT: Root('https://bot-api.zaloplatforms.com'),
  ZALO_BOT_WEBHOOK_SECRET: z.string().regex(/^[\x21-\x7e]{8,256}$/, 'must be 8 to 256 visible characters').optional(),
  ZALO_BOT_PER_MINUTE: PerMinute(60),
  ZALO_BOT_MEDIA_HOSTS: HostList.optional(),
  ZALO_OA_ID: z.string().regex(/^[\w-]{1,64}$/, 'must be the id that the console shows').optional(),
  ZALO_APP_ID: z.string().regex(/^[\w-]{1,64}$/, 'must be the id that the console shows').optional(),
  ZALO_APP_SECRET: z.string().min(1).optional(),
  ZALO_OA_SECRET_KEY: z.string().min(1).optional(),
  ZALO_OA_REFRESH_TOKEN: z.string().min(1).optional(),
  ZALO_OA_API_ROOT: Root('https://openapi.zalo.me'),
  ZALO_OAUTH_ROOT: Root('https://oauth.zaloapp.com'),
  ZALO_OA_BUTTONS: Switch.default('off'),
  ZALO_OA_PER_MINUTE: PerMinute(100),
  TELEGRAM_PER_SECOND: z.coerce.number().int().min(1).max(1000).default(30),
  ALERT_MINUTES_URGENT: MinuteList('5,10,15'),
  ALERT_MINUTES_NORMAL: MinuteList('60,180,720'),
  OFFICE_HOURS: z.string().regex(/^(any|([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d)$/, 'must be HH:MM-HH:MM, or any')
    .default('07:30-17:00'),
  OFFICIAL_ROLES: RoleList.default(['commune_officer']),
  MUTE_HOURS: z.coerce.number().int().min(1).max(168).default(24),
  RETENTION_DAYS: z.coerce.number().int().min(1).max(3650).default(90),
  HOLIDAYS: DayList.optional(),
  ABANDONED_DAYS: z.coerce.number().int().min(1).max(3650).default(7),
  BACKUP_DAYS: z.coerce.number().int().min(1).max(3650).default(35),
  VERIFY_DAYS: z.coerce.number().int().min(1).max(3650).default(180),
  METRICS_TOKEN: z.string().min(16, 'must be at least 16 characters').optional(),
});

export type Config = Readonly<z.infer<typeof Settings>> & { readonly demo: boolean };

/** A configuration, or every problem in it, one line each. */
export function parseConfig(
  env: Readonly<Record<string, string | undefined>>,
): { config: Config } | { problems: string[] } {
  // An empty value in an env file means that nothing is set.
  const isGiven = ([name, value]: [string, unknown]): boolean => name in Settings.shape && value !== '';
  const given = Object.fromEntries(Object.entries(env).filter(isGiven));
  const read = Settings.safeParse(given);
  if (!read.success) return { problems: read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) };
  const settings = read.data;
  const problems = [
    ...(settings.TELEGRAM_BOT_TOKEN && settings.TELEGRAM_UPDATES === 'webhook' && !settings.TELEGRAM_WEBHOOK_SECRET
      ? ['TELEGRAM_WEBHOOK_SECRET: must be set when TELEGRAM_UPDATES is webhook: '
        + 'without it anybody could write to the webhook']
      : []),
    ...(settings.ZALO_OA_REFRESH_TOKEN && !(settings.ZALO_APP_ID && settings.ZALO_APP_SECRET)
      ? ['ZALO_OA_REFRESH_TOKEN: needs ZALO_APP_ID and ZALO_APP_SECRET, with which Zalo gives the access token']
      : []),
    ...(settings.DATABASE_URL && !settings.MASTER_KEY
      ? ['MASTER_KEY: must be set when DATABASE_URL is: only the embedded database may make its own']
      : []),
    ...(settings.ROLE !== 'all' && !settings.DATABASE_URL
      ? ['ROLE: web and worker need DATABASE_URL, since the embedded database belongs to one process']
      : []),
  ];
  if (problems.length > 0) return { problems };
  const { TELEGRAM_BOT_TOKEN, ZALO_BOT_TOKEN, ZALO_OA_REFRESH_TOKEN, DATABASE_URL } = settings;
  const configured = [TELEGRAM_BOT_TOKEN, ZALO_BOT_TOKEN, ZALO_OA_REFRESH_TOKEN, DATABASE_URL].some(Boolean);
  return { config: { ...settings, demo: settings.DEMO ? settings.DEMO === 'on' : !configured } };
}
