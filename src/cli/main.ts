import { runCli } from './run-cli';

/** A reader that closes the pipe early, such as `head`, has seen enough. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
}

process.stdout.on('error', endQuietly);
process.stderr.on('error', endQuietly);

const { NETBOX_API_TOKEN: netboxToken = '' } = process.env;

void runCli(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  isDebug: (process.env['DEBUG'] ?? '').split(',').includes('aifactory'),
  ...(netboxToken !== '' && { netboxToken }),
}).then((code) => {
  process.exitCode = code;
});
