import { join } from 'node:path';
import { runStart } from './start/run-start';

/** A reader that closes the pipe early has seen enough; what was begun goes on. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

void runStart(process.argv.slice(2), {
  folder: join(__dirname, '..'),
  env: process.env,
  print: (text) => process.stdout.write(text),
  hasColours: process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '' && process.stdout.hasColors(),
}).then((code) => {
  process.exitCode = code;
});
