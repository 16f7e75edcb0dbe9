/** Files of the field as tools of several vendors write them: structures as they were seen, texts written anew. */

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 1)}\n`;

/** Redfish `Power` of a whole host. */
export function chassisPower(watts: number, more: object = {}): string {
  return json({
    '@odata.type': '#Power.v1_5_0.Power',
    Id: 'Power',
    PowerControl: [{ MemberId: '0', Name: 'System Power Control', PowerConsumedWatts: watts, ...more }],
  });
}

/** Redfish `EnvironmentMetrics` of one GPU. */
export function gpuMetrics(watts: number): string {
  return json({
    '@odata.type': '#EnvironmentMetrics.v1_3_0.EnvironmentMetrics',
    '@odata.id': '/redfish/v1/Systems/HGX_Baseboard_0/Processors/GPU_SXM_2/EnvironmentMetrics',
    PowerWatts: { DataSourceUri: '/redfish/v1/Chassis/HGX_GPU_SXM_2/Sensors/HGX_GPU_SXM_2_Power_0', Reading: watts },
    TemperatureCelsius: { Reading: 48 },
  });
}

/** Redfish `ThermalMetrics`, whose watts are those of fans. */
export const FAN_METRICS = json({
  '@odata.type': '#ThermalMetrics.v1_2_0.ThermalMetrics',
  '@odata.id': '/redfish/v1/Chassis/1/ThermalSubsystem/ThermalMetrics',
  PowerWatts: { DataSourceUri: '/redfish/v1/Chassis/1/Sensors/TotalFanPower', Reading: 290 },
  TemperatureReadingsCelsius: [{ DeviceName: 'Intake', Reading: 23 }],
});

/** Redfish `Power` with an average alone. */
export const AVERAGE_POWER = json({
  '@odata.type': '#Power.v1_2_1.Power',
  PowerControl: [
    {
      Name: 'Chassis Power Control',
      PowerMetrics: { AverageConsumedWatts: 9_870, IntervalInMin: 0.0833, MaxConsumedWatts: 13_000 },
      Status: { State: 'Enabled', Health: 'OK' },
    },
  ],
});

/** `ipmitool sensor` of a system with numbered supplies and no total. */
export function supplySensors(watts: readonly number[]): string {
  const rows = watts.map(
    (each, index) =>
      `PWR_PSU${index}         | ${each}.000   | Watts      | ok    | na | na | na | 3300.000 | 3500.000 | na`,
  );
  return [
    ...rows,
    'TEMP_AMBIENT     | 23.000     | degrees C  | ok    | na | na | 5.000 | 36.000 | 42.000 | na',
    'STATUS_PSU0      | 0x0        | discrete   | 0x0180| na | na | na | na | na | na',
  ].join('\n');
}

/** Redfish `Thermal` whose sensor has a fatal limit alone, and its health in the roll-up. */
export const FATAL_THERMAL = json({
  '@odata.type': '#Thermal.v1_4_0.Thermal',
  Temperatures: [
    {
      Name: 'Chassis Sensor 1',
      ReadingCelsius: 90,
      UpperThresholdNonCritical: 0,
      UpperThresholdCritical: null,
      UpperThresholdFatal: 75,
      Status: { State: 'Enabled', HealthRollup: 'Critical' },
    },
  ],
});

/** A single sensor of Redfish. */
export const ONE_SENSOR = json({
  '@odata.type': '#Sensor.v1_7_0.Sensor',
  '@odata.id': '/redfish/v1/Chassis/HGX_GPU_SXM_1/Sensors/HGX_GPU_SXM_1_TEMP_0',
  Id: 'HGX_GPU_SXM_1_TEMP_0',
  ReadingType: 'Temperature',
  ReadingUnits: 'Cel',
  Reading: 89,
  Thresholds: { UpperCritical: { Reading: 85 } },
  Status: { State: 'Enabled', Health: 'Critical' },
});

/** fio's JSON; `text` writes what stands around it. */
export function fioJson(error = 0, jobs = 1): string {
  return json({
    'fio version': 'fio-3.36',
    jobs: Array.from({ length: jobs }, () => ({
      jobname: 'seq',
      groupid: 0,
      error,
      read: { io_bytes: 2 ** 40, bw: 29_296_875, bw_bytes: 30_000_000_000 },
      write: { io_bytes: 0, bw: 0, bw_bytes: 0 },
    })),
    disk_util: [],
  });
}

/** `dcgmi diag --json` of DCGM 4, with a result for so many of the GPUs that it lists. */
export function dcgmJson(gpus: number, { status = 'Pass', listed = 8 } = {}): string {
  const entities = Array.from({ length: listed }, (_, id) => ({ entity_id: id, serial_num: `${id}` }));
  const results = Array.from({ length: gpus }, (_, id) => ({ entity_group: 'GPU', entity_id: id, status }));
  return JSON.stringify({
    entity_groups: [{ entity_group: 'GPU', entity_group_id: 1, entities }],
    'DCGM Diagnostic': {
      test_categories: [{ category: 'Deployment', tests: [{ name: 'software', results, test_summary: { status } }] }],
    },
    metadata: { version: '4.2.3' },
  });
}

/** `ibdiagnet2.db_csv` with a counter that is no count. */
export const ODD_COUNTERS = `START_NODES
NodeDesc,NumPorts,NodeType,NodeGUID
"MF0;compute-leaf-su02-r1:MQM9700/U1",65,2,0x02acdcacd80208c8
"haein-033 mlx5_0",1,1,0x0200000000000201
END_NODES

START_PM_INFO
NodeGUID,PortGUID,PortNumber,LinkDownedCounter,SymbolErrorCounter,LinkDownedCounterExt,SymbolErrorCounterExt,PortXmitWaitExt
0x02acdcacd80208c8,0x02acdcacd80208c8,1,0,0,0,0,90112
0x02acdcacd80208c8,0x02acdcacd80208c8,2,0,NA,0,18446744073709551614,0
0x0200000000000201,0x0200000000000201,1,0,65535,0,70012,0
END_PM_INFO
`;

/** `ibstat` of a host; `last` is what the tool says at its end. */
export function tagged(text: string): string {
  return `Warning: Permanently added a host key\n${text
    .split('\n')
    .map((line) => `[1,0]<stdout>:${line}`)
    .join('\n')}`;
}
