import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';

import { type Claim, CLAIMS, type ClaimName } from '../../design/certificate/certificate';
import { proveSite, type ReadSite, sha256 } from '../../report/certificate/prove-site';
import { spellingHint } from '../../errors/design-error';
import { writeFile } from '../../files/file-writer';
import { counted } from '../../report/in-figures';
import { type CliContext, UsageError } from '../cli-context';
import { readPlan } from '../read-plan';

interface ProveFlags {
  readonly claims?: string;
  readonly before?: string;
  readonly out: string;
}

/** Adds `aifactory prove`. */
export function addProveVerb(program: Command, { out, cwd = process.cwd() }: CliContext): void {
  program
    .command('prove')
    .argument('<site>', "plan of the site: the 'site.json' of a synthesis")
    .option('--claims <list>', `which, parted by commas: ${CLAIMS.join(', ')} (default: all; growth with '--before')`)
    .option('--before <file>', "the 'site.json' of the state before, for the claim growth")
    .option('--out <file>', 'certificate to write', 'certificate.json')
    .addHelpText(
      'after',
      `
It writes what is claimed with a witness each. 'scripts/check-certificate.py' checks it against the plan without this package; docs/certificates.md has the format.

Examples:
  $ aifactory prove cdktf.out/site/gasan/site.json
  $ aifactory prove site.json --claims single-loss,cable-reach --out certificate.json`,
    )
    .action((site: string, { claims, before, out: file }: ProveFlags) => {
      const asked =
        claims === undefined ? CLAIMS.filter((each) => each !== 'growth' || before !== undefined) : claimsOf(claims);
      const was = before === undefined ? undefined : readSite(before, cwd);
      const certificate = proveSite(readSite(site, cwd), asked, was);
      writeFile(file, `${JSON.stringify(certificate)}\n`, { folder: cwd });
      out(`${[...certificate.claims.map(claimText), `certificate: ${file}`].join('\n')}\n`);
    });
}

/** A claim on one line. */
function claimText(claim: Claim): string {
  switch (claim.claim) {
    case 'single-loss':
      return `single-loss: no loss of one node or feed darkens more than ${counted(claim.racks, 'rack')}, of ${counted(claim.losses.length, 'loss', 'losses')}`;
    case 'capacity':
      return `capacity: ${claim.more} more of '${claim.cluster}' fit by racks, zones and contract, ${claim.more + 1} do not; full first: ${claim.full}`;
    case 'non-blocking':
      return `non-blocking: a matching of each switch below the top, in ${counted(claim.fabrics.length, 'fabric')}`;
    case 'cable-reach':
      return `cable-reach: ${counted(
        claim.networks.reduce((sum, { cables }) => sum + cables, 0),
        'cable',
      )} within the reach of their medium`;
    default:
      return `growth: ${counted(claim.places[0], 'place')} and ${counted(claim.cables[0], 'link')} are as they were`;
  }
}

function readSite(path: string, folder: string): ReadSite {
  const plan = readPlan(path, folder);
  return { plan, sha256: sha256(readFileSync(resolve(folder, path))) };
}

function claimsOf(text: string): readonly ClaimName[] {
  const asked = [...new Set(text.split(',').map((each) => each.trim()))];
  return asked.map((each) => {
    const found = CLAIMS.find((name) => name === each);
    if (found !== undefined) return found;
    const hint = spellingHint(each, CLAIMS);
    throw new UsageError(
      `there is no claim '${each}'`,
      hint === undefined ? `give some of ${CLAIMS.join(', ')}` : `did you mean '${hint}'?`,
    );
  });
}
