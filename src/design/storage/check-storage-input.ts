import { DesignError, DesignErrors } from '../../errors/design-error';
import type { StorageInput } from '../../model/storage-plan';
import { wholeNumberError } from '../placement/whole-number';
import { checkpointErrors } from './check-checkpoint';
import { checkpointDemand } from './checkpoint';
import { type Asked, askedOf } from './storage-needs';

/** Members that size a tier: one of them must be there. */
const DEMANDS = [
  'capacityBytes',
  'readBitsPerSecond',
  'writeBitsPerSecond',
  'checkpoint',
  'level',
  'files',
  'metadataOperationsPerSecond',
  'blocks',
] as const satisfies readonly (keyof StorageInput)[];

/**
 * Checks what a storage tier starts from, all problems at once.
 *
 * @throws DesignError `storage/no-demand`, `storage/invalid-number`, `storage/empty-block`, `storage/block-fact-missing`, and those of its checkpoints
 */
export function checkStorageInput(input: StorageInput): void {
  const { name, block, checkpoint } = input;
  const owner = `storage '${name}'`;
  const blockOwner = `${owner}: block '${block.id}'`;
  const whole = (of: string, field: string, value: number | undefined, least: number): DesignError[] => {
    const error =
      value === undefined
        ? undefined
        : wholeNumberError({ code: 'storage/invalid-number', owner: of, field, value, least });
    return error === undefined ? [] : [error];
  };
  const wrongCheckpoint = checkpoint === undefined ? [] : checkpointErrors(owner, checkpoint);
  const errors = [
    ...whole(blockOwner, 'usableBytes', block.usableBytes, 0),
    ...whole(blockOwner, 'readBitsPerSecond', block.readBitsPerSecond, 0),
    ...whole(blockOwner, 'writeBitsPerSecond', block.writeBitsPerSecond, 0),
    ...whole(blockOwner, 'nodes', block.nodes, 1),
    ...whole(blockOwner, 'files', block.files, 1),
    ...whole(blockOwner, 'metadataOperationsPerSecond', block.metadataOperationsPerSecond, 1),
    ...whole(blockOwner, 'portBitsPerSecond', block.portBitsPerSecond, 1),
    ...whole(owner, 'capacityBytes', input.capacityBytes, 1),
    ...whole(owner, 'readBitsPerSecond', input.readBitsPerSecond, 1),
    ...whole(owner, 'writeBitsPerSecond', input.writeBitsPerSecond, 1),
    ...whole(owner, 'files', input.files, 1),
    ...whole(owner, 'metadataOperationsPerSecond', input.metadataOperationsPerSecond, 1),
    ...whole(owner, 'level.systems', input.level?.systems, 1),
    ...whole(owner, 'tolerates.blocks', input.tolerates?.blocks, 0),
    ...whole(owner, 'blocks', input.blocks, 1),
    ...wrongCheckpoint,
    ...askedOf(
      input,
      checkpoint !== undefined && wrongCheckpoint.length === 0 ? { checkpoint: checkpointDemand(checkpoint) } : {},
    ).flatMap((one) => blockErrors(input, one)),
  ];
  if (DEMANDS.every((demand) => input[demand] === undefined)) {
    errors.push(
      new DesignError('storage/no-demand', {
        problem: `${owner} has nothing to meet`,
        remedy: "ask for 'capacityBytes', 'readBitsPerSecond' or 'writeBitsPerSecond', or set 'blocks'",
        object: name,
      }),
    );
  }
  DesignErrors.throwAll(errors);
}

/** A block that gives nothing of what is asked for, so that no number of blocks is enough. */
function blockErrors({ name, block }: StorageInput, { by, given, asked, ofBlock }: Asked): DesignError[] {
  if (asked === undefined) return [];
  if (ofBlock === undefined) {
    return [
      new DesignError('storage/block-fact-missing', {
        problem: `storage '${name}' asks for '${by}', and its block '${block.id}' does not state '${given}'`,
        remedy: `state '${given}' of the block with its source, or leave '${by}' out`,
        object: name,
      }),
    ];
  }
  if (ofBlock !== 0) return [];
  return [
    new DesignError('storage/empty-block', {
      problem: `storage '${name}' asks for '${by}', and '${given}' of its block '${block.id}' is 0`,
      remedy: `give the block's '${given}', or take another block`,
      object: name,
      value: '0',
    }),
  ];
}
