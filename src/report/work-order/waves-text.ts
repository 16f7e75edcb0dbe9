import {
  placeText,
  type Wave,
  type WaveDevice,
  type WavePlan,
  type WorkLoss,
} from '../../design/work-order/work-order-plan';
import { oneLine } from '../../errors/design-error';
import { peopleCsv } from '../csv';
import { counted, decimals } from '../in-figures';

/** Devices of a wave that are written; the rest is counted, and in the table. */
const SHOWN = 6;

/** Held devices that are written. */
const HELD_SHOWN = 20;

/** Writes waves for people: who is out together, what that takes, what stays, and what to look at before the next. */
export function renderWavesText({ site, waves, held, outAlready }: WavePlan): string {
  const devices = waves.reduce((sum, wave) => sum + wave.devices.length, 0);
  const lines = [
    `site ${site}: ${counted(devices, 'device')} in ${counted(waves.length, 'wave')}${held.length === 0 ? '' : `, ${held.length} held`}`,
    ...(outAlready.length === 0 ? [] : [`out already, by the asset file: ${outAlready.join(', ')}`]),
    ...waves.flatMap(waveLines),
    ...(held.length === 0 ? [] : ['held:']),
    ...held
      .slice(0, HELD_SHOWN)
      .map(({ device, place, why, remedy }) => `  ${device} (${placeText(place)}): ${why}; ${remedy}`),
    ...(held.length > HELD_SHOWN ? [`  and ${held.length - HELD_SHOWN} more`] : []),
  ];
  return `${lines.map(oneLine).join('\n')}\n`;
}

function waveLines(wave: Wave): string[] {
  const { number, kind, shares, devices, loss, stays, checks, isAlone } = wave;
  const rest = devices.length > SHOWN ? ` and ${devices.length - SHOWN} more` : '';
  const names = `${devices.slice(0, SHOWN).map(nameOf).join(', ')}${rest}`;
  const what = shares === undefined ? kind : `${kind}, ${shares}`;
  return [
    `wave ${number} (${what}${isAlone === true ? ', alone' : ''}): ${counted(devices.length, 'device')}: ${names}`,
    `  out:   ${lossText(loss)}`,
    ...stays.map((sentence) => `  stays: ${sentence}`),
    `  check: ${checks.join('; ')}`,
  ];
}

function nameOf({ device, place, trays = [] }: WaveDevice): string {
  return `${device} (${placeText(place)}${trays.length === 0 ? '' : `, ${counted(trays.length, 'tray')}`})`;
}

function share(value: number): string {
  return `${decimals(value * 100, 1)} %`;
}

/** What a wave takes of bandwidth and systems. */
function lossText({ bandwidth, drained }: WorkLoss): string {
  const parts = [
    ...drained.map(
      ({ owner, systems, gpus }) => `${counted(systems.length, 'system')} (${gpus} GPUs) of ${owner} drained`,
    ),
    ...bandwidth.map(({ network, owner, endpoints, lostShare, limitShare }) => {
      const limit = limitShare === undefined ? '' : ` (at most ${share(limitShare)})`;
      return `${network}: ${counted(endpoints, 'endpoint')} of ${owner} short by up to ${share(lostShare)}${limit}`;
    }),
  ];
  return parts.length === 0 ? 'no system and no bandwidth' : parts.join('; ');
}

const COLUMNS = ['wave', 'step', 'action', 'device', 'kind', 'model', 'hall', 'rack', 'u', 'trays', 'shares', 'note'];

/** Writes waves as CSV (quoted as RFC 4180 says), a line a step: each device is drained, updated and put back, then the wave is checked; held devices come last, without a wave. */
export function renderWavesCsv({ waves, held }: WavePlan): string {
  let step = 0;
  const rows = waves.flatMap(({ number, kind, shares = '', devices, loss, stays, checks }) => {
    const row = (
      action: string,
      { device, model, place, trays = [] }: WaveDevice,
      note: string,
    ): (string | number)[] => {
      step += 1;
      const at = place.rack === '' ? ['', '', ''] : [place.hall, place.rack, place.u];
      return [number, step, action, device, kind, model, ...at, trays.join(' '), shares, note];
    };
    const first = kind === 'system' ? 'drain' : 'take out';
    return [
      ...devices.map((device) => row(first, device, lossText(loss))),
      ...devices.map((device) => row('update', device, stays.join('; '))),
      ...devices.map((device) => row('return', device, '')),
      ...checks.map((check) => {
        step += 1;
        return [number, step, 'check', '', kind, '', '', '', '', '', shares, check];
      }),
    ];
  });
  const last = held.map(({ device, place, why, remedy }) => [
    '',
    '',
    'held',
    device,
    '',
    '',
    place.hall,
    place.rack,
    place.rack === '' ? '' : place.u,
    '',
    '',
    `${why}; ${remedy}`,
  ]);
  return peopleCsv([COLUMNS, ...rows, ...last]);
}
