import { App, TerraformStack } from 'cdktf';
import { Length, Power, PowerZone, Site } from 'cdktf-ai-factory';
import type { HallProps, PowerZoneProps, SiteProps } from 'cdktf-ai-factory';
import { temporaryFolder } from './temporary-folder';

/** A rack of the small site: 48 U, 44 kW. */
export const RACK = { model: '48 U rack', units: 48, power: Power.kilowatts(44) };

/** A hall of one row of 14 racks. */
export const HALL = {
  name: 'hall-1',
  rack: RACK,
  rowPitch: Length.metres(3),
  rackPitch: Length.millimetres(600),
  riser: Length.metres(1.5),
  rows: [{ name: 'A', racks: 14 }],
} satisfies HallProps;

/** A hall in a stack of its own app; the site keeps no lock. */
export interface SmallSite {
  readonly app: App;
  readonly stack: TerraformStack;
  readonly site: Site;
}

/** A site without a zone, in a stack of its own. */
export function smallSite(props: Partial<SiteProps> = {}): SmallSite {
  const app = new App({ outdir: temporaryFolder() });
  const stack = new TerraformStack(app, 'lab-stack');
  const site = new Site(stack, 'lab', {
    halls: [HALL],
    addressPools: [],
    cableSlack: Length.metres(2),
    lockFile: false,
    ...props,
  });
  return { app, stack, site };
}

/** A zone that feeds row A, with static switches in its racks. */
export function smallZone({ stack, site }: SmallSite, props: Partial<PowerZoneProps> = {}): PowerZone {
  return new PowerZone(stack, 'zone-a', {
    site,
    rating: Power.kilowatts(700),
    rows: ['A'],
    rackFeed: 'static-switch',
    ...props,
  });
}
