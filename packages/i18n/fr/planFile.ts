/** Ce qui ne va pas dans un plan écrit en YAML ou en JSON, d’après la phrase anglaise : {0} désigne ce qu’elle nomme d’abord. */
export const planFile: Readonly<Record<string, string>> = {
  "{0}: {1}": "{0} : {1}",
  "{0}; {1}": "{0} ; {1}",
  "{0}, {1}": "{0}, {1}",
  "{0} {1}": "{0} {1}",
  "{0} or {1}": "{0} ou {1}",
  "{0}: did you mean {1}?": "{0} : vouliez-vous dire {1} ?",
  "{0}: did you mean `{1}`?": "{0} : vouliez-vous dire `{1}` ?",
  "did you mean `{0}`?": "vouliez-vous dire `{0}` ?",
  "write {0}": "écrivez {0}",
  "write {0}, whichever is meant": "écrivez {0}, selon ce que vous voulez dire",
  none: "rien",
  it: "ce nombre",

  "this is a packed file, as Word and Excel write them: a plan file is plain text":
    "ce fichier est compressé, comme ceux de Word et d’Excel : un plan s’écrit en texte brut",
  "longer than 4 MB": "le fichier dépasse 4 Mo",
  "a plan file has no YAML directives":
    "un plan n’a pas de directives YAML : supprimez les lignes qui commencent par %",
  "more than {0} values": "plus de {0} valeurs",
  "more than {0} aliases": "plus de {0} renvois par *",
  "nested too deeply": "trop de niveaux imbriqués",
  "a character that could not be read ({0}): save the file as UTF-8":
    "un caractère n’a pas pu être lu ({0}) : enregistrez le fichier en UTF-8",
  "half of a surrogate pair ({0}), which is no character":
    "la moitié d’une paire de codets ({0}), qui n’est pas un caractère",
  "the control character {0}": "le caractère de commande {0} : supprimez-le",
  "nothing is named &{0} before this: a text that begins with * has to be in quotes":
    "rien ne s’appelle &{0} avant ceci : un texte qui commence par * s’écrit entre guillemets",
  "nothing uses &{0}: a text that begins with & has to be in quotes":
    "rien ne renvoie à &{0} : un texte qui commence par & s’écrit entre guillemets",
  "*{0} contains itself": "*{0} se contient lui-même",
  "the key {0} stands here twice; a new entry of a list begins with a dash":
    "la clé {0} figure ici deux fois ; un nouvel élément d’une liste commence par un tiret",

  "a tab indents this line: indent with spaces": "cette ligne est en retrait par une tabulation : employez des espaces",
  "a space is missing after the dash": "il manque une espace après le tiret",
  "a space is missing after the colon": "il manque une espace après le deux-points",
  "a space is missing after the colon: write {0}": "il manque une espace après le deux-points : écrivez {0}",
  "a space is missing before #, which begins a remark": "il manque une espace avant #, qui ouvre une remarque",
  "a colon is missing after the key": "il manque un deux-points après la clé",
  "a colon is missing after the key, as in title: A plan; a text of several lines is written in quotes, or begins further in":
    "il manque un deux-points après la clé, comme dans title: Un plan ; un texte de plusieurs lignes s’écrit entre guillemets, ou plus en retrait",
  "this line begins further in than the one before: begin its key in the same column":
    "cette ligne est plus en retrait que la précédente : commencez sa clé dans la même colonne",
  "this line begins in another column than those to which it belongs: begin it where they do":
    "cette ligne ne commence pas dans la même colonne que celles dont elle relève : alignez-la sur elles",
  "a colon and a space stand inside a text: put the whole text in quotes":
    "un deux-points suivi d’une espace figure dans un texte : mettez tout le texte entre guillemets",
  "a comma is missing before this, or {0}": "il manque une virgule avant ceci, ou bien {0}",
  "a comma is missing before this": "il manque une virgule avant ceci",
  "a closing {0} is missing before this": "il manque {0}, qui ferme la liste ou les champs, avant ceci",
  "a text after | or > begins on the next line, further in":
    "après | ou >, un texte commence à la ligne suivante, en retrait",
  "more text follows a closing quote: put a text with \" in it between ', and one with ' in it between \"":
    "du texte suit le guillemet fermant : mettez entre ' un texte qui contient \", et entre \" un texte qui contient '",
  "this quote is never closed": "ce guillemet n’est jamais fermé",
  "in double quotes a backslash begins a special character: put the text in single quotes":
    "entre guillemets doubles, une barre oblique inverse annonce un caractère spécial : mettez le texte entre guillemets simples",
  "a text may not begin with {0}: put it in quotes":
    "un texte ne peut pas commencer par {0} : mettez-le entre guillemets",
  "a text that begins with ! has to be in quotes: a plan file has no YAML tags of its own":
    "un texte qui commence par ! s’écrit entre guillemets : un plan n’a pas d’étiquettes YAML",
  "more than one YAML document: a plan file holds one, and no line with --- or ... in it":
    "plus d’un document YAML : un plan en contient un seul, sans ligne --- ni ...",
  "a key that is not a text": "une clé qui n’est pas un texte",
  "a key of more than 1024 characters: put the text in which a colon stands in quotes":
    "une clé de plus de 1024 caractères : mettez entre guillemets le texte qui contient un deux-points",
  "this line ends too early: a value, a quote or a bracket is missing":
    "cette ligne s’arrête trop tôt : il manque une valeur, un guillemet ou un crochet",
  '"{0}" cannot stand here: put a text with such signs in quotes, or look for a sign too many before it':
    "« {0} » ne peut figurer ici : mettez entre guillemets un texte qui contient de tels signes, ou cherchez un signe de trop avant ceci",

  "not JSON: {0}": "ce n’est pas du JSON : {0}",
  "the text ends before it is complete: a closing quote or bracket is missing":
    "le texte s’arrête avant d’être complet : il manque un guillemet ou un crochet fermant",
  "a key in double quotes belongs here, and no comma after the last entry":
    "il faut ici une clé entre guillemets doubles, et pas de virgule après le dernier élément",
  "a comma or a closing bracket is missing before this": "il manque une virgule ou un crochet fermant avant ceci",
  "a text goes on over the end of a line or has a tab in it: write \\n or \\t":
    "un texte dépasse la fin de la ligne ou contient une tabulation : écrivez \\n ou \\t",
  "a backslash begins a special character: write it twice":
    "une barre oblique inverse annonce un caractère spécial : doublez-la",
  "what stands here has no double quotes around it, or does not belong here":
    "ce qui figure ici n’est pas entre guillemets doubles, ou n’a pas sa place ici",

  "the file is empty: one begins with `schema_version: 2`":
    "le fichier est vide : un plan commence par `schema_version: 2`",
  "this is no plan file: one begins with `schema_version: 2`":
    "ce n’est pas un plan : un plan commence par `schema_version: 2`",
  "this is format {0}, and format {1} is read: `demarche plan upgrade FILE` turns one into the other":
    "ceci est du format {0}, et seul le format {1} est lu : `demarche plan upgrade FICHIER` passe de l’un à l’autre",
  "{0}, the format that is read": "{0}, le format qui est lu",

  "unknown key {0}: {1}": "clé inconnue {0} : {1}",
  "it does not go with {0}": "elle ne va pas avec {0}",
  "it has an invisible character: type `{0}` anew": "elle contient un caractère invisible : tapez de nouveau `{0}`",
  "it goes into {0}": "elle a sa place dans {0}",
  "it goes further out, in the column of `{0}`": "elle a sa place moins en retrait, dans la colonne de `{0}`",
  "here may stand {0}": "sont admises ici : {0}",
  "the format has none such here": "le format n’en a pas de ce nom ici",
  "between braces, a text with a comma in it has to be in quotes":
    "entre accolades, un texte qui contient une virgule s’écrit entre guillemets",
  '"{0}" is missing': "il manque « {0} »",
  "{0}: write `schema_version: 2` on the first line": "{0} : écrivez `schema_version: 2` à la première ligne",
  "{0}: write [] where there is none": "{0} : écrivez [] s’il n’y en a pas",
  '"{0}" goes with {1}, and this is {2}': "« {0} » va avec {1}, et ceci est {2}",

  "it is empty: write a text": "c’est vide : écrivez un texte",
  "it is empty: write a text, in quotes where it begins with # or &":
    "c’est vide : écrivez un texte, entre guillemets s’il commence par # ou &",
  "it is empty: write a list, or leave out the key": "c’est vide : écrivez une liste, ou supprimez la clé",
  "it is empty, and fields belong here": "c’est vide, et il faut ici des champs",
  "a list stands here": "une liste figure ici",
  "fields stand here": "des champs figurent ici",
  "{0} stands here": "{0} figure ici",
  "{0}, and one text belongs here": "{0}, et il faut ici un seul texte",
  "{0}, and a list belongs here: begin each entry with a dash and a space":
    "{0}, et il faut ici une liste : commencez chaque élément par un tiret et une espace",
  "{0}, and fields belong here": "{0}, et il faut ici des champs",
  "{0} stands alone, and a list belongs here: write [{1}]": "{0} figure seul, et il faut ici une liste : écrivez [{1}]",
  '{0} is a number here: write "{1}", in quotes': '{0} est ici un nombre : écrivez "{1}", entre guillemets',
  '{0} is no text here: write "{1}", in quotes': '{0} n’est pas ici un texte : écrivez "{1}", entre guillemets',
  "{0} is a text here: write {1}, without quotes": "{0} est ici un texte : écrivez {1}, sans guillemets",
  "{0} is neither true nor false: write one of them": "{0} n’est ni true ni false : écrivez l’un des deux",
  "{0} is no whole number: write one in digits": "{0} n’est pas un nombre entier : écrivez-en un en chiffres",
  "{0} is no number: write one in digits": "{0} n’est pas un nombre : écrivez-en un en chiffres",
  "{0} is not {1}": "{0} n’est pas {1}",
  "{0} is not one of {1}": "{0} ne fait pas partie de : {1}",
  '"{0}" is not one of {1}': "« {0} » ne fait pas partie de : {1}",
  "between two ids of a list stands a comma": "entre deux identifiants d’une liste, il faut une virgule",
  "it is longer than {0} characters": "c’est plus long que {0} caractères",
  "the list needs at least {0}": "il en faut au moins {0} dans la liste",
  "the list takes at most {0}": "il en faut au plus {0} dans la liste",
  "{0} is less than {1}, the least that may stand here": "{0} est inférieur à {1}, le plus petit nombre admis ici",
  "{0} is more than {1}, the most that may stand here": "{0} est supérieur à {1}, le plus grand nombre admis ici",
  "there is no time zone {0}": "il n’y a pas de fuseau horaire {0}",
  "{0}: write one by its city, as in Europe/Zurich": "{0} : désignez-le par sa ville, comme dans Europe/Zurich",

  "{0} is not a day of the calendar": "{0} n’est pas un jour du calendrier",
  "{0}: write one such as 2026-06-12": "{0} : écrivez-en un comme 2026-06-12",
  "{0} is no date that can be read: {1}": "{0} n’est pas une date qui puisse être lue : {1}",
  "write {0}; or {words: …} for words without a date":
    "écrivez {0} ; ou {words: …} pour des mots qui ne donnent pas de date",
  "lies outside the years {0} to {1}": "est hors des années {0} à {1}",
  "is due outside the years {0} to {1}": "l’échéance est hors des années {0} à {1}",
  '"{0}" is itself counted from a meeting': "« {0} » se compte déjà d’après une réunion",
  'the cycle begins after "{0}", which ends it': "le cycle commence après « {0} », qui y met fin",
  "is no e-mail address: write one such as name@example.org, and nothing else":
    "n’est pas une adresse électronique : écrivez-en une comme nom@example.org, et rien d’autre",
  'the document is in "{0}": write this as its `title`':
    "le document est rédigé en « {0} » : écrivez ceci dans son champ `title`",
  "has no visible character": "n’a aucun caractère visible",
  "has a control character, or changes the direction of writing without changing it back":
    "contient un caractère de commande, ou change le sens de l’écriture sans le rétablir",

  '"{0}" hangs on itself: {1}': "« {0} » dépend de soi-même : {1}",
  'the id "{0}" is that of the {1} on line {2}': "l’identifiant « {0} » est déjà donné : {1}, ligne {2}",
  'the id "{0}" is kept for the plan\'s own adoption and amendments: choose another one':
    "l’identifiant « {0} » est réservé à l’adoption et aux amendements du plan : choisissez-en un autre",
  'there is no {0} "{1}" in this file': "le fichier n’a pas ceci : {0} « {1} »",
  'there is no {0} "{1}" in its procedure, which has {2}': "son règlement n’a pas ceci : {0} « {1} » ; il a {2}",
  '{0}: "{1}" is {2} (line {3})': "{0} : « {1} » est {2} (ligne {3})",
  '{0}: the nearest is "{1}"': "{0} : le plus proche est « {1} »",
  "{0}, which has {1}": "{0} ; il a {1}",

  'there is no procedure "{0}": name {1}, or write its rules here':
    "il n’y a pas de règlement « {0} » : nommez {1}, ou écrivez-en ici les règles",
  "one path is the default, and another is already": "un seul parcours vaut par défaut, et un autre le fait déjà",
  "a step that is kept comes before all that are not":
    "une étape qui demeure acquise précède toutes celles qui ne le demeurent pas",
  "a path has a step that is not kept: on it the text is agreed":
    "un parcours a une étape qui ne demeure pas acquise : c’est là que le texte est adopté",
  "a step before it has the same id": "une étape précédente a le même identifiant",
  'on the path "{0}" a text is issued: name one on which it is agreed':
    "sur le parcours « {0} », un texte est publié : nommez-en un sur lequel il est adopté",
  'there is no path "{0}" in the procedure, which has {1}': "le règlement n’a pas de parcours « {0} » ; il a {1}",
  '"{0}" is no name for a step: checks mean the {1} one by it':
    "« {0} » ne peut nommer une étape : les vérifications désignent ainsi la première ou la dernière ({1})",
  'there is no kind of meeting "{0}" in the procedure, which has {1}':
    "le règlement n’a pas de réunions « {0} » ; il a {1}",
  'there is no group "{0}" in the procedure, and no body of the plan: it has {1}':
    "le règlement n’a pas de groupe « {0} », ni le plan d’organe de ce nom : il a {1}",
  '"{0}" is not among the procedure\'s languages of documents':
    "« {0} » n’est pas une langue des documents selon le règlement",
  '"{0}" is a check that every procedure has: give this one another id':
    "« {0} » est une vérification que tout règlement comporte : donnez à celle-ci un autre identifiant",
  'there is no step "{0}" in any path: name one of {1}': "aucun parcours n’a d’étape « {0} » : nommez l’une de {1}",
  "a reference is to an action plan, and the procedure has none: write it under action_plans":
    "une référence renvoie à un plan d’action, et le règlement n’en a pas : écrivez-le sous action_plans",
  '"time_zone" is missing, and the procedure has no zone either':
    "il manque « time_zone », et le règlement n’a pas non plus de fuseau",
  "{0} is not one of {1}, nor of the procedure's meetings: {2}":
    "{0} ne fait pas partie de : {1}, ni des réunions du règlement : {2}",
  'there is no marker "{0}" among the procedure\'s checks':
    "les vérifications du règlement n’ont pas de marqueur « {0} »",
  'there is no action plan "{0}" in the procedure': "le règlement n’a pas de plan d’action « {0} »",
  '"{0}" has {1} actions: no {2}': "« {0} » a {1} actions : il n’y a pas de {2}",
  "the plan has {0} actions: no {1}": "le plan a {0} actions : il n’y a pas de {1}",
  "a marker has options: write them as a list": "un marqueur a des options : écrivez-en la liste",
  "a step is one of record, clearance, silence and meeting":
    "une étape est l’une de record, clearance, silence et meeting",
  "a silence has hours or days, not both":
    "une procédure d’approbation tacite a des heures (hours) ou des jours (days), et non les deux",
  "a silence says how long it is at least: hours, days or working_days":
    "une procédure d’approbation tacite dit combien elle dure au moins : hours, days ou working_days",
  "a mandate is for a track or for an activity, not for both":
    "un mandat porte sur un volet ou sur une activité, et non sur les deux",
  "this office is held for a part of the plan: name its track or its activity":
    "cette fonction s’exerce pour une partie du plan : nommez son volet ou son activité",
}
