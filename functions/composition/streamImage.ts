export { commitOf as readImage } from "@demarche/event-store/dynamodb/image"
