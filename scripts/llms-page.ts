import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const DOCS = join(__dirname, '..', 'docs');

/** Pages that whoever comes new reads first. */
const FIRST = [
  'tutorial',
  'agents',
  'glossary',
  'site-file',
  'commands',
  'props',
  'policies',
  'catalog',
  'exports',
].map((name) => `${name}.md`);

/** `docs/llms.txt`: every page of the docs by title, for programs that read them. */
export function renderLlms(): string {
  const pages = readdirSync(DOCS, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.md'))
    .sort();
  const line = (path: string): string => `- [${titleOf(path)}](${path})`;
  const korean = pages.filter((path) => path.startsWith('ko/'));
  const others = pages.filter((path) => !FIRST.includes(path) && !korean.includes(path));
  return [
    '# cdktf-ai-factory',
    '',
    '> Design, check, draw and deploy AI factories (GPU clusters, fabrics, storage, power, cooling; halls and AWS) in TypeScript or YAML, as CDKTF constructs with policy checks.',
    '',
    'Every page is plain Markdown in this folder.',
    ...['', '## Start here', '', ...FIRST.map(line)],
    ...['', '## All other pages', '', ...others.map(line)],
    ...['', '## 한국어', '', ...korean.map(line), ''],
  ].join('\n');
}

function titleOf(path: string): string {
  return /^# (.*)$/m.exec(readFileSync(join(DOCS, path), 'utf8'))?.[1] ?? path;
}
