import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge"
import type { Bus } from "@demarche/application/messages/bus"

/** EventBridge as the bus. PutEvents answers 200 even where it refuses entries, so the result of each entry is read. */
export function eventBridge(name: string): Bus {
  const client = new EventBridgeClient({})
  return {
    async put(entries) {
      const Entries = entries.map(({ source, detailType, detail, time }) => ({
        EventBusName: name,
        Source: source,
        DetailType: detailType,
        Detail: detail,
        Time: new Date(time),
      }))
      const { FailedEntryCount = 0, Entries: answers = [] } = await client.send(new PutEventsCommand({ Entries }))
      if (FailedEntryCount === 0) return { refused: [] }
      const failed = answers.find(({ ErrorCode }) => ErrorCode)
      return {
        refused: answers.flatMap(({ ErrorCode }, place) => (ErrorCode ? [place] : [])),
        ...(failed && { why: `${failed.ErrorCode}: ${failed.ErrorMessage}` }),
      }
    },
  }
}
