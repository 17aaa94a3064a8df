/** A variable that the stacks set. @throws Error that names it where they did not. */
export function variable(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name}: is not set`)
  return value
}
