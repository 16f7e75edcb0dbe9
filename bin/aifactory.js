#!/usr/bin/env node
'use strict';

const { existsSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const compiled = join(root, 'dist', 'cli', 'main.js');

if (existsSync(compiled)) {
  require(compiled);
} else {
  runSources();
}

/** A checkout that was not built: runs `src/` with the checkout's own compiler settings, whatever the working directory. */
function runSources() {
  const project = join(root, 'tsconfig.json');
  const previous = process.env.TS_NODE_PROJECT;
  process.env.TS_NODE_PROJECT = project;
  require('ts-node').register({ transpileOnly: true, project });
  if (previous === undefined) delete process.env.TS_NODE_PROJECT;
  else process.env.TS_NODE_PROJECT = previous;
  require(join(root, 'src', 'cli', 'main.ts'));
}
