import { capTimes, directCurrent, powerProfile, systems } from '../../src/catalog';
import { shelfBudgetWatts } from '../../src/design/power/rack/plan-rack-feeds';

test('Vera Rubin NVL72 has two profiles, and GB300 NVL72 none that a source states', () => {
  expect(powerProfile(systems.VR_NVL72, 'MaxP').toString()).toBe('227 kW');
  expect(powerProfile(systems.VR_NVL72, 'MaxQ').toString()).toBe('190 kW');
  expect(systems.GB300_NVL72.powerProfiles).toBeUndefined();
});

test('what no two sources agree on of Vera Rubin NVL72 is absent', () => {
  const { nvlinkPerGpu, nvlinkTotal, weight, heightU, psus } = systems.VR_NVL72 as Partial<typeof systems.GB200_NVL72>;
  expect([nvlinkPerGpu, nvlinkTotal, weight, heightU, psus?.value.needed]).toEqual(Array(5).fill(undefined));
});

test('each feed of the GB300 exemplar carries the rack', () => {
  const { voltage, current, powerFactor, power } = systems.GB300_NVL72.rackFeeds?.value ?? {};
  // 480 V x 200 A x 1.732 x 0.98 = 163 kW, above 142 kW.
  const watts = Math.sqrt(3) * (voltage?.inVolts ?? 0) * (current?.inAmperes ?? 0) * (powerFactor ?? 0);
  expect(Math.round(watts / 1_000)).toBe(163);
  expect(power?.toString()).toBe('142 kW');
});

test('shelves give what is printed of a whole shelf, and less with a supply out', () => {
  const shelves = { count: 4, suppliesEach: 6, supplyWatts: 18_300, shelfWatts: 110_000 };
  expect(shelfBudgetWatts(shelves, { shelves: 0, supplies: 0 })).toBe(440_000);
  expect(shelfBudgetWatts(shelves, { shelves: 1, supplies: 0 })).toBe(330_000);
  expect(shelfBudgetWatts(shelves, { shelves: 2, supplies: 0 })).toBe(220_000);
  // One whole shelf, and 5 x 18.3 kW of the other.
  expect(shelfBudgetWatts(shelves, { shelves: 2, supplies: 1 })).toBe(201_500);
  // Held in reserve, they do not count: 2 x 5 x 18.3 kW.
  expect(shelfBudgetWatts({ ...shelves, sparesEach: 1 }, { shelves: 2, supplies: 0 })).toBe(183_000);
});

test('direct current and times to cap carry their sources', () => {
  expect(directCurrent.POWER_RACK).toMatchObject({ source: '800v', status: 'secondary' });
  expect(capTimes.OUT_OF_BAND.value.inSeconds).toBe(40);
  expect(capTimes.BRAKE.value.inSeconds).toBe(5);
  expect(capTimes.BRAKE.note).toMatch(/A100/);
});
