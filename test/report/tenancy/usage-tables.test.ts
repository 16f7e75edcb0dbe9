import { readSacct, readUsageSamples, renderUsageCsv } from '../../../src/report/tenancy/usage-tables';

const HEADER = 'JobID|Account|Start|End|AllocTRES';

test('a job of several types of GPU counts once', () => {
  const line = (tres: string): string => `1|a|2027-03-01T00:00:00|2027-03-02T00:00:00|${tres}`;
  const gpus = (tres: string): readonly number[] => readSacct(`${HEADER}\n${line(tres)}\n`).map((span) => span.gpus);
  expect(gpus('cpu=4,gres/gpu=8,gres/gpu:b200=8')).toEqual([8]);
  expect(gpus('gres/gpu:b200=4,gres/gpu:h100=2')).toEqual([6]);
  expect(gpus('cpu=4,gres/gpu=0')).toEqual([]);
  // Beside a job with GPUs, one without is just that.
  expect(gpus('gres/gpu=8\n2|a|2027-03-01T00:00:00|Unknown|cpu=4,node=1')).toEqual([8]);
});

test('a file without any GPU is no month without usage: Slurm may not count them', () => {
  const job = '1|a|2027-03-01T00:00:00|2027-03-02T00:00:00|';
  for (const tres of ['cpu=4,node=1', '']) {
    expect(() => readSacct(`${HEADER}\n${job}${tres}`)).toThrow("none of the 1 jobs of sacct has 'gres/gpu'");
  }
  expect(readSacct(`${HEADER}\n`)).toEqual([]);
  expect(readSacct(`${HEADER}\n1|a|None|Unknown|\n`)).toEqual([]);
});

test('a line that is cut off is no job that never began', () => {
  for (const line of ['1|a', '1|a|||', '1|a|2027-03-01T00:00:00|2027-03-02T00:00:00']) {
    expect(() => readSacct(`${HEADER}\n${line}`)).toThrow('line 2 of sacct has not all columns');
  }
  expect(() => readSacct(`${HEADER}\n1|a|2027-03-01T00:00:00|Unknown|gres/gpu=`)).toThrow(
    'has no whole number of GPUs',
  );
});

test('steps, and jobs that never began, are left out; columns come in any order', () => {
  const text =
    'Account|JobID|AllocTRES|Start|End\na|1.batch|gres/gpu=8|2027-03-01T00:00:00|Unknown\na|2|gres/gpu=8|Unknown|Unknown\na|3_1|gres/gpu=8|2027-03-01T00:00:00|Unknown\n';
  expect(readSacct(text)).toEqual([{ by: 'a', gpus: 8, from: '2027-03-01T00:00:00' }]);
});

test('a sample holds until the next one of its tenant, and the last one runs still', () => {
  const text =
    'time,tenant,gpus\n2027-03-01T02:00:00,a,4\n2027-03-01T00:00:00,a,8\n2027-03-01T01:00:00,b,2\n2027-03-01T03:00:00,a,0\n';
  expect(readUsageSamples(text)).toEqual([
    { by: 'a', gpus: 8, from: '2027-03-01T00:00:00', to: '2027-03-01T02:00:00' },
    { by: 'a', gpus: 4, from: '2027-03-01T02:00:00', to: '2027-03-01T03:00:00' },
    { by: 'b', gpus: 2, from: '2027-03-01T01:00:00' },
  ]);
});

test.each([
  [() => readSacct('JobID|Account\n'), 'the output of sacct has no column Start, End, AllocTRES'],
  [() => readSacct(`${HEADER}\n1|a|2027-03-01T00:00:00|Unknown|gres/gpu=x`), 'has no whole number of GPUs'],
  [() => readUsageSamples('time,gpus\n'), 'the samples have no column tenant'],
  [() => readUsageSamples('time,tenant,gpus\n2027-03-01T00:00:00,a,-1\n'), "'-1' has no whole number of GPUs"],
  [() => readUsageSamples('time,tenant,gpus\n"a,b\n'), 'has a quote that is not closed'],
])('fails on a table that cannot be read: %#', (read, message) => {
  expect(read).toThrow(message);
});

test('a name that a spreadsheet would run is text', () => {
  const report = {
    month: '2027-03',
    tenants: [],
    others: [{ by: '=1+1', usedSeconds: 3_600 }],
    running: 0,
    notKnown: [],
  };
  expect(renderUsageCsv(report)).toContain('no tenant: =1+1');
});
