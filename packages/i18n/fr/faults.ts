import type { SchemaFault } from "../schemaFault.ts"

/** Ce que les schémas disent de valeurs mal formées, en français : ce qu’il faut donner à leur place. */
export function faults(fault: SchemaFault): string {
  const { message, code, expected = "", values = [], format = "", keys = [] } = fault
  const own = ownMessages[message]
  if (own) return own
  switch (code) {
    case "invalid_type": {
      const what = kinds[expected] ?? "une valeur de la nature attendue"
      return message.endsWith("received undefined") ? `Manque : indiquez ${what}.` : `Indiquez ${what}.`
    }
    case "invalid_value":
      return values.length === 1 ? `Indiquez « ${values[0]} ».` : `Choisissez parmi : ${values.join(", ")}.`
    case "too_big":
      return tooMuch(fault)
    case "too_small":
      return tooLittle(fault)
    case "invalid_format":
      return formats[format] ?? "N’a pas la forme attendue."
    case "unrecognized_keys":
      return keys.length === 1 ? `Champ inconnu : ${keys[0]}.` : `Champs inconnus : ${keys.join(", ")}.`
    case "invalid_key":
      return "Un nom n’a pas la forme attendue."
    case "invalid_union":
    case "invalid_element":
    case "custom":
    case "not_multiple_of":
      return "N’a pas la forme attendue."
    default:
      return message
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: "un texte",
  number: "un nombre",
  int: "un nombre entier",
  boolean: "« true » ou « false »",
  array: "une liste",
  tuple: "une liste",
  object: "un objet",
  record: "un objet",
}

const formats: Readonly<Record<string, string>> = {
  date: "Indiquez un jour, tel que 2026-06-08.",
  datetime: "Indiquez un instant avec son décalage, tel que 2026-06-08T18:00:00+02:00.",
  email: "Indiquez une adresse électronique.",
  url: "Indiquez une adresse du Web.",
}

/** Les phrases anglaises des schémas eux-mêmes. */
const ownMessages: Readonly<Record<string, string>> = {
  "lower-case letters, digits and hyphens":
    "Indiquez un identifiant : des minuscules, des chiffres et des traits d’union.",
  "<plan>.<item>": "Indiquez l’identifiant d’un élément : <plan>.<élément>.",
  "a party, office:NAME or person:ID": "Indiquez une partie, ou office: et une fonction, ou person: et une personne.",
  "a SHA-256, base64url": "Indiquez une empreinte SHA-256, en base64url.",
  "the hash of a text": "Indiquez l’empreinte d’un texte.",
  "a key as the record names it": "Indiquez une clé sous le nom qu’elle a au registre.",
  "a field, such as kind": "Indiquez un champ, tel que kind.",
  "a title in one language at least": "Indiquez un titre en une langue au moins.",
  "UTC with milliseconds, as in 2026-06-08T16:00:00.000Z":
    "Indiquez un instant en UTC, avec ses millisecondes, tel que 2026-06-08T16:00:00.000Z.",
  "a time of day, such as 07:30": "Indiquez une heure, telle que 07:30.",
  "a time of day, such as 09:00": "Indiquez une heure, telle que 09:00.",
  "quiet hours begin in the evening and end in the morning":
    "Les heures de silence commencent le soir et finissent le matin.",
  "a month, such as 2026-09": "Indiquez un mois, tel que 2026-09.",
  "a quarter, such as 2026-Q2": "Indiquez un trimestre, tel que 2026-Q2.",
  "a half-year, such as 2026-H1": "Indiquez un semestre, tel que 2026-H1.",
  "a year, such as 2026": "Indiquez une année, telle que 2026.",
  "a period such as 2026-Q2, 2026-H1, 2026-06 or 2026, or the id of a meeting":
    "Indiquez une période, telle que 2026-Q2, 2026-H1, 2026-06 ou 2026, ou l’identifiant d’une réunion.",
  "is no http address": "Indiquez une adresse http ou https.",
  "is an https address without user, password and fragment":
    "Indiquez une adresse https sans nom d’utilisateur, ni mot de passe, ni fragment.",
}

function tooMuch({ origin, maximum }: SchemaFault): string {
  if (origin === "string") return `Trop long : au plus ${maximum} caractères.`
  if (origin === "array") return `Trop d’éléments : au plus ${maximum}.`
  return `Trop grand : au plus ${maximum}.`
}

function tooLittle({ origin, minimum }: SchemaFault): string {
  if (origin === "string") return minimum === 1 ? "Indiquez un texte." : `Trop court : au moins ${minimum} caractères.`
  if (origin === "array") return `Trop peu d’éléments : au moins ${minimum}.`
  return `Trop petit : au moins ${minimum}.`
}
