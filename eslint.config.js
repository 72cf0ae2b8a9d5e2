import tseslint from 'typescript-eslint';

/**
 * What can be said with rules that exist is said here; test/house.test.ts holds the rest. Where a rule has to
 * give way, the line says so and why: `// eslint-disable-next-line <rule> -- <the reason, as a sentence>`.
 */

const DEFAULT_EXPORT = { selector: 'ExportDefaultDeclaration', message: 'Export it by name: a name that is the same everywhere can be searched for.' };
const BARREL = { selector: 'ExportAllDeclaration', message: 'Import from the file that has it: a barrel hides where things stand.' };
const ENV = { selector: "MemberExpression[object.name='process'][property.name='env']", message: 'Only config.ts reads settings; everyone else is handed values.' };

/** The core has no clock, no chance, no network and does not wait: what is banned, and what to write instead. */
const PURE_SYNTAX = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'The core has no clock: use event.at, or take the time as an argument.' },
  { selector: ':function[async=true]', message: 'The core never waits: return an effect, and let a task do it.' },
  { selector: 'AwaitExpression', message: 'The core never waits: return an effect, and let a task do it.' },
  { selector: 'ClassDeclaration:not([id.name="Private"])', message: 'The core is functions and plain values.' },
];
const PURE_GLOBALS = ['process', 'console', 'fetch', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'performance', 'crypto', 'Buffer']
  .map((name) => ({ name, message: 'The core is pure: take the value as an argument, or return an effect.' }));

const SIZES = {
  'max-lines': ['error', 250],
  'max-lines-per-function': ['error', 50],
  'max-params': ['error', 4],
  'max-len': ['error', { code: 120, ignoreRegExpLiterals: true, ignorePattern: 'eslint-disable-next-line' }],
};

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'src/generated/', 'coverage/', 'public/', '*.config.*', '.dependency-cruiser.cjs'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-expressions': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      eqeqeq: 'error',
      'no-control-regex': 'error',
      'no-misleading-character-class': 'error',
      'no-useless-escape': 'error',
      'no-constant-binary-expression': 'error',
      'no-self-compare': 'error',
      'no-unsafe-finally': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-empty': 'error',
      'no-eval': 'error',
      'no-console': 'error',
      'no-restricted-syntax': ['error', DEFAULT_EXPORT, BARREL, ENV],
      ...SIZES,
    },
  },
  {
    files: ['src/core/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-syntax': ['error', DEFAULT_EXPORT, BARREL, ...PURE_SYNTAX],
      'no-restricted-globals': ['error', ...PURE_GLOBALS],
      'no-restricted-properties': ['error',
        { object: 'Date', property: 'now', message: 'The core has no clock: use event.at, or take the time as an argument.' },
        { object: 'Math', property: 'random', message: 'The core has no chance: take the number as an argument.' }],
    },
  },
  {
    // Tables of words are as long as the language, and a table that is made is as long as it comes out.
    files: [
      'src/core/reading/words/**', 'src/core/masking/words/**', 'src/core/reading/weights.ts',
      'src/core/masking/weights.ts', 'scripts/masking/compounds.ts',
    ],
    rules: { 'max-lines': 'off', 'max-len': 'off' },
  },
  {
    // Tables of cases may be wide and long; a test talks to itself only.
    files: ['**/*.test.ts', 'test/**'],
    rules: { 'max-lines': 'off', 'max-lines-per-function': 'off', 'max-len': 'off', 'no-restricted-syntax': ['error', DEFAULT_EXPORT, BARREL] },
  },
  {
    // These speak to whoever runs them.
    files: ['src/main.ts', 'src/commands/**', 'scripts/**', 'bench/**', 'test/fakes/**', 'test/reporter.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['src/main.ts', 'src/commands/reach.ts', 'scripts/**', 'bench/**'],
    rules: { 'no-restricted-syntax': ['error', DEFAULT_EXPORT, BARREL] },
  },
  {
    // The test runner loads its reporter by its default export.
    files: ['test/reporter.ts'],
    rules: { 'no-restricted-syntax': ['error', BARREL] },
  },
);
