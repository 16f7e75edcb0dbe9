import { planConvergedPair } from '../design/converged/plan-converged-pair';
import type { Construct } from '../host';
import type { ConvergedInput, ConvergedPlan, OobSwitches } from '../model/core-pair';
import { checkConvergedPair } from './check-converged-pair';
import { convergedCores, convergedRuns } from './converged-cores';
import { convergedDevices } from './converged-devices';
import { convergedGroups, pairSlots } from './converged-groups';
import { convergedMedia } from './converged-media';
import type { ConvergedOobProps, ConvergedPairProps } from './converged-pair-props';
import { SiteConstruct } from './site-construct';

/**
 * One pair of core switches that carries all networks of a small site, with its out-of-band switches. Its wire map and the breakouts of each core are among
 * the exports of the site.
 */
export class ConvergedPair extends SiteConstruct {
  /** Name in the site. */
  public readonly name: string;
  /** Every cage, port and cable. */
  public readonly plan: ConvergedPlan;
  /** Names of the cores, of the out-of-band switches and of the devices that it places. */
  public readonly deviceNames: readonly string[];

  /**
   * @throws DesignError `converged/...` for what cannot be built, all that is wrong in the props at once
   * @throws DesignError `catalog/no-height`, `catalog/no-power` for a model that lacks what placement or power needs
   */
  public constructor(scope: Construct, id: string, props: ConvergedPairProps) {
    checkConvergedPair(id, props);
    const slots = pairSlots(id, props);
    const input = convergedInput(id, props, slots);
    const plan = planConvergedPair(input);
    super(scope, id, { site: props.site, kind: 'converged', tags: props.tags, formerly: props.formerly });
    const { path } = this.node;
    const { cores, oob, servers, models } = convergedDevices(id, path, input.cores.names, props);
    this.name = id;
    this.plan = plan;
    const media = convergedMedia(input, props);
    const devices = [...cores, ...oob, ...servers];
    this.deviceNames = devices.map(({ name }) => name);
    const switches = [...cores, ...oob].map(({ name }) => name);
    props.site.addPart({
      path,
      contribution: () => ({
        devices,
        slots,
        models,
        converged: [{ path, plan, switches, ...(media.length === 0 ? {} : { media }) }],
      }),
    });
    this.addSummary({ cores: input.cores.names, oob_switches: oob.length, links: plan.counts });
  }
}

function convergedInput(id: string, props: ConvergedPairProps, slots: ReturnType<typeof pairSlots>): ConvergedInput {
  const { isl, oob } = props;
  return {
    name: id,
    cores: convergedCores(id, props),
    runs: convergedRuns(id, props),
    groups: convergedGroups(id, props, slots),
    ...(isl === undefined ? {} : { isl }),
    ...(oob === undefined ? {} : { oob: oobSwitches(oob) }),
  };
}

function oobSwitches({ switch: spec, names }: ConvergedOobProps): OobSwitches {
  return {
    names,
    portsPerSwitch: spec.cages.value * spec.portsPerCage.value,
    rateBits: spec.portRate.value.inBitsPerSecond,
  };
}
