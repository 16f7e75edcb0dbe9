import type { FabricEndpoint, FabricSwitchPlan } from '../../model/fabric-plan';
import type { FabricLayout, HostLayout } from './allocate-links';
import type { LeafBlock } from './leaf-layout';
import { type NameFields, patternName } from '../names';
import { switchName } from '../../model/switch-ports';

/** Switches of a fabric: leaves, spines, cores; within a tier by plane, unit or pod, rail, number. */
export function listSwitches(layout: HostLayout): FabricSwitchPlan[] {
  const planes = Array.from({ length: layout.planes }, (_, plane) => plane + 1);
  return [
    ...planes.flatMap((plane) => layout.leaves.blocks.flatMap((block) => leavesOf(layout, block, plane))),
    ...planes.flatMap((plane) => spinesOf(layout, plane)),
    ...planes.flatMap((plane) => coresOf(layout, plane)),
  ];
}

function leavesOf(layout: HostLayout, block: LeafBlock, plane: number): FabricSwitchPlan[] {
  return Array.from({ length: block.leaves }, (_, inBlock) => {
    const isRail = layout.rule === 'rail';
    const rail = isRail ? Math.floor(inBlock / block.leavesPerColumn) + 1 : undefined;
    const inRail = block.leavesPerColumn > 1 ? (inBlock % block.leavesPerColumn) + 1 : undefined;
    const number = isRail ? inRail : inBlock + 1;
    const name =
      patterned(layout, { role: 'leaf', plane, unit: block.unit, rail, n: block.reservedOffset + inBlock + 1 }) ??
      switchName({ ...nameBase(layout, plane), tier: 'leaf', unit: block.unit, rail, number });
    const place = { ...(block.unit !== undefined && { unit: block.unit }), ...(rail !== undefined && { rail }) };
    return { name, tier: 'leaf', plane, ...place, model: layout.input.leaf };
  });
}

function spinesOf(layout: HostLayout, plane: number): FabricSwitchPlan[] {
  const { spines, input } = layout;
  if (spines === undefined) return [];
  const hasPods = spines.cores !== undefined;
  const model = input.spine ?? input.leaf;
  return spines.builtPods.flatMap((at) =>
    Array.from({ length: spines.spinesPerPod }, (_, spine) => {
      const pod = hasPods ? at + 1 : undefined;
      const name =
        patterned(layout, { role: 'spine', plane, unit: pod, n: at * spines.spinesPerPod + spine + 1 }) ??
        switchName({ ...nameBase(layout, plane), tier: 'spine', pod, number: spine + 1 });
      return { name, tier: 'spine' as const, plane, ...(pod !== undefined && { unit: pod }), model };
    }),
  );
}

function coresOf(layout: HostLayout, plane: number): FabricSwitchPlan[] {
  const { input, spines } = layout;
  return Array.from({ length: spines?.cores?.count ?? 0 }, (_, core) => {
    const name =
      patterned(layout, { role: 'core', plane, n: core + 1 }) ??
      switchName({ ...nameBase(layout, plane), tier: 'core', number: core + 1 });
    return { name, tier: 'core', plane, model: input.core ?? input.spine ?? input.leaf };
  });
}

/** Name by the user's pattern; undefined where there is none. Numbers hold what is reserved, so that growth changes no name. */
function patterned({ input: { name, switchNames } }: HostLayout, fields: NameFields): string | undefined {
  return switchNames === undefined ? undefined : patternName(switchNames, { fabric: name, ...fields });
}

function nameBase(layout: HostLayout, plane: number): { fabric: string; plane: number | undefined } {
  return { fabric: layout.input.name, plane: layout.planes > 1 ? plane : undefined };
}

/** Endpoints of a fabric in the order of its links: the hosts of each group by slot, then the services. */
export function listEndpoints(layout: FabricLayout): FabricEndpoint[] {
  const endpoints: FabricEndpoint[] = [];
  for (const { group, firstUnit } of layout.groups) {
    const { name, portNames, portCages, unitHosts, domains } = group;
    group.hosts.forEach((host, slot) => {
      if (host === '') return;
      const unit = firstUnit + Math.floor(slot / unitHosts);
      const device = domains?.[host];
      const held = device === undefined ? {} : { device };
      endpoints.push({ name: host, ...held, group: name, unit, portNames, portCages });
    });
  }
  for (const { name, portNames } of layout.input.services ?? []) {
    endpoints.push({ name, portNames, portCages: portNames.map((_, port) => port) });
  }
  return endpoints;
}
