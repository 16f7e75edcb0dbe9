import { DesignError } from '../../errors/design-error';
import { DesignErrors } from '../../errors/design-errors';
import { wholeNumberError } from '../placement/whole-number';
import type { StorageInput } from './storage-plan';

/**
 * Checks what a storage tier starts from, all problems at once.
 *
 * @throws DesignError `storage/no-demand`, `storage/invalid-number`, `storage/empty-block`
 */
export function checkStorageInput(input: StorageInput): void {
  const { name, block, capacityBytes, readBitsPerSecond, writeBitsPerSecond, blocks } = input;
  const owner = `storage '${name}'`;
  const blockOwner = `${owner}: block '${block.id}'`;
  const whole = (of: string, field: string, value: number | undefined, least: number): DesignError[] => {
    const error =
      value === undefined
        ? undefined
        : wholeNumberError({ code: 'storage/invalid-number', owner: of, field, value, least });
    return error === undefined ? [] : [error];
  };
  const errors = [
    ...whole(blockOwner, 'usableBytes', block.usableBytes, 0),
    ...whole(blockOwner, 'readBitsPerSecond', block.readBitsPerSecond, 0),
    ...whole(blockOwner, 'writeBitsPerSecond', block.writeBitsPerSecond, 0),
    ...whole(blockOwner, 'nodes', block.nodes, 1),
    ...whole(owner, 'capacityBytes', capacityBytes, 1),
    ...whole(owner, 'readBitsPerSecond', readBitsPerSecond, 1),
    ...whole(owner, 'writeBitsPerSecond', writeBitsPerSecond, 1),
    ...whole(owner, 'blocks', blocks, 1),
    ...emptyBlock(input, 'capacityBytes', capacityBytes, 'usableBytes', block.usableBytes),
    ...emptyBlock(input, 'readBitsPerSecond', readBitsPerSecond, 'readBitsPerSecond', block.readBitsPerSecond),
    ...emptyBlock(input, 'writeBitsPerSecond', writeBitsPerSecond, 'writeBitsPerSecond', block.writeBitsPerSecond),
  ];
  if ([capacityBytes, readBitsPerSecond, writeBitsPerSecond, blocks].every((demand) => demand === undefined)) {
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
function emptyBlock(
  { name, block }: StorageInput,
  asked: string,
  demand: number | undefined,
  given: string,
  amount: number,
): DesignError[] {
  if (demand === undefined || amount !== 0) return [];
  return [
    new DesignError('storage/empty-block', {
      problem: `storage '${name}' asks for '${asked}', and '${given}' of its block '${block.id}' is 0`,
      remedy: `give the block's '${given}', or take another block`,
      object: name,
      value: '0',
    }),
  ];
}
