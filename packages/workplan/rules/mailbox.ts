/** Without the question mark, with which words of another encoding begin (RFC 2047). */
const name = /^[a-z0-9!#$%&'*+/=^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=^_`{|}~-]+)*$/i
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/

/**
 * An e-mail address as a mail server takes it (RFC 5321, 4.1.2), its domain in lower case and, where it is an international
 * one, in its ASCII form (RFC 5891); two addresses are one mailbox's where these are the same. Undefined for what is not
 * exactly one such address: lists, comments, quoted names, address literals, and names beyond ASCII before the @, to which
 * Amazon SES and many servers cannot send.
 */
export function mailbox(text: string): string | undefined {
  const [local = "", international = "", ...more] = text.split("@")
  if (more.length > 0 || local.length > 64 || !name.test(local) || /[\s\p{Cc}/?#:\\%[\]]/u.test(international))
    return undefined
  const domain = URL.parse(`http://${international}`)?.hostname ?? ""
  const labels = domain.split(".")
  const hosted = labels.length > 1 && labels.every((each) => label.test(each)) && !/^\d+$/.test(labels.at(-1) ?? "")
  const address = `${local}@${domain}`
  return hosted && address.length <= 254 ? address : undefined
}
