#!/usr/bin/env node
'use strict';

const { existsSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');

// A checkout has compiler settings, which the package does not ship: there a 'dist' from an earlier build may be stale.
if (existsSync(join(root, 'tsconfig.json'))) {
  runSources();
} else {
  require(join(root, 'dist', 'cli', 'main.js'));
}

/** A checkout: runs `src/` with the checkout's own compiler settings, whatever the working directory. */
function runSources() {
  const project = join(root, 'tsconfig.json');
  const previous = process.env.TS_NODE_PROJECT;
  process.env.TS_NODE_PROJECT = project;
  require('ts-node').register({ transpileOnly: true, project });
  if (previous === undefined) delete process.env.TS_NODE_PROJECT;
  else process.env.TS_NODE_PROJECT = previous;
  require(join(root, 'src', 'cli', 'main.ts'));
}
