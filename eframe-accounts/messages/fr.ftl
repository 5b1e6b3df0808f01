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
accounts-refused-wrong-code = Le code est incorrect, ou il a déjà servi. Attendez le suivant
accounts-refused-throttled-code = Trop de codes incorrects. Attendez quelques minutes, puis réessayez
accounts-refused-no-second-factor = Il n’y a pas de second facteur ici
accounts-refused-second-factor-needed = Votre rôle exige un second facteur. Configurez-le d’abord ; celui qui existe se remplace, mais ne se retire pas
accounts-refused-email-taken = Cette adresse a déjà un compte
accounts-refused-other-account = Cette invitation s’adresse à une autre personne que celle qui est connectée ici. Déconnectez-vous, puis ouvrez de nouveau le lien.

accounts-field-email = Adresse électronique
accounts-field-password = Mot de passe
accounts-field-new-password = Nouveau mot de passe
accounts-field-current-password = Mot de passe actuel
accounts-field-code = Code
accounts-field-recovery-code = Code de secours
accounts-field-name = Nom
accounts-field-language = Langue de vos courriels
accounts-field-token-name = Nom
accounts-field-token-days = Durée en jours
accounts-field-token-scope = Ce qu’il peut faire
accounts-hint-password = Au moins { $least } caractères. Espaces, toutes les écritures et émojis sont bienvenus ; ni chiffre ni signe n’est exigé.
accounts-hint-code = Les six chiffres que votre application affiche maintenant
accounts-hint-recovery-code = 24 lettres et chiffres ; majuscules et tirets sont sans importance
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
accounts-sign-in-late = Trop de temps s’est écoulé, ou vous avez été déconnecté entre-temps. Connectez-vous de nouveau.

accounts-code-title = Saisissez votre code
accounts-code-lead = Le mot de passe est correct. Saisissez maintenant le code que votre application affiche pour ce site.
accounts-code-recovery-lead = Le mot de passe est correct. Saisissez maintenant un de vos codes de secours ; chacun sert une fois.
accounts-code-by-recovery = Utiliser un code de secours
accounts-code-by-app = Utiliser le code de l’application
accounts-code-begin-anew = Se connecter depuis le début

accounts-factor-title = Second facteur
accounts-factor-lead = Avec un second facteur, qui apprend votre mot de passe ne peut pas entrer pour autant : un code d’une application de votre téléphone est demandé aussi.
accounts-factor-needed = Votre rôle exige un second facteur. Configurez-le sous « Second facteur » ; d’ici là, vous ne pouvez rien faire ici.
accounts-factor-app = Application qui produit des codes
accounts-factor-on = Actif
accounts-factor-off = Non configuré
accounts-factor-since = depuis le { $since }
accounts-factor-codes = Codes de secours restants
accounts-factor-codes-few = Il en reste peu, créez-en d’autres
accounts-factor-renew = Créer de nouveaux codes de secours
accounts-factor-renew-lead = Vous recevrez dix nouveaux codes. Les anciens cessent aussitôt de fonctionner.
accounts-factor-remove = Retirer le second facteur
accounts-factor-remove-lead = Ensuite, votre mot de passe suffira. Vos codes de secours cessent de fonctionner, et tous les autres navigateurs sont déconnectés.
accounts-factor-done-app = Votre nouvelle application compte désormais. Tous les autres navigateurs ont été déconnectés.
accounts-factor-done-removed = Votre second facteur a été retiré. Tous les autres navigateurs ont été déconnectés.

accounts-app-begin = Configurer une application
accounts-app-begin-lead = Il vous faut une application qui produit des codes, par exemple celle que recommande votre organisation ou celle de votre gestionnaire de mots de passe. Saisissez d’abord votre mot de passe.
accounts-app-replace = Configurer une autre application
accounts-app-next = Continuer
accounts-app-title = Ajoutez ce site à votre application
accounts-app-lead = Faites lire l’image à votre application, puis saisissez le code qu’elle affiche.
accounts-app-picture = Code QR pour votre application ; la même chose figure dessous en texte
accounts-app-by-hand = Si elle ne le peut pas, saisissez cette clé dans l’application ; codes selon l’heure, six chiffres, toutes les 30 secondes :
accounts-app-submit = Confirmer

accounts-codes-title = Vos codes de secours
accounts-codes-once = Notez-les ou imprimez-les maintenant : personne ne pourra plus les montrer.
accounts-codes-says = Chacun vous connecte une fois à la place de l’application, le jour où vous la perdez. Gardez-les à part de votre mot de passe.
accounts-codes-go-on = Je les ai gardés, continuer

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
accounts-mail-factor-added-subject = Un second facteur a été ajouté à votre compte
accounts-mail-factor-added = un second facteur, une application qui produit des codes, a été ajouté à votre compte, et tous les autres navigateurs ont été déconnectés.
accounts-mail-factor-replaced = l’application qui produit les codes de votre compte a été remplacée par une autre, et tous les autres navigateurs ont été déconnectés.
accounts-mail-factor-removed-subject = Le second facteur de votre compte a été retiré
accounts-mail-factor-removed = le second facteur de votre compte a été retiré, et tous les autres navigateurs ont été déconnectés.
accounts-mail-factor-taken = l’administration a retiré le second facteur de votre compte, et tous les navigateurs ont été déconnectés. Vous pourrez en configurer un nouveau une fois connecté.
accounts-mail-recovery-made-subject = Nouveaux codes de secours pour votre compte
accounts-mail-recovery-made = de nouveaux codes de secours ont été créés pour votre compte. Les anciens ne fonctionnent plus.
accounts-mail-recovery-used-subject = Un code de secours a été utilisé
accounts-mail-recovery-used = quelqu’un s’est connecté à votre compte avec un code de secours. Codes de secours restants : { $left }.
accounts-mail-factor-not-you = Si vous n’en savez rien, demandez tout de suite un nouveau mot de passe et prévenez l’administration :

accounts-may-account-read = Voir qui a un compte, ses rôles et les invitations
accounts-may-account-invite = Inviter des personnes avec n’importe quel rôle
accounts-may-organisation-invite = Inviter des personnes dans des organisations
accounts-may-account-grant = Donner et retirer des rôles
accounts-may-account-switch = Désactiver et réactiver des comptes
accounts-may-account-register = Ouvrir des comptes sans invitation
accounts-may-factor-take = Retirer le second facteur à qui l’a perdu
accounts-may-organisation-add = Ajouter des organisations et les renommer
