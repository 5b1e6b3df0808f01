cms-list-page = Pages
cms-list-news = Actualités
cms-list-event = Événements
cms-list-faq = Questions et réponses
cms-list-person = Personnes
cms-list-partner = Partenaires
cms-list-document = Documents
cms-list-banner = Annonces
cms-feed-all = Toutes les nouveautés
cms-feed-follow = Suivre par flux Atom
cms-list-empty = Rien n’est encore publié ici. Ce qui sera publié y apparaîtra.
cms-list-older = Entrées plus anciennes

cms-page-crumbs = Vous êtes ici
cms-page-fallback = Cette page n’est pas encore traduite dans votre langue. Elle est affichée en { $language }.
cms-page-since = Dernière modification le
cms-page-contents = Sur cette page
cms-page-below = Dans cette rubrique
cms-page-day = La page telle qu’elle était à la fin d’une journée
cms-page-day-show = Voir ce jour
cms-page-changes = Ce qui a changé, et quand
cms-page-first = Première publication
cms-page-contact = Qui répond de cette page

cms-search-title = Recherche
cms-search-for = Recherche : { $words }
cms-search-here = Rechercher sur ce site
cms-search-words = Mots
cms-search-submit = Rechercher
cms-search-kind = Type
cms-search-language = Langue
cms-search-count = { $count ->
    [one] Une page trouvée
   *[other] { $count } pages trouvées
}
cms-search-more = Au moins { $count } pages correspondent. Les plus pertinentes d’abord ; ajoutez un mot pour en trouver d’autres.
cms-search-foreign = Dans d’autres langues
cms-search-none = Rien ne contient tous ces mots.
cms-search-meant = Vouliez-vous dire :
cms-search-fewer = Avec un mot de moins, il y a des résultats :
cms-search-unfiltered = Rechercher partout et dans toutes les langues
cms-search-advice = Essayez moins de mots ou d’autres mots, ou parcourez les listes du menu.
cms-search-how = Saisissez des mots : une page est trouvée quand elle les contient tous. Mettez entre guillemets ceux qui se suivent.
cms-search-first = Première page des résultats
cms-search-describes = Rechercher sur { $site }
cms-search-empty = Saisissez un mot à rechercher
cms-search-long = Au plus 200 caractères et 12 mots

cms-page-again = Publiée de nouveau
cms-page-end = Retirée
cms-page-office = Répond de cette page :
cms-page-review = Sera relue au plus tard le
cms-page-back-to = De nouveau le texte du { $day }

cms-preview-banner = Ceci est un brouillon. Il n’est pas publié et rien n’est décidé. Le lien qui vous le montre fonctionne jusqu’au

cms-day-banner = Voici ce que disait la page à la fin du
cms-day-old = Elle peut être périmée.
cms-day-today = La lire telle qu’elle est aujourd’hui
cms-day-then = Voir la page du { $day }

cms-ended-withdrawn = Cette page a été retirée.
cms-ended-substitute = Cette page a été remplacée par une autre.
cms-ended-gone = Cette page a été supprimée.
cms-ended-no-more = Rien de cette page n’est montré pour ce jour.
cms-ended-not-yet = Il n’y avait encore rien ici ce jour-là.
cms-ended-ahead = Ce jour n’est pas encore venu.
cms-ended-first = Première publication le
cms-ended-since = Retirée le
cms-ended-successor = Aller à la page qui la remplace
cms-ended-past = Lire ce qu’elle disait

cms-mail-greeting = Bonjour { $name },
cms-mail-link = Tout se voit ici :
cms-mail-parked-subject = Une tâche prévue n’a pas pu être faite
cms-mail-parked-publish = Le texte en { $language } devait être publié le { $at } ({ $zone }) et n’a pas pu l’être. La raison :
cms-mail-parked-end = Le texte en { $language } devait être retiré le { $at } ({ $zone }) et n’a pas pu l’être. La raison :
cms-mail-reviews-subject = Des textes à relire
cms-mail-reviews-text = { $count ->
    [one] Un texte dont vous répondez est à relire. Corrigez ce qui est périmé, ou fixez un jour plus lointain.
   *[other] { $count } textes dont vous répondez sont à relire. Corrigez ce qui est périmé, ou fixez un jour plus lointain.
}

cms-plan-why-stage = Il n’est pas à l’étape voulue : il a été changé, rendu, ou n’est pas en ligne.
cms-plan-why-changed = Il a été changé après son approbation.
cms-plan-why-approval = Les règles en vigueur demandent d’autres approbations.
cms-plan-why-unfit = Il y a quelque chose à corriger avant de le publier.
cms-plan-why-target = La page vers laquelle il devait mener n’est pas en ligne.
cms-plan-why-fault = Le programme a échoué.
cms-plan-why-other = Les règles ne le permettent pas.

cms-event-when = Quand
cms-event-where = Où
cms-event-calendar = Enregistrer dans votre agenda
cms-event-coming = À venir
cms-event-further = Autres événements à venir
cms-event-past = Passés
cms-event-none = Aucune date n’est fixée pour le moment. La prochaine sera annoncée ici.

cms-person-office = Fonction
cms-person-organisation = Organisation
cms-person-email = Courriel

cms-partner-website = Voir leur site

cms-figure-what = Indicateur
cms-figure-value = Valeur
cms-figure-source = Source
cms-figure-date = En date du
cms-file-kilobytes = { $kind }, { $size } ko
cms-file-megabytes = { $kind }, { $size } Mo
cms-picture-credit = Image : { $name }
cms-picture-large = Image { $number }, en grand

cms-contact-phone = Téléphone
cms-contact-hours = Horaires

cms-may-page-edit = Écrire des contenus, les remettre et lire les brouillons
cms-may-page-approve = Approuver ce que d’autres ont écrit, ou le rendre
cms-may-page-publish = Publier des contenus et les retirer
cms-may-page-move = Donner aux pages une autre place ou adresse
cms-may-menu-edit = Composer les menus
cms-may-content-import = Reprendre des contenus décidés ailleurs
cms-may-content-export = Extraire tous les contenus en un fichier, brouillons et historique compris
