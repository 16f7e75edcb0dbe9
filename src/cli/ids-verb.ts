import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';

import { findNetboxIds, type NetboxIds, renderNetboxIds } from '../export/netbox/netbox-ids';
import { isRegistered } from '../export/netbox/netbox-record';
import { netboxRecords } from '../export/netbox/netbox-records';
import { registeredInput } from '../export/netbox/planned-inventory';
import { isSharedModel } from '../export/netbox/shared-records';
import { writeFile } from '../files/file-writer';
import { count, counted, textTable } from '../report/in-figures';
import { provider5 } from '../targets/netbox/provider-5';
import { NetboxApi } from './netbox-api';
import { isAddress, levelOf, netboxAccess } from './verify-netbox';
import { asUsage, type CliContext, UsageError } from './cli-context';
import { readPlan } from './read-plan';

interface IdsFlags {
  readonly site?: string;
  readonly netbox?: string;
  readonly output?: string;
  readonly netboxLevel?: string;
  readonly shared?: true;
  readonly allowPlainHttp?: true;
  readonly dryRun?: true;
}

/** Objects of which NetBox holds several that are shown. */
const SHOWN = 20;

/**
 * Adds `aifactory ids`.
 *
 * @param program - the command line
 * @param context - where results go
 * @param end - takes the exit code: 0 each found object is one, 1 NetBox holds several of one
 */
export function addIdsVerb(program: Command, context: CliContext, end: (code: 0 | 1) => void): void {
  program
    .command('ids')
    .option('--site <file>', "plan of the site: the 'site.json' of a synthesis")
    .option('--netbox <address>', 'address of NetBox (token from NETBOX_API_TOKEN)')
    .option('--output <file>', "file to write (default: 'ids.csv' in this folder)")
    .option(
      '--shared',
      'ids of what belongs to all of NetBox, for the stack that makes it, in place of those of the site',
    )
    .option('--netbox-level <level>', 'racks, devices, interfaces or cables (default: the level of the plan)')
    .option('--allow-plain-http', 'let the token of NetBox go over http to another machine')
    .option('--dry-run', 'show what is there, and write nothing')
    .addHelpText(
      'after',
      `
NetBox is read and never changed. What is in a state already is imported again without a change.

Examples:
  $ aifactory ids --site cdktf.out/site/gasan/site.json --netbox https://netbox.example.com
  $ aifactory ids --site cdktf.out/site/gasan/site.json --netbox https://netbox.example.com --shared --output shared.csv`,
    )
    .action(async (flags: IdsFlags) => {
      const folder = context.cwd ?? process.cwd();
      const ids = await findIds(flags, folder, context);
      const path = flags.output ?? 'ids.csv';
      const isNew = !existsSync(resolve(folder, path));
      if (flags.dryRun !== true) writeFile(path, renderNetboxIds(ids), { folder });
      context.out(summary(ids, flags.dryRun === true ? undefined : { path, isNew }));
      end(ids.twins.length === 0 ? 0 : 1);
    });
}

async function findIds(flags: IdsFlags, folder: string, context: CliContext): Promise<NetboxIds> {
  const { site: file, netbox } = flags;
  if (file === undefined || netbox === undefined) {
    const missing = [...(file === undefined ? ["'--site'"] : []), ...(netbox === undefined ? ["'--netbox'"] : [])];
    throw new UsageError(
      `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing`,
      "give the plan of the site and the address of NetBox, as in 'aifactory ids --help'",
    );
  }
  if (!isAddress(netbox)) {
    throw new UsageError(
      `'${netbox}' is no address`,
      "give the address of NetBox, such as 'https://netbox.example.com'",
    );
  }
  const plan = readPlan(file, folder);
  const input = asUsage(() => registeredInput(plan));
  if (input === undefined) {
    throw new UsageError(
      `site '${plan.name}' is registered in no NetBox: its plan names no inventory of NetBox`,
      "give the program 'inventory: Inventory.netbox({ .. })' and synthesize it again",
    );
  }
  const level = flags.netboxLevel === undefined ? input.level : levelOf(flags.netboxLevel);
  const records = asUsage(() => netboxRecords(plan, { ...input, level }));
  const isShared = flags.shared === true;
  const api = new NetboxApi(netboxAccess(netbox, flags, context));
  return findNetboxIds(
    records.filter((record) => isRegistered(level, record.level)),
    (model) => isSharedModel(model) === isShared && provider5.canImport(model),
    ({ path, question }) => api.list(path, question),
  );
}

function summary({ lines, counts, twins }: NetboxIds, written: { path: string; isNew: boolean } | undefined): string {
  const registered = counts.reduce((sum, one) => sum + one.registered, 0);
  const rows = counts.map(({ model, ...one }) => [model, count(one.registered), count(one.found)]);
  const told = twins
    .slice(0, SHOWN)
    .map(
      ({ model, key, ids }) =>
        `several  ${model} ${key.join(' | ')}: NetBox holds it ${ids.length} times, as ${ids.join(', ')}`,
    );
  const more = twins.length > SHOWN ? [`.. and ${count(twins.length - SHOWN)} more`] : [];
  const remedy = twins.length === 0 ? [] : ['remedy: delete or rename all but one of each in NetBox, and run it again'];
  const file =
    written === undefined
      ? []
      : [`${written.isNew ? 'wrote' : 'wrote again'} ${written.path}: ${counted(lines.length, 'line')}`];
  return [
    textTable([['model', 'registered', 'in NetBox'], ...rows], ['left', 'right', 'right']).trimEnd(),
    ...told,
    ...more,
    ...remedy,
    `${count(lines.length)} of ${counted(registered, 'object')} are in NetBox already and will be imported, ${count(registered - lines.length)} will be created`,
    ...file,
    '',
  ].join('\n');
}
