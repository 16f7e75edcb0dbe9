import type { CoolingPlan } from '../../model/cooling-plan';
import { flowText, heatText, lossText, temperatureText, unitCountText, unitShares } from '../cooling/loop-lines';
import { count, counted, decimals, load, percent } from '../in-figures';
import { element, type Markup } from '../markup';
import { bookDrawing, bookTable, figure, words } from './book-table';

/** Cooling by loop and by units, with what the site does not know. */
export function coolingSection(cooling: CoolingPlan, files: ReadonlySet<string>): Markup[] {
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
    ...(files.has('cooling.svg') ? [bookDrawing('cooling.svg', 'Heat and flow by loop')] : []),
  ];
}
