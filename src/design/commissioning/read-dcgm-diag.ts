import { isMembers } from '../as-built/lldp-values';
import type { DiagnosticResult } from './measurement';

const ROOTS = ['DCGM Diagnostic', 'DCGM GPU Diagnostic'];

/** Whether a value is what `dcgmi diag --json` prints. */
export function isDcgmDiag(value: unknown): value is Readonly<Record<string, unknown>> {
  return isMembers(value) && ROOTS.some((root) => isMembers(value[root]));
}

/**
 * Reads `dcgmi diag --json`, of DCGM 3 (`gpu_ids`, `warnings` as text) and of DCGM 4 (`entity_group`, `entity_id`, `warnings` as a list).
 *
 * @see https://docs.nvidia.com/datacenter/dcgm/latest/user-guide/dcgm-diagnostics.html
 */
export function readDcgmDiag(value: Readonly<Record<string, unknown>>): DiagnosticResult[] {
  const root = ROOTS.map((name) => value[name]).find(isMembers) ?? {};
  return listOf(root['test_categories']).flatMap((category) =>
    listOf(category['tests']).flatMap((test) => {
      const name = textOf(test['name']);
      return listOf(test['results']).map((result): DiagnosticResult => {
        const warning = warningOf(result['warnings']);
        return {
          test: name,
          entity: entityOf(result),
          status: textOf(result['status']),
          ...(warning === '' ? {} : { text: warning }),
        };
      });
    }),
  );
}

function entityOf(result: Readonly<Record<string, unknown>>): string {
  if (result['entity_id'] !== undefined) {
    return `${textOf(result['entity_group']) || 'entity'} ${textOf(result['entity_id'])}`;
  }
  const gpus = textOf(result['gpu_ids'] ?? result['gpu_id']);
  return gpus === '' ? '' : `GPU ${gpus}`;
}

function warningOf(value: unknown): string {
  if (Array.isArray(value))
    return value.map((each: unknown) => (isMembers(each) ? textOf(each['warning']) : textOf(each))).join(' ');
  return textOf(value);
}

function listOf(value: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isMembers) : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
