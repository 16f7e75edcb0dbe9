import { helpTexts } from '../src/cli/run-cli';
import { EXIT_CODES, VERBS } from '../src/cli/verbs';
import { markdownTable } from '../src/report/markup';

/** The page `docs/commands.md`: every verb with its help, and what exit codes mean. */
export function renderVerbPage(): string {
  const verbs = VERBS.map(({ name, summary }) => [`\`${name}\``, summary]);
  const codes = EXIT_CODES.map(({ code, meaning }) => [String(code), meaning]);
  const ends = VERBS.map(({ name, done, differs }) => [`\`${name}\``, done, differs ?? '']);
  const lines = [
    '# Commands',
    '',
    'This page is printed from the command line itself. `npx aifactory <verb> --help` prints the same, and `npx aifactory help` ends with 0.',
    '',
    markdownTable(['verb', 'what it does'], verbs),
    '',
    '- A verb that compares two states takes `<before> <after>`; where `<after>` is left out it is the only site in the output folder.',
    '- `--site` may be left out where the output folder (`cdktf.out`, or that of `cdktf.json`) holds one site. Where it holds several, the error lists them.',
    '- Names of before are taken until the next release, with a note: `relock` is `moves`, `--site` and `--program` of it are `<before> <after>`.',
    '',
    '## Exit codes',
    '',
    markdownTable(['code', 'meaning'], codes),
    '',
    markdownTable(['verb', '0', '1'], ends),
  ];
  for (const [name, text] of helpTexts()) {
    lines.push('', `${'#'.repeat(name.includes(' ') ? 3 : 2)} ${name}`, '', '```', text.trimEnd(), '```');
  }
  return `${lines.join('\n')}\n`;
}
