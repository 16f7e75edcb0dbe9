import type { NamedRows } from '../design/placement/check-placement-input';
import type { PatchedFibre, PatchedRow, PatchWay } from '../model/cabling-plan';
import type { PatchedFibreProps, PatchingProps } from './patching-props';
import type { SiteProps } from './site-props';

const MILLIDECIBELS_PER_DECIBEL = 1_000;

/** Rows that a text names: `A`, or `hall-1/A`. */
export function rowsNamed(halls: readonly NamedRows[], label: string): PatchedRow[] {
  return halls.flatMap((hall) =>
    hall.rows
      .filter(({ name }) => label === name || label === `${hall.name}/${name}`)
      .map(({ name }) => ({ label, hall: hall.name, row: name })),
  );
}

/** Ways over panels as the engines take them, rows in order of their names: which one comes first in the props changes nothing. */
export function patchWays(
  halls: readonly NamedRows[],
  patching: NonNullable<SiteProps['patching']>,
  path: string,
): PatchWay[] {
  return patching.flatMap((props) => {
    const [one, other] = [...props.between].sort().flatMap((label) => rowsNamed(halls, label));
    return one === undefined || other === undefined ? [] : [toWay(props, [one, other], path)];
  });
}

function toWay({ panels, multimode, singleMode }: PatchingProps, rows: PatchWay['rows'], path: string): PatchWay {
  const { model, heightU, ports, partNumber, weight } = panels;
  return {
    rows,
    panel: {
      model,
      heightU,
      ports,
      ...(partNumber === undefined ? {} : { partNumber }),
      ...(weight === undefined ? {} : { weightGrams: weight.inGrams }),
    },
    fibres: {
      ...(multimode === undefined ? {} : { multimode: toFibre(multimode) }),
      ...(singleMode === undefined ? {} : { 'single-mode': toFibre(singleMode) }),
    },
    path,
  };
}

function toFibre(props: PatchedFibreProps): PatchedFibre {
  const { maxLossDecibels, lossPerConnectionDecibels, lossPerKilometreDecibels, cordPart, trunkPart } = props;
  const whole = (decibels: number): number => Math.round(decibels * MILLIDECIBELS_PER_DECIBEL);
  return {
    ...(maxLossDecibels === undefined ? {} : { maxLossMillidecibels: whole(maxLossDecibels) }),
    ...(lossPerConnectionDecibels === undefined ? {} : { connectionMillidecibels: whole(lossPerConnectionDecibels) }),
    ...(lossPerKilometreDecibels === undefined ? {} : { millidecibelsPerKilometre: whole(lossPerKilometreDecibels) }),
    ...(cordPart === undefined ? {} : { cordPart }),
    ...(trunkPart === undefined ? {} : { trunkPart }),
  };
}
