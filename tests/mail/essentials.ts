import { examples } from "./examples.ts"

const geneva = "Monday, 8 June 2026, 6 p.m. (Geneva time; 11 p.m. in Vientiane)"
const genève = "lundi 8 juin 2026 à 18 heures (heure de Genève ; 17 heures à Douala)"
const hash = examples.agreed!.record!.hash

/** By example: its subject up to the title, and what its reader must not miss. */
export const essentials: Record<
  string,
  { en: [subject: string, ...told: string[]]; fr: [subject: string, ...told: string[]] }
> = {
  "due-before": {
    en: [
      "Due on 6 July 2026 (in 14 days)",
      "This output is due on 6 July 2026, in 14 days.",
      "Due: 6 July 2026",
      "Responsible: Austria and Cameroon",
      "the reminders end",
    ],
    fr: [
      "Échéance le 6 juillet 2026 (dans 14 jours)",
      "Ce produit attendu arrive à échéance le 6 juillet 2026, dans 14 jours.",
      "Échéance : 6 juillet 2026",
      "État : En attente",
    ],
  },
  "due-moved": {
    en: ["Due on 13 July 2026 (in 42 days)", "The due date has been changed: the date given here now applies."],
    fr: ["Échéance le 13 juillet 2026 (dans 42 jours)", "la date indiquée est désormais celle qui s’applique"],
  },
  "due-tomorrow": {
    en: [
      "Due in the first quarter of 2026 (in 1 day)",
      "This activity is due in the first quarter of 2026, in 1 day.",
      "State: In preparation · Being edited",
    ],
    fr: [
      "Échéance au premier trimestre de 2026 (dans 1 jour)",
      "Cette activité arrive à échéance au premier trimestre de 2026, dans 1 jour.",
    ],
  },
  "due-on": {
    en: ["Due today (first quarter of 2026)", "is due today, the last day of the quarter."],
    fr: ["Échéance aujourd’hui (premier trimestre de 2026)", "à échéance aujourd’hui, dernier jour du trimestre."],
  },
  "due-report": {
    en: ["Overdue by 3 days (14 April 2026, with the report for the first quarter of 2026)"],
    fr: ["En retard de 3 jours (14 avril 2026, avec le compte rendu du premier trimestre de 2026)"],
  },
  "due-report-of-meeting": {
    en: ["Due on 14 April 2026, with the report for “3RC” (in 7 days)"],
    fr: ["Échéance le 14 avril 2026, avec le compte rendu pour « 3RC » (dans 7 jours)"],
  },
  "due-overdue": {
    en: [
      "Overdue by 3 days (first quarter of 2026)",
      "This activity is overdue by 3 days",
      "Due: first quarter of 2026",
      "Responsible: UNIDIR",
      "responsible for this work",
    ],
    fr: [
      "En retard de 3 jours (premier trimestre de 2026)",
      "Cette activité est en retard de 3 jours",
      "Échéance : premier trimestre de 2026",
    ],
  },
  "due-escalated": {
    en: [
      "Overdue by 21 days (6 July 2026)",
      "what remains overdue is brought to the attention of your office",
      "Responsible: Austria and Cameroon",
    ],
    fr: ["En retard de 21 jours (6 juillet 2026)", "porté à l’attention de votre fonction"],
  },
  "due-placeholder": {
    en: [
      "Due in the third quarter of 2026 (in 28 days), still empty",
      "holds a place for actions yet to be identified and is still empty",
    ],
    fr: [
      "Échéance au troisième trimestre de 2026 (dans 28 jours), aucune action définie",
      "réservé à des actions restant à définir",
    ],
  },
  "due-deputy": {
    en: ["Due on 6 July 2026 (in 7 days)", "as deputy of Anna Moser, who is away"],
    fr: ["Échéance le 6 juillet 2026 (dans 7 jours)", "pour Anna Moser, pendant son absence"],
  },
  "silence-opened": {
    en: [
      "Silence procedure until 8 June, 6 p.m., Geneva",
      `Draft 1 is being circulated under a silence procedure until ${geneva}.`,
      `Deadline: ${geneva}`,
      "If no objection is received before the deadline, the draft will be considered adopted",
      "An objection received at the deadline or after it will be kept on the record",
      "Express support https://plan.example.org/en/plans/ccm-gso-2025-2026/items/t2-a2/support",
      "Object https://plan.example.org/en/plans/ccm-gso-2025-2026/items/t2-a2/object",
      "Comment https://plan.example.org/en/plans/ccm-gso-2025-2026/items/t2-a2/comment",
      "State: In drafting · Under a silence procedure",
      "These communications will always be sent to you",
    ],
    fr: [
      "Procédure d’approbation tacite jusqu’au 8 juin à 18 heures, Genève",
      `Le projet n° 1 est soumis à la procédure d’approbation tacite jusqu’au ${genève}.`,
      `Échéance de la procédure : ${genève}`,
      "Si aucune objection n’est reçue avant l’expiration du délai, le projet sera réputé adopté",
      "Toute objection reçue à l’expiration du délai ou après sera consignée",
      "Exprimer son appui https://",
      "Faire objection https://",
      "Formuler des observations https://",
      "État : En rédaction · Sous procédure d’approbation tacite",
    ],
  },
  "silence-72h": {
    en: [
      "Silence procedure ends within 72 hours, on 8 June, 6 p.m., Geneva",
      `Less than 72 hours remain: the silence procedure on draft 1 ends on ${geneva}.`,
    ],
    fr: [
      "Fin du délai d’approbation tacite dans moins de 72 heures, le 8 juin à 18 heures, Genève",
      `prend fin le ${genève}`,
    ],
  },
  "silence-24h": {
    en: [
      "Silence procedure ends within 24 hours, on 8 June, 6 p.m., Geneva",
      "Less than 24 hours remain",
      "Your delegation has not yet made its position known.",
    ],
    fr: [
      "Fin du délai d’approbation tacite dans moins de 24 heures, le 8 juin à 18 heures, Genève",
      "Votre délégation n’a pas encore fait connaître sa position.",
    ],
  },
  "silence-2h": {
    en: [
      "Silence procedure ends within 2 hours, on 8 June, 6 p.m., Geneva",
      "Less than 2 hours remain",
      "Object https://",
    ],
    fr: [
      "Fin du délai d’approbation tacite dans moins de 2 heures, le 8 juin à 18 heures, Genève",
      "Il reste moins de 2 heures",
    ],
  },
  "silence-extended": {
    en: [
      "Silence procedure extended to 19 June, 6 p.m., Geneva",
      "on draft 1 has been extended from Monday, 8 June 2026, 6 p.m. (Geneva time; 11 p.m. in Vientiane) and now runs until Friday, 19 June 2026, 6 p.m. (Geneva time; 11 p.m. in Vientiane)",
      "Reason: Two delegations",
    ],
    fr: [
      "Procédure d’approbation tacite prolongée jusqu’au 19 juin à 18 heures, Genève",
      "sur le projet n° 1 a été prolongée. Elle devait prendre fin le lundi 8 juin 2026 à 18 heures (heure de Genève ; 17 heures à Douala) ; elle court désormais jusqu’au vendredi 19 juin 2026",
      "Motif : Two delegations",
    ],
  },
  "silence-voided": {
    en: [
      "Silence voided",
      "on draft 2 has been ended before its deadline",
      "no response is required any more",
      "Reason: A factual error",
      `Hash: ${hash}`,
    ],
    fr: [
      "Procédure d’approbation tacite annulée",
      "sur le projet n° 2 a été annulée",
      "n’emporte pas adoption",
      "Motif : A factual error",
    ],
  },
  "silence-broken": {
    en: [
      "Silence broken",
      "draft 1 has been broken by an objection on behalf of Ireland",
      "not adopted; any revised text would be circulated under a new procedure",
      "Paragraphs: 3 and 5",
      "Reason: Paragraph 3 reads",
      "State: In drafting · Silence broken",
    ],
    fr: [
      "Objection reçue",
      "Une objection présentée par Ireland a mis fin à la procédure d’approbation tacite sur le projet n° 1",
      "toute version révisée ferait l’objet d’une nouvelle procédure",
      "Paragraphes : 3 et 5",
    ],
  },
  "silence-passed": {
    en: [
      "Adopted under the silence procedure",
      "The silence procedure on draft 2 ended on Friday, 19 June 2026, 6 p.m. (Geneva time; 11 p.m. in Vientiane), without objection: the draft is adopted",
      "Number on the record: 41 (t2-a2)",
      `Hash: ${hash}`,
      "State: Agreed",
    ],
    fr: [
      "Adopté selon la procédure d’approbation tacite",
      "sur le projet n° 2 a pris fin le vendredi 19 juin 2026 à 18 heures (heure de Genève ; 17 heures à Douala), sans qu’une objection ait été reçue : le projet est réputé adopté",
      "Numéro au registre : 41 (t2-a2)",
      `Empreinte : ${hash}`,
    ],
  },
  "silence-passed-stated": {
    en: [
      "Adopted under the silence procedure",
      "Ireland made a reservation: Not as to paragraph 3. Peru gave an explanation of position. A delegation dissociated itself from the text: We stood aside.",
    ],
    fr: [
      "Adopté selon la procédure d’approbation tacite",
      "Réserve formulée par Ireland : Not as to paragraph 3. [original : anglais] Explication de position donnée par Peru. Dissociation du texte déclarée par une délégation : We stood aside.",
    ],
  },
  "silence-corrected": {
    en: [
      "Adoption withdrawn",
      "It was announced that the silence procedure on draft 2 had ended without objection and that the draft was adopted.",
      "An objection on behalf of Ireland had in fact been received before the deadline, Friday, 19 June 2026, 6 p.m. (Geneva time; 11 p.m. in Vientiane)",
      "The adoption is therefore withdrawn",
      "Both facts stay on the record",
      "Number on the record: 41 (t2-a2)",
    ],
    fr: [
      "Adoption retirée",
      "la procédure d’approbation tacite sur le projet n° 2 avait pris fin sans objection",
      "Or une objection présentée par Ireland avait été reçue avant l’expiration du délai, le vendredi 19 juin 2026 à 18 heures (heure de Genève ; 17 heures à Douala), et n’a été enregistrée qu’ensuite.",
      "L’adoption est donc retirée",
      "Les deux faits demeurent au registre",
    ],
  },
  agreed: {
    en: ["Agreed", "Draft 2 has been agreed.", "Number on the record: 41 (t2-a2)", `Hash: ${hash}`],
    fr: ["Adopté", "Le projet n° 2 a été adopté.", `Empreinte : ${hash}`],
  },
  corrigendum: {
    en: [
      "Corrigendum issued",
      "Corrigendum 1 to draft 2, in its French version, has been issued.",
      "what was agreed stays as it is",
      "No response is required.",
      "Symbol: CCM/2026/WP.3/Corr.1",
      "Reason: A date in paragraph 4 was misprinted.",
    ],
    fr: [
      "Rectificatif publié",
      "Le rectificatif n° 1 au projet n° 2, dans sa version en français, a été publié.",
      "ne change rien au fond",
      "Cette lettre n’appelle pas de réponse.",
    ],
  },
  "consultation-opened": {
    en: [
      "Consultation until 13 February, 6 p.m., Geneva",
      "A consultation is open until Friday, 13 February 2026, 6 p.m. (Geneva time; Saturday, 14 February 2026, 00:00 in Vientiane)",
      "Your delegation is invited",
      "Record input https://",
      "Closing time: Friday, 13 February 2026, 6 p.m.",
      "invited to this consultation",
    ],
    fr: [
      "Consultation ouverte jusqu’au 13 février à 18 heures, Genève",
      "Une consultation est ouverte jusqu’au vendredi 13 février 2026",
      "Transmettre une contribution https://",
      "Clôture de la consultation : vendredi 13 février 2026",
    ],
  },
  "consultation-asked": {
    en: [
      "Consultation until 13 February, 6 p.m., Geneva",
      "The Chatham House Rule applies: your input is not attributed to your delegation",
      "It will be read by all who are invited",
      "Question: Which of the reference points does your delegation find hardest to use in public?",
      "Record input https://",
      "Read the text that it is about https://",
    ],
    fr: [
      "Consultation ouverte jusqu’au 13 février à 18 heures, Genève",
      "La règle de Chatham House s’applique : votre contribution n’est pas attribuée à votre délégation",
      "Elle sera lue par tous ceux qui sont invités, ainsi que par les fonctions suivantes : Unité d’appui à l’application, Coordination et Présidence.",
      "Question : Which of",
      "Lire le texte sur lequel elle porte https://",
    ],
  },
  "consultation-extended": {
    en: [
      "Consultation extended to 13 February, 6 p.m., Geneva",
      "The consultation has been extended and now closes on Friday, 13 February 2026, 6 p.m.",
      "what it has given stands",
      "Your input is attributed to your delegation. It will be read by the committee, and will not be public.",
      "Reason: Two delegations",
      "Closing time: Friday, 13 February 2026, 6 p.m.",
    ],
    fr: [
      "Consultation prolongée jusqu’au 13 février à 18 heures, Genève",
      "La consultation a été prolongée et sera close le vendredi 13 février 2026",
      "Votre contribution est attribuée à votre délégation. Elle sera lue par le comité et ne sera pas publique.",
      "Motif : Two delegations",
    ],
  },
  "consultation-closed-early": {
    en: [
      "Consultation closed early",
      "has been closed before the hour that was announced. Your delegation had not given its input.",
      "Input that is still received is kept on the record as late.",
      "Reason: The text is needed",
    ],
    fr: [
      "Consultation close avant l’heure annoncée",
      "Votre délégation n’avait pas transmis de contribution.",
      "sera consignée comme tardive",
      "Motif : The text is needed",
    ],
  },
  "consultation-7d": {
    en: [
      "Consultation closes on 13 February, 6 p.m., Geneva",
      "The consultation closes on Friday, 13 February 2026, 6 p.m.",
      "Your delegation has not yet given its input.",
    ],
    fr: [
      "Clôture de la consultation le 13 février à 18 heures, Genève",
      "La consultation sera close le vendredi 13 février 2026",
      "Votre délégation n’a pas encore transmis",
    ],
  },
  "consultation-1d": {
    en: ["Consultation closes on 13 February, 6 p.m., Geneva", "recorded as late"],
    fr: ["Clôture de la consultation le 13 février à 18 heures, Genève", "consignée comme tardive"],
  },
  "silence-unreached": {
    en: ["Silence procedure until 8 June, 6 p.m., Geneva", "No letter could reach Ireland"],
    fr: [
      "Procédure d’approbation tacite jusqu’au 8 juin à 18 heures, Genève",
      "Aucune lettre n’a pu parvenir à Ireland",
    ],
  },
  "consultation-unreached": {
    en: [
      "A delegation cannot be reached",
      "No letter could reach Ireland",
      "the consultation closes without the delegation having heard of it",
    ],
    fr: ["Une délégation ne peut être jointe", "la consultation sera close sans que la délégation ait été informée"],
  },
  unreached: {
    en: ["A delegation cannot be reached", "No letter could reach Ireland", "consider more time"],
    fr: ["Une délégation ne peut être jointe", "parvenir à Ireland", "délai supplémentaire"],
  },
  "clearance-requested": {
    en: ["Clearance requested", "Draft 1 awaits clearance by the Implementation Support Unit (ISU) and advice"],
    fr: ["Aval demandé", "attend l’aval requis (Implementation Support Unit (ISU)) et un avis"],
  },
  "consultation-cancelled": {
    en: ["Cancelled", "has been cancelled", "Overtaken by events."],
    fr: ["Annulée", "a été annulée", "Overtaken by events."],
  },
  "consultation-superseded": {
    en: ["Superseded", "has been superseded", "Merged with another."],
    fr: ["Remplacée", "a été remplacée", "Merged with another."],
  },
  "consultation-carried-over": {
    en: ["Carried over", "has been carried over to the following cycle", "The cycle ends."],
    fr: ["Report au cycle suivant", "a été reportée au cycle suivant", "The cycle ends."],
  },
  "consultation-deferred": {
    en: ["Deferred", "has been deferred", "The budget is not settled."],
    fr: ["Reportée", "a été reportée", "The budget is not settled."],
  },
  "consultation-resumed": {
    en: ["Consultation goes on until 13 February, 6 p.m., Geneva", "goes on, and with it the consultation"],
    fr: ["La consultation se poursuit jusqu’au 13 février à 18 heures, Genève", "et avec elle la consultation"],
  },
  "consultation-closed": {
    en: [
      "Consultation closed",
      "closed with a summary: it is now for you to take the work forward",
      "Responsible: Austria and Cameroon",
    ],
    fr: ["Consultation close", "la suite des travaux vous revient"],
  },
  "step-passed": {
    en: [
      "Silence procedure ended",
      "The silence procedure on draft 1 has ended without being broken.",
      "The next step is “approved by the States parties” (Presidency).",
      "this work, or its next step, is for you",
    ],
    fr: [
      "Procédure d’approbation tacite achevée",
      "sur le projet n° 1 a pris fin sans qu’une objection y fasse obstacle.",
      "L’étape suivante est « approved by the States parties » (Presidency).",
    ],
  },
  "step-passed-objected": {
    en: ["Silence procedure ended", "Objections to the text are open: they are to be answered first."],
    fr: ["Procédure d’approbation tacite achevée", "il doit d’abord y être répondu."],
  },
  "step-taken": {
    en: ["Step taken", "A step of the path of draft 1 has been taken. The next step is “approved"],
    fr: ["Étape franchie", "Une étape du parcours du projet n° 1 a été franchie.", "L’étape suivante est"],
  },
  "draft-cleared": {
    en: [
      "Draft cleared",
      "Draft 1 has been cleared.",
      "“Silence of the Coordination Committee” (Coordination Committee)",
    ],
    fr: ["Aval donné au projet", "Le projet n° 1 a reçu l’aval requis."],
  },
  "not-adopted": {
    en: ["Not adopted", "Draft 1 was not adopted at the meeting", "Reason: No consensus was reached."],
    fr: ["Texte non adopté", "n’a pas été adopté à la réunion : la suite des travaux vous revient."],
  },
  "turn-voided": {
    en: ["Silence voided", "has been ended before its deadline: it is now for you to take the work forward."],
    fr: ["Procédure d’approbation tacite annulée", "la suite des travaux vous revient"],
  },
  "turn-retracted": {
    en: ["Later steps undone", "An objection on behalf of Ireland to draft 1", "its next step, is for you"],
    fr: ["Étapes annulées", "La procédure d’approbation tacite demeure achevée."],
  },
  "draft-added": {
    en: ["New draft", "Draft 2 takes the place of one on which a step had been begun"],
    fr: ["Nouveau projet", "Le projet n° 2 remplace un projet pour lequel une étape avait été engagée"],
  },
  "returned-to-consultation": {
    en: ["Returned to consultation", "This activity has returned to consultation", "Two delegations asked for it."],
    fr: ["Retour en consultation", "Cette activité est revenue en consultation"],
  },
  "owner-assigned": {
    en: ["Responsibility assigned", "You have been made responsible for this output", "Responsible: UNIDIR"],
    fr: ["Responsabilité attribuée", "La responsabilité de ce produit attendu vous a été confiée"],
  },
  "turn-amended": {
    en: ["Responsibility assigned", "You have been made responsible for this output", "Responsible: UNIDIR"],
    fr: ["Responsabilité attribuée", "La responsabilité de ce produit attendu vous a été confiée"],
  },
  "turn-of-output-amended": {
    en: ["Responsibility assigned", "You have been made responsible for this output", "Responsible: UNIDIR"],
    fr: ["Responsabilité attribuée", "La responsabilité de ce produit attendu vous a été confiée"],
  },
  "turn-confirmed": {
    en: ["Responsibility assigned", "You have been made responsible for this output", "Responsible: UNIDIR"],
    fr: ["Responsabilité attribuée", "La responsabilité de ce produit attendu vous a été confiée"],
  },
  "turn-waits": {
    en: ["Waited for", "waits for what is to come from you"],
    fr: ["Contribution attendue", "attend ce qui doit venir de vous"],
  },
  "turn-wait-ended": {
    en: ["Wait ended", "it is now for you to take the work forward.", "Reason: The paper has come."],
    fr: ["Attente terminée", "le travail se poursuit avec vous.", "The paper has come."],
  },
  "turn-wait-passed": {
    en: ["The day of a wait has passed", "it is now for you to take the work forward."],
    fr: ["Délai d’attente écoulé", "la suite des travaux vous revient."],
  },
  "checks-of-draft": {
    en: ["Advice requested", "Draft 1 awaits advice before the next step can be taken."],
    fr: ["Avis demandé", "Le projet n° 1 attend un avis avant que l’étape suivante puisse être franchie."],
  },
  "checks-after-silence": {
    en: ["Sign-off requested", "Draft 1 awaits a sign-off before the next step can be taken."],
    fr: ["Validation demandée", "Le projet n° 1 attend une validation avant"],
  },
  "checks-after-step": {
    en: ["Advice and a sign-off requested", "Draft 1 awaits advice and a sign-off before"],
    fr: ["Avis et validation demandés", "Le projet n° 1 attend un avis et une validation avant"],
  },
  "objection-raised": {
    en: ["Objection raised", "An objection on behalf of Ireland to draft 1 is on the record"],
    fr: ["Objection présentée", "présentée par Ireland"],
  },
  "objection-withdrawn": {
    en: ["Objection withdrawn", "An objection to draft 1 has been withdrawn."],
    fr: ["Objection retirée", "Une objection au projet n° 1 a été retirée."],
  },
  "objection-resolved": {
    en: ["Objection resolved", "An objection to draft 1 has been resolved."],
    fr: ["Objection levée", "Une objection au projet n° 1 a été levée."],
  },
  "silence-end-closed": {
    en: [
      "Silence procedure ends on a closed day",
      "ends on Monday, 8 June 2026, 6 p.m. (Geneva time; 11 p.m. in Vientiane), a day that has since become closed. Its deadline stands",
      "Extend the silence procedure",
      "Reason: The office moves.",
    ],
    fr: [
      "Fin d’une procédure d’approbation tacite un jour chômé",
      "prend fin le lundi 8 juin 2026 à 18 heures (heure de Genève ; 17 heures à Douala), un jour déclaré chômé depuis. Le délai n’est pas modifié",
      "The office moves.",
    ],
  },
  "more-time": {
    en: ["More time requested", "extend the deadline, or decline and give the reason"],
    fr: [
      "Délai supplémentaire demandé",
      "au nom de : Ireland. Vous pouvez prolonger le délai, ou refuser en indiquant le motif",
    ],
  },
  "steps-retracted": {
    en: [
      "Later steps undone",
      "had been received before the end of the silence procedure",
      "The silence procedure stands as ended.",
    ],
    fr: ["Étapes annulées", "La procédure d’approbation tacite demeure achevée."],
  },
  reopened: {
    en: ["Reopened", "What was agreed has been reopened"],
    fr: ["Réouverture", "Le texte adopté a été rouvert"],
  },
  "turn-deferred": {
    en: ["Deferred", "nothing is asked of you until it goes on"],
    fr: ["Reportée", "rien ne vous est demandé jusqu’à sa reprise"],
  },
  "turn-resumed": {
    en: ["Resumed", "This activity goes on, and with it what is asked of you."],
    fr: ["Reprise", "Cette activité reprend, et avec elle ce qui vous est demandé."],
  },
  "turn-cancelled": {
    en: ["Cancelled", "nothing is asked of you any more"],
    fr: ["Annulée", "plus rien ne vous est demandé."],
  },
  "turn-superseded": {
    en: ["Superseded", "nothing is asked of you here any more"],
    fr: ["Remplacée", "plus rien ne vous est demandé ici"],
  },
  "due-set": {
    en: ["Due on 13 July 2026 (in 42 days)", "the date given here now applies (until now 6 July 2026)."],
    fr: ["Échéance le 13 juillet 2026 (dans 42 jours)", "désormais celle qui s’applique (jusqu’ici 6 juillet 2026)"],
  },
  comment: {
    en: ["Comment", "A comment on this activity is on the record."],
    fr: ["Observations", "Des observations sur cette activité figurent au registre."],
  },
  "output-fulfilled": {
    en: ["Fulfilled", "This output has been declared fulfilled."],
    fr: ["Réalisé", "Ce produit attendu a été déclaré réalisé."],
  },
  "request-submitted": {
    en: [
      "Request by the Presidency, needed by 20 May 2026",
      "A request has been submitted, needed by 20 May 2026. It is for you to accept or to decline it.",
      "It is for you to accept or to decline it.",
      "State: Submitted",
      "Open the page of this request",
    ],
    fr: [
      "Demande (Présidence), d’ici au 20 mai 2026",
      "à satisfaire d’ici au 20 mai 2026",
      "Il vous appartient de l’accepter ou de la rejeter",
    ],
  },
  "request-accepted": {
    en: ["Request accepted", "it becomes activity t1-r1", "State: Accepted"],
    fr: ["Demande acceptée", "devient l’activité t1-r1"],
  },
  "request-declined": {
    en: ["Request declined", "Your request has been declined", "Reason: The coordinators of universalization"],
    fr: ["Demande rejetée", "Votre demande a été rejetée", "Motif : The coordinators"],
  },
  "request-delivered": {
    en: [
      "Request delivered",
      "has been delivered: Background note, 4 pages, in English and French",
      "Please acknowledge",
    ],
    fr: ["Demande satisfaite", "a été remis : Background note, 4 pages", "Veuillez accuser réception"],
  },
  "request-withdrawn": {
    en: ["Request withdrawn", "activity t1-r1 is cancelled with it", "Reason: The visit was called off."],
    fr: ["Demande retirée", "l’activité t1-r1 est annulée avec elle", "Motif : The visit was called off."],
  },
  "request-ended": {
    en: ["Request ended", "the activity that it became has been superseded by another", "Merged with another note."],
    fr: ["Fin de la demande", "l’activité correspondante a été remplacée par une autre", "Merged with another note."],
  },
  "address-failed": {
    en: [
      "Letters no longer reach Iarla Byrne",
      "A letter to Iarla Byrne was permanently refused",
      "The server’s answer: 550 5.1.1 <iarla.byrne@mission.example>: user unknown",
      "your office keeps the addresses",
    ],
    fr: [
      "Les lettres ne parviennent plus à Iarla Byrne",
      "Une lettre adressée à Iarla Byrne a été définitivement refusée",
      "Réponse du serveur : 550 5.1.1",
      "votre fonction tient à jour les adresses",
    ],
  },
  "address-changed": {
    en: [
      "Your address in the work plan has changed",
      "Letters to you under this work plan now come to this address.",
      "A letter has also gone to your former address.",
    ],
    fr: [
      "Changement de votre adresse dans le plan de travail",
      "vous parviennent désormais à la présente adresse",
      "Une lettre a également été envoyée à votre ancienne adresse.",
    ],
  },
  "address-left": {
    en: [
      "Your address in the work plan has changed",
      "Letters to you under this work plan no longer come to this address",
      "tell the Implementation Support Unit (ISU) at once",
    ],
    fr: [
      "Changement de votre adresse dans le plan de travail",
      "ne parviennent plus à la présente adresse",
      "veuillez en informer sans délai : Unité d’appui à l’application. Quiconque",
    ],
  },
  receipt: {
    en: [
      "Receipt: objection",
      "An objection has been recorded for Ireland, by a link in a letter to Iarla Byrne.",
      "end this letter’s links",
      "End this letter’s links",
      "These receipts will always be sent to you.",
    ],
    fr: [
      "Accusé de réception : objection",
      "Une objection a été consignée au nom de : Ireland, par un lien d’une lettre adressée à Iarla Byrne.",
      "mettez fin aux liens de cette lettre",
      "Mettre fin aux liens de cette lettre",
    ],
  },
  "receipt-of-late": {
    en: [
      "Receipt: objection",
      "It arrived after the deadline: it is kept on the record as late, and does not change the outcome.",
    ],
    fr: [
      "Accusé de réception : objection",
      "Elle est arrivée après l’expiration du délai : elle est consignée comme tardive, et reste sans effet.",
    ],
  },
  "receipt-of-support": {
    en: ["Receipt: support expressed", "Support for the text has been recorded, by a link in a letter to a colleague."],
    fr: [
      "Accusé de réception : appui",
      "Un appui au texte a été consigné, par un lien d’une lettre adressée à une autre personne.",
    ],
  },
  invitation: {
    en: [
      "You have been entered in a work plan",
      "entered in this work plan by the Coordinator, as Thematic coordinator (Ireland).",
      "Sign in https://plan.example.org/en/sign-in",
      "please tell the Implementation Support Unit (ISU)",
    ],
    fr: [
      "Votre inscription à un plan de travail",
      "en qualité de : Thematic coordinator (Ireland)",
      "Se connecter https://plan.example.org/en/sign-in",
      "veuillez vous adresser à : Unité d’appui à l’application.",
    ],
  },
  "invitation-at-adoption": {
    en: ["The work plan has been adopted", "you hold an office under it: Thematic coordinator (Ireland)."],
    fr: ["Adoption du plan de travail", "vous y exercez une fonction : Thematic coordinator (Ireland)."],
  },
  "webhook-disabled": {
    en: [
      "Webhook switched off",
      "A webhook of this plan is no longer called",
      "Webhook: UNIDIR’s tracker",
      "Reason: it took nothing for three days: 503",
      "its receiver can read that in the record",
      "your office keeps the webhooks",
    ],
    fr: [
      "Webhook désactivé",
      "Un webhook de ce plan de travail n’est plus appelé",
      "Webhook : UNIDIR’s tracker",
      "Motif : it took nothing for three days: 503",
      "il peut en prendre connaissance au registre",
      "votre fonction tient les webhooks",
    ],
  },
}
