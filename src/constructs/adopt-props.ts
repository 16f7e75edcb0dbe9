import type { HallColumnMap } from '../export/adopt/read-hall-table';

/** Files of a running hall, as paths beside the program: CSV in UTF-8. */
export interface AdoptProps {
  /**
   * What stands where: `device`, `rack` and `u`, as in `rack-schedule.csv`.
   *
   * @default - places of `devices`, else of the plan
   */
  readonly racks?: string;
  /**
   * Devices that stand: `device`, with or without `rack`, `u` and the columns of the asset file.
   *
   * @default - those of `racks`
   */
  readonly devices?: string;
  /**
   * Cables: `a_device`, `a_port`, `b_device` and `b_port`, as in `cable-schedule.csv`.
   *
   * @default - the cables of the plan
   */
  readonly cables?: string;
  /**
   * Addresses in use: `address`, with `device` and `interface` where they are known.
   *
   * @default - the addresses of the plan
   */
  readonly addresses?: string;
  /**
   * Headers of the files by column, where they are neither ours nor NetBox's.
   *
   * @default - columns as the files of a synthesis have them, or as NetBox exports them
   */
  readonly columns?: HallColumnMap;
}
