#!/usr/bin/env node
const { node } = process.versions
if (Number(node.split(".", 1)[0]) < 24) {
  process.stderr.write(`demarche: this is Node ${node}, and it needs 24, which \`npx demarche\` runs it on\n`)
  process.exit(2)
}
await import("./demarche.ts")
