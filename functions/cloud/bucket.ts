/** A bucket with object lock: what is kept there can be read, and not changed. */
export async function bucket(name: string) {
  const { PutObjectCommand, S3Client } = await import("@aws-sdk/client-s3")
  const client = new S3Client({})
  return {
    async keep(key: string, body: string): Promise<void> {
      await client.send(new PutObjectCommand({ Bucket: name, Key: key, Body: body, ContentType: "application/json" }))
    },
  }
}
