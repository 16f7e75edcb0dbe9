import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import jsdoc from 'eslint-plugin-jsdoc';
import tseslint from 'typescript-eslint';

import style from './scripts/eslint-style.mjs';

const providerIndex = {
  regex: '^@cdktf/provider-[^/]+(/lib(/index)?)?$',
  message:
    "Import the one resource from its folder ('/lib/<resource>'): the index loads every binding of the provider.",
};

const host = {
  regex: '^(cdktf|constructs)(/|$)',
  message: "Import it from 'src/host'.",
};

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name.',
};

const noExportAll = {
  selector: 'ExportAllDeclaration',
  message: 'Export each thing by name.',
};

const noBareTodo = ['warn', { terms: ['todo', 'fixme', 'xxx'], location: 'start' }];

export default tseslint.config(
  {
    ignores: [
      'node_modules/',
      'dist/',
      'dist-cdktn/',
      'coverage/',
      '**/cdktf.out/',
      '**/.gen/',
      'src/targets/*/generated/',
      'src/report/book-app/book-app-client.ts',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  // Plain JavaScript: settings and start scripts.
  {
    files: ['**/*.js', '**/*.mjs'],
    extends: [js.configs.recommended],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly' },
    },
  },
  {
    files: ['**/*.js'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { require: 'readonly', module: 'writable', __dirname: 'readonly' },
    },
  },

  // All TypeScript.
  {
    files: ['**/*.ts'],
    extends: [js.configs.recommended, ...tseslint.configs.strict],
    plugins: { 'import-x': importX },
    settings: {
      'import-x/extensions': ['.ts'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
      'import-x/resolver-next': [createTypeScriptImportResolver({ project: 'tsconfig.json' })],
    },
    rules: {
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [providerIndex] }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-undef': 'off',
      'no-warning-comments': noBareTodo,
      eqeqeq: 'error',
    },
  },

  // The library.
  {
    files: ['src/**/*.ts'],
    extends: [...tseslint.configs.strictTypeCheckedOnly],
    plugins: { jsdoc, style },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    settings: { jsdoc: { mode: 'typescript' } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/explicit-member-accessibility': 'error',
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [providerIndex, host] }],
      // A module of the library may be loaded when it is first called.
      '@typescript-eslint/no-require-imports': ['error', { allow: ['^(\\.{1,2}/|(ajv|xmlbuilder2)$)'] }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'no-restricted-syntax': ['error', noDefaultExport, noExportAll],
      'no-console': 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true }],
      'jsdoc/require-jsdoc': [
        'error',
        {
          enableFixer: false,
          checkConstructors: false,
          require: { FunctionDeclaration: false },
          contexts: [
            'ExportNamedDeclaration > FunctionDeclaration',
            'ExportNamedDeclaration > ClassDeclaration',
            'ExportNamedDeclaration > TSInterfaceDeclaration',
            'ExportNamedDeclaration > TSTypeAliasDeclaration',
            'ExportNamedDeclaration > TSEnumDeclaration',
            'ExportNamedDeclaration[declaration.type="VariableDeclaration"]',
            'TSInterfaceDeclaration[id.name=/(Props|Options)$/] > TSInterfaceBody > TSPropertySignature',
            'ExportNamedDeclaration > TSInterfaceDeclaration[id.name=/(Input|Plan)$/] > TSInterfaceBody > TSPropertySignature',
          ],
        },
      ],
      'jsdoc/check-tag-names': ['error', { typed: true, definedTags: ['default', 'remarks', 'jsii'] }],
      'jsdoc/check-param-names': ['error', { checkDestructured: false }],
      'jsdoc/no-types': 'error',
      'jsdoc/empty-tags': 'error',
      'style/props': 'error',
    },
  },
  {
    files: ['src/host.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [providerIndex] }] },
  },
  {
    files: ['src/catalog/**/*.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['src/cli/**/*.ts'],
    rules: { 'no-console': 'off' },
  },

  // Tests reach for what a fixture is known to hold.
  {
    files: ['test/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
    },
  },

  prettier,
);
