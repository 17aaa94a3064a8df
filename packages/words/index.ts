export { cityOf } from "./cities.ts"
export {
  type Deadline,
  type Due,
  dayText,
  deadlineText,
  dueText,
  instantText,
  monthText,
  quarterText,
} from "./dates.ts"
export { eventText, type Reading } from "./eventText.ts"
export { pickLanguage } from "./language.ts"
export { listText } from "./lists.ts"
export {
  type Args,
  argumentsOf,
  catalogue,
  type Key,
  type Language,
  phrase,
  ruleSentence,
  sentence,
} from "./sentence.ts"
export { stateText } from "./stateText.ts"
