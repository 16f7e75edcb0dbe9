import type { DesignError } from '../../errors/design-error';
import type { ConvergedInput } from '../../model/core-pair';
import { convergedProblem } from './converged-problem';

type Numbers = readonly (readonly [what: string, value: number | undefined])[];

/** Numbers that are no counts, rates or distances: `converged/not-a-count`, `converged/not-a-rate`, `converged/not-a-distance`. */
export function checkConvergedCounts(input: ConvergedInput): DesignError[] {
  return [
    ...refused([...coreCounts(input), ...islCounts(input), ...runCounts(input), ...groupCounts(input)]).map(
      ([what, value]) =>
        convergedProblem(input, 'converged/not-a-count', { what, remedy: 'give a whole number of 1 or more', value }),
    ),
    ...refused(rates(input)).map(([what, value]) =>
      convergedProblem(input, 'converged/not-a-rate', { what, remedy: 'give a whole number of bit/s above 0', value }),
    ),
    ...input.runs.flatMap(({ name, breakout }) =>
      (breakout.disables ?? []).flatMap((distance) =>
        Number.isSafeInteger(distance) && distance !== 0
          ? []
          : [
              convergedProblem(input, 'converged/not-a-distance', {
                what: `run '${name}' disables the cage at a distance of ${distance}`,
                remedy: 'give a whole number other than 0, such as 1 for the next cage',
                object: name,
                value: `${distance}`,
              }),
            ],
      ),
    ),
  ];
}

function coreCounts({ cores, oob }: ConvergedInput): Numbers {
  return [
    ["'cages' of the cores", cores.cages],
    ["'connectorsPerCage' of the cores", cores.connectorsPerCage],
    ["'lanesPerCage' of the cores", cores.lanesPerCage],
    ...(cores.reservedCages ?? []).map((cage) => ["a cage of 'reservedCages'", cage] as const),
    ["'portsPerSwitch' of 'oob'", oob?.portsPerSwitch],
  ];
}

function islCounts({ isl }: ConvergedInput): Numbers {
  if (isl === undefined || 'sameAsRuns' in isl.cages) return [];
  return 'total' in isl.cages
    ? [["'total' of the inter-switch link", isl.cages.total]]
    : [["'perUnit' of the inter-switch link", isl.cages.perUnit]];
}

function runCounts({ runs }: ConvergedInput): Numbers {
  return runs.flatMap(({ name, breakout, place, usedPerCage }): Numbers => [
    [`'portsPerCage' of run '${name}'`, breakout.portsPerCage],
    [`'place' of run '${name}'`, typeof place === 'number' ? place : undefined],
    [`'usedPerCage' of run '${name}'`, usedPerCage],
  ]);
}

function groupCounts({ groups }: ConvergedInput): Numbers {
  return groups.flatMap(({ name, keepDevices, unitDevices, links }): Numbers => [
    [`'keepDevices' of group '${name}'`, keepDevices],
    [`'unitDevices' of group '${name}'`, unitDevices],
    ...links.map(
      ({ kind, devicesPerCage }) => [`'devicesPerCage' of '${kind}' of group '${name}'`, devicesPerCage] as const,
    ),
  ]);
}

function rates({ cores, runs, groups, oob }: ConvergedInput): Numbers {
  return [
    ["'cageRateBits' of the cores", cores.cageRateBits],
    ...runs.map(({ name, breakout }) => [`'portRateBits' of run '${name}'`, breakout.portRateBits] as const),
    ...groups.flatMap(({ name, links }) =>
      links.map(({ kind, rateBits }) => [`'rateBits' of '${kind}' of group '${name}'`, rateBits] as const),
    ),
    ["'rateBits' of 'oob'", oob?.rateBits],
  ];
}

/** Numbers given that are no whole number above 0, as text and value. */
function refused(numbers: Numbers): [string, string][] {
  return numbers.flatMap(([what, value]) =>
    value === undefined || (Number.isSafeInteger(value) && value >= 1) ? [] : [[`${what} is ${value}`, `${value}`]],
  );
}
