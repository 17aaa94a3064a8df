export { type Language, usualLanguage } from "@demarche/workflows/languages"
export { cityOf } from "./cities.ts"
export { communicationText } from "./communicationText.ts"
export {
  briefDeadlineText,
  type DeadlineValue,
  type DueValue,
  dayText,
  deadlineText,
  dueText,
  instantDayText,
  instantText,
  instantTimeText,
  lastMinutesText,
  monthText,
  periodText,
  zoneText,
} from "./dates.ts"
export { eventText } from "./eventText.ts"
export { faultText } from "./faultText.ts"
export { fieldHint, fieldText } from "./fieldText.ts"
export { type HeadlineReading, headlines, planHeadline, stepText } from "./headline.ts"
export { isolated, lineText } from "./isolated.ts"
export { languageText, pickLanguage } from "./language.ts"
export { listText } from "./lists.ts"
export { notTakenText } from "./notTakenText.ts"
export { heldText, officeText, saysMore } from "./officeText.ts"
export { planFaultText } from "./planFaultText.ts"
export { reminderText } from "./reminderText.ts"
export { ruleText } from "./ruleText.ts"
export { runningText } from "./runningText.ts"
export { salutationText } from "./salutationText.ts"
export { signatureText } from "./signatureText.ts"
export { type StandingItem, stateText } from "./stateText.ts"
export { calledIn, type TitledEntry, titleIn, titleText } from "./titleText.ts"
export {
  type Args,
  argumentsOf,
  catalogue,
  type MessageKey,
  ruleSentence,
  translate,
  translateDynamic,
} from "./translate.ts"
export { bareId } from "./voice.ts"
export { warningText } from "./warningText.ts"
