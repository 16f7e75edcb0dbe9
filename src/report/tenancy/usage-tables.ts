import type { UsageReport, UsedSpan } from '../../design/tenancy/usage';
import { DesignError, DesignErrors } from '../../errors/design-error';
import { present } from '../../units/present';
import { peopleCsv, readCsv } from '../csv';

/** Columns that are read of `sacct`. */
const SACCT = ['JobID', 'Account', 'Start', 'End', 'AllocTRES'] as const;

/**
 * Reads what `sacct --parsable2 --allusers --allocations --format=JobID,Account,Start,End,AllocTRES` prints, with its header. Steps of jobs and jobs that never began are left out.
 *
 * @throws DesignError `usage/columns-missing`, `usage/bad-line`, `usage/bad-gpus`, `usage/no-gpus`
 * @see https://slurm.schedmd.com/sacct.html
 */
export function readSacct(text: string): readonly UsedSpan[] {
  const [header = '', ...lines] = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const names = header.split('|').map((name) => name.trim());
  const missing = SACCT.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    throw new DesignError('usage/columns-missing', {
      problem: `the output of sacct has no column ${missing.join(', ')}`,
      remedy: `run it with --parsable2 --allusers --allocations --format=${SACCT.join(',')}, and keep its header`,
      object: 'sacct',
    });
  }
  const place = Object.fromEntries(SACCT.map((name) => [name, names.indexOf(name)])) as Record<
    (typeof SACCT)[number],
    number
  >;
  const errors: DesignError[] = [];
  let [began, counting] = [0, 0];
  const spans = lines.flatMap((line, index): UsedSpan[] => {
    const cells = line.split('|');
    const cell = (name: (typeof SACCT)[number]): string => cells[place[name]]?.trim() ?? '';
    const [start, end] = [cell('Start'), cell('End')];
    if (cell('JobID').includes('.')) return [];
    if (cells.length < names.length || start === '') {
      errors.push(badLine(index + 2, line));
      return [];
    }
    // 'Unknown' and 'None': it never began.
    if (!/^\d/.test(start)) return [];
    began += 1;
    counting += /(?:^|,)gres\/gpu[:=]/.test(cell('AllocTRES')) ? 1 : 0;
    const gpus = gpusOf(cell('AllocTRES'));
    if (gpus === undefined) {
      errors.push(badGpus(`line ${index + 2} of sacct`, cell('AllocTRES')));
      return [];
    }
    if (gpus === 0) return [];
    return [{ by: cell('Account'), gpus, from: start, ...present({ to: /^\d/.test(end) ? end : undefined }) }];
  });
  if (began > 0 && counting === 0 && errors.length === 0) {
    errors.push(
      new DesignError('usage/no-gpus', {
        problem: `none of the ${began} jobs of sacct has 'gres/gpu' in AllocTRES: Slurm does not count GPUs`,
        remedy: 'set AccountingStorageTRES=gres/gpu in slurm.conf, or leave the file out where no job had a GPU',
        object: 'sacct',
      }),
    );
  }
  DesignErrors.throwAll(errors);
  return spans;
}

function badLine(number: number, line: string): DesignError {
  return new DesignError('usage/bad-line', {
    problem: `line ${number} of sacct has not all columns: '${line.slice(0, 60)}'`,
    remedy: 'print it again: a line that is cut off may be a job of any size',
    object: `line ${number} of sacct`,
    value: line.slice(0, 60),
  });
}

/** GPUs of a list of resources: the sum without a type where there is one, else those of all types. */
function gpusOf(tres: string): number | undefined {
  const counts = tres.split(',').flatMap((part) => {
    const [name = '', value = ''] = part.split('=');
    return name === 'gres/gpu' || name.startsWith('gres/gpu:')
      ? [[name, /^\d+$/.test(value) ? Number(value) : NaN] as const]
      : [];
  });
  if (counts.some(([, count]) => !Number.isSafeInteger(count))) return undefined;
  const whole = counts.find(([name]) => name === 'gres/gpu');
  return whole === undefined ? counts.reduce((sum, [, count]) => sum + count, 0) : whole[1];
}

function badGpus(object: string, value: string): DesignError {
  return new DesignError('usage/bad-gpus', {
    problem: `${object}: '${value}' has no whole number of GPUs`,
    remedy: 'correct the line, or leave it out',
    object,
    value,
  });
}

/**
 * Reads samples of allocated GPUs, `time,tenant,gpus`: each holds until the next one of its tenant; the last one of a tenant runs still, for nothing says how long.
 *
 * @throws DesignError `usage/columns-missing`, `usage/bad-gpus`, `usage/not-csv`
 */
export function readUsageSamples(text: string): readonly UsedSpan[] {
  const errors: DesignError[] = [];
  const samples: { readonly time: string; readonly by: string; readonly gpus: number }[] = [];
  let names: readonly string[] | undefined;
  const notCsv = (line: string): Error =>
    new DesignError('usage/not-csv', {
      problem: `the samples: ${line} has a quote that is not closed`,
      remedy: 'close it',
      object: 'samples',
    });
  readCsv(text, notCsv, ({ cells, line }) => {
    if (names === undefined) {
      names = cells;
      const missing = ['time', 'tenant', 'gpus'].filter((name) => !cells.includes(name));
      if (missing.length === 0) return;
      throw new DesignError('usage/columns-missing', {
        problem: `the samples have no column ${missing.join(', ')}`,
        remedy: 'give time, tenant and gpus',
        object: 'samples',
      });
    }
    const cell = (name: string): string => cells[names?.indexOf(name) ?? -1] ?? '';
    const gpus = Number(cell('gpus'));
    if (cell('gpus') === '' || !Number.isInteger(gpus) || gpus < 0)
      errors.push(badGpus(`line ${line} of the samples`, cell('gpus')));
    samples.push({ time: cell('time'), by: cell('tenant'), gpus });
  });
  DesignErrors.throwAll(errors);
  const byTenant = new Map<string, typeof samples>();
  for (const sample of samples) {
    const own = byTenant.get(sample.by) ?? [];
    byTenant.set(sample.by, own);
    own.push(sample);
  }
  return [...byTenant.values()].flatMap((own) => {
    const sorted = [...own].sort((left, right) => (left.time < right.time ? -1 : left.time > right.time ? 1 : 0));
    return sorted.flatMap(({ time, by, gpus }, index): UsedSpan[] => {
      return gpus === 0 ? [] : [{ by, gpus, from: time, ...present({ to: sorted[index + 1]?.time }) }];
    });
  });
}

const HOUR = 3_600;

/** Usage of a month as a table, GPU-hours with four decimals; what nobody has leased is told by its account. */
export function renderUsageCsv({ month, tenants, others }: UsageReport): string {
  const hours = (seconds: number): string => (seconds / HOUR).toFixed(4);
  return peopleCsv([
    ['month', 'tenant', 'reserved_gpu_hours', 'used_gpu_hours', 'idle_gpu_hours', 'borrowed_gpu_hours'],
    ...tenants.map(({ tenant, reservedSeconds, usedSeconds, idleSeconds, borrowedSeconds }) => [
      month,
      tenant,
      ...[reservedSeconds, usedSeconds, idleSeconds, borrowedSeconds].map(hours),
    ]),
    ...others.map(({ by, usedSeconds }) => [
      month,
      `no tenant: ${by}`,
      hours(0),
      hours(0),
      hours(0),
      hours(usedSeconds),
    ]),
  ]);
}
