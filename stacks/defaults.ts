/** Defaults for every function and role; imported before any of them is made. */

/** SST lets the whole account assume a function's role. `sst dev` needs that; a deployed function does not. */
if (!$dev)
  $transform(aws.iam.Role, (args) => {
    args.assumeRolePolicy = $output(args.assumeRolePolicy).apply(withoutAccount)
  })

$transform(sst.aws.Function, (args) => {
  args.runtime ??= "nodejs24.x"
  args.architecture ??= "arm64"
  args.memory ??= "512 MB"
  args.timeout ??= "1 minute"
  args.logging ??= { retention: "1 month" }
  args.nodejs ??= { minify: true, splitting: true, esbuild: { keepNames: false } }
})

/** The trust policy without the account in statements that trust a service. */
export function withoutAccount(policy: string | aws.iam.PolicyDocument): string {
  const document = typeof policy === "string" ? JSON.parse(policy) : policy
  const Statement = [document.Statement].flat().map(({ Principal: { AWS, ...others }, ...statement }) => ({
    ...statement,
    Principal: AWS && !others.Service ? { AWS, ...others } : others,
  }))
  return JSON.stringify({ ...document, Statement })
}
