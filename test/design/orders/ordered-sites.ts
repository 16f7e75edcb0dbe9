import { App } from 'cdktf';
import { GpuCluster, InfinibandFabric, Phase, Site, type SiteProps } from 'cdktf-ai-factory';

import type { SitePlan } from '../../../src/model/site-plan';
import { gasanHaein } from '../../../stacks/gasan-haein';
import { HGX_B200, INFINIBAND_SWITCH, QM9700_POWER } from '../../../stacks/haein-hardware';
import { smallSite, smallZone } from '../../constructs/small-site';
import { temporaryFolder } from '../../constructs/temporary-folder';

/** The reference site at Gasan. */
export function gasanPlan(): SitePlan {
  const site = gasanHaein(new App({ outdir: temporaryFolder() })).node.findChild('gasan');
  if (!(site instanceof Site)) throw new Error('the stack holds the site');
  return site.plan;
}

/** Twenty systems under one fabric: 8 in a first phase and 12 in a second, with lead times; or all from the first day. */
export function twentySystems(isPhased: boolean, props: Partial<SiteProps> = {}): SitePlan {
  const small = smallSite(props);
  const { stack, site } = small;
  smallZone(small);
  const phase = (id: string, date: string): Phase => new Phase(stack, id, { site, date });
  const [first, second] = isPhased ? [phase('first', '2027-11-30'), phase('second', '2029-02-28')] : [];
  const hasPhases = first !== undefined && second !== undefined;
  const haein = new GpuCluster(stack, 'haein', {
    site,
    system: HGX_B200,
    count: 20,
    ...(hasPhases && {
      leadTimeWeeks: 20,
      deliveries: [
        { phase: first, systems: 8 },
        { phase: second, systems: 12 },
      ],
    }),
  });
  new InfinibandFabric(stack, 'compute', {
    site,
    hosts: [haein],
    switch: INFINIBAND_SWITCH,
    switchPower: QM9700_POWER,
    ...(hasPhases && { leadTimeWeeks: 30, phase: first }),
  });
  return site.plan;
}
