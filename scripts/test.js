'use strict';

/**
 * Runs the static checks side by side, then every test, and ends with `N passed, N failed`: one for each static check, one for each test.
 *
 * Arguments go to jest (`npm test -- fabric`); then the static checks and the end-to-end
 * tests are left out, unless `--e2e` asks for those too.
 */
const { Buffer } = require('node:buffer');
const { spawn, spawnSync } = require('node:child_process');
const { mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { dirname, join } = require('node:path');

const root = join(__dirname, '..');
const wantsE2e = process.argv.includes('--e2e');
const jestArguments = process.argv.slice(2).filter((argument) => argument !== '--e2e');

const checks = [
  ['lint', 'eslint', ['.']],
  ['types', 'typescript', ['--noEmit'], 'tsc'],
  ['types of the book', 'typescript', ['--noEmit', '--project', 'src/report/book-app/client'], 'tsc'],
  ['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
];

/** Path of the script that a package installs as a command. */
function commandOf(packageName, command = packageName) {
  const manifest = join(root, 'node_modules', packageName, 'package.json');
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'));
  return join(dirname(manifest), typeof bin === 'string' ? bin : bin[command]);
}

function run(packageName, args, command) {
  const script = commandOf(packageName, command);
  return spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' }).status ?? 1;
}

function step(name, act) {
  console.log(`\n> ${name}`);
  const begin = process.hrtime.bigint();
  const result = act();
  const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
  console.log(`${result.failed === 0 ? 'ok' : 'FAILED'}: ${name} (${seconds.toFixed(1)} s)`);
  return result;
}

/** Runs a check beside others; what it prints comes in one piece when it ends. */
function check([name, packageName, args, command]) {
  const begin = process.hrtime.bigint();
  const child = spawn(process.execPath, [commandOf(packageName, command), ...args], { cwd: root });
  const printed = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => printed.push(piece));
  return new Promise((resolve) => {
    child.on('close', (status) => {
      const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
      process.stdout.write(`\n> ${name}\n${Buffer.concat(printed).toString('utf8')}`);
      console.log(`${status === 0 ? 'ok' : 'FAILED'}: ${name} (${seconds.toFixed(1)} s)`);
      resolve(status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
    });
  });
}

/** Counts tests; a test file that could not be loaded, or a run that broke off, counts as one that failed. */
function jest(args) {
  const folder = mkdtempSync(join(tmpdir(), 'aifactory-test-'));
  try {
    const outputFile = join(folder, 'jest.json');
    const status = run('jest', ['--json', `--outputFile=${outputFile}`, '--silent', ...args]);
    const report = readReport(outputFile);
    const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
    return {
      passed: report.numPassedTests,
      failed: status !== 0 && failed === 0 ? 1 : failed,
      skipped: report.numPendingTests,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numRuntimeErrorTestSuites: 1 };
  }
}

async function main() {
  const results = jestArguments.length === 0 ? await Promise.all(checks.map(check)) : [];
  results.push(step('tests', () => jest(jestArguments)));
  if (wantsE2e || jestArguments.length === 0)
    results.push(step('end-to-end tests', () => jest(['--config', 'jest.e2e.config.js', ...jestArguments])));

  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  const skipped = results.reduce((sum, result) => sum + (result.skipped ?? 0), 0);
  if (skipped > 0) console.log(`\n${skipped} skipped: see the notices above`);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

void main();
