import type { Catalogue } from "../en/index.ts"

/** Ce que disent les pages et la lettre par lesquelles une personne se connecte et se déconnecte. */
export const signIn: Catalogue["signIn"] = {
  title: "Se connecter",
  linkTitle: "Se connecter par le lien de la lettre",
  firstTitle: "Mettre en service cette installation",
  begin: "Entrer et commencer",
  address: "Adresse électronique",
  ask: "Envoyer un code",
  issuer: "Se connecter avec {issuer}",
  code: "Code de huit caractères",
  enter: "Se connecter",
  own: "Cet appareil n’est utilisé que par moi : maintenir la connexion pendant 30 jours",
  another: "Utiliser une autre adresse, ou demander un nouveau code",
  outTitle: "Se déconnecter",
  out: "Se déconnecter de cet appareil",
  everywhere: "Se déconnecter partout",
  whoTitle: "Au nom de qui agissez-vous ?",
  heading: "Votre code de connexion",
  letterCode: "Code :",
  letterLink: "Ou ouvrez cette page dans le navigateur où vous l’avez demandé",
  says: {
    asks: "Indiquez l’adresse électronique à laquelle le secrétariat d’un plan de travail vous écrit ; un code y sera envoyé.",
    waits:
      "Si cette adresse est celle d’une personne qui exerce une fonction aujourd’hui, une lettre avec un code et un lien y est en chemin. Le code est valable 15 minutes, et un code plus récent le remplace.",
    wrong:
      "Ce code n’ouvre rien : il a été mal saisi, déjà utilisé, remplacé par un plus récent ou saisi trop souvent de manière erronée, ou ses 15 minutes sont écoulées. Consultez la lettre la plus récente, ou demandez un nouveau code.",
    malformed: "Ceci n’est pas une adresse électronique : écrivez-la sous la forme nom@domaine.",
    here: "Ce lien vous connecte, dans ce navigateur. Il ne s’ouvre qu’une fois.",
    first:
      "Ce lien est destiné à la personne qui exploite cette installation. Il permet d’y verser un plan de travail et d’indiquer qui vous êtes ; vous agissez ensuite en cette qualité. Il ne s’ouvre qu’une fois.",
    ended:
      "Ce lien n’est plus valable : il a servi, une heure s’est écoulée, ou une personne exerce désormais une fonction dans un plan de travail. La personne qui exploite l’installation en crée un autre par « demarche sign-in-link ».",
    elsewhere:
      "Ce lien a été demandé dans un autre navigateur, ou n’est plus valable. Si la lettre est la vôtre, saisissez le code qui y figure.",
    insecure:
      "Nul ne peut se connecter par une liaison non protégée : ouvrez ce site par son adresse https, ou sur la machine même.",
    notBegun:
      "Cette connexion n’a pas été commencée dans ce navigateur, ou ses dix minutes sont écoulées. Personne n’a été connecté : recommencez sur cette page.",
    down: "{issuer} ne répond pas pour le moment. Connectez-vous au moyen d’un code, qui vous sera envoyé par lettre.",
    refused:
      "{issuer} n’a connecté personne. Essayez de nouveau, ou connectez-vous au moyen d’un code, qui vous sera envoyé par lettre.",
    untied:
      "Ce compte auprès de {issuer} n’est encore associé à aucune adresse ici. Connectez-vous d’abord au moyen d’un code, qui vous sera envoyé par lettre ; sur « Ma page », vous associerez ensuite le compte à votre adresse.",
    ties: "Une fois saisi, ce code associe aussi votre compte auprès de {issuer} à cette adresse : ce compte vous connectera désormais sans code.",
    in: "Vous êtes connecté(e).",
    out: "Vous êtes déconnecté(e).",
    leaves: "La déconnexion met fin à cette session ; ce que vous avez consigné demeure.",
    who: "Indiquez en tant que qui, et dans quelle fonction, vous agissez dans ce plan de travail.",
    nobody: "Vous n’exercez aujourd’hui aucune fonction dans ce plan de travail.",
    letter:
      "Un code a été demandé pour se connecter avec cette adresse{home, select, missing {} other { sur {home}}}. Saisissez-le sur la page qui l’attend ; il est valable 15 minutes.",
    beware:
      "Si vous ne l’avez pas demandé, aucune démarche n’est nécessaire : il ne connecte personne. Ne communiquez ce code à personne ; personne du secrétariat ne vous le demandera.",
  },
}

/** Ce qui peut être demandé d’une session. */
export const sessionActs = {
  askCode: "Demander un code",
  makeLink: "Créer un lien de connexion",
  noteSent: "Consigner l’envoi du code",
  signIn: "Se connecter",
  admit: "Admettre sans code",
  signOut: "Se déconnecter",
  signOutEverywhere: "Se déconnecter partout",
  nameAddress: "Indiquer l’adresse d’un compte",
  tieIdentity: "Associer un compte auprès de l’émetteur",
  untieIdentity: "Dissocier un compte auprès de l’émetteur",
}
