import type { CoolingLoopPlan, CoolingPlan, CoolingUnitsPlan } from '../../model/cooling-plan';
import { FlowRate } from '../../units/flow-rate';
import { Power } from '../../units/power';
import { Temperature } from '../../units/temperature';

/** Kinds of resource of the cooling. */
export type CoolingResourceKind = 'cooling-loop' | 'cooling-units' | 'energy-target';

/** A resource of the cooling: kind and name make its address, `input` is what `diff` shows. */
export interface CoolingResource {
  readonly kind: CoolingResourceKind;
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Resources of the cooling of a site: one a loop, one a group of units, one for its target; none for a site without cooling. */
export function coolingResources(cooling: CoolingPlan | undefined): readonly CoolingResource[] {
  if (cooling === undefined) return [];
  const { loops, target } = cooling;
  return [
    ...loops.map((loop): CoolingResource => ({ kind: 'cooling-loop', name: loop.name, input: loopInput(loop) })),
    ...loops.flatMap((loop) =>
      loop.units.map((units): CoolingResource => ({
        kind: 'cooling-units',
        name: units.name,
        input: unitsInput(units),
      })),
    ),
    ...(target === undefined
      ? []
      : [{ kind: 'energy-target' as const, name: target.name, input: targetInput(cooling, target) }]),
  ];
}

function loopInput(loop: CoolingLoopPlan): CoolingResource['input'] {
  const { heatWatts, capacityWatts, flowMillilitresPerSecond, deliveredMillicelsius } = loop;
  const isFlowKnown = loop.flowKnownWatts === heatWatts;
  return {
    kind: loop.kind,
    heat: `${Power.watts(heatWatts).toString()} of ${Power.watts(capacityWatts).toString()}`,
    flow: isFlowKnown ? FlowRate.millilitresPerMinute(flowMillilitresPerSecond * 60).toString() : 'not known',
    supply:
      deliveredMillicelsius === undefined ? 'not known' : Temperature.celsius(deliveredMillicelsius / 1_000).toString(),
    rows: loop.rows,
    racks: loop.racks.length,
    rejects_to: loop.rejectsTo ?? 'outside',
  };
}

function unitsInput(units: CoolingUnitsPlan): CoolingResource['input'] {
  return {
    kind: units.kind,
    loop: units.loop,
    units: units.units,
    spare: units.spare,
    heat_each: `${Power.watts(units.heatWattsEach).toString()} of ${Power.watts(units.capacityWatts ?? 0).toString()}`,
  };
}

function targetInput({ pue, wue }: CoolingPlan, target: NonNullable<CoolingPlan['target']>): CoolingResource['input'] {
  const figure = (value: number | undefined, wanted: number | undefined): string =>
    `${value === undefined ? 'not known' : value.toFixed(3)}${wanted === undefined ? '' : ` of ${wanted}`}`;
  return { pue: figure(pue, target.pue), wue: figure(wue, target.wue) };
}
