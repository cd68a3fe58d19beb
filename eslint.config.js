// Style that a tool can check, and the layers: diagnostics <- grammar <- compiler <- cluster <- cli. A folder may import
// what stands left of it. The rules about files and packages say in their message what to do instead.

import tseslint from 'typescript-eslint';

/** Folders of src that each layer may not import. */
const above = {
  diagnostics: ['grammar', 'compiler', 'cluster', 'cli', 'lsp'],
  grammar: ['compiler', 'cluster', 'cli', 'lsp'],
  compiler: ['cluster', 'cli', 'lsp'],
  cluster: ['cli', 'lsp'],
  cli: [],
};

/** Packages that have one home. `yaml` and `ajv` read and check YAML of users; ours is written by emit/yaml. */
const homes = [
  { group: ['chevrotain', '@chevrotain/*'], in: ['grammar'], message: 'only src/grammar knows the parser library' },
  { group: ['@kubernetes/*'], in: ['cluster'], message: 'only src/cluster talks to clusters; reach it by a lazy import' },
  { group: ['@oclif/*'], in: ['cli'], message: 'only src/cli knows the command line library' },
  { group: ['yaml', 'yaml/*', 'ajv', 'ajv/*'], in: [], message: 'YAML is written by emit/yaml and checked by generated validators' },
];

const builtins = { group: ['node:*', 'fs', 'fs/*', 'path', 'os', 'crypto', 'child_process', 'process'], message: 'this layer is pure: files come through CompilerHost' };
const pure = ['diagnostics', 'grammar', 'compiler'];

/** Imports that files of a layer may not make; `allow` lists packages with a second home, `more` patterns of these files alone. */
function imports(layer, files, allow = [], more = []) {
  const patterns = [
    ...above[layer].map((other) => ({ group: [`**/${other}/**`, `**/${other}`], message: `${layer} may not import ${other}: it stands above it` })),
    ...homes.filter((one) => !one.in.includes(layer) && !one.group.some((name) => allow.includes(name))).map(({ group, message }) => ({ group, message })),
    ...(pure.includes(layer) ? [builtins] : []),
    ...more,
  ];
  return { files, rules: { 'no-restricted-imports': ['error', { patterns }] } };
}

const deterministic = 'output may depend on nothing but inputs';

const byLocale = ['localeCompare', 'toLocaleString', 'toLocaleLowerCase', 'toLocaleUpperCase', 'toLocaleDateString', 'toLocaleTimeString'].map((property) => ({
  property,
  message: `${deterministic}, not on the locale`,
}));

const declarations = [
  { selector: 'ExportDefaultDeclaration', message: 'export by name' },
  { selector: 'TSEnumDeclaration', message: 'use a union of strings' },
  { selector: 'TSModuleDeclaration[kind="namespace"]', message: 'a module is a file' },
];

export default tseslint.config(
  { ignores: ['dist', 'scratch', 'coverage', 'bench/.work', 'samples', '**/*.gen.ts', '**/*.gen.js', '**/*.gen.d.ts'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strict],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_', ignoreRestSiblings: true }],
      // `if (x) {} // why not` says more than a rule about empty blocks would.
      '@typescript-eslint/no-empty-function': 'off',
      // A visitor may return nothing.
      '@typescript-eslint/no-invalid-void-type': 'off',
      eqeqeq: 'error',
      'prefer-const': 'error',
      // Lexers and renderers are about control characters.
      'no-control-regex': 'off',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'no-console': 'error',
      'max-lines': ['error', { max: 320 }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'no-restricted-properties': ['error', ...byLocale],
      'no-restricted-syntax': ['error', ...declarations],
    },
  },
  {
    files: pure.map((layer) => `src/${layer}/**/*.ts`),
    rules: {
      'no-restricted-globals': [
        'error',
        ...['process', 'console', 'performance', 'setTimeout', 'setInterval', 'setImmediate', 'fetch', 'crypto', 'Buffer', 'require', 'navigator'].map((name) => ({
          name,
          message: `this layer is pure: ${deterministic}`,
        })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: deterministic },
        { object: 'Date', property: 'now', message: deterministic },
        { object: 'globalThis', property: 'process', message: deterministic },
        ...byLocale,
      ],
      'no-restricted-syntax': [
        'error',
        ...declarations,
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: deterministic },
        { selector: 'ImportExpression', message: 'the compiler is one piece: nothing in it is loaded late' },
      ],
    },
  },
  imports('diagnostics', ['src/diagnostics/**/*.ts']),
  imports('grammar', ['src/grammar/**/*.ts']),
  imports('compiler', ['src/compiler/**/*.ts']),
  imports('compiler', ['src/compiler/rules/**/*.ts'], [], [
    { group: ['check', 'complete', 'configure', 'emit', 'lower', 'resolve', 'stacks', 'validate', 'vocabulary'].map((pass) => `../${pass}/**`), message: 'a rule sees the AppModel only: what follows from it is in model/facts.ts' },
  ]),
  imports('cluster', ['src/cluster/**/*.ts'], ['yaml']),
  imports('cli', ['src/cli/**/*.ts'], ['yaml']),
  // What the library offers: the compiler and below.
  imports('compiler', ['src/index.ts']),
  {
    // Tests say what they know: a value that must be there may be taken with `!`.
    files: ['test/**/*.ts', 'scripts/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off', '@typescript-eslint/no-dynamic-delete': 'off', 'no-console': 'off' },
  },
);
