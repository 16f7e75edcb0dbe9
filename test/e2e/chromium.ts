import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';

/** A browser that reads files and asks nobody for anything. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** Path of Debian's Chromium, or of another browser of its kind. */
function chromiumBinary(): string | undefined {
  for (const name of NAMES) {
    const { status, stdout } = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' });
    if (status === 0) return stdout.trim();
  }
  return undefined;
}

/** A browser of its own with an empty profile. */
export class Browser {
  private readonly profile = mkdtempSync(join(tmpdir(), 'aifactory-browser-'));
  private started: BrowserContext | undefined;

  /** Starts it. */
  public async start(): Promise<void> {
    this.started = await chromium.launchPersistentContext(this.profile, {
      executablePath: chromiumBinary() ?? 'chromium',
      headless: true,
      args: ARGUMENTS,
      offline: true,
      viewport: { width: 1_280, height: 800 },
    });
  }

  /** @throws where it was not started */
  public get context(): BrowserContext {
    if (this.started === undefined) throw new Error('the browser was not started');
    return this.started;
  }

  /** Ends it and takes its profile away. */
  public async stop(): Promise<void> {
    await this.started?.close();
    rmSync(this.profile, { recursive: true, force: true });
  }
}

/** `describe` for what needs a browser. Where there is none, its tests are skipped and a notice says so. */
export function describeWithChromium(name: string, define: () => void): void {
  const isPrintRead = spawnSync('sh', ['-c', 'command -v pdftotext']).status === 0;
  if (chromiumBinary() !== undefined && isPrintRead) {
    describe(name, define);
    return;
  }
  // Past jest's console, which `--silent` turns off.
  process.stderr.write(
    `notice: chromium or pdftotext not found, so '${name}' is skipped (packages: chromium, poppler-utils)\n`,
  );
  describe.skip(name, define);
}
