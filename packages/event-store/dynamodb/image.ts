/** Reads a commit from an item or a stream record's new image; an entry of its own, so that no DynamoDB client is loaded. */
export { commitOf } from "./commitItem.ts"
