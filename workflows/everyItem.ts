import * as z from "zod"
import { type CommandList, steering } from "./commandList.ts"
import { DueRule, movedBy } from "./due.ts"
import { Line, OwnerId, TextRef } from "./terms.ts"

/** What may be asked of whatever is owed: when it is due, and who owes it. */
export const owing = {
  setDue: {
    fields: () => ({ rules: z.array(DueRule).max(10) }),
    emits: ["DueSet"],
    offices: [...steering, "system"],
    beforeAdoption: true,
  },
  recordDue: {
    fields: () => movedBy,
    emits: ["DueRecorded"],
    offices: ["system"],
    beforeAdoption: true,
  },
  assignOwner: {
    fields: () => ({ owner: OwnerId }),
    emits: ["OwnerAssigned"],
    offices: ["coordinator"],
    beforeAdoption: true,
  },
} satisfies CommandList<"DueSet" | "DueRecorded" | "OwnerAssigned">

/** What may be asked at the end of a cycle of whatever is still open: that it goes on in the following one, which `to` names. */
export const carrying = {
  carryOver: { fields: () => ({ to: Line }), emits: ["CarriedOver"], offices: steering },
} satisfies CommandList<"CarriedOver">

/** What may be asked at any time of an item that agrees no text: that one of its texts be erased. */
export const erasing = {
  redact: {
    fields: () => ({ text: TextRef }),
    emits: ["TextRedacted"],
    offices: ["secretariat"],
    afterClose: true,
    beforeAdoption: true,
  },
} satisfies CommandList<"TextRedacted">
