import type { SitePlan } from '../../model/site-plan';
import type { AcceptOptions } from './accept-unit';
import type { Measurement } from './measurement';
import type { UnitScope } from './unit-scope';

/** A file of results, read. */
export interface MeasuredFile {
  readonly file: string;
  /** Device that it is of, by its name or a map. Absent: it is of none, or its output tells. */
  readonly device?: string;
  readonly measurement: Measurement;
}

/** What a unit is judged by. */
export interface JudgeInput {
  readonly site: SitePlan;
  readonly scope: UnitScope;
  readonly files: readonly MeasuredFile[];
  readonly options: AcceptOptions;
}

/** Files of one kind of measurement. */
export function filesOf<Kind extends Measurement['kind']>(
  files: readonly MeasuredFile[],
  kind: Kind,
): (MeasuredFile & { readonly measurement: Extract<Measurement, { kind: Kind }> })[] {
  return files.filter(
    (each): each is MeasuredFile & { readonly measurement: Extract<Measurement, { kind: Kind }> } =>
      each.measurement.kind === kind,
  );
}
