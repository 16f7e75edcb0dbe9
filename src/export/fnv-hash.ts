const OFFSET = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;

/**
 * FNV-1a hash of a text (UTF-8), 64 bits as 16 hex digits: short names for long ones, and ids that follow from a name alone.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9923
 */
export function fnvHash(text: string): string {
  let hash = OFFSET;
  for (const byte of Buffer.from(text, 'utf8')) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * PRIME);
  return hash.toString(16).padStart(16, '0');
}
