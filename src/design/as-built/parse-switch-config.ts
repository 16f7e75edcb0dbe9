import { DesignError } from '../../errors/design-error';
import { nvueSettings, readNvueConfig } from './read-nvue-config';
import { isSonicConfig, readSonicConfig } from './read-sonic-config';
import type { SwitchConfig } from './switch-config';

/**
 * Reads the configuration of a switch: SONiC's `config_db.json`, or NVUE's as JSON.
 *
 * @param text - the file
 * @param file - its name, for errors
 * @throws DesignError `as-built/unknown-config`
 */
export function parseSwitchConfig(text: string, file: string): SwitchConfig {
  const json = readJson(text);
  if (isSonicConfig(json)) return readSonicConfig(json);
  const settings = nvueSettings(json);
  if (settings !== undefined) return readNvueConfig(settings);
  throw new DesignError('as-built/unknown-config', {
    problem: `'${file}' is no configuration of a switch in a known format`,
    remedy: "give SONiC's 'config_db.json', or the output of 'nv config show --output json'",
    object: file,
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
