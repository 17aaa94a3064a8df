import { createApplication } from "@demarche/application/application"
import type { Texts } from "@demarche/event-store"
import { getEvents } from "./events.ts"
import { memo } from "./memo.ts"
import { systemClock } from "./systemClock.ts"
import { getViews } from "./views.ts"

/** In place of the texts, for a function that the stacks neither name nor grant their table. */
async function refuse(): Promise<never> {
  throw new Error("this function has no access to texts")
}
const noTexts: Texts = {
  put: refuse,
  get: refuse,
  async *scan() {
    yield await refuse()
  },
  erase: refuse,
  async [Symbol.asyncDispose]() {},
}

/** The application for functions that work on events and views alone. @throws Error that names a table's variable where the stacks did not set it. */
export const getApplicationWithoutTexts = memo(() =>
  createApplication({ events: getEvents(), views: getViews(), texts: noTexts }, systemClock),
)
