# What people read of their own account, and the mails they get.

accounts-email-empty = Enter your mail address
accounts-email-long = Enter a mail address of at most 254 characters
accounts-email-form = Enter a mail address such as name@example.org
accounts-password-short = Use at least { $least } characters; a sentence of a few words is easy to remember
accounts-password-long = Use at most { $most } characters
accounts-password-common = This password is guessed early. Choose words that have nothing to do with you or this site, and no rows of keys
accounts-token-days = Choose between 1 and 366 days
accounts-token-scope-empty = Choose what the token may do
accounts-token-scope-unknown = Choose only what you may do yourself

accounts-refused-wrong-password = The mail address or the password is wrong
accounts-refused-current-password = The current password is wrong
accounts-refused-throttled = There were too many attempts. Wait a few minutes, or ask for a new password
accounts-refused-wrong-code = The code is wrong, or it was used already. Wait for the next one
accounts-refused-throttled-code = There were too many wrong codes. Wait a few minutes, then try again
accounts-refused-no-second-factor = There is no second factor here
accounts-refused-second-factor-needed = Your role asks for a second factor. Set it up first; one that is there can be replaced, not removed
accounts-refused-wrong-passkey = The passkey was not accepted. Try again, or use another way
accounts-refused-passkey-taken = This passkey is in use here already
accounts-refused-too-many-passkeys = You have as many passkeys as one account may have. Remove one of them first
accounts-refused-email-taken = This address has an account already
accounts-refused-other-account = This invitation is for another person than the one who is signed in here. Sign out first, then follow the link again.

accounts-field-email = Mail address
accounts-field-password = Password
accounts-field-new-password = New password
accounts-field-current-password = Current password
accounts-field-code = Code
accounts-field-recovery-code = Recovery code
accounts-field-name = Name
accounts-field-language = Language of your mails
accounts-field-token-name = Name
accounts-field-token-days = Days it lasts
accounts-field-token-scope = What it may do
accounts-hint-password = At least { $least } characters. Blanks, any script and emoji are welcome; you need no digits or signs.
accounts-hint-code = Six digits that your app shows now
accounts-hint-recovery-code = 24 letters and digits; capitals and hyphens don’t matter
accounts-hint-name = As others here see it
accounts-hint-token-name = The program that will use it, such as “City app”
accounts-hint-token-days = At most 366

accounts-role-administrator = Administrator
accounts-role-secretariat = Secretariat
accounts-role-editor = Editor
accounts-role-reviewer = Reviewer
accounts-role-committee = Committee
accounts-role-officer = Officer
accounts-role-colleague = Colleague
accounts-role-reader = Reader

accounts-sign-in-title = Sign in
accounts-sign-in-submit = Sign in
accounts-sign-in-forgotten = Forgotten your password?
accounts-sign-in-kept = Your session had ended. Sign in, and you find what you typed again.
accounts-sign-in-late = It took too long, or you were signed out meanwhile. Sign in again.

accounts-code-title = Enter your code
accounts-code-lead = One more step: enter the code that your app shows for this site.
accounts-code-recovery-lead = One more step: enter one of your recovery codes; each works once.
accounts-code-no-passkeys = One more step. Your second factor is a passkey, and passkeys are not available in this program as it runs now: enter one of your recovery codes instead; each works once. If you have none, ask an administrator.
accounts-code-by-recovery = Use a recovery code instead
accounts-code-by-app = Use the code of the app instead
accounts-code-begin-anew = Sign in from the beginning

accounts-factor-title = Second factor
accounts-factor-lead = With a second factor, whoever learns your password still can’t sign in: a code from an app on your phone is asked for too.
accounts-factor-needed = Your role asks for a second factor. Set it up under “Second factor”; until then you can do nothing here.
accounts-factor-app = App that makes codes
accounts-factor-on = On
accounts-factor-off = Not set up
accounts-factor-since = since { $since }
accounts-factor-codes = Recovery codes left
accounts-factor-codes-few = Few left, make new ones
accounts-factor-renew = Make new recovery codes
accounts-factor-renew-lead = You get ten new codes. The old ones stop working at once.
accounts-factor-remove = Remove the second factor
accounts-factor-remove-lead = From then on your password alone is enough. Your recovery codes stop working, and every other browser is signed out.
accounts-factor-done-app = Your new app counts from now on. All other browsers were signed out.
accounts-factor-done-removed = Your second factor was removed. All other browsers were signed out.
accounts-factor-passkeys = Passkeys
accounts-factor-done-passkey = Your passkey counts from now on. All other browsers were signed out.
accounts-factor-done-part = It was removed. All other browsers were signed out.
accounts-factor-part-lead = From then on nobody signs in with it. What else you have still counts; if it is the last, your recovery codes stop working and your password alone is enough. Every other browser is signed out.

accounts-app-begin = Set up an app
accounts-app-begin-lead = You need an app that makes codes, such as one that your organisation recommends or the one in your password manager. First enter your password.
accounts-app-replace = Set up another app
accounts-app-next = Go on
accounts-app-title = Add this site to your app
accounts-app-lead = Let your app read the picture. Then enter the code that it shows.
accounts-app-picture = QR code for your app; the same stands below as text
accounts-app-by-hand = If it can’t, enter this key in the app; it makes codes by time, of six digits, every 30 seconds:
accounts-app-submit = Confirm
accounts-app-remove = Remove the app

accounts-passkey-begin = Make a passkey
accounts-passkey-begin-lead = A passkey is a key in your phone, computer or security key. It works on this site alone, so no other site can ask you for it. First give it a name and enter your password.
accounts-passkey-name = Name of the passkey
accounts-passkey-name-hint = Where you will keep it, such as “my phone”
accounts-passkey-name-wrong = Write a name of 1 to 60 characters
accounts-passkey-title = Make the passkey
accounts-passkey-lead = Press the button; your browser then asks you where to keep the passkey “{ $name }”. You have five minutes.
accounts-passkey-submit = Make the passkey
accounts-passkey-app-instead = Set up an app instead
accounts-passkey-needs-script = A passkey needs scripts, and they do not run here. Without them, use an app that makes codes, or a recovery code.
accounts-passkey-asking = Your browser is asking you now.
accounts-passkey-not-now = Nothing came of it: it was cancelled, or took too long. Try again, or use another way.
accounts-passkey-known = There is a passkey of yours in this device already. Choose another device.
accounts-passkey-unable = This browser knows no passkeys. Use another browser, an app or a recovery code.
accounts-passkey-instead = Or with a passkey
accounts-passkey-sign-title = Use your passkey
accounts-passkey-sign-lead = One more step: prove by a passkey that it is you.
accounts-passkey-use = Use a passkey
accounts-passkey-by-passkey = Use a passkey instead
accounts-passkey-used = last used { $used }
accounts-passkey-unused = not used yet
accounts-passkey-remove = Remove the passkey
accounts-passkey-remove-named = Remove “{ $name }”
accounts-passkey-not-here = Passkeys can’t be used here: browsers make them only for a site whose address is a name with https, such as https://city.example, or localhost. This site’s address is { $address }. Whoever runs it sets another by “public-url”.
accounts-passkey-not-built = Passkeys can’t be used here: this program was built without them. What serves is an app that makes codes, and recovery codes.

accounts-codes-title = Your recovery codes
accounts-codes-once = Write them down or print them now: nobody can show them again.
accounts-codes-says = Each of them signs you in once in the place of the app, for the day on which you lose it. Keep them apart from your password.
accounts-codes-go-on = I have kept them, go on

accounts-reset-title = Ask for a new password
accounts-reset-lead = Enter the address you sign in with. A mail with a link comes to it.
accounts-reset-submit = Send the mail
accounts-reset-asked-title = Look into your mail
accounts-reset-asked = If this address has an account, a mail with a link is on its way. The link is good for 24 hours and works once. If nothing comes, look into your spam folder.
accounts-reset-new-title = Choose a new password
accounts-reset-new-submit = Set the password
accounts-reset-done = Your new password is set. Sign in with it.

accounts-dead-title = This link is no longer good
accounts-dead-says = It was used, taken back, or is too old. If you need a new one, ask for it.

accounts-invitation-title = You are invited
accounts-invitation-lead = This opens an account for { $email }. Choose a password for it.
accounts-invitation-join = The invitation adds its roles to your account.
accounts-invitation-submit = Accept the invitation
accounts-invitation-sign-in-first = This address has an account. Sign in, then accept the invitation.
accounts-invitation-done = Welcome. The roles of the invitation are yours.

accounts-first-title = Become the first administrator
accounts-first-lead = Nobody administers this site yet. Whoever fills this in does, and invites the others.
accounts-first-submit = Become administrator
accounts-first-done = You are the administrator of this site.

accounts-overview-title = Your account
accounts-overview-roles = Roles
accounts-overview-no-roles = None yet
accounts-overview-data = Everything about you
accounts-overview-role-for = { $role }, { $organisation }
accounts-overview-people = People and roles
accounts-overview-sign-out = Sign out

accounts-profile-title = Name and language
accounts-profile-submit = Save
accounts-profile-done = Saved.

accounts-password-title = Change your password
accounts-password-lead = Every other browser you are signed in with is signed out, and your tokens for programs are revoked: make new ones afterwards.
accounts-password-submit = Change the password
accounts-password-done = Your password was changed. All other browsers were signed out, and your tokens for programs were revoked.

accounts-sessions-title = Where you are signed in
accounts-sessions-lead = If you don’t know one of these, end it and change your password.
accounts-sessions-browser = Browser
accounts-sessions-unnamed = Unknown
accounts-sessions-started = Signed in
accounts-sessions-seen = Last used
accounts-sessions-this = This one
accounts-sessions-end = End
accounts-sessions-end-others = End all others
accounts-sessions-done = Ended.

accounts-provider-title = Sign-in through another service
accounts-provider-lead = When another service knows you, such as your city’s, you can sign in through it and need not type your password here. Your password goes on working, and a second factor is asked for as before.
accounts-provider-none = Your account is linked to no other service.
accounts-provider-service = Service
accounts-provider-since = Linked
accounts-provider-link = Link { $provider }
accounts-provider-link-title = Link another service
accounts-provider-link-lead = First enter your password. Then you sign in at { $provider }, and come back here.
accounts-provider-next = Go on
accounts-provider-go = Your password was right. Go on within five minutes.
accounts-provider-go-on = Go on to { $provider }
accounts-provider-remove = Remove the link
accounts-provider-remove-lead = From then on nobody signs in to your account through it. Where you are signed in, you stay so.
accounts-provider-done-linked = The service is linked. From now on you can sign in through it.
accounts-provider-done-removed = The link was removed.
accounts-provider-way = Sign in with { $provider }
accounts-provider-again = Try again
accounts-provider-by-password = Sign in with your password
accounts-provider-fault-title = You could not be signed in through the other service
accounts-provider-fault-stale = This sign-in had ended, was used already, or was begun in another window. Begin anew.
accounts-provider-fault-declined = { $provider } did not confirm who you are: you said no there, or may not use this site. Nothing has changed here.
accounts-provider-fault-away = { $provider } can’t be reached now. Try again in a few minutes, or sign in with your password.
accounts-provider-fault-often = Too many sign-ins through { $provider } came from your network and led nowhere. Wait a few minutes, or sign in with your password.
accounts-provider-fault-unsound = What { $provider } answered can’t be trusted, so it was not used. Try again; if it happens again, tell an administrator.
accounts-provider-fault-clock = By the clock of this site, the answer of { $provider } was too old or came from the future, so it was not used. Try again; if it happens again, tell an administrator.
accounts-provider-fault-unlinked = No account here is linked to your sign-in at { $provider }. If you have an account, sign in with your password and link it there; accounts are opened by invitation alone.
accounts-provider-fault-elsewhere = Your sign-in at { $provider } is linked to another account here. Remove that link first.
accounts-provider-fault-already = Your account is linked to a sign-in at { $provider } already. Remove that link first.

accounts-tokens-title = Tokens for programs
accounts-tokens-says = A program that shows a token acts in your name. Give each program its own.
accounts-tokens-none = You have no token.
accounts-tokens-new = Make a token
accounts-tokens-lead = Its text is shown once, right after. A mail tells you that it was made.
accounts-tokens-submit = Make it
accounts-tokens-scope-all = Everything I may do
accounts-tokens-scope-all-says = Also what you may do in the future. Give a program this only if it needs all of it.
accounts-tokens-made-title = Your new token
accounts-tokens-made = Copy it now: nobody can show it again.
accounts-tokens-made-on = Made
accounts-tokens-expires = Good until
accounts-tokens-over = Over
accounts-tokens-held-back = Made without your second factor: it does nothing in a role that asks for one. Make a new one for that.
accounts-tokens-revoke = Revoke
accounts-tokens-done = Revoked.

accounts-mail-greeting = Dear { $name },
accounts-mail-invited-subject = Your invitation to { $site }
accounts-mail-invited = you are invited to work with { $site }.
accounts-mail-invited-by = { $person } invites you to work with { $site }.
accounts-mail-invited-for = You would act for: { $organisations }.
accounts-mail-invited-and = { ", " }
accounts-mail-invited-link = This link takes you in:
accounts-mail-invited-until = It is good until { $until } and works once.
accounts-mail-unasked = If you don’t know what this is about, you need do nothing.
accounts-mail-reset-subject = Your new password
accounts-mail-reset = somebody asked for a new password to your account. This link lets you choose it:
accounts-mail-reset-until = It is good until { $until } and works once.
accounts-mail-unasked-reset = If it was not you, you need do nothing: your password stays as it is.
accounts-mail-changed-subject = Your password was changed
accounts-mail-changed = the password of your account was changed, all browsers were signed out, and all tokens for programs were revoked.
accounts-mail-changed-not-you = If it was not you, ask for a new password at once:
accounts-mail-token-made-subject = A token for programs was made for your account
accounts-mail-token-made = a token for programs was made for your account: a program that shows it acts in your name until it ends or is revoked.
accounts-mail-provider-linked-subject = Your account was linked to another service
accounts-mail-provider-linked = your account was linked to another service: whoever signs in there is from now on signed in here too.
accounts-mail-provider-unlinked-subject = A link of your account to another service was removed
accounts-mail-provider-unlinked = the link of your account to another service was removed. Nobody signs in to your account through it any more.
accounts-mail-factor-added-subject = A second factor was added to your account
accounts-mail-factor-added = a second factor, an app that makes codes, was added to your account, and all other browsers were signed out.
accounts-mail-factor-replaced = the app that makes the codes for your account was replaced by another, and all other browsers were signed out.
accounts-mail-factor-removed-subject = The second factor of your account was removed
accounts-mail-factor-removed = the second factor of your account was removed, and all other browsers were signed out.
accounts-mail-factor-taken = an administrator removed the second factor of your account, and all browsers were signed out. You can set up a new one after you sign in.
accounts-mail-passkey-added = a passkey was added to your account as a second factor, and all other browsers were signed out.
accounts-mail-part-removed-subject = A second factor of your account was removed
accounts-mail-app-removed = the app that makes codes was removed from your account, and all other browsers were signed out. Your passkeys still count.
accounts-mail-passkey-removed = a passkey was removed from your account, and all other browsers were signed out. What else you have still counts.
accounts-mail-recovery-made-subject = New recovery codes for your account
accounts-mail-recovery-made = new recovery codes were made for your account. The old ones no longer work.
accounts-mail-recovery-used-subject = A recovery code was used
accounts-mail-recovery-used = somebody signed in to your account with a recovery code. Recovery codes left: { $left }.
accounts-mail-factor-not-you = If you know nothing of this, ask for a new password at once, and tell an administrator:

accounts-desk-people-title = People and roles
accounts-desk-people-lead = Everyone who may sign in here.
accounts-desk-people-words = Name or address
accounts-desk-people-role = Role
accounts-desk-people-state = State
accounts-desk-people-count = { $count ->
    [one] { $count } person on this page
   *[other] { $count } people on this page
}
accounts-desk-people-empty = Nobody is found. Change what you look for, or invite the first.
accounts-desk-people-name = Name
accounts-desk-people-email = Mail address
accounts-desk-people-roles = Roles
accounts-desk-people-factor = Second factor
accounts-desk-factor-on = On
accounts-desk-factor-off = None
accounts-desk-factor-owed = Needed and missing
accounts-desk-state-active = On
accounts-desk-state-off = Off
accounts-desk-done-sent = The invitation is on its way.
accounts-desk-done-withdrawn = The invitation was taken back.
accounts-desk-done-added = The organisation was added.
accounts-desk-done-roles = The roles were changed, and the person was signed out everywhere.
accounts-desk-done-factor = The second factor is gone, and the person was signed out everywhere.
accounts-desk-done-off = The account is off.
accounts-desk-done-on = The account is on again.

accounts-desk-person-language = Language of their mails
accounts-desk-person-roles = Give a role
accounts-desk-person-off = Switch the account off
accounts-desk-person-on = Switch the account on
accounts-desk-person-back = All people
accounts-desk-person-take = Take away
accounts-desk-person-take-which = Take away: { $role }
accounts-desk-person-none = No role

accounts-desk-roles-title = Give a role
accounts-desk-roles-lead = A role for { $name }. They are signed out everywhere and sign in again with it.
accounts-desk-roles-for = { $role }, { $organisation }
accounts-desk-roles-organisation = Organisation
accounts-desk-roles-organisation-hint = Part of its name, for a role that is held for one organisation. Leave it empty for the others.
accounts-desk-roles-no-organisation = No organisation is known here yet, so a role that is held for one can’t be given. Whoever applies for membership or joins is known at once; any other is added under “Organisations”.
accounts-desk-roles-which = Which of them
accounts-desk-roles-none-named = No organisation has this in its name
accounts-desk-roles-many-named = Many organisations have this in their names: write more of it
accounts-desk-roles-unknown = There is no role “{ $role }”
accounts-desk-roles-organisation-missing = The role “{ $role }” is given for an organisation
accounts-desk-roles-organisation-needless = The role “{ $role }” is given for all organisations at once
accounts-desk-roles-empty = Choose at least one role
accounts-desk-roles-form = Choose from the list

accounts-desk-take-title = Take the role away
accounts-desk-take-question = Take the role “{ $role }” away from { $name }?
accounts-desk-take-signed-out = They are signed out everywhere and sign in again without it.

accounts-desk-factor-title = Take the second factor away
accounts-desk-factor-question = Take the second factor of { $name } away?
accounts-desk-factor-who = Make sure that it is they who ask: call them, or see them. Until they set up a new one, their password alone is enough to sign in.
accounts-desk-factor-out = They are signed out everywhere, and their recovery codes stop working.
accounts-desk-factor-told = They get a mail, and it stands in the audit log.

accounts-desk-off-title = Switch the account off
accounts-desk-off-question = Switch the account of { $name } off?
accounts-desk-off-sessions = They are signed out everywhere at once, and their tokens stop.
accounts-desk-off-invitations = The invitations they sent that nobody accepted yet open nothing any more.
accounts-desk-off-kept = What they did stays, and the account can be switched on again.
accounts-desk-on-title = Switch the account on
accounts-desk-on-question = Switch the account of { $name } on again?
accounts-desk-on-same = They sign in with the password and the roles they had.

accounts-desk-refused-beyond = You may invite people with roles of an organisation alone; this role holds everywhere. Ask an administrator.
accounts-desk-refused-many = You sent many invitations, or many were sent to this address. Wait a while, then send it again.
accounts-desk-refused-last = The last administrator stays one. Make somebody else administrator first.
accounts-desk-refused-yourself = Ask another administrator to do this to your own account.
accounts-desk-refused-stale = Somebody else changed this meanwhile. Look at it again before you go on.
accounts-desk-refused-name = There is an organisation of this name already
accounts-desk-refused-used = The invitation was accepted or taken back already.

accounts-desk-invite-title = Invite somebody
accounts-desk-invite-lead = They get a mail with a link that is good for seven days.
accounts-desk-invite-submit = Send the invitation
accounts-desk-invitations-title = Invitations
accounts-desk-invitations-lead = The newest first.
accounts-desk-invitations-count = { $count ->
    [one] { $count } invitation
   *[other] { $count } invitations
}
accounts-desk-invitations-empty = Nobody has been invited yet.
accounts-desk-invitations-sent = Sent
accounts-desk-invitations-state = State
accounts-desk-invitation-open = Waiting
accounts-desk-invitation-over = Too old
accounts-desk-invitation-accepted = Accepted
accounts-desk-invitation-withdrawn = Taken back
accounts-desk-withdraw-title = Take the invitation back
accounts-desk-withdraw-question = Take the invitation of { $email } back?
accounts-desk-withdraw-dead = Its link stops working at once.

accounts-desk-organisations-title = Organisations
accounts-desk-organisations-lead = Roles can be given for each of them.
accounts-desk-organisations-count = { $count ->
    [one] { $count } organisation
   *[other] { $count } organisations
}
accounts-desk-organisations-empty = There is none yet.
accounts-desk-organisations-name = Name
accounts-desk-organisation-add = Add an organisation
accounts-desk-organisation-submit = Add it

accounts-may-account-read = See who has an account, with their roles and invitations
accounts-may-account-invite = Invite people with any role
accounts-may-organisation-invite = Invite people to organisations
accounts-may-account-grant = Give and take roles
accounts-may-account-switch = Switch accounts off and on
accounts-may-account-register = Open accounts without an invitation
accounts-may-factor-take = Take a second factor away from people who lost it
accounts-may-organisation-add = Add organisations and rename them
