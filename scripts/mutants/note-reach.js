/* global afterAll, expect */
'use strict';

const { appendFileSync } = require('node:fs');

const begin = Date.now();

/** Numbers of the mutants that the test file came to, in a line of `REACH_FILE`. */
globalThis.reached = new Set();

afterAll(() => {
  const row = { test: expect.getState().testPath, milliseconds: Date.now() - begin, reached: [...globalThis.reached] };
  appendFileSync(process.env.REACH_FILE, `${JSON.stringify(row)}\n`);
});
