import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderSiteJson } from '../../src/report/site/site-json';
import { temporaryFolder } from '../constructs/temporary-folder';
import { gasanPlan } from '../design/orders/ordered-sites';
import { run } from './run-in-process';

/** A command of a page, and what the page says that it prints. */
export interface Shown {
  readonly command: string;
  readonly output: string;
}

/** The text of a page of the docs. */
export function pageText(page: string): string {
  return readFileSync(join(__dirname, '../../docs', page), 'utf8');
}

/** Commands of the blocks of a page that show a console, in order. */
export function commandsOf(page: string): Shown[] {
  return [...pageText(page).matchAll(/```console\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
    block
      .split(/^\$ aifactory /m)
      .slice(1)
      .map((text) => {
        const [command = '', ...lines] = text.split('\n');
        return { command, output: lines.join('\n') };
      }),
  );
}

/** A folder with the plan of the site at Gasan. */
export function gasanFolder(files: Readonly<Record<string, string>> = {}): string {
  const cwd = temporaryFolder();
  for (const [name, text] of Object.entries({ 'site.json': renderSiteJson(gasanPlan()), ...files })) {
    writeFileSync(join(cwd, name), text);
  }
  return cwd;
}

/** What a command of a page prints. */
export async function printed(command: string, cwd: string): Promise<string> {
  const { out, err } = await run(command, { cwd });
  return err + out;
}
