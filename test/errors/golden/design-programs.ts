import { Power } from 'cdktf-ai-factory';
import { type DesignRequest, designSite, fixSite } from 'cdktf-ai-factory/site-design';

import { proveSite } from '../../../src/report/certificate/prove-site';
import { gasanPlan } from '../../design/orders/ordered-sites';

const design =
  (request: Partial<DesignRequest>): (() => unknown) =>
  () =>
    designSite({ power: Power.megawatts(1), system: 'dgx-h200', ...request });

/** Requests that no site is designed for. */
export const designPrograms = {
  'design-unknown-system': design({ system: 'dgx-h20' }),
  'design-unknown-country': design({ country: 'fr' as 'kr' }),
  'design-system-unfit': design({ system: 'gb200-nvl72' }),
  'design-too-little-power': design({ power: Power.kilowatts(10) }),
  'design-bad-phases': design({ phases: [{ date: '2028-01-01', power: Power.megawatts(2) }] }),
  'certificate-cannot-prove': () => proveSite({ plan: gasanPlan(), sha256: '' }, ['growth']),
  'design-no-such-finding': () =>
    fixSite(
      'name: pilot\nsite:\n  halls: [{ name: h, rack: { model: r, units: 48, power: 44 kW }, rows: [{ name: A, racks: 1 }] }]\n  lockFile: false\n',
      {
        finding: 'power/none',
      },
    ),
};
