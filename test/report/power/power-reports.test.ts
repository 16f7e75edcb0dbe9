import type { DeviceInput } from '../../../src/model/placement-plan';
import { planPower } from '../../../src/design/power/plan-power';
import type { PowerZoneInput } from '../../../src/model/power-plan';
import type { SitePlan } from '../../../src/model/site-plan';
import { renderFlexibilityMarkdown } from '../../../src/report/power/render-flexibility-markdown';
import { renderRackFeedsCsv } from '../../../src/report/power/power-csv';
import { device, placed, zone } from '../../design/power/power-fixtures';
import { cluster, sitePlan } from '../../policy/site-plan-fixture';

function site(
  devices: readonly DeviceInput[],
  parts: Partial<PowerZoneInput> = {},
  basis = 'nameplate' as const,
): SitePlan {
  const placement = placed(devices.map((one) => [one]));
  const power = planPower({ zones: [zone(parts)], placement, devices, basis });
  return sitePlan({ devices, placement, power, clusters: [cluster(devices.map(({ name }) => name))] });
}

// 14.3 kW / (sqrt(3) x 400 V) = 20.64 A on one feed, half of it on each of two.
test('racks on their feeds are a line each, an unfit breaker empty', () => {
  const rackFeedSpec = {
    volts: 400,
    phases: 3,
    powerFactor: 1,
    cords: 1,
    breakerAmperes: [16],
    limitShare: 0.8,
    loads: 'line-to-neutral',
  } as const;
  expect(renderRackFeedsCsv(site([device('a')], { rackFeedSpec }))).toBe(
    [
      'zone,rack,feed,figure,load_kw,worst_load_kw,cords,volts,phases,cord_a,worst_cord_a,breaker_a,l1_kw,l2_kw,l3_kw',
      'zone-a,A01,A,nameplate,7.15,14.3,1,400,3,10.32,20.64,,2.383,2.383,2.383',
      'zone-a,A01,B,nameplate,7.15,14.3,1,400,3,10.32,20.64,,2.383,2.383,2.383',
      '',
    ].join('\n'),
  );
  expect(renderRackFeedsCsv(site([device('a')]))).toBe('');
});

// 20 kW a feed at 80 % carry 16 kW: one system of 14.3 kW, or two of 8 kW.
test('what is promised, what a cap gives and the order of shedding are one page', () => {
  const parts = { figures: { capped: 8_000 }, expectedPeak: { share: 0.5, source: 'our meters' } };
  const plan = site([device('a', { ...parts, shedPriority: 2 }), device('b', { ...parts, shedPriority: 1 })], {
    ratingWatts: 20_000,
  });
  expect(renderFlexibilityMarkdown(plan)).toBe(`# Power of gasan: what is promised and what can be given up

Loads are calculated by the figure 'nameplate'.

## What zones carry and what they are promised

| zone   | carries | nameplate | nameplate / carries | nameplate | expected peak | expected / carries |
| ------ | ------- | --------- | ------------------- | --------- | ------------- | ------------------ |
| zone-a | 16 kW   | 28.6 kW   | 1.788               | 28.6 kW   | 14.3 kW       | 0.894              |

Expected peaks rest on:

- 50 %: our meters

## What the caps give

Whole systems of one model under what the zone carries, were it for them alone.

| zone   | model    | nameplate | cap  | systems | with the cap | GPUs more | GPUs more a MW |
| ------ | -------- | --------- | ---- | ------- | ------------ | --------- | -------------- |
| zone-a | dgx-b200 | 14.3 kW   | 8 kW | 1       | 2            | 8         | 500            |

## Order of shedding

Racks whose systems are shut down one after the other; fans and cooling that draw less as well are not counted.

| step | priority | rack | systems | GPUs | less    | less in all | share of the site |
| ---- | -------- | ---- | ------- | ---- | ------- | ----------- | ----------------- |
| 1    | 1        | A02  | 1       | 8    | 14.3 kW | 14.3 kW     | 50 %              |
| 2    | 2        | A01  | 1       | 8    | 14.3 kW | 28.6 kW     | 100 %             |
`);
});

test('a site that states none of it has no such page', () => {
  expect(renderFlexibilityMarkdown(site([device('a')]))).toBe('');
});
