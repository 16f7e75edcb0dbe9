import { DesignError, type DesignErrorParts } from '../../errors/design-error';
import { DesignErrors } from '../../errors/design-errors';
import { checkNames } from './check-names';
import type { FabricInput, FabricSwitch, HostGroup } from './fabric-input';
import { switchPorts } from './switch-ports';

/**
 * Checks what is wrong in a fabric's props whatever its size; all of it is reported at once.
 *
 * @throws DesignError `fabric/not-a-count`, `fabric/not-a-rate`, `fabric/unknown-tiers`, `fabric/no-hosts`, `fabric/port-names`,
 * `fabric/port-cages`, `fabric/host-rate`, `fabric/too-many-leaf-ports`, `fabric/needless-override`, or one of `checkNames`;
 * `DesignErrors` where several are wrong
 */
export function checkFabricInput(input: FabricInput): void {
  const counts = checkCounts(input);
  DesignErrors.throwAll([
    ...counts,
    ...checkNames(input),
    ...checkHosts(input),
    ...(counts.length === 0 ? [...checkPorts(input), ...checkLeaf(input), ...checkTiers(input)] : []),
  ]);
}

function checkCounts(input: FabricInput): DesignError[] {
  const props: Record<string, number | undefined> = {
    planes: input.planes,
    downPerLeaf: input.downPerLeaf,
    upPerLeaf: input.upPerLeaf,
    spines: input.spines,
    cores: input.cores,
    reserveUnits: input.reserveUnits,
  };
  for (const { name, unitHosts, rails, reserveUnits } of input.groups) {
    props[`unitHosts of group '${name}'`] = unitHosts;
    props[`rails of group '${name}'`] = rails;
    props[`reserveUnits of group '${name}'`] = reserveUnits;
  }
  const rates: Record<string, number | undefined> = { hostRateBits: input.hostRateBits };
  for (const [tier, model] of Object.entries({ leaf: input.leaf, spine: input.spine, core: input.core })) {
    Object.assign(props, {
      [`cages of ${tier} '${model?.id}'`]: model?.cages,
      [`portsPerCage of ${tier} '${model?.id}'`]: model?.portsPerCage,
      [`uplinks.ports of ${tier} '${model?.id}'`]: model?.uplinks?.ports,
    });
    rates[`portRateBits of ${tier} '${model?.id}'`] = model?.portRateBits;
    rates[`uplinks.rateBits of ${tier} '${model?.id}'`] = model?.uplinks?.rateBits;
  }
  return [
    ...refused(props, isCount).map(([prop, value]) =>
      problem(
        input,
        'fabric/not-a-count',
        `${quoted(prop)} is ${value}`,
        'give a whole number of 1 or more',
        `${value}`,
      ),
    ),
    ...refused(rates, isCount).map(([prop, value]) =>
      problem(
        input,
        'fabric/not-a-rate',
        `${quoted(prop)} is ${value}`,
        'give a whole number of bit/s above 0',
        `${value}`,
      ),
    ),
  ];
}

function refused(
  props: Readonly<Record<string, number | undefined>>,
  accepts: (value: number) => boolean,
): [string, number | undefined][] {
  return Object.entries(props).filter(([, value]) => value !== undefined && !accepts(value));
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1;
}

/** `spines` to `'spines'`, `cages of leaf 'x'` to `'cages' of leaf 'x'`. */
function quoted(prop: string): string {
  const [name, ...rest] = prop.split(' ');
  return [`'${name}'`, ...rest].join(' ');
}

function checkHosts(input: FabricInput): DesignError[] {
  if (input.groups.some(({ hosts }) => hosts.some((host) => host !== ''))) return [];
  return [problem(input, 'fabric/no-hosts', 'there are no hosts', 'give at least one group with a host')];
}

function checkPorts(input: FabricInput): DesignError[] {
  const planes = input.planes ?? 1;
  return input.groups.flatMap((group) => [...checkPortNames(input, group, planes), ...checkPortCages(input, group)]);
}

function checkPortNames(input: FabricInput, { name, portNames, rails }: HostGroup, planes: number): DesignError[] {
  const step = rails * planes;
  if (portNames.length > 0 && portNames.length % step === 0) return [];
  const what = `group '${name}' has ${portNames.length} port names, which is no multiple of ${rails} rails x ${planes} planes`;
  return [
    problem(input, 'fabric/port-names', what, `give ${step}, or a multiple of it`, `${portNames.length}`, `${step}`),
  ];
}

function checkPortCages(input: FabricInput, { name, portNames, portCages }: HostGroup): DesignError[] {
  if (portNames.length === portCages.length) return [];
  const what = `group '${name}' has ${portNames.length} port names and ${portCages.length} port cages`;
  return [
    problem(
      input,
      'fabric/port-cages',
      what,
      'give the cage of each port',
      `${portCages.length}`,
      `${portNames.length}`,
    ),
  ];
}

function checkLeaf(input: FabricInput): DesignError[] {
  const { leaf, hostRateBits = leaf.portRateBits, downPerLeaf = 0, upPerLeaf = 0 } = input;
  const ports = switchPorts(leaf);
  const errors: DesignError[] = [];
  if (hostRateBits > leaf.portRateBits) {
    const what = `'hostRateBits' is ${hostRateBits}, and a port of leaf '${leaf.id}' runs at ${leaf.portRateBits}`;
    const remedy = 'lower it, or use a faster leaf';
    errors.push(
      problem(input, 'fabric/host-rate', what, remedy, `${hostRateBits} bit/s`, `${leaf.portRateBits} bit/s`),
    );
  }
  if (ports.hasOwnUplinks) {
    errors.push(...checkOverride(input, 'downPerLeaf', downPerLeaf, ports.common, 'host ports', leaf));
    errors.push(...checkOverride(input, 'upPerLeaf', upPerLeaf, ports.uplinks, 'uplink ports', leaf));
    return errors;
  }
  const least = input.tiers === 1 ? 0 : 1;
  const taken = Math.max(downPerLeaf, least) + Math.max(upPerLeaf, least);
  if (taken <= ports.common) return errors;
  const what = `'downPerLeaf' ${input.downPerLeaf ?? 'of at least 1'} and 'upPerLeaf' ${input.upPerLeaf ?? 'of at least 1'} take ${taken} ports, and leaf '${leaf.id}' has ${ports.common}`;
  errors.push(
    problem(input, 'fabric/too-many-leaf-ports', what, 'lower one of them', `${taken} ports`, `${ports.common} ports`),
  );
  return errors;
}

function checkOverride(
  input: FabricInput,
  prop: string,
  value: number,
  limit: number,
  what: string,
  leaf: FabricSwitch,
): DesignError[] {
  if (value <= limit) return [];
  const text = `'${prop}' is ${value}, and leaf '${leaf.id}' has ${limit} ${what}`;
  return [problem(input, 'fabric/too-many-leaf-ports', text, 'lower it', `${value} ports`, `${limit} ports`)];
}

function checkTiers(input: FabricInput): DesignError[] {
  const { tiers } = input;
  if (tiers === undefined) return [];
  if (![1, 2, 3].includes(tiers)) {
    return [
      problem(input, 'fabric/unknown-tiers', `'tiers' is ${tiers as number}`, 'give 1, 2 or 3', `${tiers as number}`),
    ];
  }
  const needs = { upPerLeaf: 2, spines: 2, cores: 3 } as const;
  return Object.entries(needs).flatMap(([prop, needed]) => {
    if (input[prop as keyof typeof needs] === undefined || tiers >= needed) return [];
    const what = `'${prop}' is given, and 'tiers' is ${tiers}`;
    return [problem(input, 'fabric/needless-override', what, `leave '${prop}' out, or set 'tiers' to ${needed}`)];
  });
}

function problem(
  input: FabricInput,
  code: string,
  what: string,
  remedy: string,
  value?: string,
  limit?: string,
): DesignError {
  const parts: DesignErrorParts = { problem: `fabric '${input.name}': ${what}`, remedy, object: input.name };
  return new DesignError(code, {
    ...parts,
    ...(value !== undefined && { value }),
    ...(limit !== undefined && { limit }),
  });
}
