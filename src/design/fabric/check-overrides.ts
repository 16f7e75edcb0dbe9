import type { DesignError } from '../../errors/design-error';
import { spellingHint } from '../../errors/spelling-hint';
import { type FabricInput, fabricProblem, type FabricShape } from '../../model/fabric-plan';
import { DataRate } from '../../units/data-rate';
import { checkPods } from './check-pods';
import { switchPorts } from './switch-ports';

const SHAPES: readonly FabricShape[] = ['rail-optimised', 'shared-leaf'];

/** Least tiers in which an override means something. */
const NEEDED_TIERS = { upPerLeaf: 2, spines: 2, cores: 3, pods: 3 } as const;

/**
 * What is wrong with the overrides whatever the size: `fabric/host-rate`, `fabric/too-many-leaf-ports`, `fabric/unknown-tiers`,
 * `fabric/needless-override`, `fabric/unknown-shape`, `fabric/bad-pods`, `fabric/uneven-pods`.
 */
export function checkOverrides(input: FabricInput): DesignError[] {
  return [
    ...checkShape(input),
    ...checkHostRate(input),
    ...checkLeafPorts(input),
    ...checkTiers(input),
    ...checkPods(input),
  ];
}

function checkShape(input: FabricInput): DesignError[] {
  const shape: string | undefined = input.shape;
  if (shape === undefined || SHAPES.some((known) => known === shape)) return [];
  const hint = spellingHint(shape, SHAPES);
  const remedy = hint === undefined ? `give '${SHAPES.join("' or '")}'` : `did you mean '${hint}'?`;
  const problem = { what: `'shape' is '${shape}'`, remedy, value: shape, limit: SHAPES.join(', ') };
  return [fabricProblem(input, 'fabric/unknown-shape', problem)];
}

function checkHostRate(input: FabricInput): DesignError[] {
  const { leaf, hostRateBits = leaf.portRateBits } = input;
  if (hostRateBits <= leaf.portRateBits) return [];
  const value = DataRate.bitsPerSecond(hostRateBits).toString();
  const limit = DataRate.bitsPerSecond(leaf.portRateBits).toString();
  const what = `'hostRateBits' is ${value}, and a port of leaf '${leaf.id}' runs at ${limit}`;
  return [fabricProblem(input, 'fabric/host-rate', { what, remedy: 'lower it, or use a faster leaf', value, limit })];
}

function checkLeafPorts(input: FabricInput): DesignError[] {
  const { leaf, downPerLeaf, upPerLeaf } = input;
  const ports = switchPorts(leaf);
  if (ports.hasOwnUplinks) {
    return [
      ...checkShare(input, 'downPerLeaf', ports.common, 'host ports'),
      ...checkShare(input, 'upPerLeaf', ports.uplinks, 'uplink ports'),
    ];
  }
  const taken = (downPerLeaf ?? 1) + (upPerLeaf ?? (input.tiers === 1 ? 0 : 1));
  if (taken <= ports.common) return [];
  const what = `'downPerLeaf' ${downPerLeaf ?? '(at least 1)'} and 'upPerLeaf' ${upPerLeaf ?? '(at least 1)'} take ${taken} ports, and leaf '${leaf.id}' has ${ports.common}`;
  const values = { value: `${taken} ports`, limit: `${ports.common} ports` };
  return [fabricProblem(input, 'fabric/too-many-leaf-ports', { what, remedy: 'lower one of them', ...values })];
}

function checkShare(input: FabricInput, prop: 'downPerLeaf' | 'upPerLeaf', limit: number, what: string): DesignError[] {
  const value = input[prop] ?? 0;
  if (value <= limit) return [];
  const text = `'${prop}' is ${value}, and leaf '${input.leaf.id}' has ${limit} ${what}`;
  const values = { value: `${value} ports`, limit: `${limit} ports` };
  return [fabricProblem(input, 'fabric/too-many-leaf-ports', { what: text, remedy: 'lower it', ...values })];
}

function checkTiers(input: FabricInput): DesignError[] {
  const tiers: number | undefined = input.tiers;
  if (tiers === undefined) return [];
  if (![1, 2, 3].includes(tiers)) {
    const problem = { what: `'tiers' is ${tiers}`, remedy: 'give 1, 2 or 3', value: `${tiers}`, limit: '1 to 3' };
    return [fabricProblem(input, 'fabric/unknown-tiers', problem)];
  }
  const props = Object.keys(NEEDED_TIERS) as (keyof typeof NEEDED_TIERS)[];
  return props.flatMap((prop) => {
    if (input[prop] === undefined || tiers >= NEEDED_TIERS[prop]) return [];
    const what = `'${prop}' is given, and 'tiers' is ${tiers}`;
    const remedy = `leave '${prop}' out, or set 'tiers' to ${NEEDED_TIERS[prop]}`;
    return [fabricProblem(input, 'fabric/needless-override', { what, remedy })];
  });
}
