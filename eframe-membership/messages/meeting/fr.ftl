membership-field-starts-form = Indiquez le jour et l’heure
membership-field-starts-gap = Dans ce fuseau, on avance alors les horloges et cette heure n’existe pas. Choisissez-en une autre
membership-field-starts-twice = Dans ce fuseau, on recule alors les horloges et cette heure revient deux fois. Dites laquelle des deux
membership-field-starts-past = Ce jour est passé. Choisissez aujourd’hui ou un jour suivant
membership-field-zone-unknown = Indiquez un fuseau horaire, par exemple Asia/Seoul ou Europe/Berlin
membership-field-choice-empty = Choisissez oui, non ou abstention
membership-field-term-from = Indiquez un jour à partir de 1900
membership-field-term-backwards = Le dernier jour précède le premier
membership-field-term-long = Un mandat ne dure pas plus que ne le disent les statuts : au plus tard jusqu’au { $last }
membership-field-term-end = Choisissez un jour du mandat avant le dernier
membership-field-body-unknown = Choisissez un organe prévu par les statuts
membership-field-office-unknown = Choisissez une fonction de cet organe
membership-meeting-stage-planned = Prévue
membership-meeting-stage-open = Ouverte
membership-meeting-stage-closed = Close
membership-meeting-stage-called-off = Annulée
membership-meeting-off = Cette réunion n’a pas lieu.
membership-item-stage-pending = Pas encore appelé
membership-item-stage-open = Vote en cours
membership-item-stage-closed = Vote clos, à compter
membership-item-stage-decided = Décidé
membership-item-stage-deferred = Reporté
membership-choice-yes = Oui
membership-choice-no = Non
membership-choice-abstain = Abstention
membership-choice-unread = Bulletin illisible
membership-outcome-carried = Adopté
membership-outcome-carried-chair = Adopté par la voix de la présidence à égalité
membership-outcome-rejected = Rejeté
membership-outcome-rejected-chair = Rejeté par la voix de la présidence à égalité
membership-outcome-rejected-tie = Rejeté : l’égalité vaut rejet
membership-outcome-inquorate = Sans résultat : quorum non atteint
membership-outcome-tied = Sans résultat : égalité non tranchée par la présidence
membership-outcome-no-result = Sans résultat : aucun vote à compter
membership-why-off-the-agenda = Retiré de l’ordre du jour avant la réunion.
membership-why-not-reached = La réunion s’est achevée avant ce point.
membership-why-called-off = La réunion a été annulée.
membership-why-inquorate = Trop peu de membres étaient présents pour décider.
membership-why-tied = Il y a eu égalité et personne n’a tranché.
membership-why-no-result = Il n’y avait aucun vote à compter.
membership-why-rejected = L’organe a voté contre.
membership-proof-quorum = { $present } présents sur { $entitled }, { $needed } requis : { $quorate ->
    [yes] quorum atteint
   *[no] quorum non atteint
}
membership-proof-majority = { $yes } oui sur { $base } = { $percent } %, { $limit }
membership-proof-percent = { $percent } %
membership-proof-over = plus de { $part }
membership-proof-not-over = pas plus de { $part }
membership-proof-at-least = au moins { $part }
membership-proof-under = moins de { $part }
membership-proof-all = tous
membership-proof-not-all = pas tous
membership-rule-more-than = plus de { $part }
membership-rule-at-least = au moins { $part }
membership-rule-all = tous
membership-rule-quorum = Parmi les votants, { $part } doivent être présents.
membership-rule-quorum-number = { $number } votants doivent être présents.
membership-rule-of-present = Adoption si { $part } des présents disent oui.
membership-rule-of-entitled = Adoption si { $part } des votants inscrits disent oui.
membership-rule-of-yes-and-no = Adoption avec { $part } de oui parmi les votes pour et contre ; les abstentions ne comptent pas.
membership-rule-of-cast = Adoption avec { $part } de oui parmi les votes exprimés.
membership-rule-tie-chair = À égalité, la voix de la présidence tranche.
membership-rule-tie-fails = L’égalité vaut rejet.
membership-minutes-of = Procès-verbal { $number }
membership-minutes-opened = Ouverture
membership-minutes-closed = Clôture
membership-minutes-at-close = Présents à la fin
membership-minutes-application = Candidature { $number }
membership-minutes-deferred = Reporté sans vote
membership-minutes-nothing = L’ordre du jour de cette réunion était vide.
membership-minutes-chair = Présidence
membership-minutes-rules = Règles de ce vote
membership-minutes-recount = Nouveau comptage
membership-minutes-recounts = Le même résultat
membership-minutes-differs = Un autre résultat
membership-minutes-no-vote = Présents sans voter
membership-minutes-sha256 = SHA-256 du vote publié ({ $matter }) :
membership-minutes-matter = { $number }, { $name }
membership-minutes-matter-kind = { $number }, { $name }, { $kind }
membership-minutes-file = Télécharger ce vote (JSON) et le recompter
membership-minutes-roll = Liste des votants
membership-minutes-roll-says = Elle a été figée à l’ouverture de la réunion. Ce qui a changé ensuite n’a rien changé à ces votes.
membership-minutes-member = Membre
membership-minutes-vote = Vote
membership-minutes-there = À la fin
membership-minutes-may = Vote
membership-minutes-may-not = Ne vote pas
membership-minutes-present = Présent
membership-minutes-absent = Absent
membership-minutes-check = Vérifier ce procès-verbal
membership-minutes-check-says = Qui détient une copie imprimée trouve l’original à cette adresse, où chaque vote est recompté à l’affichage :
membership-minutes-data = Ce procès-verbal en données (JSON)
membership-minutes-unknown-title = Procès-verbal d’une réunion
membership-minutes-unknown = Aucun procès-verbal ne porte le code { $code }.
membership-minutes-unknown-why = Saisissez l’adresse exactement comme sur la copie imprimée. Le procès-verbal paraît à la clôture de la réunion.
membership-minutes-to-register = Vers le registre
membership-holders-count = { $count ->
    [one] { $count } membre exerce
   *[other] { $count } membres exercent
} une fonction le { $day } ; il y a { $seats } sièges.
membership-holders-on = Au jour du
membership-holders-show = Afficher
membership-holders-today = Aujourd’hui
membership-holders-office = Fonction
membership-holders-from = Du
membership-holders-until = Au
membership-holders-none = Personne n’exerçait de fonction ce jour-là. Le Secrétariat inscrit les mandats dès qu’ils sont donnés.
membership-holders-how = Comment il décide
membership-holders-years = Un mandat dure { $years ->
    [one] { $years } an
   *[other] { $years } ans
}.
membership-minutes-rules-of-all = Règles des votes

# Mails
membership-mail-meeting-link = L’ordre du jour, la présence et le vote sont ici :
membership-mail-meeting-about = Réunion { $number }. Vous recevez ce message parce que vous votez pour { $organisation }.
membership-mail-meeting-planned-subject = { $body } : { $time }
membership-mail-meeting-planned-text =
    { $organisation } a un siège dans : { $body }. Réunion : { $title }.
    Heure : { $time } ({ $zone })
membership-mail-meeting-moved-subject = { $body } : nouvelle heure, { $time }
membership-mail-meeting-moved-text =
    La réunion « { $title } » ({ $body }) a maintenant lieu à un autre moment.
    Nouvelle heure : { $time } ({ $zone })
membership-mail-meeting-off-subject = { $body } : réunion annulée, { $time }
membership-mail-meeting-off-text =
    La réunion « { $title } » ({ $body }) du { $time } ({ $zone }) n’a pas lieu.
    { $reason }

# Own pages
membership-voting-meetings = Réunions et votes
membership-voting-lead = Les réunions des organes auxquels appartient votre organisation.
membership-voting-back-own = Votre adhésion
membership-voting-none = Il n’y a pas encore de réunion. Vous en verrez une ici dès que le Secrétariat prévoit celle d’un organe dont vous faites partie.
membership-voting-back = Toutes vos réunions
membership-voting-back-to = Retour à
membership-voting-again = Actualiser
membership-voting-minutes = Lire le procès-verbal
membership-voting-agenda = Ordre du jour
membership-voting-no-agenda = L’ordre du jour est vide pour l’instant.
membership-voting-read = Lire la demande
membership-voting-how = Le vote de
membership-voting-next = Un vote est acquis : il ne peut être changé. Le vote de chaque membre est publié au procès-verbal.
membership-voting-submit = Voter
membership-voting-cast = A voté : { $choice }
membership-voting-already = Le vote a été émis auparavant : { $choice }, par { $by }. Il est acquis.
membership-voting-seats = Votre place dans la réunion
membership-voting-no-roll = La liste des votants est établie à l’ouverture de la réunion.
membership-voting-no-seat = Vous ne votez pour aucun membre de cet organe.
membership-voting-attend = Nous sommes présents
membership-voting-leave = Nous partons
membership-voting-done-attend = Vous êtes noté présent.
membership-voting-done-leave = Vous êtes noté parti.
membership-voting-done-vote = Le vote est enregistré.
membership-matter-own-name = Son propre nom
membership-matter-kind = Veut adhérer en tant que
membership-matter-country = Pays
membership-matter-population = Population
membership-matter-website = Site web
membership-matter-motivation = Pourquoi elle veut adhérer
membership-matter-signatory = Signée par
membership-matter-signed = Signée
membership-matter-fingerprint = Empreinte de ce qui a été signé
