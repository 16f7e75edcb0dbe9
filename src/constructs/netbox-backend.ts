import { HttpBackend, PgBackend, S3Backend, type TerraformStack } from '../host';
import type { NetboxBackendProps } from './netbox-props';

/** Gives a stack the backend of the inventory, under its own name; a stack that has one keeps it. */
export function addNetboxBackend(stack: TerraformStack, site: string, backend: NetboxBackendProps | undefined): void {
  if (backend === undefined || stack.node.children.some((child) => 'getRemoteStateDataSource' in child)) return;
  const name = stack.node.id;
  switch (backend.kind) {
    case 's3': {
      const { bucket, region, prefix = site } = backend;
      new S3Backend(stack, { bucket, region, key: `${prefix}/${name}.tfstate`, encrypt: true });
      // Locks are objects beside the state since Terraform 1.10; cdktf has no prop for it.
      stack.addOverride('terraform.backend.s3.use_lockfile', true);
      return;
    }
    case 'pg':
      // The database comes from PG_CONN_STR: an empty text here would take its place.
      new PgBackend(stack, { connStr: '', schemaName: name });
      stack.addOverride('terraform.backend.pg.conn_str', undefined);
      return;
    case 'http': {
      const address = `${backend.address.replace(/\/+$/, '')}/${name}`;
      new HttpBackend(stack, { address, lockAddress: address, unlockAddress: address });
    }
  }
}
