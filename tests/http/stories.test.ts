import { stories } from "./stories.ts"

stories("on one machine")
