import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** All files below a folder by their path from it, with their texts. */
export function writtenFiles(folder: string, below = ''): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  if (!existsSync(join(folder, below))) return files;
  for (const name of readdirSync(join(folder, below)).sort()) {
    const path = below === '' ? name : `${below}/${name}`;
    if (statSync(join(folder, path)).isDirectory()) for (const entry of writtenFiles(folder, path)) files.set(...entry);
    else files.set(path, readFileSync(join(folder, path), 'utf8'));
  }
  return files;
}
