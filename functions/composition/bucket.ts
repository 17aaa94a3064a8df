import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3"

/** A bucket with object lock: objects can be read, and not changed. */
export function bucket(name: string) {
  const client = new S3Client({})
  return {
    async keep(key: string, body: string): Promise<void> {
      await client.send(new PutObjectCommand({ Bucket: name, Key: key, Body: body, ContentType: "application/json" }))
    },
  }
}
