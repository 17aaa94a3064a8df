/** Wakes those who follow a log when a commit is appended. */
export function createSignal() {
  const waiting = new Set<() => void>()
  return {
    /** Wakes everyone who waits. */
    ring(): void {
      for (const wake of waiting) wake()
    },
    /** Resolves at the next `ring`, when `signal` aborts, or after `milliseconds` where given. */
    wait(signal: AbortSignal, milliseconds?: number): Promise<void> {
      return new Promise((resolve) => {
        const timer = milliseconds === undefined ? undefined : setTimeout(wake, milliseconds)
        function wake() {
          clearTimeout(timer)
          waiting.delete(wake)
          signal.removeEventListener("abort", wake)
          resolve()
        }
        waiting.add(wake)
        signal.addEventListener("abort", wake)
        if (signal.aborted) wake()
      })
    },
  }
}

export type Signal = ReturnType<typeof createSignal>
