import type { FabricPlan } from '../../../src/model/fabric-plan';
import { linkEnds } from '../../../src/model/switch-ports';

/** What `iblinkinfo` prints of a fabric as planned; hosts name adapters mlx5_0 and so on. */
export function linkInfoText(plan: FabricPlan): string {
  const lids = new Map<string, number>();
  const lidOf = (name: string): number => {
    const known = lids.get(name) ?? lids.size + 1;
    lids.set(name, known);
    return known;
  };
  const rows = new Map<string, string[]>();
  const { links, endpoints, switches } = plan;
  const add = (name: string, row: string): void => {
    const known = rows.get(name);
    if (known === undefined) rows.set(name, [row]);
    else known.push(row);
  };
  for (let link = 0; link < links.count; link += 1) {
    const { a, b } = linkEnds(plan, link);
    const isHost = links.tier[link] === 0;
    const aPort = links.aPort[link] ?? 0;
    const aName = isHost ? `${a.device} mlx5_${aPort}` : `MF0;${a.device}:MQM9700/U1`;
    const bName = `MF0;${b.device}:MQM9700/U1`;
    const [aNumber, bNumber] = [isHost ? 1 : aPort, links.bPort[link] ?? 0];
    const state = '==( 4X        106.25 Gbps Active/  LinkUp)==>';
    const guid = isHost ? `      0x${lidOf(aName).toString(16).padStart(16, '0')}` : '        ';
    add(aName, `${guid}  ${lidOf(aName)}  ${aNumber}[  ] ${state}  ${lidOf(bName)}  ${bNumber}[  ] "${bName}" ( )`);
    add(bName, `          ${lidOf(bName)}  ${bNumber}[  ] ${state}  ${lidOf(aName)}  ${aNumber}[  ] "${aName}" ( )`);
  }
  const known = new Set(switches.map(({ name }) => `MF0;${name}:MQM9700/U1`));
  if (endpoints.length === 0) throw new Error('a fabric has endpoints');
  return [...rows]
    .flatMap(([name, list]) => [
      known.has(name) ? `Switch: 0x${lidOf(name).toString(16).padStart(16, '0')} ${name}:` : `CA: ${name}:`,
      ...list,
    ])
    .join('\n');
}

/** What `ibstat` prints of a host with so many InfiniBand adapters; `change` rewrites the text of one. */
export function adapterText(
  adapters: number,
  change: (text: string, index: number) => string = (text) => text,
): string {
  return Array.from({ length: adapters }, (_, index) =>
    change(
      `CA 'mlx5_${index}'
\tCA type: MT4129
\tNumber of ports: 1
\tFirmware version: 28.43.1014
\tHardware version: 0
\tNode GUID: 0xa088c20300${index.toString(16).padStart(6, '0')}
\tSystem image GUID: 0xa088c20300000000
\tPort 1:
\t\tState: Active
\t\tPhysical state: LinkUp
\t\tRate: 400
\t\tBase lid: 12
\t\tLMC: 0
\t\tSM lid: 1
\t\tCapability mask: 0xa751e848
\t\tPort GUID: 0xa088c20300${index.toString(16).padStart(6, '0')}
\t\tLink layer: InfiniBand
`,
      index,
    ),
  ).join('');
}

/** What `all_reduce_perf` prints. */
export function ncclText(hosts: readonly string[], ranksPerHost: number, busbw: number): string {
  const ranks = hosts.flatMap((host, at) =>
    Array.from(
      { length: ranksPerHost },
      (_, gpu) =>
        `#  Rank ${String(at * ranksPerHost + gpu).padStart(2)} Group  0 Pid ${70_000 + gpu} on ${host.padStart(10)} device ${String(gpu).padStart(2)} [0x1b] NVIDIA B200`,
    ),
  );
  return `# nThread 1 nGpus 1 minBytes 8589934592 maxBytes 17179869184 step: 2(factor) warmup iters: 5 iters: 20 agg iters: 1 validation: 1 graph: 0
#
# Using devices
${ranks.join('\n')}
#
#                                                              out-of-place                       in-place          
#       size         count      type   redop    root     time   algbw   busbw #wrong     time   algbw   busbw #wrong
#        (B)    (elements)                               (us)  (GB/s)  (GB/s)            (us)  (GB/s)  (GB/s)       
  8589934592    2147483648     float     sum      -1    46012  186.69  ${(busbw - 10).toFixed(2)}      0    46020  186.66  ${(busbw - 11).toFixed(2)}      0
 17179869184    4294967296     float     sum      -1    91450  187.86  ${busbw.toFixed(2)}      0    91466  187.83  ${(busbw - 1).toFixed(2)}      0
# Out of bounds values : 0 OK
# Avg bus bandwidth    : ${(busbw - 5).toFixed(3)} 
#
`;
}

/** What fio prints with `--output-format=json`. */
export function fioText(readBytes: number, writeBytes: number): string {
  const job = (jobname: string, groupid: number, read: number, write: number): object => ({
    jobname,
    groupid,
    error: 0,
    read: { io_bytes: read * 60, bw_bytes: read, bw: Math.round(read / 1_024) },
    write: { io_bytes: write * 60, bw_bytes: write, bw: Math.round(write / 1_024) },
  });
  return JSON.stringify({
    'fio version': 'fio-3.36',
    timestamp: 1,
    jobs: [job('seqread', 0, readBytes, 0), job('seqwrite', 1, 0, writeBytes)],
  });
}

/** What `dcgmi diag --json` of DCGM 4 prints. */
export function diagText(status: string, warning?: string): string {
  return JSON.stringify({
    'DCGM Diagnostic': {
      test_categories: [
        {
          category: 'Hardware',
          tests: [
            {
              name: 'memory',
              results: Array.from({ length: 8 }, (_, id) => ({
                entity_group: 'GPU',
                entity_group_id: 1,
                entity_id: id,
                status: id === 3 ? status : 'Pass',
                ...(id === 3 && warning !== undefined ? { warnings: [{ warning }] } : {}),
              })),
              test_summary: { status },
            },
            { name: 'nccl_tests', results: [{ entity_group: 'GPU', entity_id: 0, status: 'Skip' }] },
          ],
        },
      ],
    },
  });
}

/** What `ipmitool sdr` prints. */
export function sdrText(watts: number, status: string): string {
  return `Inlet Temp       | 24 degrees C      | ok
GPU 3 Temp       | 71 degrees C      | ${status}
Fan 1            | 9800 RPM          | ok
Total Power      | ${watts} Watts        | ok
`;
}

/** Resource `Thermal` of Redfish. */
export function redfishThermal(celsius: number): string {
  return JSON.stringify({
    '@odata.type': '#Thermal.v1_7_0.Thermal',
    Temperatures: [
      {
        Name: 'Inlet',
        ReadingCelsius: celsius,
        UpperThresholdNonCritical: 40,
        UpperThresholdCritical: 45,
        Status: { State: 'Enabled', Health: 'OK' },
      },
    ],
  });
}

/** What `iblinkinfo` prints where an adapter's only link has no light: its port is down at the switch, and the adapter is not found. */
export function withoutLink(text: string, adapter: string): string {
  const lines = text.split('\n');
  return lines
    .filter((line, index) => line !== `CA: ${adapter}:` && lines[index - 1] !== `CA: ${adapter}:`)
    .map((line) =>
      line.includes(`"${adapter}"`)
        ? line.replace(/==\(.*$/, '==(                Down/ Polling)==>             [  ] "" ( )')
        : line,
    )
    .join('\n');
}
