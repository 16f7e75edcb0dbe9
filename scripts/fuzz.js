'use strict';

/**
 * Runs the tests of chance with more of them than `npm test` has: `npm run fuzz -- [<runs> [<seed>]]`, by default 2,000 runs of a seed of the day.
 * A failure names its seed; the same seed gives the same runs.
 */
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');

const [runs = '2000', seed = new Date().toISOString().slice(0, 10).replaceAll('-', '')] = process.argv.slice(2);
console.log(`${runs} runs of seed ${seed}`);
const jest = join(__dirname, '..', 'node_modules', 'jest', 'bin', 'jest.js');
const { status } = spawnSync(
  process.execPath,
  [jest, 'test/fuzz', 'test/files/kill', 'test/export/hostile', 'test/report/hostile'],
  {
    cwd: join(__dirname, '..'),
    stdio: 'inherit',
    env: { ...process.env, FUZZ_RUNS: runs, FUZZ_SEED: seed },
  },
);
process.exitCode = status ?? 1;
