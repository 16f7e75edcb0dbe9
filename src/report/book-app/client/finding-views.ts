import type { BookFinding } from '../book-data';
import { type Child, h, table, title, words } from './dom';
import { count } from './figures';
import { currentRoute, href, hrefWith } from './route';
import type { SiteModel } from './site-model';
import { word } from './words';

const OUTCOMES = ['error', 'warning', 'not known', 'info', 'acknowledged'] as const;

/** Findings with filters by outcome, pack and words, all of which stand in the address. */
export function findingsView({ site }: SiteModel): Child {
  const { params } = currentRoute();
  const all = site.findings;
  if (all === undefined) return [title(word('Findings')), h('p', { class: 'none' }, word('not known'))];
  const [outcome, pack, asked] = ['outcome', 'pack', 'q'].map((key) => params.get(key) ?? '');
  const packs = [...new Set(all.map(packOf))].sort();
  const shown = all.filter(
    (finding) =>
      (outcome === '' || finding.outcome === outcome) &&
      (pack === '' || packOf(finding) === pack) &&
      holds(finding, asked ?? ''),
  );
  const choice = (key: string, chosen: string | undefined, values: readonly string[], label: string): HTMLElement =>
    h(
      'div',
      { class: 'choice', role: 'group', 'aria-label': label },
      h('span', { class: 'label' }, label),
      ...['', ...values].map((value) =>
        h(
          'a',
          { href: hrefWith({ [key]: value }), 'aria-current': value === chosen ? 'true' : undefined },
          value === '' ? word('all') : word(value),
        ),
      ),
    );
  const input = h('input', { type: 'search', id: 'finding-words', value: asked, autocomplete: 'off' });
  return [
    title(word('Findings')),
    choice('outcome', outcome, OUTCOMES, word('Outcome')),
    choice('pack', pack, packs, word('Rules')),
    h(
      'form',
      {
        class: 'filter',
        submit: (event) => {
          event.preventDefault();
          location.hash = hrefWith({ q: (input as HTMLInputElement).value });
        },
      },
      h('label', { for: 'finding-words' }, word('Search')),
      input,
      h('button', { type: 'submit' }, word('Search')),
    ),
    findingTable(shown, `${word('Findings')}: ${count(shown.length)} / ${count(all.length)}`),
  ];
}

function packOf({ rule }: BookFinding): string {
  return rule.split('/', 1)[0] ?? '';
}

function holds({ rule, object, path, found, remedy }: BookFinding, asked: string): boolean {
  const wanted = asked.toLowerCase();
  return [rule, object, path, found, remedy].some((text) => text.toLowerCase().includes(wanted));
}

/** Findings as a table. */
export function findingTable(findings: readonly BookFinding[], caption = word('Findings')): HTMLElement {
  return table(
    caption,
    ['Outcome', 'Rule', 'Object', 'Found', 'Limit', 'Remedy'].map(words),
    findings,
    ({ outcome, rule, object, path, found, limit, remedy, waiver }) => [
      h('span', { class: `severity ${outcome.replace(' ', '-')}` }, word(outcome)),
      h('a', { href: href('rule', rule) }, rule),
      [object, h('br'), h('span', { class: 'path' }, path)],
      found,
      limit,
      waiver === undefined ? remedy : [remedy, h('br'), h('span', { class: 'path' }, waiver)],
    ],
  );
}

/** A rule: what must hold, why, and what it found. */
export function ruleView({ site }: SiteModel, id: string): Child {
  const rule = site.rules.find(([own]) => own === id);
  const found = (site.findings ?? []).filter((finding) => finding.rule === id);
  if (rule === undefined && found.length === 0) return undefined;
  return [
    title(`${word('Rule')} ${id}`),
    rule === undefined ? undefined : [h('p', {}, rule[1]), h('p', {}, rule[2]), h('p', { class: 'path' }, rule[3])],
    site.findings === undefined ? h('p', { class: 'none' }, word('not known')) : findingTable(found),
  ];
}
