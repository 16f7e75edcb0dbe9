import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../constructs/temporary-folder';
import { commandsOf, pageText, printed } from './console-page';

const DOCS = join(__dirname, '..', '..', 'docs');

const checkout = process.cwd();
afterEach(() => process.chdir(checkout));

/** Pages that go through one site in one folder, in the languages that there are. */
const PAGES = ['tutorial.md', 'ko/tutorial.md'];

describe.each(PAGES)('the tutorial %s', (page) => {
  test('prints what it shows, command after command in one folder', async () => {
    const cwd = temporaryFolder();
    // The lock stands where the command runs.
    process.chdir(cwd);
    const site = readFileSync(join(DOCS, '..', 'templates', 'hgx.yaml'), 'utf8');
    writeFileSync(join(cwd, 'site.yaml'), site);
    writeFileSync(join(cwd, 'small.yaml'), site.replace('rating: 1.4 MW', 'rating: 0.8 MW'));
    const commands = commandsOf(page);
    expect(commands.length).toBe(5);
    for (const { command, output } of commands) {
      const found = await printed(command, cwd);
      if (process.env['UPDATE_GOLDEN'] === '1') {
        writeFileSync(
          join(DOCS, page),
          pageText(page).replace(
            `$ aifactory ${command}\n${output}\`\`\``,
            () => `$ aifactory ${command}\n${found}\`\`\``,
          ),
        );
      } else {
        expect(found).toBe(output);
      }
    }
  });
});

test('both tutorials run the same commands', () => {
  const [english, korean] = PAGES.map((page) => commandsOf(page));
  expect(korean).toEqual(english);
});
