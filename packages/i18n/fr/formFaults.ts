import type { formFaults as english } from "../en/formFaults.ts"

/** Ce qui ne va pas dans un jour, une heure ou un nombre d’un formulaire. */
export const formFaults: typeof english = {
  missing: "Ceci est nécessaire.",
  nothing: "Indiquez ce qui doit changer.",
  number: "Indiquez un nombre, par exemple 3.",
  day: "Indiquez le jour, par exemple 2026-06-08.",
  time: "Indiquez l’heure, par exemple 18:00.",
  gap: "Cette heure n’existe pas ce jour-là : passage à l’heure d’été. Choisissez-en une autre.",
  twice: "Cette heure se présente deux fois ce jour-là, au passage à l’heure d’hiver. Indiquez laquelle.",
}
