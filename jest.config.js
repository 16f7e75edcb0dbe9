/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/', '<rootDir>/test/real/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/dist-cdktn/', '/cdktf\\.out/'],
  moduleNameMapper: {
    '^cdktf-ai-factory$': '<rootDir>/src/index.ts',
    '^cdktf-ai-factory/(engines|operations|reports)$': '<rootDir>/src/$1.ts',
    '^cdktf-ai-factory/aws$': '<rootDir>/src/constructs/aws/index.ts',
    '^cdktf-ai-factory/site-file$': '<rootDir>/src/constructs/site-file/site-file.ts',
    '^cdktf-ai-factory/site-design$': '<rootDir>/src/constructs/site-design/index.ts',
    '^cdktf-ai-factory/economics$': '<rootDir>/src/constructs/economics/index.ts',
    '^cdktf-ai-factory/dsx$': '<rootDir>/src/constructs/dsx/index.ts',
    '^cdktf-ai-factory/tenancy$': '<rootDir>/src/constructs/tenancy/index.ts',
    '^cdktf-ai-factory/(catalog|testing)$': '<rootDir>/src/$1/index.ts',
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript', decorators: false }, target: 'es2022', keepClassNames: true },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  collectCoverageFrom: ['src/**/*.ts'],
  coverageDirectory: 'coverage',
  maxWorkers: 2,
  testTimeout: 30_000,
};
