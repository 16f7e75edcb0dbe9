import { partnerSpread, type PartnerSpreadPlan } from '../../design/cabling/routes';
import type { LimitsPlan } from '../../design/limits/limits-plan';
import type { CoolingPlan } from '../../model/cooling-plan';
import { groupPurchases, isOrderLate, type MilestonePlan, type PhasePlan } from '../../model/phase';
import { PARTNER_WORDS } from '../../model/placement-plan';
import type { SitePlan } from '../../model/site-plan';
import { addTo } from '../../units/present';
import {
  count,
  counted,
  decimals,
  finePercent,
  flowText,
  heatText,
  load,
  lossText,
  metres,
  percent,
  temperatureText,
  unitCountText,
  unitShares,
} from '../in-figures';
import { bindingText, LIMIT_HEADS, limitCells, nextLimitText } from '../limits/limits-text';
import { element, type Markup } from '../markup';
import { type FailureRow, failureRows, lostWord, splitByEffect, takenText } from '../power/power-csv';
import { type BookFiles, bookTable, figure, fileHref, words } from './book-table';

/** What stands in for each other, how far apart it stands, and what cable that costs; nothing where no devices do. */
export function partnersTable(plan: SitePlan): Markup[] {
  const alike = new Map<string, PartnerSpreadPlan[]>();
  for (const set of partnerSpread(plan)) {
    const name = `${PARTNER_WORDS[set.partners.kind].many} of ${set.partners.of}`;
    addTo(alike, name, set);
  }
  if (alike.size === 0) return [];
  return [
    bookTable(
      'Devices that stand in for each other',
      [
        words('Devices'),
        figure('Sets'),
        figure('Devices'),
        figure('Most of a set in one rack'),
        figure('One loss may take'),
        figure('Cable for standing apart, m'),
      ],
      [...alike].map(([name, sets]) => [
        name,
        count(sets.length),
        count(sets.reduce((sum, { members }) => sum + members, 0)),
        count(Math.max(...sets.map(({ most }) => most))),
        count(Math.min(...sets.map(({ partners }) => partners.mostLost))),
        metres(sets.reduce((sum, { addedMillimetres }) => sum + addedMillimetres, 0)),
      ]),
    ),
  ];
}

/** Cooling by loop and by units, with what the site does not know. */
export function coolingSection(cooling: CoolingPlan, files: BookFiles): Markup[] {
  const { loops, losses, pue, wue, unknown, unknownWater, unservedLiquid, unservedAir } = cooling;
  const lossOf = new Map(losses.map((loss) => [`${loss.loop}\n${loss.units}`, loss]));
  const unserved = unservedLiquid.length + unservedAir.length;
  const missing = [
    ...(pue === undefined && unknown.length > 0 ? [`PUE is not known: ${unknown.join('; ')}.`] : []),
    ...(wue === undefined && unknownWater.length > 0 ? [`WUE is not known: ${unknownWater.join('; ')}.`] : []),
    ...(unserved > 0 ? [`No loop takes the heat of ${counted(unserved, 'rack or block', 'racks or blocks')}.`] : []),
  ];
  return [
    element(
      'p',
      {},
      `${load(cooling.liquidWatts)} of heat into liquid and ${load(cooling.airWatts)} into air; the units draw ${load(cooling.drawnWatts)}.`,
      pue === undefined ? '' : ` PUE ${decimals(pue, 3)}.`,
      wue === undefined ? '' : ` WUE ${decimals(wue, 2)} L/kWh.`,
    ),
    ...missing.map((text) => element('p', { class: 'none' }, text)),
    bookTable(
      'Cooling loops',
      [
        words('Loop'),
        words('Kind'),
        figure('Racks'),
        words('Heat'),
        words('Flow'),
        words('Temperatures'),
        words('Heat goes to'),
      ],
      loops.map((loop) => [
        loop.name,
        loop.kind,
        count(loop.racks.length),
        heatText(loop),
        flowText(loop),
        temperatureText(loop),
        loop.rejectsTo ?? 'the outside',
      ]),
    ),
    bookTable(
      'Cooling units',
      [
        words('Units'),
        words('Kind'),
        words('Loop'),
        words('Number'),
        figure('Used'),
        figure('One lost'),
        words('Loss of one'),
      ],
      loops.flatMap((loop) =>
        loop.units.map((units) => {
          const { normal, worst } = unitShares(loop, units);
          return [
            units.name,
            units.kind,
            loop.name,
            unitCountText(units),
            percent(normal),
            percent(worst),
            lossText(loop, lossOf.get(`${loop.name}\n${units.name}`)),
          ];
        }),
      ),
    ),
    ...files.drawing('cooling.svg', 'Heat and flow by loop'),
  ];
}

/** Compartments, common causes, loops and groups of pumps with what their loss does. Empty for a site without any. */
export function lossParts({ losses = [] }: SitePlan): Markup[] {
  if (losses.length === 0) return [];
  return [
    bookTable(
      'Lost together',
      [
        words('Lost'),
        words('Name'),
        words('Takes'),
        figure('Racks in it'),
        figure('Other racks without power'),
        figure('Other racks without cooling'),
      ],
      losses.map((loss) => [
        lostWord(loss),
        loss.name,
        takenText(loss),
        count(loss.racks.length),
        count(loss.unpowered.length),
        count(loss.uncooled.length),
      ]),
    ),
  ];
}

const SHOWN = 20;

/** The power chain: its one-line diagram and the gravest failures. Empty for a site without a chain. */
export function chainParts({ power: { chain }, cooling }: SitePlan, files: BookFiles): Markup[] {
  if (chain === undefined) return [];
  const rows = failureRows(chain, cooling);
  const hasCooling = rows.some((row) => row.cooling.length > 0);
  const { grave, harmless } = splitByEffect(rows);
  return [
    element('h3', {}, 'Power chain'),
    element(
      'p',
      {},
      `${counted(chain.nodes.length, 'node')}; the sources give ${load(chain.sourceWatts)}, of which ${load(chain.lossWatts)} are lost before the zones.`,
    ),
    ...files.drawing('one-line.svg', 'One-line diagram of the power chain'),
    element('h3', {}, 'Failures'),
    element(
      'p',
      {},
      `${counted(rows.length, 'state')} judged: ${count(grave.length)} with an effect, ${count(harmless)} without.`,
    ),
    bookTable(
      'Gravest failures',
      [
        words('Out'),
        figure('Racks lost'),
        figure('Power lost'),
        figure('Full'),
        figure('Degraded'),
        figure('Down'),
        figure('Not judged'),
        ...(hasCooling ? [words('Cooling')] : []),
        words('Overloads'),
      ],
      grave.slice(0, SHOWN).map((row) => failureCells(row, hasCooling)),
    ),
    ...(grave.length > SHOWN ? [restOf(grave.length - SHOWN, files)] : []),
    ...(grave.length > 0 ? files.drawing('failures.svg', 'Failures of the power chain') : []),
  ];
}

function failureCells({ state, what, racksLost, worstOverload, cooling }: FailureRow, hasCooling: boolean): string[] {
  const { devices, lostWatts, overloads } = state;
  const more = overloads.length > 1 ? ` and ${count(overloads.length - 1)} more` : '';
  return [
    what,
    count(racksLost),
    load(lostWatts),
    count(devices.full),
    count(devices.degraded),
    count(devices.down),
    count(devices.indeterminate),
    ...(hasCooling ? [cooling.length === 0 ? '-' : cooling.join('; ')] : []),
    worstOverload === undefined
      ? '-'
      : `${worstOverload.node}: ${load(worstOverload.loadWatts)}, ${finePercent(worstOverload.share)} of ${load(worstOverload.ratingWatts)}${more}`,
  ];
}

function restOf(rest: number, files: BookFiles): Markup {
  const where = files.has('failures.csv')
    ? element('a', { href: fileHref('failures.csv') }, 'failures.csv')
    : 'the plan';
  return element('p', { class: 'none' }, `${counted(rest, 'more state')} in `, where, '.');
}

/** Phases with what is there by their date, and their purchases with the last day to order them. */
export function phasesSection(phases: readonly PhasePlan[], asOf: string | undefined, files: BookFiles): Markup[] {
  const power = (watts: number | undefined): string => (watts === undefined ? '-' : load(watts));
  return [
    bookTable(
      'Phases',
      [
        words('Phase'),
        words('Date'),
        figure('Contract'),
        figure('IT'),
        figure('Energised'),
        figure('Load'),
        figure('Systems'),
        figure('GPUs'),
        figure('Racks in use'),
        words('First order by'),
      ],
      phases.map((phase) => [
        phase.name,
        phase.date,
        power(phase.contractWatts),
        power(phase.itWatts),
        power(phase.energisedWatts),
        load(phase.loadWatts),
        count(phase.systems),
        count(phase.gpus),
        count(phase.racksUsed),
        phase.purchases[0]?.lastOrderDate ?? '-',
      ]),
    ),
    ...files.drawing('phases.svg', 'Phases by date, with last order dates'),
    ...phases.filter(({ purchases }) => purchases.length > 0).map((phase) => purchasesOf(phase, asOf)),
  ];
}

/** Milestones with their days, and what may not start before. */
export function milestonesTable(milestones: readonly MilestonePlan[]): Markup {
  return bookTable(
    'Milestones',
    [words('Milestone'), words('Kind'), words('Day'), words('Reached'), words('Not before it'), words('Source')],
    milestones.map(({ name, kind, day, lastApplication, reachedOn, gates, source }) => {
      const late = gates.some(({ date }) => day !== undefined && date !== undefined && date < day);
      const text = day ?? (lastApplication === undefined ? 'not known' : `apply by ${lastApplication}`);
      return [
        name,
        kind,
        late ? element('span', { class: 'severity error' }, `${text} (late)`) : text,
        reachedOn ?? '-',
        gates.map((gate) => `${gate.name}: ${gate.date ?? 'not known'}`).join('; '),
        source,
      ];
    }),
  );
}

function purchasesOf(phase: PhasePlan, asOf: string | undefined): Markup {
  const { name, purchases } = phase;
  const late = purchases.filter((purchase) => isOrderLate(purchase, phase, asOf)).length;
  const passed = late === 0 ? '' : `, ${count(late)} past the last order date`;
  return element(
    'details',
    {},
    element('summary', {}, `${counted(purchases.length, 'purchase')} of phase ${name}${passed}`),
    bookTable(
      `Purchases of phase ${name}`,
      [words('Purchase'), figure('Number'), figure('Lead time, weeks'), words('Last order date')],
      groupPurchases(purchases).map(({ names, leadTimeWeeks, lastOrderDate }) => [
        names.join(', '),
        count(names.length),
        decimals(leadTimeWeeks, 1),
        isOrderLate({ lastOrderDate }, phase, asOf)
          ? element('span', { class: 'severity error' }, `${lastOrderDate} (past)`)
          : lastOrderDate,
      ]),
    ),
  );
}

/** What a site runs out of, the first on top. */
export function limitsSection(limits: LimitsPlan, files: BookFiles): Markup[] {
  const columns = LIMIT_HEADS.map((head, index) => {
    const title = `${head.charAt(0).toUpperCase()}${head.slice(1)}`;
    return index < 2 ? words(title) : figure(title);
  });
  return [
    element('p', { class: 'lead' }, `${nextLimitText(limits)}.`),
    ...(limits.binds === undefined ? [] : [element('p', {}, `${bindingText(limits)}.`)]),
    bookTable('What runs out first', columns, limitCells(limits.levels)),
    ...files.drawing('limits.svg', 'Share used of what runs out, and systems that still fit'),
  ];
}
