import { production } from "./settings.ts"

const key = { hashKey: "pk", rangeKey: "sk" }

/** The record. It is appended to and read: no function may update or delete, and who does so otherwise raises an alarm. */
export const events = new sst.aws.Dynamo("Events", {
  fields: { pk: "string", sk: "number" },
  primaryIndex: key,
  stream: "new-image",
  deletionProtection: production,
})

/** Rows derived from the record: rebuilt, not restored, so that they need no backup. */
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

/** Texts, which can vanish. What was erased is gone from the backups a week later. */
export const texts = new sst.aws.Dynamo("Texts", {
  fields: { pk: "string", sk: "number" },
  primaryIndex: key,
  deletionProtection: production,
  transform: { table: { pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 7 } } },
})

/** The tables as functions/composition and `demarche --tables` read their names. */
export const named = { EVENTS_TABLE: events.name, VIEWS_TABLE: views.name, TEXTS_TABLE: texts.name }

/** Signed digests of the record, one an hour, which in production nobody can change for ten years: not the account's owner either. */
export const checkpoints = new sst.aws.Bucket("Checkpoints", {
  versioning: true,
  cors: false,
  transform: { bucket: { objectLockEnabled: true, forceDestroy: !production } },
})

new aws.s3.BucketObjectLockConfiguration("CheckpointsLock", {
  bucket: checkpoints.name,
  rule: { defaultRetention: production ? { mode: "COMPLIANCE", years: 10 } : { mode: "GOVERNANCE", days: 1 } },
})
