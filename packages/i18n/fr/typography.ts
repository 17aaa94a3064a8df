/** Makes French spaces unbreakable: before : ; ? !, inside « », and between a number and its unit. */
export function unbroken(message: string): string {
  return message.replace(/ (?=[:;?!»](?!:))|(?<=«|n°) |(?<=[\d}]) (?=heures\b|h\b)|(?<=\bh) (?=[\d{])/g, "\u00a0")
}
