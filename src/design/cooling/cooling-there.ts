import type { CoolingLoopInput, CoolingPlan, CoolingUnitsInput, EnergyTargetInput } from '../../model/cooling-plan';

/** Loops, units and targets of a site. */
export interface CoolingThere {
  /** A site that is cooled once is judged for its cooling before the first loop is there. */
  readonly isCooled: true;
  readonly coolingLoops: readonly CoolingLoopInput[];
  readonly coolingUnits: readonly CoolingUnitsInput[];
  readonly energyTarget?: EnergyTargetInput;
}

/**
 * Loops and units of a plan that are there by the date of a phase, to plan that phase with. Units without a `count` are as many as that phase takes.
 *
 * @param isThere - whether a thing of some phase is there
 */
export function coolingThere(
  { loops, target }: Pick<CoolingPlan, 'loops' | 'target'>,
  isThere: (thing: { readonly phase?: string }) => boolean,
): CoolingThere {
  const there = loops.filter(isThere);
  const names = new Set(there.map(({ name }) => name));
  return {
    isCooled: true,
    // A loop whose sink is not built yet gives its heat to nothing: a finding of that phase, and no error.
    coolingLoops: there.map(({ rejectsTo, ...loop }) =>
      rejectsTo === undefined || !names.has(rejectsTo) ? loop : { ...loop, rejectsTo },
    ),
    coolingUnits: there.flatMap(({ units }) => units.filter(isThere)),
    ...(target === undefined ? {} : { energyTarget: target }),
  };
}
