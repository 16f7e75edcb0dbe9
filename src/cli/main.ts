import { fileError } from '../files/file-error';
import { errorText, runCli } from './run-cli';

/** A reader that closes the pipe early, such as `head`, has seen enough; a full disk behind `>` is told. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(errorText(fileError(error, 'standard output', 'written'), false));
  process.exit(2);
}

process.stdout.on('error', endQuietly);
process.stderr.on('error', () => process.exit(2));

const { NETBOX_API_TOKEN: netboxToken = '' } = process.env;

void runCli(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  isDebug: (process.env['DEBUG'] ?? '').split(',').includes('aifactory'),
  ...(netboxToken !== '' && { netboxToken }),
}).then((code) => {
  process.exitCode = code;
});
