import type { FabricPlan } from '../design/fabric/fabric-plan';
import type { ClusterPlan } from '../design/site/site-plan';
import { fnvHash } from './fnv-hash';
import { hostlist } from './hostlist';

/** Longest name of a switch that Slurm takes. */
const LONGEST_NAME = 64;

/**
 * Writes Slurm's `topology.conf` (tree) of a fabric: a switch a scalable unit, one a pod where there are pods, and one above all.
 *
 * Slurm knows a node below one switch only. The leaves of a unit's rails reach the same nodes, so that the unit stands for all of them.
 *
 * @see https://slurm.schedmd.com/topology.conf.html
 */
export function renderSlurmTopology(fabric: FabricPlan, clusters: readonly Pick<ClusterPlan, 'name'>[]): string {
  const groups = new Set(clusters.map(({ name }) => name));
  const units = new Map<number, string[]>();
  for (const { name, group, unit } of fabric.endpoints) {
    if (unit === undefined || group === undefined || !groups.has(group)) continue;
    const known = units.get(unit);
    if (known === undefined) units.set(unit, [name]);
    else known.push(name);
  }
  const lines = [`# Tree of fabric ${fabric.name}; needs TopologyPlugin=topology/tree in slurm.conf.`];
  const names = new Map([...units.keys()].map((unit) => [unit, switchName(`${fabric.name}-su${two(unit)}`)]));
  for (const [unit, hosts] of units) lines.push(`SwitchName=${names.get(unit) ?? ''} Nodes=${hostlist(hosts)}`);
  if (units.size > 1) lines.push(...upperLevels(fabric, names));
  return `${lines.join('\n')}\n`;
}

function upperLevels(fabric: FabricPlan, units: ReadonlyMap<number, string>): string[] {
  const root = switchName(`${fabric.name}-root`);
  const podOf = podOfUnit(fabric);
  const pods = new Map<number, string[]>();
  for (const [unit, name] of units) {
    const pod = podOf.get(unit);
    if (pod === undefined) return [`SwitchName=${root} Switches=${hostlist([...units.values()])}`];
    pods.set(pod, [...(pods.get(pod) ?? []), name]);
  }
  const names = [...pods].map(([pod, members]) => ({ name: switchName(`${fabric.name}-pod${two(pod)}`), members }));
  return [
    ...names.map(({ name, members }) => `SwitchName=${name} Switches=${hostlist(members)}`),
    ...(names.length > 1 ? [`SwitchName=${root} Switches=${hostlist(names.map(({ name }) => name))}`] : []),
  ];
}

/** Pod of each unit whose leaves all hang on the spines of one pod. */
function podOfUnit({ links, switches }: FabricPlan): ReadonlyMap<number, number> {
  const pods = new Map<number, number>();
  const spread = new Set<number>();
  for (let index = 0; index < links.count; index += 1) {
    if (links.tier[index] !== 1) continue;
    const unit = switches[links.aNode[index] ?? -1]?.unit;
    const pod = switches[links.bNode[index] ?? -1]?.unit;
    if (unit === undefined || pod === undefined) continue;
    if (pods.has(unit) && pods.get(unit) !== pod) spread.add(unit);
    pods.set(unit, pod);
  }
  return new Map([...pods].filter(([unit]) => !spread.has(unit)));
}

/** A name that Slurm takes: a longer one ends in its hash. */
function switchName(name: string): string {
  if (name.length <= LONGEST_NAME) return name;
  const hash = fnvHash(name);
  return `${name.slice(0, LONGEST_NAME - hash.length - 1)}-${hash}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
