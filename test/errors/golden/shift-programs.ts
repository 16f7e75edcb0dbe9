import { compareFirmware } from '../../../src/design/as-built/compare-firmware';
import { acceptUnit, parseAcceptancePlan } from '../../../src/design/commissioning/accept-unit';
import type { AcceptOptions } from '../../../src/design/commissioning/measurement';
import { readResults } from '../../../src/design/commissioning/read-result';
import { planCurtailment } from '../../../src/design/shift/plan-curtailment';
import { planImpact } from '../../../src/design/shift/plan-impact';
import {
  powerOf,
  readJobsCsv,
  readMetersCsv,
  readShedOrderCsv,
  readWindowsCsv,
  windowOf,
} from '../../../src/report/shift/shift-tables';
import { siteOf } from '../../report/site-fixture';
import type { Programs } from './program';

const SITE = siteOf({ systems: 4, rows: 1, racksPerRow: 4 });
const WINDOW = { from: '2026-12-05T22:00', to: '2026-12-06T02:00' };

const impact = (...objects: readonly string[]): unknown => planImpact(SITE, { objects });
const windows = (...lines: readonly string[]): unknown =>
  readWindowsCsv(`window,from,to,objects,by\n${lines.join('\n')}\n`, 'booked.csv', WINDOW);
const meters = (...lines: readonly string[]): unknown =>
  readMetersCsv(`time,kw\n${lines.join('\n')}\n`, 'supply.csv', WINDOW);
const results = (text: string, file = 'out-haein-001.txt'): unknown => readResults({ file, text });
const nccl = (): unknown => {
  const text = '#       size  count  type  time  algbw   busbw\n  1024  256  float  10  1.0  1.0\n';
  return accepted('su-01', 'nccl.txt', text, {});
};

function accepted(unit: string, file: string, text: string, options: Partial<AcceptOptions>): unknown {
  const measured = readResults({ file, text }).map((measurement) => ({ file, measurement }));
  return acceptUnit(SITE, unit, measured, { map: {}, ...options });
}

const firmware = (...of: readonly string[]): unknown =>
  compareFirmware(
    SITE,
    of.map((each) => ({ of: each, component: 'vbios', versions: ['97.00'] })),
    [],
  );

/** What a shift asks, measures and accepts, and what is wrong with it. */
export const shiftPrograms: Programs = {
  'impact-of-nothing-known': () => impact('compute-leaf-su01-r99', 'rack:Z99', 'room:hall-1'),
  'impact-windows-missing-column': () => readWindowsCsv('window,from,to\nx,y,z\n', 'booked.csv', WINDOW),
  'impact-windows-unknown-column': () => readWindowsCsv('window,from,to,objects,who\n', 'booked.csv', WINDOW),
  'impact-windows-open-quote': () => windows('"swap,2026-12-05T22:00,2026-12-05T23:00,A01,kim'),
  'impact-windows-row-too-short': () => windows('swap,2026-12-05T22:00'),
  'impact-windows-bad-time': () => windows('swap,2026-02-30T22:00,2026-12-05T23:00,A01,kim'),
  'impact-windows-end-before-begin': () => windows('swap,2026-12-05T23:00,2026-12-05T22:00,A01,kim'),
  'impact-windows-two-clocks': () => windows('swap,2026-12-05T22:00Z,2026-12-05T23:00Z,A01,kim'),
  'impact-windows-of-nothing': () => windows('swap,2026-12-05T22:00,2026-12-05T23:00,,kim'),
  'impact-jobs-bad-hosts': () => readJobsCsv('job,hosts\n4711,"haein-[001-"\n', 'jobs.csv'),
  'impact-window-of-no-time': () => windowOf('2026-12-05T22:00', '2026-12-05T22:00', "'--from' and '--to'"),
  'curtail-bad-power': () => powerOf('60', "'--to'"),
  'curtail-nothing-to-shed': () => planCurtailment(SITE, { toWatts: 1_000, window: WINDOW }),
  'curtail-bad-reading': () => meters('2026-12-05T22:00,1200', '2026-12-05T22:05,many'),
  'curtail-meters-missing-column': () => readMetersCsv('time,mw\n', 'supply.csv', WINDOW),
  'curtail-bad-priority': () => readShedOrderCsv('priority,objects,cap\nfirst,A01,no\n', 'order.csv'),
  'accept-empty-file': () => results(' \n'),
  'accept-cut-json': () => results('{"fio version": "fio-3.36", "jobs": [', 'fio-haein-001.json'),
  'accept-unknown-file': () => results('nothing that any tool prints\n'),
  'accept-sentence-of-no-tool': () => results('Error: the moon is full\n'),
  'accept-bad-burn-in': () => results('device,hours,xids,flaps\nhaein-001,72,,0\n', 'burn-in.csv'),
  'accept-unknown-unit': () => accepted('su-09', 'burn.csv', 'device,hours,xids,flaps\nhaein-001,72,0,0\n', {}),
  'accept-without-a-share': nccl,
  'accept-bad-acceptance-plan': () =>
    parseAcceptancePlan(
      '{"needed": [], "required": ["pair"], "marks": {"pairShare": 90, "burnInHour": 2, "firmware": "1"}}',
      'plan.json',
    ),
  'accept-no-acceptance-plan': () => parseAcceptancePlan('[]', 'plan.json'),
  'firmware-lines-of-nothing': () => firmware('dgx-b20', 'sytem'),
  'firmware-line-twice': () => firmware('system', 'system'),
};
