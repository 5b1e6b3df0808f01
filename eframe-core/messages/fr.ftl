# Ce que dit toute page, quel que soit son bloc.

core-frame-skip = Aller au contenu
core-frame-languages = Langues
core-frame-navigation = Rubriques
core-frame-sections = Dans cette rubrique
core-frame-footer = Contact et informations
core-frame-banners = Annonces
core-frame-warning = Avertissement :
core-frame-in-english = L’espace de travail n’existe pas encore dans votre langue ; il est affiché en anglais.

core-form-all = Tout
core-form-cancel = Annuler
core-confirm-back = Non, revenir
core-form-optional = (facultatif)
core-form-error = Erreur :
core-form-errors = { $count ->
    [one] Un point est à corriger
   *[other] { $count } points sont à corriger
}
core-form-kept = Votre session avait expiré. Votre saisie a été conservée : relisez-la et envoyez-la de nouveau.
core-form-stands = Ce qui s’y trouve maintenant

core-field-required = Remplissez ce champ
core-field-characters = Supprimez les caractères qui ne peuvent pas être affichés
core-field-long = { $max } caractères au plus
core-field-email = Saisissez une adresse électronique telle que name@example.org
core-field-choose = Choisissez une des réponses
core-field-date = Saisissez une date telle que 2026-11-23
core-field-local-time = Saisissez une date et une heure
core-field-number = Saisissez un nombre entier de { $min } à { $max }

core-file-required = Choisissez un fichier
core-file-taken = { $kinds }, { $max } Mo au plus
core-file-empty = Ce fichier est vide. Choisissez-en un autre
core-file-large = Ce fichier dépasse { $max } Mo. Choisissez-en un plus petit
core-file-kind = Les fichiers de ce type ne sont pas acceptés. Choisissez l’un de ceux-ci : { $kinds }
core-file-other-kind = Ce fichier est de type { $found }. Choisissez l’un de ceux-ci : { $kinds }
core-file-pixels = Cette image a plus de { $max } millions de pixels. Réduisez-la et choisissez-la de nouveau
core-file-damaged = Ce fichier est incomplet ou endommagé. Enregistrez-le à nouveau, puis choisissez-le encore une fois
core-file-many = { $max ->
    [one] Choisissez un seul fichier
   *[other] Choisissez au plus { $max } fichiers
}

core-paging-label = Pages de cette liste
core-paging-previous = Page précédente
core-paging-next = Page suivante

core-chart-figures = Afficher les chiffres

core-problem-invalid-title = La demande n’a pas été comprise
core-problem-invalid-says = Quelque chose dans l’adresse ou le formulaire n’est pas correct. Revenez en arrière, vérifiez et réessayez.
core-problem-sign-in-title = Connectez-vous d’abord
core-problem-sign-in-says = Cette page est pour les personnes connectées, et personne ne l’est. Connectez-vous, puis revenez.
core-problem-forbidden-title = Vous n’avez pas le droit de faire cela
core-problem-forbidden-says = Votre compte ne donne pas accès à cette page ou à cette action. Adressez-vous à un administrateur si vous en avez besoin.
core-problem-not-found-title = Page introuvable
core-problem-not-found-says = Il n’y a pas de page à cette adresse, ou elle n’est pas publique. Vérifiez l’adresse ou repartez de la page d’accueil.
core-problem-gone-title = Cette page n’existe plus
core-problem-gone-says = Elle a été retirée volontairement. La page d’accueil mène à ce qui est d’actualité.
core-problem-conflict-title = Quelqu’un vous a devancé
core-problem-conflict-says = Le contenu a changé après que vous l’avez ouvert ; rien de votre saisie n’a été enregistré. Revenez en arrière, rechargez la page et regardez ce qui a changé.
core-problem-too-many-title = Trop de tentatives
core-problem-too-many-says = Attendez quelques minutes et réessayez.
core-problem-large-title = Ce que vous avez envoyé est trop volumineux
core-problem-large-says = Rien n’a été enregistré. Revenez en arrière, choisissez un fichier plus petit ou raccourcissez le texte, puis renvoyez-le.
core-problem-full-title = Il n’y a plus de place pour les fichiers
core-problem-full-says = Rien n’a été enregistré. Les responsables de ce service doivent libérer de la place ; réessayez plus tard.
core-problem-broken-title = Une erreur s’est produite de notre côté
core-problem-broken-says = Rien n’a été modifié. Réessayez dans quelques minutes ; si cela se reproduit, écrivez-nous.
core-problem-unavailable-title = Indisponible pour le moment
core-problem-unavailable-says = Le service est saturé ou en maintenance. Rien n’a été modifié. Réessayez dans quelques minutes.
core-problem-home = Aller à la page d’accueil
core-problem-reference = Si vous nous écrivez, indiquez cette référence : { $reference }

core-may-outbox-retry = Voir ce qui n’a pas pu être remis et le renvoyer
core-may-person-export = Remettre tout ce qui est conservé d’une personne
core-may-person-erase = Effacer une personne de tout

core-own-data = Tout ce qui vous concerne
core-own-data-lead = Tout ce que ce site conserve de vous, en un seul fichier : votre compte, ce que vous avez écrit, décidé et accepté.
core-own-data-take = Télécharger le fichier
