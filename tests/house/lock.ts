import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "./files.ts"

interface Locked {
  version?: string
  dev?: boolean
  license?: string
  engines?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

export interface Lock {
  packages: Record<string, Locked>
}

const platform =
  /\b(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32|windows)-([a-z0-9]+)(-musl|-gnu)?/

/**
 * The packages for other platforms that locked packages name and the lock file does not hold. npm leaves them out where
 * it could not fetch them, and `npm ci` then refuses the lock file everywhere.
 */
export function missing({ packages }: Lock): [place: string, locked: Locked][] {
  return Object.values(packages).flatMap(({ dev, license, engines, optionalDependencies = {} }) =>
    Object.entries(optionalDependencies).flatMap(([name, version]): [string, Locked][] => {
      const place = `node_modules/${name}`
      const [, os, cpu, libc] = platform.exec(name) ?? []
      if (packages[place] || !os || !cpu) return []
      const built = { cpu: [cpu], ...(libc && { libc: [libc === "-musl" ? "musl" : "glibc"] }) }
      return [
        [
          place,
          {
            version,
            ...built,
            ...(dev && { dev }),
            license,
            optional: true,
            os: [os === "windows" ? "win32" : os],
            engines,
          } as Locked,
        ],
      ]
    }),
  )
}

const lockFile = join(root, "package-lock.json")

export const readLock = (): Lock => JSON.parse(readFileSync(lockFile, "utf8"))

/** `node tests/house/lock.ts` puts in what is missing. */
if (import.meta.main) {
  const lock = readLock()
  const found = missing(lock)
  const packages = Object.entries({ ...lock.packages, ...Object.fromEntries(found) })
  lock.packages = Object.fromEntries(packages.sort(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync(lockFile, `${JSON.stringify(lock, null, 2)}\n`)
  console.log(`${found.length} packages of other platforms added to the lock file`)
}
