import type { LimitsPlan } from '../../design/limits/limits-plan';
import type { SitePlan } from '../../model/site-plan';
import { count, counted, load } from '../in-figures';
import { element, verbatim, type Markup } from '../markup';
import { awsSection } from './aws-section';
import { BOOK_STYLE } from './book-style';
import { addressesSection, clustersSection, fabricsSection, powerSection, storageSection } from './design-sections';
import { coolingSection } from './cooling-section';
import { chainParts } from './failures-section';
import { findingCounts, findingsSection } from './findings-section';
import { limitsSection } from './limits-section';
import { pairsSection } from './pairs-section';
import { phasesSection } from './phases-section';
import type { SiteFindings } from './site-findings';
import { billSection, filesSection, racksSection } from './stock-sections';

/** What a book tells beside the plan. */
export interface SiteBookExtras {
  /**
   * What the policies found.
   *
   * @default - the book has no chapter on findings
   */
  readonly findings?: SiteFindings;
  /**
   * Files beside the book, relative to it: it links them and shows the drawings among them.
   *
   * @default - the book has no drawings and no links
   */
  readonly files?: Iterable<string>;
  /**
   * What the site runs out of.
   *
   * @default - the book has no chapter on limits
   */
  readonly limits?: LimitsPlan;
}

/**
 * Writes the site book: one page of HTML that needs nothing but the drawings beside it, for screen and paper.
 */
export function renderSiteBook(plan: SitePlan, { findings, files = [], limits }: SiteBookExtras = {}): string {
  const { cooling, phases = [], asOf, converged = [], aws } = plan;
  const known = new Set(files);
  const chapters: { id: string; title: string; parts: Markup[] }[] = [
    ...(findings === undefined ? [] : [{ id: 'findings', title: 'Findings', parts: findingsSection(findings) }]),
    ...(limits === undefined
      ? []
      : [{ id: 'limits', title: 'What runs out first', parts: limitsSection(limits, known) }]),
    { id: 'clusters', title: 'Clusters', parts: clustersSection(plan) },
    { id: 'fabrics', title: 'Fabrics', parts: fabricsSection(plan, known) },
    ...(converged.length === 0 ? [] : [{ id: 'pairs', title: 'Core pairs', parts: pairsSection(converged, known) }]),
    { id: 'power', title: 'Power', parts: [...powerSection(plan, known), ...chainParts(plan, known)] },
    ...(cooling === undefined ? [] : [{ id: 'cooling', title: 'Cooling', parts: coolingSection(cooling, known) }]),
    ...(phases.length === 0 ? [] : [{ id: 'phases', title: 'Phases', parts: phasesSection(phases, asOf, known) }]),
    { id: 'racks', title: 'Racks', parts: racksSection(plan, known) },
    { id: 'storage', title: 'Storage', parts: storageSection(plan) },
    ...(aws === undefined ? [] : [{ id: 'aws', title: 'AWS', parts: awsSection(aws) }]),
    { id: 'addresses', title: 'Addresses', parts: addressesSection(plan) },
    { id: 'bill', title: 'Bill of materials', parts: billSection(plan) },
    ...(known.size === 0 ? [] : [{ id: 'files', title: 'Files', parts: filesSection(known) }]),
  ];
  const page = element(
    'html',
    { lang: 'en' },
    '\n',
    element(
      'head',
      {},
      element('meta', { charset: 'utf-8' }),
      element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      element('title', {}, `Site ${plan.name}`),
      element('style', {}, verbatim(BOOK_STYLE)),
    ),
    '\n',
    element(
      'body',
      {},
      element('a', { class: 'skip', href: '#content' }, 'Skip to the content'),
      '\n',
      bookHeader(plan, findings),
      '\n',
      element(
        'nav',
        { 'aria-label': 'Chapters' },
        element(
          'ul',
          {},
          ...chapters.map(({ id, title }) => element('li', {}, element('a', { href: `#${id}` }, title))),
        ),
      ),
      '\n',
      element(
        'main',
        { id: 'content' },
        ...chapters.map(({ id, title, parts }) => [
          element('section', { id }, element('h2', {}, title), ...parts.map((part) => ['\n', part])),
          '\n',
        ]),
      ),
    ),
  );
  return `<!doctype html>\n${page.markup}\n`;
}

function bookHeader({ name, path, totals, power }: SitePlan, findings: SiteFindings | undefined): Markup {
  const figures: (readonly [string, string])[] = [
    ['GPUs', count(totals.gpus)],
    ['Systems', count(totals.systems)],
    ['GPUs in service', count(totals.gpusInService)],
    ['Switches', count(totals.switches)],
    ['Cables', count(totals.cables)],
    ['Racks in use', `${count(totals.racksUsed)} of ${count(totals.racks)}`],
    [`Load (${power.basis})`, load(totals.loadWatts)],
  ];
  return element(
    'header',
    {},
    element('h1', {}, `Site ${name}`),
    element(
      'p',
      { class: 'lead' },
      `${path}: ${counted(totals.gpus, 'GPU')} in ${counted(totals.systems, 'system')}`,
      findings === undefined ? undefined : `; ${findingCounts(findings)}`,
    ),
    element(
      'dl',
      { class: 'totals' },
      ...figures.map(([term, value]) => element('div', {}, element('dt', {}, term), element('dd', {}, value))),
    ),
  );
}
