import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../constructs/temporary-folder';
import { commandsOf, pageText, printed } from './console-page';

const DOCS = join(__dirname, '..', '..', 'docs');

const checkout = process.cwd();
afterEach(() => process.chdir(checkout));

/** Pages that go through one site in one folder, in the languages that there are. */
const PAGES = ['tutorial.md', 'ko/tutorial.md'];

describe('the tutorial', () => {
  test('prints what it shows, command after command in one folder', async () => {
    const cwd = temporaryFolder();
    // The lock stands where the command runs.
    process.chdir(cwd);
    const site = readFileSync(join(DOCS, '..', 'templates', 'hgx.yaml'), 'utf8');
    writeFileSync(join(cwd, 'site.yaml'), site);
    writeFileSync(join(cwd, 'small.yaml'), site.replace('rating: 1.4 MW', 'rating: 0.8 MW'));
    const commands = commandsOf('tutorial.md');
    expect(commands.length).toBe(5);
    for (const { command, output } of commands) {
      const found = await printed(command, cwd);
      if (process.env['UPDATE_GOLDEN'] !== '1') {
        expect(found).toBe(output);
        continue;
      }
      for (const page of PAGES) {
        const was = `$ aifactory ${command}\n${output}\`\`\``;
        const is = `$ aifactory ${command}\n${found}\`\`\``;
        writeFileSync(
          join(DOCS, page),
          pageText(page).replace(was, () => is),
        );
      }
    }
  });
});

test('both tutorials show the same commands with the same results', () => {
  const [english, korean] = PAGES.map((page) => commandsOf(page));
  expect(korean).toEqual(english);
});
