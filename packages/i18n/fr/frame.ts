/** Ce qui entoure chaque page. */
export const frame = {
  skip: "Aller au contenu",
  languages: "Langue",
  sectionsOf: "Rubriques du plan",
  sections: { home: "Accueil", board: "Tableau", outputs: "Produits", desk: "Bureau" },
  signIn: "Se connecter",
  mine: "Ma page",
  signOut: "Se déconnecter",
  actOtherwise: "(agir en une autre qualité)",
  as: "Vous agissez en qualité de {mandate}",
  mandate: "{office}{party, select, missing {} other { ({party})}}",
  past: {
    now: "À ce jour",
    title: "Voir l’état à une autre date",
    day: "À quelle date",
    views: { "as-known": "tel qu’il était connu alors", "as-it-was": "tel qu’il était survenu alors" },
    view: "Quel passé",
    show: "Afficher",
    banner:
      "État au {instant}, d’après ce qui {view, select, asItWas {était survenu} other {était connu}} à cette date.",
    noActs: "Rien ne peut être consigné ici.",
    back: "Revenir à ce jour",
  },
  news: {
    today: "Modifié à {time} : {code, select, missing {} other {{code} : }}{act}.",
    earlier: "Modifié le {day} : {code, select, missing {} other {{code} : }}{act}.",
    show: "Afficher",
  },
  foot: {
    title: "À propos de ces pages",
    contact: "Contact : {office}",
    help: "Aide sur cette page",
    accessibility: "Accessibilité",
    privacy: "Protection des données",
    record: "Le registre",
    clock: "L’horloge",
    letters: "Les lettres",
  },
}

/** Les pages de texte, et celles de ce qui n’est pas là. */
export const guide = {
  plans: {
    title: "Plans de travail",
    none: "Aucun plan de travail n’a encore été importé.",
  },
  problem: {
    unknown: {
      title: "Rien de public à cette adresse",
      text: "Aucune page ne se trouve à cette adresse, ou elle n’est pas destinée à tous.",
      signIn: "Connectez-vous : elle vous est peut-être destinée.",
    },
    unknownSignedIn: {
      title: "Cette page n’existe pas",
      text: "Aucune page ne se trouve à cette adresse, ou la qualité en laquelle vous la consultez n’y donne pas accès.",
    },
    reference: "Si vous en écrivez au secrétariat, indiquez cette référence : {reference}",
    home: "Aller à l’accueil",
    failing: "Pourquoi",
  },
  accessibility: {
    title: "Accessibilité",
    text: "Ces pages sont conçues pour satisfaire aux WCAG 2.2, niveau AA. Elles s’utilisent au clavier seul, avec un lecteur d’écran, agrandies à 400 %, sans couleurs et sans scripts, et s’impriment. Chaque page est contrôlée par une machine dans chaque langue, en clair et en sombre.",
    contact:
      "Si quelque chose vous empêche de les utiliser, dites-le au secrétariat de votre plan : c’est un défaut, qui sera corrigé.",
  },
  privacy: {
    title: "Ce qui est conservé, et qui le lit",
    kept: "Les décisions, les textes, les réponses et les dates forment un registre : ils sont conservés à jamais, avec la fonction qui a agi et l’instant. Un texte qui doit disparaître peut être supprimé : il est alors effacé à tout instant du passé, et le registre le dit.",
    readers:
      "Le public lit ce qu’un plan publie. Le comité lit qui a répondu et quelles objections ont été formulées. Le secrétariat et les coordonnateurs lisent aussi les adresses et les envois qui ont échoué.",
    person:
      "D’une personne, le registre conserve le nom, les fonctions, la langue et, pour le seul secrétariat, l’adresse. Les connexions sont conservées sans l’adresse de l’ordinateur et ne figurent dans aucune exportation. La date jusqu’à laquelle vous avez vu les changements n’est conservée que pour vous, et oubliée à votre demande.",
    cookies:
      "Il n’y a d’autres témoins de connexion que ceux de votre propre connexion, et rien n’est compté ni transmis.",
  },
  record: {
    title: "Le registre",
    text: "Tout ce qui advient dans un plan figure dans son registre, chaque entrée avec un numéro propre à son point et une empreinte qui porte sur elle et sur l’entrée précédente. Rien n’y est modifié par la suite.",
    export: "Quiconque peut lire un plan peut en exporter le registre et le vérifier sans nous :",
    verify: "« Intact » signifie que chaque empreinte a été recalculée et qu’aucune ne manque.",
  },
  help: {
    title: "Aide",
    headline: "Chaque point porte en tête une phrase : où il en est, et à qui il appartient d’agir.",
    margin:
      "En marge figurent l’état, les dates et le numéro au registre. Un numéro tel que « t2-a2 n° 17 » désigne la dix-septième entrée de ce point ; c’est aussi une adresse.",
    past: "« À ce jour » permet de voir chaque page telle qu’elle était à une autre date.",
    letters: "Ce qu’une lettre vous demande peut se faire par ses liens ; ici se voit l’ensemble.",
  },
}
