import { join } from 'node:path';
import { runDeploy } from './deploy/run-deploy';

/** A reader that closes the pipe early has seen enough; what was begun goes on. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

void runDeploy(process.argv.slice(2), {
  folder: join(__dirname, '..'),
  env: process.env,
  print: (text) => process.stdout.write(text),
}).then((code) => {
  process.exitCode = code;
});
