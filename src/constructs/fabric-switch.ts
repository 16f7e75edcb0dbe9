import type { SwitchSpec } from '../catalog/network-specs';
import type { Connector } from '../catalog/shapes';
import type { FabricSwitch } from '../model/fabric-plan';
import { DesignError } from '../errors/design-error';
import type { DataRate } from '../units/data-rate';

/** Lanes of a socket, by the agreement that defines it. */
const LANES: Readonly<Record<Connector, number>> = { OSFP: 8, QSFP112: 4, QSFP28: 4, RJ45: 1 };

/**
 * A switch of the catalogue as the fabric engine takes it, at a port rate.
 *
 * @param owner - the fabric in the words of a message
 * @param spec - the switch
 * @param rate - rate of its ports; the model's usual one where absent
 * @throws DesignError `fabric/no-such-breakout` for a rate at which no cage of it works
 */
export function fabricSwitch(owner: string, spec: SwitchSpec, rate?: DataRate): FabricSwitch {
  const extra = spec.extraPorts?.value;
  // Extra ports slower than the cages are for management; faster ones are uplinks.
  const uplinks = extra?.rate.isGreaterThan(rate ?? spec.portRate.value) === true ? extra : undefined;
  const shared = {
    id: spec.id,
    cages: spec.cages.value,
    portNaming: spec.portNaming,
    ...lanesOf(spec.connector?.value),
    ...(uplinks === undefined
      ? {}
      : {
          uplinks: {
            ports: uplinks.count,
            rateBits: uplinks.rate.inBitsPerSecond,
            ...lanesOf(uplinks.connector),
          },
        }),
  };
  if (rate === undefined || rate.equals(spec.portRate.value)) {
    return { ...shared, portsPerCage: spec.portsPerCage.value, portRateBits: spec.portRate.value.inBitsPerSecond };
  }
  const mode = spec.breakouts.value.find((candidate) => candidate.rate.equals(rate));
  if (mode === undefined) {
    const rates = spec.breakouts.value.map((candidate) => `${candidate.ports} x ${candidate.rate.toString()}`);
    throw new DesignError('fabric/no-such-breakout', {
      problem: `${owner}: no cage of '${spec.id}' gives ports of ${rate.toString()}; it takes ${rates.join(', ')}`,
      remedy: "choose another switch, or one of these rates as 'portRate'",
      object: spec.id,
      value: rate.toString(),
    });
  }
  return { ...shared, portsPerCage: mode.ports, portRateBits: mode.rate.inBitsPerSecond };
}

function lanesOf(connector: Connector | undefined): { readonly lanes?: number } {
  return connector === undefined ? {} : { lanes: LANES[connector] };
}
