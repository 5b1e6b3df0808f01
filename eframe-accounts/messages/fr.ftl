# Ce que chacun lit de son propre compte, et les courriels qu’il reçoit.

accounts-email-empty = Saisissez votre adresse électronique
accounts-email-long = Saisissez une adresse de 254 caractères au plus
accounts-email-form = Saisissez une adresse telle que name@example.org
accounts-password-short = Au moins { $least } caractères ; une phrase de quelques mots se retient bien
accounts-password-long = Au plus { $most } caractères
accounts-password-common = Ce mot de passe se devine vite. Choisissez des mots sans rapport avec vous ni avec ce site, et pas des suites de touches
accounts-token-days = Choisissez entre 1 et 366 jours
accounts-token-scope-empty = Choisissez ce que le jeton peut faire
accounts-token-scope-unknown = Ne choisissez que ce que vous pouvez faire vous-même

accounts-refused-wrong-password = L’adresse ou le mot de passe est incorrect
accounts-refused-current-password = Le mot de passe actuel est incorrect
accounts-refused-throttled = Trop de tentatives. Attendez quelques minutes ou demandez un nouveau mot de passe
accounts-refused-email-taken = Cette adresse a déjà un compte
accounts-refused-other-account = Cette invitation s’adresse à une autre personne que celle qui est connectée ici. Déconnectez-vous, puis ouvrez de nouveau le lien.

accounts-field-email = Adresse électronique
accounts-field-password = Mot de passe
accounts-field-new-password = Nouveau mot de passe
accounts-field-current-password = Mot de passe actuel
accounts-field-name = Nom
accounts-field-language = Langue de vos courriels
accounts-field-token-name = Nom
accounts-field-token-days = Durée en jours
accounts-field-token-scope = Ce qu’il peut faire
accounts-hint-password = Au moins { $least } caractères. Espaces, toutes les écritures et émojis sont bienvenus ; ni chiffre ni signe n’est exigé.
accounts-hint-name = Tel que les autres le voient ici
accounts-hint-token-name = Le programme qui s’en servira, par exemple « Appli de la ville »
accounts-hint-token-days = 366 au plus

accounts-role-administrator = Administration
accounts-role-secretariat = Secrétariat
accounts-role-editor = Rédaction
accounts-role-reviewer = Relecture
accounts-role-committee = Comité
accounts-role-officer = Responsable
accounts-role-colleague = Collègue
accounts-role-reader = Lecture

accounts-sign-in-title = Se connecter
accounts-sign-in-submit = Se connecter
accounts-sign-in-forgotten = Mot de passe oublié ?
accounts-sign-in-kept = Votre session avait expiré. Connectez-vous et vous retrouverez ce que vous aviez saisi.

accounts-reset-title = Demander un nouveau mot de passe
accounts-reset-lead = Saisissez l’adresse avec laquelle vous vous connectez. Un courriel avec un lien y sera envoyé.
accounts-reset-submit = Envoyer le courriel
accounts-reset-asked-title = Consultez votre messagerie
accounts-reset-asked = Si cette adresse a un compte, un courriel avec un lien est en route. Le lien est valable 24 heures et une seule fois. Si rien n’arrive, regardez dans les indésirables.
accounts-reset-new-title = Choisir un nouveau mot de passe
accounts-reset-new-submit = Enregistrer le mot de passe
accounts-reset-done = Votre nouveau mot de passe est enregistré. Connectez-vous avec lui.

accounts-dead-title = Ce lien n’est plus valable
accounts-dead-says = Il a été utilisé, retiré, ou il est trop ancien. S’il vous en faut un autre, demandez-le.

accounts-invitation-title = Vous avez une invitation
accounts-invitation-lead = Un compte sera ouvert pour { $email }. Choisissez-lui un mot de passe.
accounts-invitation-join = L’invitation ajoute ses rôles à votre compte.
accounts-invitation-submit = Accepter l’invitation
accounts-invitation-sign-in-first = Cette adresse a un compte. Connectez-vous, puis acceptez l’invitation.
accounts-invitation-done = Bienvenue. Les rôles de l’invitation sont à vous.

accounts-first-title = Devenir le premier administrateur
accounts-first-lead = Personne n’administre encore ce site. Qui remplit ce formulaire le fera, et invitera les autres.
accounts-first-submit = Devenir administrateur
accounts-first-done = Vous administrez ce site.

accounts-overview-title = Votre compte
accounts-overview-roles = Rôles
accounts-overview-no-roles = Aucun pour l’instant
accounts-overview-data = Tout ce qui vous concerne
accounts-overview-role-for = { $role }, { $organisation }
accounts-overview-people = Personnes et rôles
accounts-overview-sign-out = Se déconnecter

accounts-profile-title = Nom et langue
accounts-profile-submit = Enregistrer
accounts-profile-done = Enregistré.

accounts-password-title = Changer de mot de passe
accounts-password-lead = Vous serez déconnecté de tous les autres navigateurs.
accounts-password-submit = Changer le mot de passe
accounts-password-done = Votre mot de passe a changé. Tous les autres navigateurs ont été déconnectés.

accounts-sessions-title = Où vous êtes connecté
accounts-sessions-lead = Si l’une de ces sessions vous est inconnue, fermez-la et changez de mot de passe.
accounts-sessions-browser = Navigateur
accounts-sessions-unnamed = Inconnu
accounts-sessions-started = Connexion
accounts-sessions-seen = Dernière utilisation
accounts-sessions-this = Celle-ci
accounts-sessions-end = Fermer
accounts-sessions-end-others = Fermer toutes les autres
accounts-sessions-done = Fermée.

accounts-tokens-title = Jetons pour programmes
accounts-tokens-says = Un programme qui présente un jeton agit en votre nom. Donnez à chacun le sien.
accounts-tokens-none = Vous n’avez aucun jeton.
accounts-tokens-new = Créer un jeton
accounts-tokens-lead = Son texte n’est montré qu’une fois, juste après.
accounts-tokens-submit = Créer
accounts-tokens-scope-all = Tout ce que je peux faire
accounts-tokens-scope-all-says = Y compris ce qui vous sera permis plus tard. Ne le donnez à un programme que s’il a besoin de tout.
accounts-tokens-made-title = Votre nouveau jeton
accounts-tokens-made = Copiez-le maintenant : personne ne pourra plus le montrer.
accounts-tokens-made-on = Créé
accounts-tokens-expires = Valable jusqu’au
accounts-tokens-over = Expiré
accounts-tokens-revoke = Révoquer
accounts-tokens-done = Révoqué.

accounts-mail-greeting = Bonjour { $name },
accounts-mail-invited-subject = Votre invitation à { $site }
accounts-mail-invited = vous êtes invité à travailler avec { $site }.
accounts-mail-invited-by = { $person } vous invite à travailler avec { $site }.
accounts-mail-invited-for = Vous agirez au nom de : { $organisations }.
accounts-mail-invited-and = { ", " }
accounts-mail-invited-link = Ce lien vous fait entrer :
accounts-mail-invited-until = Il est valable jusqu’au { $until } et une seule fois.
accounts-mail-unasked = Si vous ne savez pas de quoi il s’agit, vous n’avez rien à faire.
accounts-mail-reset-subject = Votre nouveau mot de passe
accounts-mail-reset = quelqu’un a demandé un nouveau mot de passe pour votre compte. Ce lien vous permet de le choisir :
accounts-mail-reset-until = Il est valable jusqu’au { $until } et une seule fois.
accounts-mail-unasked-reset = Si ce n’était pas vous, vous n’avez rien à faire : votre mot de passe reste le même.
accounts-mail-changed-subject = Votre mot de passe a changé
accounts-mail-changed = le mot de passe de votre compte a changé, et tous les navigateurs ont été déconnectés.
accounts-mail-changed-not-you = Si ce n’était pas vous, demandez tout de suite un nouveau mot de passe :

accounts-may-account-read = Voir qui a un compte, ses rôles et les invitations
accounts-may-account-invite = Inviter des personnes avec n’importe quel rôle
accounts-may-organisation-invite = Inviter des personnes dans des organisations
accounts-may-account-grant = Donner et retirer des rôles
accounts-may-account-switch = Désactiver et réactiver des comptes
accounts-may-account-register = Ouvrir des comptes sans invitation
accounts-may-organisation-add = Ajouter des organisations et les renommer
