import { DesignError } from '../../errors/design-error';
import { nvueSettings, readNvueConfig } from './read-nvue-config';
import { isSonicConfig, readSonicConfig } from './read-sonic-config';
import type { SwitchConfig } from './switch-config';

/**
 * Reads the configuration of a switch: SONiC's `config_db.json`, or NVUE's.
 *
 * @param value - what the file holds, as JSON or YAML gives it
 * @param file - its name, for errors
 * @throws DesignError `as-built/unknown-config`
 */
export function readSwitchConfig(value: unknown, file: string): SwitchConfig {
  if (isSonicConfig(value)) return readSonicConfig(value);
  const settings = nvueSettings(value);
  if (settings !== undefined) return readNvueConfig(settings);
  throw new DesignError('as-built/unknown-config', {
    problem: `'${file}' is no configuration of a switch in a known format`,
    remedy: "give SONiC's 'config_db.json', or the output of 'nv config show'",
    object: file,
  });
}
