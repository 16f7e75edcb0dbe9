/** Name of a tray of a rack-scale system, for example `gb200-001-t01`; trays count from 1. */
export function trayName(system: string, tray: number): string {
  return `${system}-t${String(tray).padStart(2, '0')}`;
}

/** Names of all trays of systems, in order; an empty name (a released slot) gives as many empty ones. */
export function trayNames(systems: readonly string[], trays: number): readonly string[] {
  return systems.flatMap((system) =>
    Array.from({ length: trays }, (_, at) => (system === '' ? '' : trayName(system, at + 1))),
  );
}
