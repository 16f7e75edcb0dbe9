import { DesignError } from '../../../errors/design-error';
import type { PowerNodeInput, PowerNodeKind } from '../../../model/power-node';

/** Kinds whose output may have another voltage than their input. */
const CHANGES_VOLTAGE: ReadonlySet<PowerNodeKind> = new Set([
  'substation',
  'transformer',
  'ups',
  'bess',
  'rectifier',
  'power-shelf',
]);
/** Kinds that make direct current of alternating current; a solid-state transformer is one. */
const RECTIFIES: ReadonlySet<PowerNodeKind> = new Set(['rectifier', 'power-shelf', 'transformer', 'bess']);
/** Kinds that make alternating current of direct current, or three phases of one. */
const INVERTS: ReadonlySet<PowerNodeKind> = new Set(['ups', 'bess']);
/** Nominal voltages are rounded: 415 V between lines is 240 V to neutral, and 239.6 V by the root of three. */
const NOMINAL_TOLERANCE = 0.01;

/**
 * What is wrong between a node and one that feeds it: `power/current-mismatch`, `power/phase-mismatch`, `power/voltage-mismatch`.
 *
 * A single phase may be taken from three, between lines or to neutral.
 */
export function checkConnection(node: PowerNodeInput, feeder: PowerNodeInput): DesignError | undefined {
  const refuse = (code: string, problem: string, remedy: string): DesignError =>
    new DesignError(code, { problem: `power node '${node.name}' ${problem}`, remedy, object: node.name });
  const from = `'${feeder.name}'`;
  if (node.current !== feeder.current) {
    if ((node.current === 'dc' ? RECTIFIES : INVERTS).has(node.kind)) return undefined;
    const [is, gives] = node.current === 'dc' ? ['direct', 'alternating'] : ['alternating', 'direct'];
    return refuse(
      'power/current-mismatch',
      `is a ${node.kind} of ${is} current, and ${from} gives ${gives} current`,
      node.current === 'dc' ? 'put a rectifier between them' : "correct 'wiring', or put an inverting UPS between them",
    );
  }
  if (node.phases > feeder.phases && !INVERTS.has(node.kind)) {
    return refuse(
      'power/phase-mismatch',
      `has three phases, and ${from} gives one`,
      "correct 'wiring', or feed it from a node of three phases",
    );
  }
  if (CHANGES_VOLTAGE.has(node.kind) || isSameVoltage(node, feeder)) return undefined;
  const toNeutral = node.phases < feeder.phases ? `, ${Math.round(feeder.volts / Math.sqrt(3))} V to neutral` : '';
  return refuse(
    'power/voltage-mismatch',
    `is a ${node.kind} of ${node.volts} V, and ${from} gives ${feeder.volts} V${toNeutral}`,
    "correct 'volts', or put a transformer between them",
  );
}

function isSameVoltage(node: PowerNodeInput, feeder: PowerNodeInput): boolean {
  if (node.volts === feeder.volts) return true;
  const toNeutral = feeder.volts / Math.sqrt(3);
  return node.phases < feeder.phases && Math.abs(node.volts - toNeutral) <= toNeutral * NOMINAL_TOLERANCE;
}
