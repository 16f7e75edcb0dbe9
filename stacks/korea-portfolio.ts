import { App, LocalBackend, TerraformStack } from 'cdktf';
import { dsxGigawatt, type GigawattOptions } from './dsx-gigawatt';
import { southwest } from './southwest';
import { DataRate, DataSize, Duration, Length, Portfolio, Power, Temperature } from 'cdktf-ai-factory';

/** Whom a figure is to be replaced by that no source gives. */
const ASSUMED = 'assumed: to be replaced by the operator';

/**
 * Gasan, Ulsan, the southwest and a gigawatt as one: GPUs by date against what is asked of them. Powers and counts of Ulsan and the southwest are those of the press; days of the
 * southwest and the gigawatt, routes and demand are assumed. Those two are sites of programs, with their phases as blocks of supply.
 */
export function koreaPortfolio(app: App, gigawatt: GigawattOptions = {}): Portfolio {
  const stack = new TerraformStack(app, 'korea-portfolio');
  new LocalBackend(stack, { path: '../../../terraform.korea-portfolio.tfstate' });
  const burnIn = Duration.days(14);
  return new Portfolio(stack, 'korea', {
    from: '2027-01-01',
    until: '2031-12-31',
    asOf: '2026-11-01',
    sites: [
      {
        name: 'gasan',
        power: [{ date: '2025-08-01', power: Power.megawatts(2.2), source: ASSUMED }],
        blocks: [{ name: 'haein', itPower: Power.megawatts(1.9), gpus: 1_016, handOver: '2025-08-01', burnIn }],
      },
      {
        name: 'ulsan',
        power: [
          { date: '2027-11-30', power: Power.megawatts(34), source: '41 MW by a ratio of 1.2 (assumed)' },
          { date: '2029-02-28', power: Power.megawatts(86), source: '103 MW by a ratio of 1.2 (assumed)' },
        ],
        blocks: [
          { name: 'first', itPower: Power.megawatts(34), gpus: 23_000, handOver: '2027-11-30', burnIn },
          { name: 'second', itPower: Power.megawatts(52), gpus: 37_000, handOver: '2029-02-28', burnIn },
        ],
      },
      // Planned in programs of their own, under apps that are not synthesized here.
      { site: southwest(new App()), burnIn },
      { site: dsxGigawatt(new App(), gigawatt), burnIn },
    ],
    points: ['exchange'],
    links: [
      {
        name: 'seoul',
        from: 'exchange',
        to: 'gasan',
        route: Length.kilometres(15),
        rate: DataRate.gigabitsPerSecond(400),
        count: 4,
        routeGroups: [],
      },
      {
        name: 'east',
        from: 'gasan',
        to: 'ulsan',
        route: Length.kilometres(410),
        rate: DataRate.gigabitsPerSecond(400),
        count: 4,
        routeGroups: ['gyeongbu'],
      },
      {
        name: 'west',
        from: 'gasan',
        to: 'southwest',
        route: Length.kilometres(400),
        rate: DataRate.gigabitsPerSecond(400),
        count: 2,
        routeGroups: ['honam'],
      },
      {
        name: 'south',
        from: 'ulsan',
        to: 'southwest',
        route: Length.kilometres(330),
        rate: DataRate.gigabitsPerSecond(400),
        count: 2,
        routeGroups: ['namhae'],
        since: '2029-01-01',
      },
    ],
    demands: [
      {
        name: 'inference',
        kind: 'inference',
        gpus: 600,
        monthlyGpus: 1_400,
        since: '2027-01-01',
        survivesSite: true,
      },
      { name: 'training', kind: 'training', gpus: 16_384, since: '2028-01-01', onlyAt: 'ulsan', survivesSite: false },
    ],
    ingests: [
      {
        name: 'corpus',
        from: 'exchange',
        to: 'ulsan',
        volume: DataSize.petabytes(5),
        within: Duration.days(1),
        since: '2028-01-01',
      },
    ],
    jobs: [
      {
        name: 'two-sites',
        sites: ['ulsan', 'southwest'],
        since: '2029-01-01',
        rate: DataRate.gigabitsPerSecond(600),
        roundTrip: Duration.milliseconds(10),
      },
    ],
    options: [
      { name: 'leased pod of 1,152 GPUs', gpus: 1_152, leadTime: Duration.weeks(26), burnIn, source: ASSUMED },
      { name: 'hall of 10,000 GPUs', gpus: 10_000, leadTime: Duration.weeks(128), burnIn, source: ASSUMED },
    ],
    replacements: [
      {
        hall: {
          name: 'southwest start',
          itPower: Power.megawatts(20),
          positions: 160,
          supplyTemperature: Temperature.celsius(40),
        },
        generations: [
          {
            name: 'GB300 NVL72',
            rackPower: Power.kilowatts(142),
            gpus: 72,
            since: '2028-06-15',
            out: '2032-07-01',
            fabric: { links: 72, rate: DataRate.gigabitsPerSecond(800) },
          },
          {
            name: 'Vera Rubin NVL72',
            rackPower: Power.kilowatts(227),
            gpus: 72,
            liquidShare: 1,
            supplyTemperature: Temperature.celsius(45),
            since: '2032-07-01',
          },
        ],
      },
    ],
  });
}

if (require.main === module) {
  const app = new App();
  koreaPortfolio(app);
  app.synth();
}
