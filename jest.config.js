// Jest runs the TypeScript sources as ES modules (swc strips the types; `npm run typecheck` checks them).

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    // Each test file links its whole module graph anew, and chevrotain 11 drags in 644 files of lodash-es.
    '^chevrotain$': '<rootDir>/node_modules/chevrotain/lib/chevrotain.mjs',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  // Their package.json files are input of tests, some broken on purpose.
  modulePathIgnorePatterns: ['<rootDir>/test/(errors|golden|passes)/', '<rootDir>/samples/'],
  setupFilesAfterEnv: ['<rootDir>/test/helpers/setup.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  // The default leaves one core free, which on two cores is half of them.
  maxWorkers: '100%',
  // A test that waits for a real server says so itself; everything else is quick.
  testTimeout: 20_000,
  coverageProvider: 'v8',
  collectCoverageFrom: ['src/**/*.ts', '!src/**/*.gen.ts'],
};
