ceds-percent = { $number } %

ceds-facts-city = Nom de votre ville
ceds-facts-yes = Oui
ceds-facts-no = Non

ceds-stage-draft = En cours de réponse
ceds-stage-submitted = Remise
ceds-stage-returned = Rendue avec des questions
ceds-stage-frozen = Arrêtée
ceds-stage-withdrawn = Retirée
ceds-meaning-draft = Vous et vos collègues répondez. Ce que vous enregistrez est gardé ; personne hors de votre ville ne le lit encore.
ceds-meaning-submitted = Quelqu'un relit vos réponses. Elles ne peuvent pas être changées maintenant.
ceds-meaning-returned = Répondez à ce qui est demandé, puis remettez-la de nouveau.
ceds-meaning-frozen = Les notes sont arrêtées et ne changent plus.
ceds-meaning-withdrawn = La ville l'a retirée.
ceds-meaning-closed = Le temps des réponses est passé. Ce que vous avez répondu est gardé.

ceds-state-answered = Répondu
ceds-state-unanswered = Sans réponse
ceds-state-settled = Non demandé, puisqu'il n'y en a pas
ceds-state-open = Laisser ouvert pour l'instant
ceds-state-not-applicable = Cela ne peut pas concerner notre ville
ceds-state-not-relevant = Nous n'en avons pas besoin
ceds-state-hint-not-applicable = La ville n'a pas du tout cette tâche. Cela ne compte pas.
ceds-state-hint-not-relevant = Cela pourrait exister, et la ville ne le veut pas. Cela compte pour 0.

ceds-progress-count = { $answered } réponses sur { $due }
ceds-progress-whole = Complet
ceds-progress-begun = Commencé
ceds-progress-not-begun = Pas commencé

ceds-own-title = Diagnostic
ceds-own-lead = Votre ville se regarde elle-même : est-elle prête pour l'administration numérique, quels systèmes a-t-elle et utilise-t-elle.
ceds-own-about = Ce qu'est le diagnostic
ceds-own-city = Votre ville
ceds-own-none = Vous ne répondez pour aucune ville. Demandez une invitation à qui mène le diagnostic dans la vôtre.
ceds-own-no-round = Aucun tour n'est ouvert. Quand il s'en ouvre un, vous pouvez commencer ici.
ceds-own-until = Les réponses sont prises jusqu'au { $day } ({ $zone }).
ceds-own-begin-in = Commencer : { $round }
ceds-own-begin = Commencer l'évaluation
ceds-own-begin-lead = Ce que l'on sait de votre ville décide des questions posées et des villes auxquelles on vous compare.
ceds-own-begin-next = Vous pouvez le changer plus tard. Viennent ensuite les questions, section par section.
ceds-own-facts = À propos de la ville
ceds-own-facts-lead = Ce que l'on sait de votre ville décide des questions posées et des villes auxquelles on vous compare.
ceds-own-done-begun = L'évaluation est commencée. Répartissez les sections, ou répondez vous-même.
ceds-own-done-saved = Enregistré.
ceds-own-done-consent = Enregistré. Vous pouvez le changer à tout moment.
ceds-own-done-submitted = Remise. Quelqu'un la relit maintenant.
ceds-own-done-withdrawn = L'évaluation est retirée.
ceds-own-sections = Sections
ceds-own-questions = Ce qu'on vous demande
ceds-own-go-on = Continuer : { $section }
ceds-own-who = Réponses demandées à :
ceds-own-more = Plus
ceds-own-consent-now = Qui en apprend quelque chose :
ceds-own-pages = Pages de cette section
ceds-own-page = Questions { $first } à { $last }
ceds-own-not-open = Les réponses ne sont pas prises maintenant. Vous pouvez lire ce qui a été répondu.
ceds-own-not-asked = Cela ne concerne pas votre ville, d'après ce que l'on en sait.
ceds-own-number = Valeur
ceds-own-why = Note, preuves, remarques
ceds-own-evidence = Preuves à chercher :
ceds-own-note = Ce qui vous l'a fait choisir
ceds-own-links = Liens vers des preuves
ceds-own-links-hint = Une adresse par ligne, commençant par https://
ceds-own-files = Fichiers et remarques
ceds-own-by = Réponse de
ceds-own-save = Enregistrer
ceds-own-save-on = Enregistrer et continuer
ceds-own-save-later = Enregistrer et quitter
ceds-own-back = Retour
ceds-own-section-next = Tout ce qui est sur cette page est enregistré. Vous pouvez laisser des questions ouvertes et y revenir.
ceds-own-saving = Enregistrement
ceds-own-saved-all = Tout est enregistré
ceds-own-offline = Pas encore enregistré : pas de connexion. Ce que vous avez saisi reste sur cette page et sera renvoyé.
ceds-own-unsaved = Pas enregistré : appuyez sur un bouton pour voir pourquoi.
ceds-own-stale = { $question } : quelqu'un y a répondu entre-temps. Votre réponse est toujours là : enregistrez de nouveau pour la mettre à la place de la sienne.
ceds-own-theirs = { $name } a répondu entre-temps :
ceds-own-theirs-next = Votre réponse est ci-dessous. Enregistrez pour la mettre à la place de celle-ci, ou quittez la page pour garder celle-ci.
ceds-own-check = Vérifier et remettre
ceds-own-check-lead = Regardez ce qui est ouvert. Rien n'est obligatoire, mais une section avec trop peu de réponses n'a pas de note.
ceds-own-check-next = Ensuite, les réponses ne changent plus, sauf si elles vous sont rendues.
ceds-own-lacks = Pas de note : il faut répondre à { $share } de la section, en poids.
ceds-own-unanswered = { $count ->
    [one] { $count } question est ouverte
   *[other] { $count } questions sont ouvertes
}
ceds-own-anyway = La remettre quand même, avec des sections sans note
ceds-own-hand-in = Remettre l'évaluation
ceds-own-not-yet = Pas encore
ceds-own-for-another = Qui mène l'évaluation de votre ville la remet.
ceds-own-team = Collègues
ceds-own-withdraw = Retirer l'évaluation
ceds-own-withdraw-question = Retirer cette évaluation ?
ceds-own-withdraw-consequence = Elle finit ici et n'a pas de notes. Tant que le tour est ouvert, vous pouvez en commencer une autre.

ceds-team-lead = Demandez aux collègues qui savent. Ils répondent à leurs sections ; toutes les personnes de votre ville peuvent tout lire et répondre à tout.
ceds-team-empty = Personne n'a encore été sollicité. Demandez ci-dessous au premier collègue.
ceds-team-address = Adresse électronique d'un collègue
ceds-team-address-hint = L'adresse avec laquelle il se connecte ou est invité
ceds-team-language = Langue du message
ceds-team-sections = Sections auxquelles il doit répondre
ceds-team-sections-hint = Vous pouvez le changer à tout moment.
ceds-team-ask = Solliciter un collègue
ceds-team-submit = Demander
ceds-team-next = Un message avec votre demande part à cette adresse. Qui n'a pas encore de compte reçoit une invitation.
ceds-team-invite = Inviter quelqu'un dans votre ville
ceds-team-change = Changer les sections
ceds-team-leave = Ne plus demander
ceds-team-no-account = Pas encore de compte
ceds-team-no-section = Pas de section à lui
ceds-team-done-asked = Demandé.
ceds-team-done-left = On ne lui demande plus rien. Ses réponses restent.

ceds-question-answer = La réponse
ceds-question-files = Fichiers
ceds-question-file = Ajouter un fichier
ceds-question-add = Ajouter
ceds-question-no-files = Pas encore de fichier. Ajoutez ce qui montre que la réponse est juste.
ceds-question-remove = Enlever
ceds-question-remove-question = Enlever { $file } ?
ceds-question-remove-consequence = Son contenu est effacé après un jour.
ceds-question-remarks = Remarques
ceds-question-remark = Dire quelque chose sur cette question
ceds-question-say = Le dire
ceds-question-done-said = C'est dit.
ceds-question-done-added = Le fichier est ajouté.
ceds-question-done-removed = Le fichier est enlevé.

ceds-consent-title = Qui en apprend quelque chose
ceds-consent-lead = Vos réponses et vos notes sont à vous. Vous décidez de ce que d'autres en apprennent, et pouvez le changer à tout moment.
ceds-consent-question = Que peuvent apprendre les autres ?
ceds-consent-next = Les groupes de moins de six villes ne sont jamais montrés, et chaque chiffre vient de trois villes au moins et est arrondi.
ceds-consent-nothing = Rien
ceds-consent-compared = Des chiffres sans notre nom
ceds-consent-named = Des chiffres, et que nous avons participé
ceds-consent-hint-nothing = Vos notes n'entrent dans aucune comparaison. Les groupes montrés avec elles ne sont plus montrés à personne.
ceds-consent-hint-compared = Vos notes sont parmi celles dont on fait les médianes. Votre nom n'est pas montré.
ceds-consent-hint-named = De même, et votre nom figure parmi les villes comparées. Vos notes restent à vous.

ceds-chart-described = Les mêmes chiffres sont dans le tableau ci-dessous.

ceds-report-title = Rapport
ceds-report-so-far = Rapport à ce jour
ceds-report-of = Rapport : { $city }
ceds-report-preview = Non arrêté
ceds-report-preview-lead = Voici ce que donnent les réponses d'aujourd'hui. Cela change avec elles.
ceds-report-drifted = Recalculé
ceds-report-drifted-lead = Une version ultérieure du programme calcule certaines notes autrement. Les notes figées font foi ; les tableaux ci-dessous expliquent le calcul d'aujourd'hui.
ceds-report-settled = Arrêté
ceds-report-today = aujourd'hui
ceds-report-whole = En un chiffre
ceds-report-none = Pas encore de note : trop de questions sont sans réponse. Ce qui a une réponse est montré plus bas.
ceds-report-coverage = { $share } de ce qui concerne la ville a une réponse.
ceds-report-levels = Niveau par dimension
ceds-report-radar = Profil
ceds-report-own-score = Notre note
ceds-report-peers-median = Médiane des villes semblables
ceds-report-target = Début du stade suivant
ceds-report-dimension = Dimension
ceds-report-score = Note
ceds-report-stage = Stade
ceds-report-why = Pourquoi
ceds-report-gap = Il manque
ceds-report-no-score = pas de note
ceds-report-rules = La règle derrière chaque niveau
ceds-report-rule = Commence à { $from } ; { $next } commence à { $at }.
ceds-report-rule-top = Commence à { $from } ; c'est le plus haut.
ceds-report-gaps = Que faire ensuite
ceds-report-gaps-lead = Ce qui élève le plus la note vient d'abord.
ceds-report-gaps-to-target = Jusqu'au stade suivant
ceds-report-next = Prochain pas :
ceds-report-room = Jusqu'à { $points } points pour la note entière
ceds-report-brings = Apporte { $points } points à la note entière
ceds-report-strengths = Points forts
ceds-report-missing = Sans réponse
ceds-report-missing-lead = { $count ->
    [one] { $count } question qui vous concerne est ouverte. Sans réponse ne veut pas dire non : la note en est moins sûre.
   *[other] { $count } questions qui vous concernent sont ouvertes. Sans réponse ne veut pas dire non : la note en est moins sûre.
}
ceds-report-peers = À côté d'autres villes
ceds-report-no-peers = Les villes sont comparées quand le tour est clos.
ceds-report-all-cities = Toutes les villes qui ont accepté d'être comparées
ceds-report-cities = { $count ->
    [one] { $count } ville.
   *[other] { $count } villes.
}
ceds-report-among = Parmi elles :
ceds-report-quarter = Un quart est en dessous
ceds-report-median = La moitié est en dessous
ceds-report-three-quarters = Trois quarts sont en dessous
ceds-report-history = Au fil des ans
ceds-report-editions = Entre les tours marqués d'un signe, les questions ont changé. Une différence peut y venir des questions, non de la ville.
ceds-report-other-edition = D'autres questions qu'au tour précédent
ceds-report-assessment = Tour
ceds-report-note = Remarque
ceds-report-print = Imprimez cette page pour un rapport sur papier. Comme données :
ceds-report-csv = CSV
ceds-report-json = JSON
ceds-report-xlsx = XLSX
ceds-report-weight = { $share } du niveau au-dessus
ceds-report-explained = Chaque réponse a sa note, apporte ses points à l'ensemble, et pourrait en apporter plus.
ceds-report-line = Note { $score } · apporte { $points } points · jusqu'à { $room } de plus

ceds-hidden-too-few = Moins de six villes de ce groupe ont accepté d'être comparées : il en faut cinq en plus de chacune.
ceds-hidden-would-tell = À côté d'un autre groupe, ses chiffres révéleraient des villes particulières.
ceds-hidden-taken-back = Une ville a retiré son accord.

ceds-field-address-wrong = Ce n'est pas une adresse électronique
ceds-field-answers-many = Trop de réponses à la fois
ceds-field-city-empty = Écrivez le nom de votre ville
ceds-field-city-long = Raccourcissez le nom de votre ville
ceds-field-closes-before = Le dernier jour précède le premier
ceds-field-facts-wrong = Ce n'est pas une des réponses, ou pas un nombre
ceds-field-file-many = L'évaluation a autant de fichiers qu'elle en prend
ceds-field-given-unknown = Choisissez une des réponses
ceds-field-links-many = Dix liens au plus
ceds-field-links-wrong = Un lien commence par https:// et n'a pas d'espace
ceds-field-name-empty = Écrivez le nom du tour
ceds-field-name-long = Raccourcissez le nom du tour
ceds-field-note-long = Raccourcissez la note à 4 000 caractères
ceds-field-question-twice = La question a deux réponses
ceds-field-question-unknown = Cette question n'existe pas
ceds-field-sections-unknown = Cette section n'existe pas
ceds-field-text-empty = Écrivez ce que vous voulez dire
ceds-field-text-long = Raccourcissez à 10 000 caractères

ceds-refused-stale = Quelqu'un a changé cela entre-temps. Ce que vous avez saisi est gardé : relisez-le et renvoyez-le
ceds-refused-not-at-that-stage = L'évaluation n'est pas au stade voulu. Ce que vous avez saisi est gardé sur cette page
ceds-refused-not-at-that-time = Le tour ne le prend pas en ce moment. Ce que vous avez saisi est gardé sur cette page
ceds-refused-already-begun = Votre ville a déjà une évaluation dans ce tour
ceds-refused-many-unanswered = Des sections ont trop peu de réponses pour une note. Répondez davantage, ou dites que vous la remettez quand même
ceds-refused-own-work = Qui l'a remise ou y a répondu ne la relit pas. Demandez à un collègue
ceds-refused-bad-document = Le document a des fautes
ceds-refused-other-edition = Cette édition est déjà gardée, et dit autre chose
ceds-refused-no-scores = Les réponses ne donnent pas de notes
ceds-refused-still-waiting = Une partie de ce qui a été remis attend sa relecture
ceds-refused-team-full = L'équipe a autant de personnes qu'elle en prend

ceds-phase-planned = Prévu
ceds-phase-open = Ouvert
ceds-phase-review = En relecture
ceds-phase-closed = Clos

ceds-about-title = Le diagnostic
ceds-about-lead = En deux heures environ par collègue, le travail étant partagé, votre ville voit si elle est prête pour l'administration numérique, pourquoi, et que faire ensuite. Personne n'a besoin de connaître la technique.
ceds-about-how = Comment cela se passe
ceds-about-step-begin = Quelqu'un de votre ville commence, dit quelques mots d'elle et répartit les sections entre collègues.
ceds-about-step-answer = Chaque collègue répond aux questions d'une section, autant qu'il sait. Ce qui est enregistré est gardé.
ceds-about-step-hand-in = Vous regardez ce qui est ouvert et la remettez. Une personne qui relit peut poser des questions.
ceds-about-step-report = Vous recevez un rapport : votre niveau dans chaque dimension avec la règle qui le donne, les points forts, les manques avec le prochain pas, et un plan pour votre budget.
ceds-about-begin = Commencer ou continuer
ceds-about-questions = { $count ->
    [one] { $count } question à lire et à imprimer
   *[other] { $count } questions à lire et à imprimer
}
ceds-about-count = { $count ->
    [one] { $count } question
   *[other] { $count } questions
}
ceds-about-rounds = Tours
ceds-about-no-round = Aucun tour n'a encore été annoncé.
ceds-about-days = Les réponses sont prises du { $opens } au { $closes }.
ceds-about-compared = Toutes les villes qui ont accepté d'être comparées :
ceds-about-privacy = Les réponses et les notes d'une ville sont à elle. Seuls des chiffres de six villes ou plus qui l'ont accepté sont montrés.
ceds-about-crumbs = Où vous êtes
ceds-about-conditional = Posée seulement aux villes qu'elle concerne.

ceds-roadmap-title = Feuille de route
ceds-roadmap-of = Feuille de route : { $city }
ceds-roadmap-lead = Dites combien il y a à dépenser, et voyez quels modules élèvent le plus votre note, chacun après ce qui le porte.
ceds-roadmap-years = Années
ceds-roadmap-years-count = { $count ->
    [one] { $count } an
   *[other] { $count } ans
}
ceds-roadmap-cost = Argent chaque année
ceds-roadmap-effort = Travail de vos agents chaque année
ceds-roadmap-next = Le calcul prend quelques secondes. Rien n'est gardé.
ceds-roadmap-submit = Faire le plan
ceds-roadmap-no-score = Il n'y a pas encore de note, on ne peut donc dire ce qui l'élève. Répondez d'abord davantage
ceds-roadmap-year = Année { $number }
ceds-roadmap-months = Mois { $first } à { $last }
ceds-roadmap-when = Quand
ceds-roadmap-module = Module
ceds-roadmap-cost-head = Coût
ceds-roadmap-by-year = Par année
ceds-roadmap-spent = Dépensé
ceds-roadmap-left = Reste
ceds-roadmap-line = Coûte { $cost } · travail propre { $effort } · élève la note de { $gain }
ceds-roadmap-opens = D'autres l'attendent :
ceds-roadmap-empty = Avec ce budget, rien ne peut être construit qui élève la note. Essayez plus d'argent ou plus d'années.
ceds-roadmap-optimal = Aucun plan pour ce budget n'élève davantage la note.
ceds-roadmap-within = Aucun plan pour ce budget ne gagne plus que celui-ci de plus de { $share } de ce que celui-ci gagne.
ceds-roadmap-best-found = C'est le meilleur plan trouvé. Dans cet instrument, ce qu'apporte un module dépend de ce qui est construit par ailleurs : la recherche s'est donc guidée sur des estimations ; les notes affichées sont calculées exactement pour ce plan. Il n'est pas prouvé qu'il n'en existe pas de meilleur.
ceds-field-budget-wrong = Écrivez un nombre, 0 ou plus
