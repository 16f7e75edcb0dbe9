import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Members of `package.json` that decide how a package is installed. */
interface Manifest {
  readonly [member: string]: unknown;
  readonly description: string;
  readonly files: readonly string[];
  readonly keywords: readonly string[];
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/** The AWS bindings of each host, and the version of Terraform's provider that they bind. */
const AWS = {
  cdktf: { exact: '21.22.1', provider: '6.25' },
  cdktn: { exact: '25.7.0', provider: '6.66', range: '>=25.5.0 <26.0.0' },
} as const;

/** Pages that speak of both packages. */
const OF_BOTH = new Set(['CHANGELOG.md', 'docs/host.md']);

/** What a package holds without being named in its `files`. */
const ALWAYS = ['LICENSE', 'README.md'];

/** Texts that name a version of the host or of its bindings: each must be found, lest the package speak of versions that it does not take. */
const VERSIONS: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`(@cdktn/provider-aws\`?) ${AWS.cdktf.exact.replaceAll('.', '\\.')}`, 'g'), `$1 ${AWS.cdktn.exact}`],
  [
    new RegExp(`it binds provider ${AWS.cdktf.provider.replace('.', '\\.')}`, 'g'),
    `it binds provider ${AWS.cdktn.provider}`,
  ],
  [/\bcdktn@0\.21\b/g, 'cdktn@0.24'],
  [/\bcdktn-cli@0\.21\b/g, 'cdktn-cli@0.24'],
];

/**
 * A program for `cdktf` as one for `cdktn`, its continuation by the community: import specifiers of the host, of this library and of bindings. Nothing else
 * is touched, so that names in files and states stay as they are.
 *
 * @param text - TypeScript, JavaScript or a declaration file
 */
export function hostProgram(text: string): string {
  return text
    .replace(/(\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)(['"`])cdktf(-ai-factory)?(?=\/|\2)/g, '$1$2cdktn$3')
    .replaceAll('@cdktf/provider-', '@cdktn/provider-');
}

/** A page for people: its programs, and the packages and commands that it names. */
function hostPage(text: string): string {
  return hostProgram(text)
    .replaceAll('cdktf-ai-factory', 'cdktn-ai-factory')
    .replace(/\bcdktf(?=-cli\b|@\d)/g, 'cdktn')
    .replace(/(npx |`)cdktf (?=synth|diff|deploy|destroy|init|get|list|output|plan|apply)/g, '$1cdktn ');
}

/** The manifest of the second package: the same versions of all but the host and its bindings. */
function hostManifest(manifest: Manifest): object {
  const kept = Object.entries(manifest).filter(([member]) => member !== 'scripts' && member !== 'devDependencies');
  const host = manifest.devDependencies['cdktn'];
  if (host === undefined) throw new Error("package.json: 'devDependencies' has no 'cdktn'");
  return {
    ...Object.fromEntries(kept),
    name: 'cdktn-ai-factory',
    description: manifest.description.replace('CDKTF', 'CDK Terrain'),
    keywords: manifest.keywords.map((word) => word.replace('cdktf', 'cdktn')),
    peerDependencies: {
      '@cdktn/provider-aws': AWS.cdktn.range,
      cdktn: `^${host}`,
      constructs: manifest.peerDependencies['constructs'],
    },
    peerDependenciesMeta: { '@cdktn/provider-aws': { optional: true } },
  };
}

/**
 * The package `cdktn-ai-factory`, made of a checkout in which `cdktf-ai-factory` is built.
 *
 * @returns content by path below the package
 * @throws Error where a text that names versions is no longer found
 */
export function cdktnPackage(root: string): Map<string, string> {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
  const files = new Map([['package.json', `${JSON.stringify(hostManifest(manifest), undefined, 2)}\n`]]);
  const unused = new Set(VERSIONS);
  for (const path of [...ALWAYS, ...manifest.files].flatMap((part) => filesOf(root, part))) {
    const text = readFileSync(join(root, path), 'utf8');
    const changed = path.endsWith('.md') ? hostPage(text) : hostProgram(text);
    files.set(path, OF_BOTH.has(path) ? text : withVersions(changed, unused));
  }
  for (const [pattern] of unused) throw new Error(`no file of the package says ${pattern.source}`);
  return files;
}

function withVersions(text: string, unused: Set<readonly [RegExp, string]>): string {
  return VERSIONS.reduce((result, version) => {
    const changed = result.replace(...version);
    if (changed !== result) unused.delete(version);
    return changed;
  }, text);
}

/** A file, or all files below a folder, sorted, with forward slashes. */
function filesOf(root: string, part: string): string[] {
  if (part.includes('.') || part === 'LICENSE') return [part];
  return readdirSync(join(root, part), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}
