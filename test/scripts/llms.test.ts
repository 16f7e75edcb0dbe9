import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const DOCS = join(__dirname, '..', '..', 'docs');
const text = readFileSync(join(DOCS, 'llms.txt'), 'utf8');
const named = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, path = '']) => path);

test('llms.txt names every page of the docs once, and none that there is not', () => {
  expect(named.filter((path) => !existsSync(join(DOCS, path)))).toEqual([]);
  expect(new Set(named).size).toBe(named.length);
  const pages = readdirSync(DOCS, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md'));
  expect(pages.filter((path) => !named.includes(path.replaceAll('\\', '/')))).toEqual([]);
});

test.each([
  'agents.md',
  'tutorial.md',
  'glossary.md',
  'comparison.md',
  'first-sites.md',
  'ko/tutorial.md',
  'ko/glossary.md',
  // Links of pages by hand; those of printed pages are printed.
])('links of %s lead somewhere', (page) => {
  const links = [...readFileSync(join(DOCS, page), 'utf8').matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)];
  expect(links.map(([, path = '']) => path).filter((path) => !existsSync(join(DOCS, page, '..', path)))).toEqual([]);
});
