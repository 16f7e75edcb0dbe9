import { readFileSync } from 'node:fs';

import { importDeviceType, type ImportedType, type ImportSource } from '../report/catalog/import-device-type';
import { fileError } from './file-error';

/** Where a file is from, and where it is. */
export interface DeviceTypeOptions extends Omit<ImportSource, 'path'> {
  /**
   * Path of the file in its repository.
   *
   * @default - the path that it is read from
   */
  readonly path?: string;
}

/**
 * Reads a device type or rack type of NetBox's library, or a `platform.json` of SONiC, as `importDeviceType` does.
 *
 * @param file - path of the file
 * @param options - commit and month in which it was read, and its path in its repository
 * @throws DesignError `files/...` where the file cannot be read, and as `importDeviceType`
 */
export function deviceTypeFromFile(file: string, { path = file, ...source }: DeviceTypeOptions): ImportedType {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw fileError(error, file, 'read');
  }
  return importDeviceType(text, { path, ...source });
}
