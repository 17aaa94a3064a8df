import { createApplication } from "@demarche/application/application"
import { getEvents } from "./events.ts"
import { memo } from "./memo.ts"
import { systemClock } from "./systemClock.ts"
import { getTexts } from "./texts.ts"
import { getViews } from "./views.ts"

/** The application over all three tables. @throws Error that names a table's variable where the stacks did not set it. */
export const getApplication = memo(() =>
  createApplication({ events: getEvents(), views: getViews(), texts: getTexts() }, systemClock),
)
