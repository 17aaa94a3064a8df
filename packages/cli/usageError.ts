import type { CommanderError } from "@commander-js/extra-typings"
import type { Language } from "@demarche/i18n"
import { messages } from "./messages.ts"

/** What is wrong with a command line, in the reader's language; what the parser of options says, where that is rare. */
export function usageError({ code, message }: CommanderError, language: Language): string {
  const { usage } = messages(language)
  const [, first = "", second = ""] = /'([^']*)'(?:[^']*'([^']*)')?/.exec(message) ?? []
  const [, near] = /\(Did you mean (?:one of )?(.+?)\?\)/.exec(message) ?? []
  const [, choices = ""] = /Allowed choices are (.+)\.$/.exec(message) ?? []
  const said = () => {
    switch (code) {
      case "commander.missingArgument":
        return usage.missingArgument(first)
      case "commander.optionMissingArgument":
        return usage.optionMissingArgument(first)
      case "commander.missingMandatoryOptionValue":
        return usage.missingMandatoryOptionValue(first)
      case "commander.unknownOption":
        return usage.unknownOption(first)
      case "commander.unknownCommand":
        return usage.unknownCommand(first)
      case "commander.invalidArgument":
        return choices ? usage.invalidArgument(first, second, choices) : undefined
    }
  }
  const wrong = said() ?? message.replace(/^error: /, "")
  return near ? usage.meant(wrong, near) : wrong
}
