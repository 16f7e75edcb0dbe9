import { DataRate } from '../../units/data-rate';
import { isFibre } from '../../model/cabling-plan';
import type { TransceiverQuantity } from '../cabling/count-cables';
import type { ConvergedCable, ConvergedInSite } from '../../model/core-pair';
import type { BillItem } from './bill-item';
import type { BillPhases } from './bill-phases';
import { mediumItem, transceiverItem } from './cable-items';

/** Cables and transceivers of a pair of cores, one item for each that is ordered, and a sentence on the cables that stand in no line. */
export function convergedItems(pair: ConvergedInSite, phases?: BillPhases): { items: BillItem[]; gaps: string[] } {
  const { path, plan, cables, choices = [] } = pair;
  const phaseOf = ({ a, b }: ConvergedCable): { phase?: number } =>
    phases === undefined ? {} : { phase: Math.max(...[a, b].map((end) => phases.numberOf(end.device))) };
  const ordered = cables.filter(({ label, cable }) => label === cable);
  const placed = ordered.filter(({ routeMillimetres }) => routeMillimetres !== undefined);
  const unreached = placed.filter(({ reachMillimetres }) => reachMillimetres !== undefined).length;
  const unplaced = ordered.length - placed.length;
  const of = `of its ${ordered.length} cables are not in the bill`;
  const gaps = [
    ...(unplaced === 0 ? [] : [`core pair '${plan.name}': ${unplaced} ${of}: an end of each stands in no rack`]),
    ...(unreached === 0 ? [] : [`core pair '${plan.name}': ${unreached} ${of}: no medium reaches along them`]),
  ];
  const items = placed
    .filter(({ reachMillimetres }) => reachMillimetres === undefined)
    .map((cable) => ({ ...cableItem(plan.name, cable, choices), path, ...phaseOf(cable) }));
  const modules = pairTransceivers(pair, phaseOf).map(({ phase, ...module }) => ({
    ...transceiverItem(module),
    path,
    ...(phase === undefined ? {} : { phase }),
  }));
  return { items: [...items, ...modules], gaps };
}

function cableItem(pair: string, cable: ConvergedCable, choices: NonNullable<ConvergedInSite['choices']>): BillItem {
  const { split, rateBits, lengthMillimetres } = cable;
  const choice = choices[cable.choice ?? -1];
  if (choice !== undefined && choice.medium !== 'unknown') {
    const { medium, cablePart } = choice;
    return mediumItem(
      { medium, ...(cablePart === undefined ? {} : { cablePart }) },
      { quantity: 1, lengthMillimetres },
    );
  }
  const rate = (bits: number): string => DataRate.bitsPerSecond(bits).toString();
  const description =
    split === undefined
      ? `cable for ${rate(rateBits)}`
      : `split cable, ${rate(split.fromRateBits)} into ${split.into} x ${rate(split.fromRateBits / split.into)}`;
  return {
    line: { category: 'cable', description, quantity: 1, unit: 'each', lengthMillimetres },
    gap: `core pair '${pair}': '${description}' has no part number, and its transceivers are not counted: its medium is not known`,
  };
}

/** One transceiver for each cage with a fibre, of the earliest phase of its links. */
function pairTransceivers(
  { plan, cables, choices = [] }: ConvergedInSite,
  phaseOf: (cable: ConvergedCable) => { phase?: number },
): TransceiverQuantity[] {
  const cores = new Set(plan.cores.map(({ name }) => name));
  const found = new Map<string, TransceiverQuantity>();
  for (const cable of cables) {
    const choice = choices[cable.choice ?? -1];
    if (choice === undefined || !isFibre(choice)) continue;
    const { medium, aTransceiver, bTransceiver, aTop, bTop } = choice;
    const { phase } = phaseOf(cable);
    for (const [end, part, top] of [
      [cable.a, aTransceiver, aTop],
      [cable.b, bTransceiver, bTop],
    ] as const) {
      const isCore = cores.has(end.device);
      // A core's cage is named by its ports without their places; a device's port is a cage of its own.
      const key = JSON.stringify([end.device, isCore ? end.port.replace(/s\d+$/, '') : end.port]);
      const known = found.get(key);
      const first = phase === undefined ? undefined : Math.min(phase, known?.phase ?? phase);
      found.set(key, {
        ...(known ?? {
          ...(part === undefined ? {} : { part }),
          medium,
          ...(top === undefined ? {} : { top }),
          side: isCore ? 'switch' : 'endpoint',
          quantity: 1,
        }),
        ...(first === undefined ? {} : { phase: first }),
      });
    }
  }
  return [...found.values()];
}
