membership-refused-bad-file = Le fichier contient des erreurs. Rien n’en a été repris.
membership-refused-already-there = Le registre contient déjà un membre de ce fichier. Relisez-le.
membership-register-title = Membres
membership-register-map-title = Les membres sur la carte
membership-register-words = Nom ou numéro
membership-register-kind = Type
membership-register-region = Région
membership-register-country = Pays
membership-register-standing = Statut
membership-register-joined = Membre depuis
membership-register-name = Nom
membership-register-show = Afficher
membership-register-every = Tout
membership-register-all = Tout afficher
membership-register-first = Au début
membership-register-on-map = Les voir sur la carte
membership-register-as-list = Les voir en liste
membership-register-by-region = Par région
membership-register-by-name = Par nom
membership-register-count = { $count ->
    [one] { $count } membre
   *[other] { $count } membres
}.
membership-register-count-narrowed = { $count ->
    [one] { $count } membre correspond
   *[other] { $count } membres correspondent
}.
membership-register-unplaced = { $count ->
    [one] { $count } d’entre eux n’a pas dit où il se trouve et n’a pas de point.
   *[other] { $count } d’entre eux n’ont pas dit où ils se trouvent et n’ont pas de point.
}
membership-register-map-says = { $count ->
    [one] Carte du monde avec { $count } membre en point
   *[other] Carte du monde avec { $count } membres en points
}
membership-register-none = Aucun membre ne correspond. Retirez un filtre ou cherchez une partie du nom.
membership-register-empty = Il n’y a pas encore de membre. Le premier viendra avec la première demande acceptée.
membership-member-crumbs = Où vous êtes
membership-member-since = Dans ce statut depuis
membership-member-number = Numéro
membership-member-population = Population
membership-member-website = Site web
membership-member-why = D’où vient ce statut
membership-member-by-charter = Selon la charte « { $charter } », en vigueur ce jour-là
membership-member-nothing-yet = Rien ne s’était passé jusqu’à ce jour.
membership-member-no-standing = Pas membre ce jour-là
membership-member-rights = Ses droits le { $day }
membership-member-yes = Oui
membership-member-no = Non
membership-member-rights-public = Ce qu’un membre doit n’est pas indiqué ici, et aucune de ces lignes n’en dépend.
membership-member-on = Un autre jour
membership-member-show = Afficher ce jour
membership-member-as-of-today = Afficher aujourd’hui
membership-certificate-check-title = Certificat d’adhésion
membership-certificate-on-issue = Le jour de l’émission, { $day }
membership-certificate-today = Aujourd’hui, { $day }
membership-certificate-compare = Comparez le nom, le numéro et le jour d’émission avec le certificat que vous tenez. Il doit dire la même chose qu’ici.
membership-certificate-member-page = Lire d’où vient ce statut
membership-certificate-unknown = Aucun certificat ne porte le code { $code }.
membership-certificate-unknown-why = Vérifiez que l’adresse est tapée comme elle est imprimée. Si c’est la même, le certificat n’a pas été émis ici.
membership-certificate-to-register = Chercher le membre dans le registre
membership-happened-submitted = A déposé sa demande
membership-happened-submitted-as = A remis sa demande pour devenir membre d’une autre catégorie : { $kind }
membership-happened-accepted = Accepté par le Secrétariat
membership-happened-approved = Approuvé par : { $body }
membership-happened-suspended = Ses droits ont été suspendus
membership-happened-reinstated = La suspension a pris fin
membership-happened-lapsed = Caduc : la cotisation de { $period } n’a pas été payée à temps
membership-happened-restored = A payé et est de retour
membership-happened-withdrew = S’est retiré
membership-member-recorded = Noté le { $day }.
membership-fee-title = Cotisations
membership-fee-open = À payer
membership-fee-overdue = En retard
membership-fee-paid = Payée
membership-fee-waived = Exonérée
membership-fee-year = Année
membership-fee-amount = Montant
membership-fee-due = À payer jusqu’au
membership-fee-state = État
membership-fee-paid-on = le { $day }
membership-fee-waived-on = le { $day }
membership-fee-none = Aucune cotisation n’a encore été demandée.
membership-fee-example = Les montants sont des exemples.
membership-term-title = Fonctions
membership-term-now = Aujourd’hui
membership-term-held = du { $start } au { $end }
membership-term-none = Aucune fonction n’est ou n’a été exercée.
membership-certificate-certifies = { $site } certifie l’adhésion de
membership-certificate-issued = Délivré le
membership-certificate-verify = Chacun peut le vérifier à l’adresse
membership-certificate-print = Imprimez cette page ou enregistrez-la en PDF. Elle dit ce qui est vrai le jour de la délivrance ; l’adresse ci-dessus dit aussi ce qui est vrai plus tard.
membership-own-member-title = Votre adhésion
membership-own-certificate = Certificat d’adhésion à imprimer
membership-own-public = Votre page dans le registre public
membership-own-another-day = Voici la situation au { $day }.
membership-own-rights = Ce que votre organisation peut faire le { $day }
membership-own-fees = Plus sur vos cotisations
membership-own-grace = L’adhésion devient caduque si une cotisation reste impayée après le { $day }. Jusque-là, votre statut reste le même ; un droit qui demande des cotisations payées est suspendu dès le lendemain de l’échéance.
membership-own-lapsed = L’adhésion est caduque. Elle revient dès que le Secrétariat a noté votre paiement.
membership-own-paying = Le Secrétariat note ici ce qui a été payé. S’il manque un de vos paiements, écrivez-lui.
membership-own-wrong = Si quelque chose n’est pas juste ici, écrivez au Secrétariat : il tient le registre.
membership-own-no-member = Votre organisation n’est pas encore membre. Elle le devient quand sa demande est acceptée.
