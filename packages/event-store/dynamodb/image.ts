/** Reads a commit from an item or a stream record's new image. An entry of its own, since it needs no client of DynamoDB. */
export { commitOf } from "./commitItem.ts"
