import { DataRate } from '../units/data-rate';
import { Length } from '../units/length';
import { cite } from './cite';
import { defineCable } from './define-network';

const NVIDIA = 'NVIDIA';
const guide = cite('lin-cab', 'published');

function metres(...lengths: readonly number[]): readonly Length[] {
  return lengths.map((length) => Length.metres(length));
}

/** Copper cables of the catalogue. */
export const cables = {
  MCP4Y10: defineCable({
    id: 'mcp4y10',
    model: 'MCP4Y10',
    manufacturer: NVIDIA,
    medium: 'passive-copper',
    from: guide('OSFP'),
    to: guide({ connector: 'OSFP', count: 1 }),
    rate: guide(DataRate.gigabitsPerSecond(800)),
    lengths: guide(metres(0.5, 1, 1.5, 2)),
    maxMilliwatts: guide(100),
  }),
  MCP7Y00: defineCable({
    id: 'mcp7y00',
    model: 'MCP7Y00',
    manufacturer: NVIDIA,
    medium: 'passive-copper',
    from: guide('OSFP'),
    to: guide({ connector: 'OSFP', count: 2 }),
    lengths: guide(metres(1, 1.5, 2, 2.5, 3)),
    maxMilliwatts: guide(100),
  }),
  MCP7Y10: defineCable({
    id: 'mcp7y10',
    model: 'MCP7Y10',
    manufacturer: NVIDIA,
    medium: 'passive-copper',
    from: guide('OSFP'),
    to: guide({ connector: 'QSFP112', count: 2 }),
    range: guide({ min: Length.metres(1), max: Length.metres(3) }),
    maxMilliwatts: guide(100),
  }),
  /** Four ends of 200G each. Its lengths are absent. */
  MCP7Y50: defineCable({
    id: 'mcp7y50',
    model: 'MCP7Y50',
    manufacturer: NVIDIA,
    medium: 'passive-copper',
    from: guide('OSFP'),
    to: guide({ count: 4 }),
  }),
  /** Four ends of 200G each. Its lengths are absent. */
  MCP7Y40: defineCable({
    id: 'mcp7y40',
    model: 'MCP7Y40',
    manufacturer: NVIDIA,
    medium: 'passive-copper',
    from: guide('OSFP'),
    to: guide({ count: 4 }),
  }),
  /** Active copper as a kind; the guides give its lengths but no one order number. */
  ACC: defineCable({
    id: 'acc',
    model: 'Active copper cable',
    manufacturer: NVIDIA,
    medium: 'active-copper',
    lengths: guide(metres(4, 5)),
  }),
} as const;
