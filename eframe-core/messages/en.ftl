# What every page says, whatever block it belongs to.

core-frame-skip = Skip to the content
core-frame-languages = Languages
core-frame-navigation = Sections
core-frame-sections = In this section
core-frame-footer = Contact and more
core-frame-banners = Announcements
core-frame-warning = Warning:
core-frame-in-english = The back office is not written in your language yet, so it is shown in English.

core-form-all = All
core-form-cancel = Cancel
core-confirm-back = No, go back
core-form-optional = (optional)
core-form-error = Error:
core-form-errors = { $count ->
    [one] One thing needs to be put right
   *[other] { $count } things need to be put right
}
core-form-kept = Your session had ended. What you typed was kept: look through it and send it again.
core-form-stands = What stands there now

core-field-required = Fill this in
core-field-characters = Take out characters that cannot be shown
core-field-long = Use at most { $max } characters
core-field-email = Enter a mail address such as name@example.org
core-field-choose = Choose one of the answers
core-field-date = Enter a day such as 2026-11-23
core-field-local-time = Enter a day and a time
core-field-number = Enter a whole number from { $min } to { $max }

core-file-required = Choose a file
core-file-taken = { $kinds }, at most { $max } MB
core-file-empty = This file is empty. Choose another one
core-file-large = This file is larger than { $max } MB. Choose a smaller one
core-file-kind = Files of this kind are not taken. Choose one of these: { $kinds }
core-file-other-kind = This is a file of the kind { $found }. Choose one of these: { $kinds }
core-file-pixels = This picture has more than { $max } million pixels. Make it smaller and choose it again
core-file-damaged = This file is incomplete or damaged. Save it anew and choose it again
core-file-many = { $max ->
    [one] Choose one file only
   *[other] Choose at most { $max } files
}

core-paging-label = Pages of this list
core-paging-previous = Previous page
core-paging-next = Next page

core-chart-figures = Show the figures

core-problem-invalid-title = The request was not understood
core-problem-invalid-says = Something in the address or the form is not as it should be. Go back, look through it and try again.
core-problem-sign-in-title = Sign in first
core-problem-sign-in-says = This is for people who are signed in, and nobody is. Sign in, then come back.
core-problem-forbidden-title = You may not do this
core-problem-forbidden-says = Your account has no right to this page or action. Ask an administrator if you need it.
core-problem-not-found-title = Page not found
core-problem-not-found-says = There is no page at this address, or it is not public. Check the address, or begin at the front page.
core-problem-gone-title = This page is no longer here
core-problem-gone-says = It was withdrawn on purpose. The front page leads to what is current.
core-problem-conflict-title = Somebody else was faster
core-problem-conflict-says = This was changed after you opened it, so nothing of yours was saved. Go back, load the page again and look at what has changed.
core-problem-too-many-title = Too many attempts
core-problem-too-many-says = Wait a few minutes and try again.
core-problem-large-title = What you sent is too large
core-problem-large-says = Nothing was saved. Go back, choose a smaller file or shorten your text, and send it again.
core-problem-full-title = There is no room for files
core-problem-full-says = Nothing was saved. Whoever runs this service has to make room; try again later.
core-problem-broken-title = Something went wrong on our side
core-problem-broken-says = Nothing was changed. Try again in a few minutes; if it happens again, write to us.
core-problem-unavailable-title = Not available just now
core-problem-unavailable-says = The service is busy or being maintained. Nothing was changed. Try again in a few minutes.
core-problem-home = Go to the front page
core-problem-reference = If you write to us, name this reference: { $reference }

core-desk-filter = Show
core-desk-history = What has happened
core-desk-no-history = Nothing has happened yet.
core-desk-now = What you can do now

core-desk-outbox-title = Messages that do not arrive
core-desk-outbox-lead = Each was tried many times. Later messages about the same thing wait until it has arrived.
core-desk-outbox-empty = Every message has arrived or is on its way.
core-desk-outbox-count = { $count ->
    [one] One message on this page
   *[other] { $count } messages on this page
}
core-desk-outbox-event = What happened
core-desk-outbox-subscriber = Who is to hear of it
core-desk-outbox-subject = What it is about
core-desk-outbox-sent = Sent
core-desk-outbox-error = Failed of
core-desk-outbox-retry = Try again
core-desk-outbox-retried = The message is on its way again.
core-desk-outbox-question = Try to tell { $subscriber } of { $event } again?
core-desk-outbox-failed-of = The last attempt failed of: { $error }
core-desk-outbox-later-ones = If it arrives, the messages that wait behind it follow.
core-desk-outbox-jobs = Jobs that fail
core-desk-outbox-jobs-lead = The last run of each of these went wrong. They are tried again by themselves.
core-desk-outbox-jobs-empty = Every job went well the last time.
core-desk-outbox-jobs-count = { $count ->
    [one] One job
   *[other] { $count } jobs
}
core-desk-outbox-job = Job
core-desk-outbox-again = Runs again

core-may-outbox-retry = See what could not be delivered, and have it tried again
core-may-person-export = Give out all that is kept of somebody
core-may-person-erase = Erase somebody from everything

core-desk-person-title = One person’s data
core-desk-person-lead = Whoever asks what is kept of them gets all of it as a file. Whoever asks to be erased is taken out of everything.
core-desk-person-who = Mail address, or the number of an account
core-desk-person-who-hint = Such as mina@example.org. It is found whichever letters are small.
core-desk-person-do = What is to be done
core-desk-person-export = Give out everything as a file
core-desk-person-export-hint = One document, by part of the site. It holds secrets of nobody.
core-desk-person-erase = Erase the person
core-desk-person-erase-hint = You see first what will happen.
core-desk-person-go-on = Go on
core-desk-person-nobody = Enter a mail address such as name@example.org, or the number of an account
core-desk-person-erased = The person was erased.
core-desk-person-not-cleared = Everything of this person is erased, and can still be read in freed space of the database’s file, which could not be written anew. Erase them once more to try that again; else the next start of the site does.
core-desk-person-question = Erase { $name } ({ $address }) from everything, for good?
core-desk-person-rows = { $count ->
    [one] { $block }: one entry is erased or loses the name
   *[other] { $block }: { $count } entries are erased or lose the name
}
core-desk-person-nothing = Nothing is kept of this person. From now on no list brings them in either.
core-desk-person-stays = Votes, decisions and the proofs of the audit log stay; where the name stood, “a person who was erased” stands. A restored backup brings nobody back.
core-desk-person-kept = Told afterwards too, in what was published: { $place }. Change that by hand.
core-desk-person-erase-now = Erase for good

core-own-data = Everything about you
core-own-data-lead = All that this site keeps of you, as one file: your account, what you wrote, decided and agreed to.
core-own-data-take = Download the file

core-desk-sheet-faults = { $count ->
    [one] One fault; nothing has come in
   *[other] { $count } faults; nothing has come in
}
core-desk-sheet-line = Line
core-desk-sheet-column = Column
core-desk-sheet-wrong = What is wrong
core-desk-sheet-file-itself = The file
core-desk-sheet-not-utf8 = The file is not UTF-8 from here on. Save it as “CSV UTF-8”.
core-desk-sheet-quote = A quotation mark is opened and never closed. Inside a cell, write it twice.
core-desk-sheet-cells = The line has { $found } cells, the first line { $wanted }.
core-desk-sheet-column-twice = This column is there twice. Take one out.
core-desk-sheet-column-unknown = No column is called so. Rename it or take it out; there are: { $columns }.
core-desk-sheet-column-missing = There is no such column. Add it.
