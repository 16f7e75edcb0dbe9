import { oneLine } from '../errors/design-error';
import type { CoolingLoopPlan, CoolingLoss, CoolingUnitsPlan } from '../model/cooling-plan';
import type { FabricPlan } from '../model/fabric-plan';
import type { DeviceInput } from '../model/placement-plan';
import { OUTSIDE, type PowerChainPlan, type PowerNodePlan } from '../model/power-node';
import { assumedKind, type Assumption } from '../model/site-plan';
import { flowOfOne } from '../policy/cooling/heat-rules';
import { DataRate } from '../units/data';
import { Power } from '../units/power';
import { addTo } from '../units/present';

/** A number with commas between thousands, three decimals at most. */
export function count(number: number): string {
  return number.toLocaleString('en-US', { maximumFractionDigits: 3 });
}

/** A count with its noun: `1 leaf`, `1,024 links`. */
export function counted(number: number, noun: string, plural = `${noun}s`): string {
  return `${count(number)} ${number === 1 ? noun : plural}`;
}

/** A share with no decimals, or with one where it would read as a bound that it does not meet: `98 %`, `99.6 %`. */
export function percent(share: number): string {
  const whole = Math.round(share * 100);
  const isBound = (whole === 100 || whole === 0) && share !== whole / 100;
  return `${isBound ? decimals(share * 100, 1) : String(whole)} %`;
}

/** A share with one decimal at most, for loads beside their limit: `80.1 %`. */
export function finePercent(share: number): string {
  return `${decimals(share * 100, 1)} %`;
}

/** A name with the word for what it is, unless it begins with the word: `zone north`, `zone-a`. */
export function titled(word: string, name: string): string {
  return name.toLowerCase().startsWith(word.toLowerCase()) ? name : `${word} ${name}`;
}

/** A load in the unit that suits it, rounded to one decimal in kW and three in MW. */
export function load(watts: number): string {
  const power = Power.watts(Math.round(watts));
  if (watts >= 1_000_000) return `${decimals(watts / 1_000_000, 3)} MW`;
  return watts >= 1_000 ? `${decimals(watts / 1_000, 1)} kW` : power.toString();
}

/** A data rate: `400 Gb/s`. */
export function rate(bits: number): string {
  return DataRate.bitsPerSecond(Math.round(bits)).toString();
}

/** A length in metres without needless zeros, for a column whose name says `m`. */
export function metres(millimetres: number): string {
  return plainDecimals(millimetres / 1_000, 3);
}

/** Props that are assumed, by object: `power node 'tx-a'`. */
export function assumedProps(
  assumptions: readonly { readonly object: string; readonly prop: string }[] = [],
): ReadonlyMap<string, readonly string[]> {
  const byObject = new Map<string, string[]>();
  for (const { object, prop } of assumptions) {
    addTo(byObject, object, prop);
  }
  return byObject;
}

/** Facts of devices by which they draw. */
export const DRAWS = /power/i;

/** What is assumed of devices among facts that a pattern names: of their models, and of the constructs that they are of. */
export function assumedOfDevices(
  assumptions: readonly Assumption[],
  devices: Iterable<Pick<DeviceInput, 'model' | 'path'>>,
  facts: RegExp,
): readonly Assumption[] {
  const asked = assumptions.filter(({ prop }) => facts.test(prop));
  if (asked.length === 0) return [];
  const [models, paths] = [new Set<string>(), new Set<string>()];
  for (const { model, path } of devices) {
    models.add(`model '${model}'`);
    paths.add(path);
  }
  return asked.filter((each) => (assumedKind(each) === 'model' ? models.has(each.object) : paths.has(each.path)));
}

/**
 * A cell of a column `assumed`, parts with semicolons between: each object of the row with its props, then what its figures rest on beside, by kind:
 * `power node 'ups-a': rating; 3 fabrics: switchPower`.
 */
export function assumedCell(own: readonly Assumption[], others: readonly Assumption[] = []): string {
  const listed = new Set(own);
  const kinds = assumedByKind(others.filter((each) => !listed.has(each)));
  return [
    ...[...assumedProps(own)].map(([object, props]) => `${object}: ${[...new Set(props)].join(' ')}`),
    ...kinds.map(([objects, props]) => `${objects}: ${props.join(' ')}`),
  ].join('; ');
}

/** What is assumed by kind: the object, or how many objects there are, and the props of all. */
export function assumedByKind(
  assumptions: readonly Assumption[],
): readonly (readonly [objects: string, props: readonly string[], assumptions: readonly Assumption[]])[] {
  const kinds = new Map<string, Assumption[]>();
  for (const each of assumptions) addTo(kinds, assumedKind(each), each);
  return [...kinds].map(([kind, list]) => {
    const objects = new Set(list.map(({ object }) => object));
    const [first = kind] = objects;
    const plural = kind === 'cooling units' ? 'groups of cooling units' : `${kind}s`;
    return [
      objects.size === 1 ? first : `${count(objects.size)} ${plural}`,
      [...new Set(list.map(({ prop }) => prop))].sort(),
      list,
    ];
  });
}

/** Mark of a figure that rests on something assumed: `2.8 MW *`. */
export function assumedMark(assumed: readonly Assumption[] | undefined): string {
  return assumed === undefined ? '' : ' *';
}

/** Table of what marked figures of a text rest on, by kind, with the first day on which one of it ends; nothing where nothing is marked. */
export function assumedTable(assumed: readonly Assumption[] | undefined): string {
  if (assumed === undefined) return '';
  const heads = ['of', 'props', 'until'];
  const rows = assumedByKind(assumed).map(([objects, props, list]) => [
    objects,
    props.join(', '),
    list.map(({ until }) => until).sort()[0] ?? '',
  ]);
  const table = textTable(
    [heads, ...rows],
    heads.map(() => 'left'),
  );
  return `* rests on figures that are assumed; '--json' has each with its value, why and owner\n${table.replace(/^(?=.)/gm, '  ')}`;
}

/** A ratio `2:1`, with two decimals at most. */
export function ratioToOne(ratio: number): string {
  return `${decimals(ratio, 2)}:1`;
}

/** A number with so many decimals at most, without needless zeros, with commas between thousands. */
export function decimals(value: number, most: number): string {
  const [whole = '', rest] = plainDecimals(value, most).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${rest === undefined ? '' : `.${rest}`}`;
}

/** The same without commas, for files that machines read. */
export function plainDecimals(value: number, most: number): string {
  const text = value.toFixed(most);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** Speed of a link, bit/s. */
export function linkRate({ links, hostRateBits, trunkRateBits }: FabricPlan, index: number): number {
  return links.tier[index] === 0 ? hostRateBits : trunkRateBits;
}

const LITRES_PER_MINUTE = 60 / 1_000;
const CUBIC_METRES = 1_000_000;

/** Heat of a loop beside what its units take. */
export function heatText({ heatWatts, capacityWatts }: CoolingLoopPlan): string {
  if (capacityWatts === 0) return `${load(heatWatts)}, no unit takes heat`;
  return `${load(heatWatts)} of ${load(capacityWatts)} (${percent(heatWatts / capacityWatts)})`;
}

/** Flow of a loop beside what its units move, or that it is not known. */
export function flowText(loop: CoolingLoopPlan): string {
  const { heatWatts, flowKnownWatts, flowMillilitresPerSecond: flow, flowCapacityMillilitresPerSecond: most } = loop;
  if (flowKnownWatts === 0 && heatWatts > 0) return 'flow not known';
  const part = flowKnownWatts < heatWatts ? 'at least ' : '';
  if (most === undefined) return `${part}${flowAmount(loop, flow)}`;
  const share = most > 0 ? ` (${percent(flow / most)})` : '';
  return `${part}${flowAmount(loop, flow)} of ${flowAmount(loop, most)}${share}`;
}

/** Supply and return of a loop, as far as they are known. */
export function temperatureText({ deliveredMillicelsius, returnMillicelsius }: CoolingLoopPlan): string {
  const supply = deliveredMillicelsius === undefined ? 'supply not known' : `supply ${degrees(deliveredMillicelsius)}`;
  return returnMillicelsius === undefined ? supply : `${supply}, return ${degrees(returnMillicelsius)}`;
}

/** A temperature of a plan: `29.5 °C`. */
export function degrees(millicelsius: number): string {
  return `${decimals(millicelsius / 1_000, 1)} °C`;
}

/** Installed units beside those needed and spare. */
export function unitCountText({ units, needed, spare }: CoolingUnitsPlan): string {
  const least = Math.max(needed.byHeat, needed.byFlow);
  const why = needed.byFlow > needed.byHeat ? ' (by flow)' : ' (by heat)';
  const left = Math.max(0, units - least);
  const kept = least === 0 || left >= spare ? `${count(left)} spare` : `${count(left)} of ${count(spare)} spare`;
  return `${count(units)} installed, ${count(least)} needed${least === 0 ? '' : why}, ${kept}`;
}

/** Shares of one unit that are used with all running, and with one lost: the higher of heat and flow. */
export function unitShares(
  loop: CoolingLoopPlan,
  units: CoolingUnitsPlan,
): { readonly normal: number; readonly worst: number } {
  const { capacityWatts = 0, heatWattsEach, heatWattsAfterLoss, flowMillilitresPerSecondEach: flow = 0 } = units;
  const most = flowOfOne(loop, units) ?? 0;
  const [heat, heatWorst] =
    capacityWatts > 0 ? [heatWattsEach / capacityWatts, heatWattsAfterLoss / capacityWatts] : [0, 0];
  const moved = most > 0 ? flow / most : 0;
  const rest = units.units > 1 ? units.units / (units.units - 1) : 1;
  return { normal: Math.max(heat, moved), worst: Math.max(heatWorst, moved * rest) };
}

/** What the loss of one unit does, in words. */
export function lossText(loop: CoolingLoopPlan, loss: CoolingLoss | undefined): string {
  if (loss === undefined) return 'none installed';
  const { shortWatts, shortMillilitresPerSecond, lostRacks } = loss;
  if (shortWatts === 0 && shortMillilitresPerSecond === 0) return 'the rest carries it';
  const short = [
    ...(shortWatts > 0 ? [`${load(shortWatts)} short`] : []),
    ...(shortMillilitresPerSecond > 0 ? [`${flowAmount(loop, shortMillilitresPerSecond)} short`] : []),
  ];
  return `${short.join(', ')}, ${counted(lostRacks.length, 'rack')} affected`;
}

/** An amount of flow: litres a minute of liquid, cubic metres a second of air. */
function flowAmount({ kind }: Pick<CoolingLoopPlan, 'kind'>, millilitresPerSecond: number): string {
  if (kind === 'air') return `${decimals(millilitresPerSecond / CUBIC_METRES, 1)} m³/s`;
  return `${decimals(millilitresPerSecond * LITRES_PER_MINUTE, 0)} L/min`;
}

/** How long a loop carries its heat with no unit. */
export function holdText({ heldSeconds }: CoolingLoopPlan): string {
  return heldSeconds === undefined ? ', hold not known' : `, holds ${decimals(heldSeconds, 0)} s`;
}

/** What units draw, and from which nodes. */
export function drawText({ drawnWatts, fedFrom = [] }: CoolingUnitsPlan): string {
  const drawn = drawnWatts === undefined ? 'draw not known' : `draws ${load(drawnWatts)}`;
  const nodes = [...new Set(fedFrom.flat())];
  if (nodes.length === 0) return `${drawn}; what feeds them is not known`;
  return `${drawn}, from ${nodes.join(', ')}`;
}

/** What a power node loses, W. */
export function nodeLossWatts({ inputWatts, loadWatts }: Pick<PowerNodePlan, 'inputWatts' | 'loadWatts'>): number {
  return Math.max(0, inputWatts - loadWatts);
}

/** Where the losses of the power chain go as heat. */
export function nodeLosses(chain: PowerChainPlan | undefined): string {
  if (chain === undefined)
    return 'The power chain is not planned: its losses are in no loop, and what feeds the units is not known.';
  const sum = (isOf: (heatTo: string | undefined) => boolean): number =>
    chain.nodes.reduce((total, node) => total + (isOf(node.heatTo) ? nodeLossWatts(node) : 0), 0);
  const parts = [
    [sum((to) => to !== undefined && to !== OUTSIDE), 'into loops'],
    [sum((to) => to === OUTSIDE), 'outside the loops'],
    [sum((to) => to === undefined), "to where is not known ('heatTo')"],
  ] as const;
  const told = parts.filter(([watts]) => watts > 0).map(([watts, where]) => `${load(watts)} ${where}`);
  return told.length === 0 ? 'Power nodes lose nothing.' : `Losses of power nodes: ${told.join(', ')}.`;
}

/** How a column stands. */
type Alignment = 'left' | 'right';

/** Rows as lines with columns two spaces apart; no spaces at the end of a line. */
export function textTable(rows: readonly (readonly string[])[], alignments: readonly Alignment[]): string {
  const widths: number[] = [];
  const cells = rows.map((row) => row.map(oneLine));
  for (const row of cells) {
    row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, cell.length)));
  }
  return cells.map((row) => `${tableLine(row, widths, alignments)}\n`).join('');
}

function tableLine(row: readonly string[], widths: readonly number[], alignments: readonly Alignment[]): string {
  const cells = row.map((cell, column) => {
    const width = widths[column] ?? 0;
    return alignments[column] === 'right' ? cell.padStart(width) : cell.padEnd(width);
  });
  return cells.join('  ').trimEnd();
}
