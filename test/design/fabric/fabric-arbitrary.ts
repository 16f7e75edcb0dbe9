import fc from 'fast-check';
import type { FabricInput, FabricSwitch, HostGroup, PodInput } from '../../../src/model/fabric-plan';
import { NDR, hostNames } from './sample-fabrics';

/** Random small shapes: groups, rails, planes, radices, gaps, reserves, services. Some of them cannot be built. */
export const fabricInputs: fc.Arbitrary<FabricInput> = fc
  .record({
    planes: fc.integer({ min: 1, max: 2 }),
    shape: fc.constantFrom('rail-optimised' as const, 'shared-leaf' as const),
    leaf: fc.oneof({ weight: 4, arbitrary: models() }, { weight: 1, arbitrary: uplinkModels() }),
    spine: fc.option(models(), { nil: undefined }),
    tiers: fc.constantFrom(undefined, undefined, undefined, 1 as const, 2 as const, 3 as const),
    hostRateBits: fc.constantFrom(undefined, undefined, NDR / 2),
    groups: fc.array(groupParts(), { minLength: 1, maxLength: 3 }),
    services: fc.integer({ min: 0, max: 5 }),
    extraUnits: fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined }),
    pods: fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: podSizes() }),
  })
  .map(({ planes, shape, leaf, spine, tiers, hostRateBits, groups, services, extraUnits, pods }) => {
    const built = groups.map((parts, at) => toGroup(parts, at, planes));
    const units = built.map((one) => Math.max(one.reserveUnits ?? 0, Math.ceil(one.hosts.length / one.unitHosts)));
    const total = units.reduce((sum, count) => sum + count, 0);
    return {
      name: 'net',
      kind: 'ethernet',
      role: 'compute',
      shape,
      groups: built,
      leaf,
      planes,
      services: Array.from({ length: services }, (_, at) => ({
        name: `svc-${at}`,
        portNames: ['a', 'b'].slice(at % 2),
      })),
      ...(spine !== undefined && { spine }),
      ...(tiers !== undefined && { tiers }),
      ...(pods !== undefined && { pods }),
      ...(hostRateBits !== undefined && { hostRateBits }),
      ...(extraUnits !== undefined && { reserveUnits: total + extraUnits }),
    };
  });

interface GroupParts {
  readonly slots: number;
  readonly gaps: readonly number[];
  readonly unitHosts: number;
  readonly rails: number;
  readonly links: number;
  readonly extraUnits: number | undefined;
}

function groupParts(): fc.Arbitrary<GroupParts> {
  return fc.record({
    slots: fc.integer({ min: 1, max: 40 }),
    gaps: fc.array(fc.integer({ min: 1, max: 39 }), { maxLength: 4 }),
    unitHosts: fc.integer({ min: 1, max: 20 }),
    rails: fc.constantFrom(1, 1, 2, 4),
    links: fc.integer({ min: 1, max: 3 }),
    extraUnits: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
  });
}

function toGroup(parts: GroupParts, at: number, planes: number): HostGroup {
  const { slots, gaps, unitHosts, rails, links, extraUnits } = parts;
  const ports = Array.from({ length: rails * planes * links }, (_, port) => port);
  const present = Math.ceil(slots / unitHosts);
  return {
    name: `g${at}`,
    hosts: hostNames(slots, `g${at}`).map((host, slot) => (gaps.includes(slot) ? '' : host)),
    unitHosts,
    rails,
    portNames: ports.map((port) => `p${port}`),
    portCages: ports,
    ...(extraUnits !== undefined && { reserveUnits: present + extraUnits }),
  };
}

function podSizes(): fc.Arbitrary<PodInput> {
  return fc.record({ units: fc.integer({ min: 1, max: 3 }), oversubscription: fc.constantFrom(1, 2, 2.5, 3, 7) });
}

function models(): fc.Arbitrary<FabricSwitch> {
  return fc
    .record({
      cages: fc.integer({ min: 4, max: 32 }),
      portsPerCage: fc.constantFrom(1, 2, 4),
      portRateBits: fc.constantFrom(NDR, NDR, NDR / 2),
    })
    .map((parts) => ({ id: 'model', ...parts, portNaming: 'xdr' }));
}

function uplinkModels(): fc.Arbitrary<FabricSwitch> {
  return fc
    .record({ cages: fc.integer({ min: 8, max: 48 }), ports: fc.integer({ min: 1, max: 8 }) })
    .map(({ cages, ports }) => {
      const uplinks = { ports, rateBits: NDR };
      return { id: 'access', cages, portsPerCage: 1, portRateBits: NDR, uplinks, portNaming: 'cumulus' as const };
    });
}
