import { type Act, type Office, Visibility } from "./terms.ts"

const coordination: Office[] = ["coordinator", "isu"]
const steering: Office[] = ["coordinator", "presidency"]
const importing: Office[] = ["coordinator", "presidency", "isu", "system"]
const members: Office[] = ["coordinator", "presidency", "thematicCoordinator", "delegate", "isu"]
const invited: Office[] = [...members, "genderFocalPoint", "partner"]
const everyone: Office[] = [...invited, "observer", "auditor"]

/** The one table of who may do what: workflow, command, the offices that may. What it does not name is refused. */
export const offices = {
  plan: {
    propose: importing,
    finishImport: importing,
    adopt: steering,
    amend: importing,
    addMeeting: ["coordinator", "presidency", "isu"],
    moveMeeting: ["coordinator", "presidency", "isu"],
    grantMandate: ["presidency", "isu"],
    endMandate: ["presidency", "isu"],
    addPerson: ["presidency", "isu"],
    updatePerson: ["presidency", "isu", "system"],
    endPerson: ["presidency", "isu"],
    failAddress: ["system"],
    closeCycle: ["presidency"],
    redact: ["isu"],
  },
  activity: {
    plan: importing,
    amend: importing,
    decideFeasibility: ["coordinator"],
    expandPlaceholder: ["coordinator"],
    openConsultation: ["coordinator"],
    recordInput: invited,
    closeConsultation: coordination,
    waiveConsultation: ["coordinator"],
    startDrafting: ["coordinator"],
    addDraft: coordination,
    recordCheck: ["coordinator", "presidency", "isu", "genderFocalPoint"],
    requestClearance: ["coordinator"],
    clearDraft: coordination,
    circulate: coordination,
    extendSilence: ["coordinator", "presidency", "isu"],
    voidSilence: ["coordinator"],
    object: members,
    withdrawObjection: members,
    resolveObjection: ["coordinator"],
    support: members,
    comment: [...invited, "observer"],
    agree: ["coordinator"],
    returnToConsultation: ["coordinator"],
    reopen: steering,
    reportProgress: coordination,
    conclude: ["coordinator"],
    reachMilestone: coordination,
    setDue: steering,
    recordDue: ["system"],
    assignOwner: ["coordinator"],
    linkTo: coordination,
    unlink: coordination,
    defer: steering,
    resume: steering,
    cancel: steering,
    supersede: steering,
    correct: coordination,
    redact: ["isu"],
  },
  output: {
    promise: importing,
    amend: importing,
    linkEvidence: ["coordinator", "isu", "system"],
    unlinkEvidence: ["coordinator", "isu", "system"],
    assess: ["coordinator"],
    fulfil: ["coordinator"],
    notPursue: steering,
    carryOver: steering,
    setDue: steering,
    recordDue: ["system"],
    assignOwner: ["coordinator"],
    redact: ["isu"],
  },
  request: {
    submit: ["presidency"],
    accept: ["coordinator"],
    decline: ["coordinator"],
    deliver: ["coordinator"],
    acknowledge: ["presidency"],
    redact: ["isu"],
  },
  notice: {
    queue: ["system"],
    claim: ["system"],
    send: ["system"],
    fail: ["system"],
    suppress: ["system"],
    cancel: ["system"],
    return: ["system"],
  },
  access: {
    addKey: ["isu", "system"],
    revokeKey: ["isu", "system"],
    addFeed: everyone,
    revokeFeed: everyone,
  },
  webhook: {
    register: ["isu"],
    change: ["isu"],
    rotateSecret: ["isu"],
    disable: ["isu", "system"],
    enable: ["isu"],
    remove: ["isu"],
  },
  delivery: {
    queue: ["system"],
    succeed: ["system"],
    fail: ["system"],
    giveUp: ["system"],
    redeliver: ["isu"],
  },
} satisfies Record<string, Record<string, readonly Office[]>>

/** The offices that may take a command of a workflow; undefined where the table does not know it. */
export function officesFor(workflow: string, command: string): readonly Office[] | undefined {
  const table: Record<string, Record<string, readonly Office[]>> = offices
  const row = Object.hasOwn(table, workflow) ? table[workflow] : undefined
  return row && Object.hasOwn(row, command) ? row[command] : undefined
}

/** Whether the office may ever take this command of this workflow. */
export function may(workflow: string, command: string, office: Office): boolean {
  return officesFor(workflow, command)?.includes(office) ?? false
}

/** How far into the record each office sees. */
export const clearance: Record<Office, Visibility> = {
  coordinator: "restricted",
  presidency: "restricted",
  isu: "restricted",
  auditor: "restricted",
  clock: "restricted",
  system: "restricted",
  thematicCoordinator: "committee",
  genderFocalPoint: "committee",
  delegate: "committee",
  partner: "public",
  observer: "public",
}

/** How far into the record the most trusted of those offices sees. */
export function clearanceOf(held: readonly Office[]): Visibility {
  return Visibility.options.findLast((each) => held.some((office) => clearance[office] === each)) ?? "public"
}

const rank = (visibility: unknown) => Visibility.options.indexOf((visibility as Visibility) ?? "public")

/** Whether a reader of that clearance may see the event. */
export function mayRead(clearance: Visibility): (event: { visibility?: string }) => boolean {
  return ({ visibility }) => rank(visibility) <= rank(clearance)
}

const recorders: readonly Office[] = ["isu", "coordinator"]

/**
 * The guard OFFICE of a workflow, from its part of the table: the acting office may do this and its mandate covers now;
 * only secretariat and coordinators record for another party or as received earlier. What time decides needs no office.
 */
export function officeGuard(allowed: Record<string, readonly Office[]>) {
  return ({ event }: { event: Act }): boolean => {
    const { by, command, facts, received } = event
    if (by.office === "clock") return true
    const own = !by.onBehalfOf && !received
    const able = Object.hasOwn(allowed, command) && allowed[command]?.includes(by.office) === true
    return able && facts.mandated && (own || recorders.includes(by.office))
  }
}
