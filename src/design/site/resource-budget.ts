/**
 * Resources that one Terraform state holds at most.
 *
 * @see the measured plan and apply times of `terraform_data`: an apply of 2,000 with the local backend took over two minutes, of 4,000 more than five
 */
export const RESOURCE_BUDGET = 2_000;
