import { Duration, GpuCluster, Power } from 'cdktf-ai-factory';
import { checkServes, PowerEnvelope } from 'cdktf-ai-factory/dsx';
import { powerProfile, systems } from '../../../src/catalog';
import { envelopeSite } from '../../support/envelope-site';
import type { Programs } from './program';

const kW = (amount: number): Power => Power.kilowatts(amount);

/** Programs about DSX that are refused. */
export const dsxPrograms: Programs = {
  'catalog-no-such-profile': () => powerProfile(systems.VR_NVL72, 'MaxB'),
  'catalog-no-profile': () => powerProfile(systems.GB300_NVL72, 'MaxQ'),
  'dsx-limit-above-highest': () => envelopeSite({ member: { highest: kW(180) } }),
  'dsx-lowest-above-limit': () => envelopeSite({ member: { lowest: kW(200) } }),
  'dsx-highest-above-nameplate': () => envelopeSite({ member: { highest: kW(240) } }).plan,
  'dsx-no-members': () => envelopeSite({ envelope: { members: [] } }),
  'dsx-unknown-cluster': () => envelopeSite({ envelope: { members: [{ cluster: 'vrr', limit: kW(190) }] } }).plan,
  'dsx-cluster-twice': () =>
    envelopeSite({
      more: (site, cluster) => new PowerEnvelope(site, 'other', { members: [{ cluster, limit: kW(190) }] }),
    }).plan,
  'dsx-bad-overload': () => envelopeSite({ envelope: { stands: [{ share: 0.9, time: Duration.seconds(0) }] } }),
  'dsx-bad-tag': () => envelopeSite({ envelope: { feedTag: 'feed a/b' } }),
  'dsx-tag-twice': () =>
    envelopeSite({
      envelope: { feedTag: 'other' },
      cluster: { count: 3 },
      more: (site) => {
        const cluster = new GpuCluster(site.node.findChild('zone-a'), 'b', { system: systems.DGX_B200, count: 1 });
        new PowerEnvelope(site, 'other', { members: [{ cluster, limit: kW(10) }] });
      },
    }).plan,
  'dsx-serves': () => {
    const meter = { objectType: 'PowerMeter', pointType: 'ActivePower', engUnit: 'kW' };
    const rack = { objectType: 'Rack', pointType: 'RackPower', engUnit: 'kW' };
    checkServes([
      { ...meter, objectName: 'A', objectId: 'a', servesId: ['b', 'gone'] },
      { ...meter, objectName: 'B', objectId: 'b', servesId: ['a'] },
      { ...meter, objectName: 'C', objectId: 'c', servesId: [] },
      { ...rack, rackLocationName: 'C', rackLocationId: 'c' },
      { ...rack, rackLocationName: 'R', rackLocationId: 'r' },
    ]);
  },
  'dsx-no-such-way': () => envelopeSite({ envelope: { capBy: 'brakes' as 'brake' } }),
};
