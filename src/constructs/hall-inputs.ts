import type { HallInput, RackLimits } from '../design/placement/placement-plan';
import type { HallProps, RackProps } from './site-props';

/** Halls as the engines take them; rows are not in a zone yet (`zone` is empty). */
export function hallInputs(halls: readonly HallProps[]): readonly HallInput[] {
  return halls.map((hall) => ({
    name: hall.name,
    rowPitchMillimetres: hall.rowPitch.inMillimetres,
    rackPitchMillimetres: hall.rackPitch.inMillimetres,
    riserMillimetres: hall.riser.inMillimetres,
    rows: hall.rows.map((row) => ({
      name: row.name,
      racks: row.racks,
      zone: '',
      ...(row.accepts === undefined ? {} : { accepts: [...row.accepts] }),
      rack: rackLimits(row.rack ?? hall.rack),
    })),
  }));
}

function rackLimits({ model, units, power, maxLoad }: RackProps): RackLimits {
  return {
    model,
    heightU: units,
    budgetWatts: power.inWatts,
    ...(maxLoad === undefined ? {} : { maxLoadGrams: maxLoad.inGrams }),
  };
}
