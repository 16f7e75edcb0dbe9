import type { DrawReading } from '../../../src/design/commissioning/measurement';
import { isRedfish, readRedfish } from '../../../src/design/commissioning/read-redfish';
import { isIpmitool, readIpmitool } from '../../../src/design/commissioning/read-sensors';
import { drawOwner, supplyOf } from '../../../src/design/commissioning/read-sensors';

/** Readings in watts as `<whose> <name> <watts>`. */
function told(draws: readonly DrawReading[]): string[] {
  return draws.map(({ of, name, watts, isAverage }) => `${of} ${name} ${watts}${isAverage === true ? ' average' : ''}`);
}

describe('ipmitool', () => {
  test('tells temperatures with the status of the sensor, and a limit where the line has thresholds', () => {
    const { temperatures } = readIpmitool(
      [
        'Inlet Temp       | 25 degrees C      | ok',
        'Exhaust Temp     | 61 degrees C      | cr',
        'Side Temp        | -3 degrees C      |',
        'GPU1 Temp        | 45.000     | degrees C  | ok    | na        | na        | na        | 85.000    | 90.000    | na',
        'Fan 1            | 9000 RPM          | ok',
      ].join('\n'),
    );
    expect(temperatures).toEqual([
      { sensor: 'Inlet Temp', celsius: 25, isGood: true, status: 'ok' },
      { sensor: 'Exhaust Temp', celsius: 61, isGood: false, status: 'cr' },
      { sensor: 'Side Temp', celsius: -3, isGood: true, status: 'no status' },
      { sensor: 'GPU1 Temp', celsius: 45, limitCelsius: 90, isGood: true, status: 'ok' },
    ]);
  });

  test('tells every reading in watts with what it is of', () => {
    const lines = [
      '    Instantaneous power reading:                  5000 Watts',
      '    Average power reading over sample period:     4800 Watts',
      'Total Power      | 4000 Watts        | ok',
      'PSU1 Input Power | 100 Watts         | ok',
      'PSU1 Pwr Out     | 90 Watts          | ok',
      'GPU_Total_Power  | 3000 Watts        | ok',
      'Board            | 700 Watts         | ok',
    ];
    expect(told(readIpmitool(lines.join('\n')).draws)).toEqual([
      'device DCMI power reading 5000',
      'device DCMI power reading 4800 average',
      'device Total Power 4000',
      'supply PSU1 Input Power 100',
      'output PSU1 Pwr Out 90',
      'part GPU_Total_Power 3000',
      'unknown Board 700',
    ]);
  });

  test('takes no reading of a DCMI that is switched off, nor one of 0', () => {
    const off = '    Instantaneous power reading:   0 Watts\n    Power reading state is:                   deactivated';
    expect(readIpmitool(off).draws).toEqual([]);
  });

  test('tells the health of what is no temperature', () => {
    const { health } = readIpmitool(
      [
        'Fan 1            | 9800 RPM          | ok',
        'Fan 2            | 0 RPM             | cr',
        'PS1 Status       | C8h | ok  | 10.1 | Presence detected',
        'PS2 Status       | C9h | ok  | 10.2 | Presence detected, Failure detected, Power Supply AC lost',
        'PS Redundancy    | 77h | ok  |  7.1 | Redundancy Degraded',
        'Drive 3          | 80h | ns  |  4.1 | No Reading',
      ].join('\n'),
    );
    expect(health.filter(({ isGood }) => !isGood).map(({ sensor, status }) => `${sensor}: ${status}`)).toEqual([
      'Fan 2: cr',
      'PS2 Status: Presence detected, Failure detected, Power Supply AC lost',
      'PS Redundancy: Redundancy Degraded',
    ]);
    expect(health.filter(({ isGood }) => isGood)).toHaveLength(2);
  });

  test('reads the table of FreeIPMI as well', () => {
    const { draws, temperatures } = readIpmitool(
      [
        'ID | Name          | Type         | State    | Reading | Units | Event',
        "70 | PWR_PSU0      | Power Supply | Nominal  | 780.00  | W     | 'OK'",
        '71 | PWR_PSU1      | Power Supply | N/A      | N/A     | W     | N/A',
        "12 | TEMP_AMBIENT  | Temperature  | Critical | 51.00   | C     | 'At or Above (>=) Upper Critical Threshold'",
      ].join('\n'),
    );
    expect(told(draws)).toEqual(['supply PWR_PSU0 780']);
    expect(temperatures).toEqual([{ sensor: 'TEMP_AMBIENT', celsius: 51, isGood: false, status: 'cr' }]);
  });

  test('is known by its columns, or by its reading', () => {
    expect(['a | b | c', 'a | b', 'Instantaneous power reading: 5 Watts', 'text'].map(isIpmitool)).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});

describe('Redfish', () => {
  test('tells temperatures with the lower of their upper limits, and health', () => {
    const Temperatures = [
      {
        Name: 'Inlet',
        ReadingCelsius: 25,
        UpperThresholdNonCritical: 40,
        UpperThresholdCritical: 45,
        Status: { Health: 'OK' },
      },
      {
        Name: 'GPU',
        ReadingCelsius: 80,
        UpperThresholdNonCritical: 0,
        UpperThresholdCritical: 90,
        Status: { Health: 'Warning' },
      },
      { ReadingCelsius: 5 },
      { Name: 'off', ReadingCelsius: null },
    ];
    expect(readRedfish({ Temperatures }).temperatures).toEqual([
      { sensor: 'Inlet', celsius: 25, limitCelsius: 40, isGood: true, status: 'OK' },
      { sensor: 'GPU', celsius: 80, limitCelsius: 90, isGood: false, status: 'Warning' },
      { sensor: 'sensor', celsius: 5, isGood: true, status: 'no health' },
    ]);
    const TemperatureReadingsCelsius = [
      { DeviceName: 'GPU_1', Reading: 60 },
      { PhysicalContext: 'Intake', Reading: 20 },
    ];
    expect(readRedfish({ TemperatureReadingsCelsius }).temperatures.map(({ sensor }) => sensor)).toEqual([
      'GPU_1',
      'Intake',
    ]);
  });

  test('tells whose a control is, and an average where nothing of now is told', () => {
    const PowerControl = [
      { Name: 'Server Power Control', PowerConsumedWatts: null, PowerMetrics: { AverageConsumedWatts: 690 } },
      { Name: 'CPU Sub-system Power', PowerConsumedWatts: 300 },
      { PowerConsumedWatts: 0 },
    ];
    const PowerSupplies = [
      { MemberId: '0', Name: 'PS1', PowerInputWatts: 350, Status: { State: 'Enabled', Health: 'OK' } },
      { MemberId: '1', Name: 'PS2', PowerInputWatts: 340, Status: { State: 'Absent' } },
      { MemberId: '2', Name: 'PS3', Status: { State: 'Enabled', HealthRollup: 'Critical' } },
    ];
    const { draws, health } = readRedfish({ PowerControl, PowerSupplies });
    expect(told(draws)).toEqual([
      'device Server Power Control 690 average',
      'part CPU Sub-system Power 300',
      'supply PS1 350',
    ]);
    expect(health).toEqual([
      { sensor: 'PS1', isGood: true, status: 'OK' },
      { sensor: 'PS3', isGood: false, status: 'Critical' },
    ]);
  });

  test.each([
    ['/redfish/v1/Chassis/1/EnvironmentMetrics', 'device'],
    ['/redfish/v1/Chassis/System.Embedded.1/EnvironmentMetrics', 'device'],
    ['/redfish/v1/Chassis/HGX_GPU_SXM_1/EnvironmentMetrics', 'part'],
    ['/redfish/v1/Chassis/HGX_Chassis_0/EnvironmentMetrics', 'part'],
    ['/redfish/v1/Systems/1/Processors/CPU_0/EnvironmentMetrics', 'part'],
    ['/redfish/v1/Systems/1/Memory/DIMM_3/EnvironmentMetrics', 'part'],
    ['/redfish/v1/Chassis/1/ThermalSubsystem/ThermalMetrics', 'part'],
    ['/redfish/v1/Chassis/1/ThermalSubsystem/Fans/3', 'part'],
    ['', 'unknown'],
  ])("watts of the metrics at '%s' are of: %s", (address, of) => {
    const { draws } = readRedfish({ ...(address !== '' && { '@odata.id': address }), PowerWatts: { Reading: 5 } });
    expect(draws.map((each) => each.of)).toEqual([of]);
    expect(readRedfish({ PowerWatts: 5 }).draws).toEqual([]);
  });

  test('reads single sensors and collections of them', () => {
    const sensor = (id: string, ReadingType: string, Reading: number, more: object = {}): object => ({
      '@odata.type': '#Sensor.v1_9_0.Sensor',
      '@odata.id': `/redfish/v1/Chassis/1/Sensors/${id}`,
      Id: id,
      ReadingType,
      Reading,
      ...more,
    });
    const { draws, temperatures } = readRedfish({
      Members: [
        sensor('TotalPower', 'Power', 9_000),
        sensor('PSU3_InputPower', 'Power', 1_500),
        sensor('GPU_2_Power', 'Power', 700),
        sensor('P0', 'Power', 400, { PhysicalContext: 'CPU' }),
        sensor('Misc', 'Power', 12),
        sensor('Inlet', 'Temperature', 24, {
          Thresholds: { UpperCaution: { Reading: 35 }, UpperFatal: { Reading: 50 } },
        }),
        sensor('Rail', 'Voltage', 12),
      ],
    });
    expect(told(draws)).toEqual([
      'device TotalPower 9000',
      'supply PSU3_InputPower 1500',
      'part GPU_2_Power 700',
      'part P0 400',
      'unknown Misc 12',
    ]);
    expect(temperatures).toEqual([
      { sensor: 'Inlet', celsius: 24, limitCelsius: 35, isGood: true, status: 'no health' },
    ]);
  });

  test('takes a fatal limit where there is no other, health from the roll-up, and nothing of a sensor that is absent', () => {
    const Temperatures = [
      {
        Name: 'a',
        ReadingCelsius: 70,
        UpperThresholdNonCritical: 0,
        UpperThresholdCritical: null,
        UpperThresholdFatal: 75,
      },
      { Name: 'b', ReadingCelsius: 70, Status: { Health: 'OK', HealthRollup: 'Critical' } },
      { Name: 'c', ReadingCelsius: 0, Status: { State: 'Absent' } },
    ];
    expect(readRedfish({ Temperatures }).temperatures).toEqual([
      { sensor: 'a', celsius: 70, limitCelsius: 75, isGood: true, status: 'no health' },
      { sensor: 'b', celsius: 70, isGood: false, status: 'Critical' },
    ]);
  });

  test('is known by its members', () => {
    expect([{ PowerWatts: 1 }, { Temperatures: [] }, { Fans: [] }, [], null].map(isRedfish)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('names of sensors in watts', () => {
  test.each([
    ['PWR_PSU0', 'supply', '0'],
    ['PSU1_PIN', 'supply', '1'],
    ['PSU1_POUT', 'output', '1'],
    ['ps0_input_power', 'supply', '0'],
    ['ps0_output_power', 'output', '0'],
    ['Power Supply 2', 'supply', '2'],
    ['PW1 Input Power', 'supply', '1'],
    ['Pwr Consumption', 'device', undefined],
    ['System Board Pwr Consumption', 'device', undefined],
    ['Power Meter', 'device', undefined],
    ['Sys Power', 'device', undefined],
    ['POWER_USAGE', 'device', undefined],
    ['Total_Power', 'device', undefined],
    ['total_power', 'device', undefined],
    ['PSU_Total_Input_Power', 'device', undefined],
    ['Input Power', 'device', undefined],
    ['CPU Power', 'part', undefined],
    ['MEM Power', 'part', undefined],
    ['System Fan Power', 'part', undefined],
    ['HGX_Chassis_0_TotalGPU_Power_0', 'part', undefined],
    ['Power Limit', 'limit', undefined],
    ['Peak System Power', 'limit', undefined],
    ['p0_power', 'unknown', undefined],
    ['HSC Input Power', 'unknown', undefined],
  ])("'%s' is of: %s", (name, of, supply) => {
    expect(drawOwner(name)).toBe(of);
    if (of === 'supply') expect(supplyOf(name)).toBe(supply);
  });
});
