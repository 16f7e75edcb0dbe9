import { assetIds } from '../as-built/name-map';
import { PlanEnds } from '../as-built/plan-ends';
import { resolveNodes } from '../as-built/resolve-names';
import { switchPortName } from '../fabric/switch-port-name';
import type { CheckBook } from './check-book';
import { filesOf, type JudgeInput } from './measured-file';
import type { CounterReading } from './measurement';
import { isErrorCounter } from './read-counters';
import { placesOf } from './unit-scope';

/** Error counters of the ports of the unit's hosts and leaves: all are 0, as counters are cleared before a unit is handed over. */
export function judgeCounters({ site, scope, files, options: { map } }: JudgeInput, book: CheckBook): void {
  const given = filesOf(files, 'counters');
  if (given.length === 0) return;
  const placeOf = placesOf(site);
  const ends = site.fabrics.map(({ plan }) => new PlanEnds(plan));
  const isKnown = (device: string): boolean =>
    ends.some((each) => each.endpoint(device) !== undefined || each.switchOf(device) !== undefined);
  const ids = map.ids ?? assetIds(site);
  let ports = 0;
  for (const { file, measurement } of given) {
    const { readings } = measurement;
    const nodes = resolveNodes(
      readings.map(({ guid, name = '' }) => ({
        name,
        kind: 'device',
        view: 'subnet',
        ...(guid === undefined ? {} : { id: guid }),
      })),
      { ...map, ids },
      isKnown,
    );
    readings.forEach(({ port, counters }: CounterReading, index) => {
      const { device = '', adapter } = nodes[index] ?? {};
      if (!scope.hosts.has(device) && !scope.leaves.has(device)) return;
      const model = ends.map((each) => each.switchOf(device)?.model).find((each) => each !== undefined);
      const name = model === undefined || !/^\d+$/.test(port) ? (adapter ?? port) : switchPortName(model, Number(port));
      const wrong = [...counters].filter(([word, count]) => count > 0 && isErrorCounter(word));
      ports += 1;
      const place = placeOf(device);
      book.add({
        kind: 'counters',
        object: device,
        port: name,
        ...(place === undefined ? {} : { place }),
        isPassed: wrong.length === 0,
        expected: '0 errors',
        measured: wrong.map(([word, count]) => `${word} ${count}`).join(', '),
        file,
      });
    });
    if (measurement.isErrorsAlone && !readings.some((_, at) => isOfUnit(nodes[at]?.device ?? '', scope))) {
      book.pass('counters', 1);
      ports += 1;
    }
  }
  if (ports === 0) {
    book.add({
      kind: 'counters',
      object: scope.name,
      isPassed: false,
      expected: 'counters of the unit',
      measured: 'no port of the unit is in the files; map names with --map',
      file: given.map(({ file }) => file).join(', '),
    });
  }
}

function isOfUnit(device: string, { hosts, leaves }: JudgeInput['scope']): boolean {
  return hosts.has(device) || leaves.has(device);
}
