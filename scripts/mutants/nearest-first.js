'use strict';

const { statSync } = require('node:fs');
const { basename, dirname, relative } = require('node:path');

/**
 * Order of jest's test files for one mutant: those that mirror its folder first, then those of the same subject or layer, small files before large ones. The
 * mutated file is named by `MUTATED_FILE`, from the root.
 */
module.exports = class NearestFirst {
  sort(tests) {
    const mutated = process.env.MUTATED_FILE ?? '';
    const folders = dirname(mutated).split('/').slice(1);
    const nearness = ({ path, context }) => {
      const test = relative(context.config.rootDir, path);
      const parts = dirname(test).split('/').slice(1);
      const shared = folders.filter((folder) => parts.includes(folder)).length;
      const isOwn = basename(test).startsWith(`${basename(mutated, '.ts')}.`);
      return (isOwn ? 10 : 0) + shared + (/^test\/(design|policy)\//.test(test) ? 1 : 0);
    };
    const rows = tests.map((test) => ({ test, near: nearness(test), size: statSync(test.path).size }));
    return rows.sort((a, b) => b.near - a.near || a.size - b.size).map(({ test }) => test);
  }

  allFailedTests() {
    return [];
  }

  cacheResults() {
    // A run for a mutant says nothing about the next one.
  }
};
