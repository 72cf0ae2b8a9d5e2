/**
 * The house rules. Data goes round (channel -> task -> core -> stores and queues -> channel); imports go
 * one way only: down, towards the core. `npm run house` checks them, `npm run bite` leans on each of them.
 */
const adapters = '^src/(http|channels|stores|queues|words)/';
const roof = '^src/(roof/|house\\.ts$|service\\.ts$|main\\.ts$|commands/)';
const tests = '\\.test\\.ts$';

/** The files that may open what she said. Every one of them is a place to look at when something leaked. */
const opensWords = [
  '^src/tasks/(receive|work|act_person|act_words|record|act_member|act_rights|act_work|act_file)\\.ts$',
  '^src/channels/[^/]+/[a-z]*_?(write|fetch)\\.ts$',
  '^src/stores/(seal|after_rooms|member_keys|member_rooms|reach|tokens|desk_keys|retain|officers|officer_looks|waiting)\\.ts$',
  '^src/roof/(webtalks|pages|work_desk|backup_file|rights_commands|roster_commands)\\.ts$',
  tests,
];

/** Each library and the only rooms that may import it, so that it can be replaced there. */
const homes = {
  telegraf: ['^src/channels/telegram/'],
  axios: ['^src/channels/zalo/'],
  undici: ['^src/channels/'],
  // The roof introduces the pages, and needs the type of a router for it.
  express: ['^src/http/', '^src/roof/pages\\.ts$'],
  helmet: ['^src/http/'],
  bullmq: ['^src/queues/'],
  ioredis: ['^src/(queues|stores)/'],
  'lru-cache': ['^src/stores/'],
  'rate-limiter-flexible': ['^src/stores/'],
  '@prisma': ['^src/(stores|generated)/'],
  'pglite-prisma-adapter': ['^src/stores/'],
  '@hpke': ['^src/stores/member_keys\\.ts$'],
  // The queue of the embedded house runs on its database, which is handed over.
  '@electric-sql': ['^src/stores/', '^src/queues/pools\\.ts$'],
  pg: ['^src/(queues|stores)/'],
  pino: ['^src/main\\.ts$'],
  'prom-client': ['^src/roof/metrics\\.ts$'],
  'intl-messageformat': ['^src/words/'],
  yaml: ['^src/words/'],
  '@viz-js': ['^src/words/draw\\.ts$'],
  'csv-parse': ['^src/commands/'],
  exceljs: ['^src/commands/'],
  jszip: ['^src/commands/'],
  otpauth: ['^src/stores/totp\\.ts$'],
  qr: ['^src/http/console/'],
};

const stayHome = Object.entries(homes).map(([name, home]) => ({
  name: `${name.replace('@', '')}-stays-home`,
  comment: `${name} may be imported under ${home.join(', ')} only, so that it can be replaced there. Ask that room for what you need.`,
  severity: 'error',
  from: { path: '^src/', pathNot: [...home, tests] },
  to: { path: `^node_modules/${name}/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'core-stands-alone',
      comment: 'The core is pure: it may use itself and zod, nothing else. Pass what it needs as an argument, or return an effect.',
      severity: 'error',
      from: { path: '^src/core/', pathNot: tests },
      to: { pathNot: ['^src/core/', '^node_modules/zod/'] },
    },
    {
      name: 'tasks-know-no-technology',
      comment: 'tasks/ speak to the world through tasks/ports.ts and tasks/rooms.ts. Add a port, and let an adapter fill it.',
      severity: 'error',
      from: { path: '^src/tasks/', pathNot: tests },
      to: { pathNot: ['^src/(tasks|core)/', '^node_modules/zod/'] },
    },
    {
      name: 'adapters-are-strangers',
      comment: 'One adapter never imports another; the roof introduces them.',
      severity: 'error',
      from: { path: '^src/(http|channels/[^/]+|stores|queues|words)/', pathNot: tests },
      to: { path: adapters, pathNot: '^src/$1/' },
    },
    {
      name: 'adapters-use-ports-only',
      comment: 'An adapter may know the ports and the values of the core, not how a task is done. Move the type to ports.ts, file_ports.ts, desk_store.ts or rooms.ts.',
      severity: 'error',
      from: { path: adapters },
      to: { path: '^src/tasks/', pathNot: '^src/tasks/(ports|desk_store|rooms|file_ports)\\.ts$' },
    },
    {
      name: 'the-roof-is-on-top',
      comment: 'The roof knows every room, and no room knows the roof: take what you need as an argument.',
      severity: 'error',
      from: { path: '^src/(core|tasks|http|channels|stores|queues|words)/' },
      to: { path: roof },
    },
    {
      name: 'doors-are-not-imported',
      comment: 'main.ts and service.ts open the house; nothing inside may start them. Only main.ts starts the service.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/main\\.ts$', tests] },
      to: { path: '^src/(main|service)\\.ts$' },
    },
    {
      name: 'reveal-stays-home',
      comment: 'Only the files listed in opensWords may open what she said. Pass the Private on, closed.',
      severity: 'error',
      from: { path: '^src/', pathNot: opensWords },
      to: { path: '^src/core/private/reveal\\.ts$' },
    },
    {
      name: 'words-of-private-stay-home',
      comment: 'http/ and queues/ carry ids and closed values only: they may not even name Private.',
      severity: 'error',
      from: { path: '^src/(queues|http)/' },
      to: { path: '^src/core/private/' },
    },
    {
      name: 'only-main-reads-config',
      comment: 'config.ts is read once, by main.ts and by the command line; everyone else is handed values.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/(main|house|service|config)\\.ts$', '^src/commands/reach\\.ts$', tests] },
      to: { path: '^src/config\\.ts$' },
    },
    {
      name: 'config-is-handed-down',
      comment: 'house.ts and service.ts are handed the configuration: they may name its type, not read it.',
      severity: 'error',
      from: { path: '^src/(house|service)\\.ts$' },
      to: { path: '^src/config\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    ...stayHome,
    {
      name: 'prisma-client-stays-home',
      comment: 'The generated client is for stores/ only.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(stores|generated)/' },
      to: { path: '^src/generated/' },
    },
    {
      name: 'no-tests-inside',
      comment: 'What runs may not lean on test/ or on packages that are installed for development only.',
      severity: 'error',
      from: { path: '^src/', pathNot: tests },
      to: { path: '^test/' },
    },
    {
      name: 'no-tools-inside',
      comment: 'The package is installed for development only: move it to dependencies, or do without it.',
      severity: 'error',
      from: { path: '^src/', pathNot: [tests, '^src/generated/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-circles',
      comment: 'A circle has no first file to read. (A type that a lower file names of an upper one makes no circle at run time.)',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      comment: 'Neither the service nor the command line leads to this file: delete it.',
      severity: 'error',
      from: { path: '^src/(main|commands/tincay)\\.ts$' },
      to: { path: '^src/', pathNot: [tests, '^src/generated/', '^src/(main|commands/tincay)\\.ts$'], reachable: false },
    },
    { name: 'resolvable', comment: 'The import leads nowhere.', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/generated/prisma/(models|internal)/' },
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
