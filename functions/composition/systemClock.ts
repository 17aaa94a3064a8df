/** Now, as an RFC 3339 instant in UTC with milliseconds. */
export const systemClock = () => new Date().toISOString()
