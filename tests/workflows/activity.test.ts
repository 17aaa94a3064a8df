import { test } from "vitest"
import { expectAllTold } from "./activity/stories.ts"

// The stories by theme, all told of one specification, which counts what they tell.
import "./activity/planning.ts"
import "./activity/consultation.ts"
import "./activity/drafting.ts"
import "./activity/versions.ts"
import "./activity/annexes.ts"
import "./activity/papers.ts"
import "./activity/corrigenda.ts"
import "./activity/checks.ts"
import "./activity/silence.ts"
import "./activity/objections.ts"
import "./activity/agreement.ts"
import "./activity/steps.ts"
import "./activity/kept.ts"
import "./activity/meetings.ts"
import "./activity/resets.ts"
import "./activity/correction.ts"
import "./activity/kinds.ts"
import "./activity/endings.ts"

test("every rule was refused and satisfied, every command taken, every state reached", () => {
  expectAllTold({ unsatisfiable: ["CONFIRM_VOID", "SILENCE_RUNNING"] })
})
