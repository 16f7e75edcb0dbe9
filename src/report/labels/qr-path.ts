import qrcode from 'qrcode-generator';

/** A QR code as a path of squares of one unit, with its quiet zone around it. */
export interface QrPath {
  /** Modules along a side, quiet zone on both sides among them. */
  readonly size: number;
  /** Path of the dark modules. */
  readonly path: string;
}

/** Light modules around a QR code (ISO/IEC 18004). */
const QUIET_ZONE = 4;

/** The QR code of a text in UTF-8, of the smallest version that holds it, with error correction M (15 %). */
export function qrPath(text: string): QrPath {
  const code = qrcode(0, 'M');
  // The library takes each character for a byte.
  code.addData(String.fromCharCode(...new TextEncoder().encode(text)), 'Byte');
  code.make();
  const modules = code.getModuleCount();
  const runs: string[] = [];
  for (let row = 0; row < modules; row += 1) {
    let start = -1;
    for (let column = 0; column <= modules; column += 1) {
      const isDark = column < modules && code.isDark(row, column);
      if (isDark && start < 0) start = column;
      if (isDark || start < 0) continue;
      runs.push(`M${start + QUIET_ZONE} ${row + QUIET_ZONE}h${column - start}v1h-${column - start}z`);
      start = -1;
    }
  }
  return { size: modules + 2 * QUIET_ZONE, path: runs.join('') };
}
