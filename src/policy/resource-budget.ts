/**
 * Resources that one Terraform state holds at most.
 *
 * An apply of 2,000 `terraform_data` with the local backend took 133 to 167 s (Terraform 1.11.4, 2 cores), of 4,000 more than five minutes.
 */
export const RESOURCE_BUDGET = 2_000;
