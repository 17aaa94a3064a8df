import { production } from "./settings.ts"

const key = { hashKey: "pk", rangeKey: "sk" }

/** The record, append-only: no function may update or delete, and whoever does so by other means sets off an alarm. */
export const events = new sst.aws.Dynamo("Events", {
  fields: { pk: "string", sk: "number" },
  primaryIndex: key,
  stream: "new-image",
  deletionProtection: production,
})

/** Rows derived from the record. They are rebuilt, not restored, and need no backup. */
export const views = new sst.aws.Dynamo("Views", {
  fields: { pk: "string", sk: "string", plan: "string", moment: "string", shard: "string", due: "string" },
  primaryIndex: key,
  globalIndexes: {
    record: { hashKey: "plan", rangeKey: "moment" },
    due: { hashKey: "shard", rangeKey: "due" },
  },
  deletionProtection: production,
  transform: { table: { pointInTimeRecovery: { enabled: false } } },
})

/** Texts, which can be erased. An erased text is gone from the backups a week later. */
export const texts = new sst.aws.Dynamo("Texts", {
  fields: { pk: "string", sk: "number" },
  primaryIndex: key,
  deletionProtection: production,
  transform: { table: { pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 7 } } },
})

/** What people have said that they have seen: no evidence, and nothing that a backup should keep. */
export const marks = new sst.aws.Dynamo("Marks", {
  fields: { pk: "string", sk: "string" },
  primaryIndex: key,
  deletionProtection: production,
  transform: { table: { pointInTimeRecovery: { enabled: false } } },
})

/** The tables' names, as functions/composition and `demarche --tables` read them; a function gets those that it may use. */
export const eventsTable = { EVENTS_TABLE: events.name }
export const eventsAndViews = { ...eventsTable, VIEWS_TABLE: views.name }
export const allTables = { ...eventsAndViews, TEXTS_TABLE: texts.name }

/** Signed digests of the record, one an hour, which in production nobody can change for ten years, not even the account's owner. */
export const checkpoints = new sst.aws.Bucket("Checkpoints", {
  versioning: true,
  cors: false,
  transform: { bucket: { objectLockEnabled: true, forceDestroy: !production } },
})

new aws.s3.BucketObjectLockConfiguration("CheckpointsLock", {
  bucket: checkpoints.name,
  rule: { defaultRetention: production ? { mode: "COMPLIANCE", years: 10 } : { mode: "GOVERNANCE", days: 1 } },
})
