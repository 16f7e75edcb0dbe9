import type { DesignError } from '../../errors/design-error';
import { type FabricInput, fabricProblem } from '../../model/fabric-plan';
import { switchPorts } from './switch-ports';

/** Most ports of one switch: a link's port numbers are kept in 16 bits. */
const MOST_PORTS = 65_535;

type Numbers = Readonly<Record<string, number | undefined>>;

/** Numbers that are no counts or rates: `fabric/not-a-count`, `fabric/not-a-rate`, `fabric/too-many-switch-ports`. */
export function checkCounts(input: FabricInput): DesignError[] {
  return [
    ...refused({ ...countsOf(input), ...groupCounts(input), ...modelCounts(input) }).map(([what, value]) =>
      fabricProblem(input, 'fabric/not-a-count', { what, remedy: 'give a whole number of 1 or more', value }),
    ),
    ...refused(ratesOf(input)).map(([what, value]) =>
      fabricProblem(input, 'fabric/not-a-rate', { what, remedy: 'give a whole number of bit/s above 0', value }),
    ),
    ...tooLarge(input),
  ];
}

function countsOf({ planes, downPerLeaf, upPerLeaf, spines, cores, reserveUnits }: FabricInput): Numbers {
  return { planes, downPerLeaf, upPerLeaf, spines, cores, reserveUnits };
}

function groupCounts({ groups }: FabricInput): Numbers {
  return Object.fromEntries(
    groups.flatMap(({ name, unitHosts, rails, reserveUnits, domainHosts }) =>
      Object.entries({ unitHosts, rails, reserveUnits, domainHosts }).map(([prop, value]) => [
        `${prop} of group '${name}'`,
        value,
      ]),
    ),
  );
}

function modelCounts(input: FabricInput): Numbers {
  const props: [string, number | undefined][] = modelsOf(input).flatMap(([tier, { cages, portsPerCage, uplinks }]) => [
    [`cages of ${tier}`, cages],
    [`portsPerCage of ${tier}`, portsPerCage],
    [`uplinks.ports of ${tier}`, uplinks?.ports],
  ]);
  return Object.fromEntries(props);
}

function ratesOf(input: FabricInput): Numbers {
  const props: [string, number | undefined][] = modelsOf(input).flatMap(([tier, { portRateBits, uplinks }]) => [
    [`portRateBits of ${tier}`, portRateBits],
    [`uplinks.rateBits of ${tier}`, uplinks?.rateBits],
  ]);
  return { hostRateBits: input.hostRateBits, ...Object.fromEntries(props) };
}

function tooLarge(input: FabricInput): DesignError[] {
  return modelsOf(input).flatMap(([tier, model]) => {
    const { common, uplinks, hasOwnUplinks } = switchPorts(model);
    const ports = common + (hasOwnUplinks ? uplinks : 0);
    if (!(ports > MOST_PORTS)) return [];
    const what = `${tier} '${model.id}' has ${ports} ports, and a switch has at most ${MOST_PORTS}`;
    const size = { value: `${ports} ports`, limit: `${MOST_PORTS} ports` };
    return [fabricProblem(input, 'fabric/too-many-switch-ports', { what, remedy: 'use a smaller switch', ...size })];
  });
}

function modelsOf({ leaf, spine, core }: FabricInput): ['leaf' | 'spine' | 'core', FabricInput['leaf']][] {
  return [
    ['leaf', leaf],
    ...(spine === undefined ? [] : [['spine', spine] as ['spine', FabricInput['leaf']]]),
    ...(core === undefined ? [] : [['core', core] as ['core', FabricInput['leaf']]]),
  ];
}

/** Props given that are no whole number above 0, as text: `'cages' of leaf is NaN`. */
function refused(props: Numbers): [string, string][] {
  return Object.entries(props).flatMap(([prop, value]) => {
    if (value === undefined || (Number.isSafeInteger(value) && value >= 1)) return [];
    const [name, ...rest] = prop.split(' ');
    return [[`${[`'${name}'`, ...rest].join(' ')} is ${value}`, `${value}`]];
  });
}
