/** The version of what was recorded up to an instant (UTC), as a weak ETag. */
export function versionAt(instant: string): string {
  return `W/"${instant}"`
}

/** The instant of a version; undefined for what is none. */
export function instantOf(version: string | undefined): string | undefined {
  return version?.match(/^W\/"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)"$/)?.[1]
}
