newsletter-consent = Yes, I want to receive the e-Newsletter at this address, four times a year. I can end it at any time by the link in each issue.
newsletter-subscribe-title = Get the e-Newsletter
newsletter-subscribe-lead = News of the network, coming dates and what others have learnt, by mail four times a year.
newsletter-subscribe-address = Your mail address
newsletter-subscribe-address-hint = Such as name@example.org
newsletter-subscribe-language = Language of the e-Newsletter
newsletter-subscribe-next = You get one mail that asks whether you want it. Nothing else is sent before you say yes.
newsletter-subscribe-submit = Ask for the e-Newsletter
newsletter-subscribe-agree = What you agree to when you say yes
newsletter-subscribe-kept = Your address serves this alone. It is taken out of our records four weeks after you end the e-Newsletter, and a week after a question that was not answered. Who opens an issue and who follows a link is not recorded.
newsletter-subscribe-asked-title = Look into your mail
newsletter-subscribe-asked = We have sent a mail to the address, if none went there within the last day. Open it and say yes to receive the e-Newsletter.
newsletter-subscribe-asked-nothing = No mail? Look among the unwanted ones. The question can be answered for a week; you can ask again after a day.
newsletter-confirm-title = Do you want the e-Newsletter?
newsletter-confirm-lead = Somebody entered your mail address to receive the e-Newsletter. If you want it, say yes to this:
newsletter-confirm-changed = The words have changed since you opened this page. Read them again, then say yes.
newsletter-confirm-next = The next issue comes to you. If you do not want it, close this page: nothing is sent.
newsletter-confirm-submit = Yes, send it to me
newsletter-confirm-done-title = The e-Newsletter comes to you
newsletter-confirm-done = Thank you. The next issue comes to your address.
newsletter-confirm-done-end = Each issue has a link by which you end it with one click.
newsletter-confirm-already = You said yes already. You need not do anything.
newsletter-confirm-dead-title = This link is no longer good
newsletter-confirm-dead = The link was used before, is older than a week, or a newer mail took its place.
newsletter-confirm-dead-again = Ask for the e-Newsletter
newsletter-language-title = The language of your e-Newsletter
newsletter-language-lead = It goes to { $address }. Choose the language in which you want to read it.
newsletter-language-next = It holds from the next issue on.
newsletter-language-submit = Choose this language
newsletter-language-done = From the next issue on you get the e-Newsletter in this language: { $language }.
newsletter-language-gone = You do not get the e-Newsletter.
newsletter-unsubscribe-title = End the e-Newsletter
newsletter-unsubscribe-lead = It goes to { $address }. Do you want no more of it?
newsletter-unsubscribe-next = Nothing more is sent to this address, and it is taken out of our records after four weeks.
newsletter-unsubscribe-submit = End the e-Newsletter
newsletter-unsubscribe-done-title = You get no more of it
newsletter-unsubscribe-done = The e-Newsletter is ended. Nothing more is sent to this address.
newsletter-unsubscribe-done-kept = Your address is taken out of our records after four weeks.
newsletter-unsubscribe-again = Ask for the e-Newsletter again
newsletter-unsubscribe-gone = Nothing is sent to you: your address is no longer in our records.
newsletter-mail-question-subject = Do you want the e-Newsletter of { $site }?
newsletter-mail-question-asked = Somebody, most likely you, entered this address to receive the e-Newsletter of { $site }.
newsletter-mail-question-words = If you want it, this is what you agree to:
newsletter-mail-question-yes = Open this page and say yes there. The link is good until { $until }:
newsletter-mail-question-no = If it was not you, do nothing. Nothing else is sent to you, and the address is taken out of our records after a week.
newsletter-mail-already-subject = You get the e-Newsletter of { $site } already
newsletter-mail-already-asked = Somebody, most likely you, entered this address to receive the e-Newsletter of { $site }.
newsletter-mail-already-nothing = You get it already. You need not do anything.
newsletter-mail-already-language = You read it in { $language }. To read it in another language, choose one here:
newsletter-mail-already-end = If you want no more of it, end it here:
newsletter-refused-throttled = Too many addresses were entered from your network. Try again in an hour.
newsletter-may-subscriber-read = See who gets the newsletter and what they agreed to
newsletter-may-subscriber-write = End subscriptions for others and lift what holds mail back
newsletter-may-subscriber-erase = Give out and erase what is kept of a person who gets the newsletter
newsletter-may-subscriber-import = Bring in a list of subscribers
newsletter-may-issue-read = See issues of the newsletter and how they were delivered
newsletter-may-issue-edit = Make issues of the newsletter
newsletter-may-issue-send = Send, pause and stop issues of the newsletter
newsletter-desk-issues-title = Issues
newsletter-desk-issues-lead = Each quarter has one issue. An issue that was ordered stands as it is, and goes to each reader once.
newsletter-desk-issues-number = Quarter
newsletter-desk-issues-languages = Languages
newsletter-desk-issues-stage = Stage
newsletter-desk-issues-empty = No issue was begun yet.
newsletter-desk-stage-draft = Draft
newsletter-desk-stage-queued = Ordered
newsletter-desk-stage-sending = On its way
newsletter-desk-stage-paused = Resting
newsletter-desk-stage-cancelled = Cancelled
newsletter-desk-stage-sent = Sent
newsletter-desk-letter-queued = Waiting
newsletter-desk-letter-leased = Taken
newsletter-desk-letter-handing-over = Being handed over
newsletter-desk-letter-handed-over = Handed over
newsletter-desk-letter-deferred = Later again
newsletter-desk-letter-bounced = Came back
newsletter-desk-letter-suppressed = Not to be written to
newsletter-desk-letter-unsure = Unsure
newsletter-desk-letter-final = Given up
newsletter-desk-issue-title = Issue { $number }
newsletter-desk-issue-going = How far it is
newsletter-desk-issue-said = { $total ->
    [0] No letter of it is there yet.
   *[other] Letters that are done: { $done } of { $total }. Handed over: { $went }.
}
newsletter-desk-issue-remaining = The letters at hand take about { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
} more.
newsletter-desk-issue-doubted = { $count ->
    [one] The fate of one letter was unknown at some time: it may have come more than once, under the same Message-ID.
   *[other] The fate of { $count } letters was unknown at some time: each of them may have come more than once, under the same Message-ID.
}
newsletter-desk-issue-letters = Everybody's letter
newsletter-desk-issue-again = Look again
newsletter-desk-issue-trouble = Letters cannot leave now. They are tried again by themselves.
newsletter-desk-issue-rests = Nothing leaves until somebody lets it go on.
newsletter-desk-issue-refusals = It rests since the mail server refused one letter after the other: { $said }
newsletter-desk-issue-restored = It rests since a backup was brought back: who got a letter of it after that was taken is not known here, and gets it again if it goes on. Those who are known to have it ({ $went }) get nothing more. Before it goes on, look at the mail server’s log; otherwise cancel it.
newsletter-desk-issue-pause = Let it rest
newsletter-desk-issue-resume = Let it go on
newsletter-desk-issue-done-order = The issue is ordered. It goes by itself.
newsletter-desk-issue-done-pause = The issue rests. What was being handed over arrives.
newsletter-desk-issue-done-resume = The issue goes on.
newsletter-desk-issue-done-cancel = The issue goes no further.
newsletter-desk-issue-done-once-more = The letters of unknown fate are tried once more as soon as the issue goes.
newsletter-desk-order-ask = Send it…
newsletter-desk-order-question = Send issue { $number }?
newsletter-desk-order-frozen = Its text can no longer be changed from then on.
newsletter-desk-order-submit = Send it
newsletter-desk-cancel-ask = Cancel it…
newsletter-desk-cancel-question = Cancel issue { $number }?
newsletter-desk-cancel-for-good = What was handed over cannot be called back, and the issue cannot go on later. If no letter has left yet, it can be begun again.
newsletter-desk-cancel-submit = Cancel the issue
newsletter-desk-once-more-ask = Letters of unknown fate once more…
newsletter-desk-once-more-question = Hand letters of issue { $number } over once more?
newsletter-desk-once-more-said = { $count ->
    [one] Of one letter nobody knows whether it arrived: the mail server’s answer was lost twice.
   *[other] Of { $count } letters nobody knows whether they arrived: the mail server’s answer was lost twice.
}
newsletter-desk-once-more-again = Some of these readers may have it, and get it again, under the same Message-ID. The mail server’s log tells which letters it took.
newsletter-desk-once-more-only = Nobody but these readers gets it by this.
newsletter-desk-once-more-submit = Hand them over once more
newsletter-desk-again-question = Begin issue { $number } again?
newsletter-desk-restored-may = A backup was brought back ({ $at }): readers may have got this issue after that was taken. Known here to have got it: { $went }.
newsletter-desk-restored-sent = If it is sent from here, it goes to everybody, also to whoever got it then. The mail server’s log tells who did.
newsletter-desk-restored-cancelled = If it goes on instead, those who are known to have got it get nothing more, and only the others get it. If it is cancelled and the quarter’s issue begun again, that goes to everybody, also to whoever got this one.
newsletter-desk-run-title = Who would get it now
newsletter-desk-run-said = { $count ->
    [0] Nobody would get it.
    [one] One reader would get it.
   *[other] { $count } readers would get it.
}
newsletter-desk-run-languages = By language
newsletter-desk-run-others = Readers of other languages
newsletter-desk-run-domains = { $count ->
    [one] At one domain:
   *[other] At { $count } domains, the ones with the most readers:
}
newsletter-desk-run-elsewhere = Domains that are not named: { $count }. Readers there: { $readers }.
newsletter-desk-run-unwritten = Not written yet
newsletter-desk-letters-title = Letters of issue { $number }
newsletter-desk-letters-lead = One letter for each reader, and what the mail server said of it.
newsletter-desk-letters-reader = Reader
newsletter-desk-letters-state = State
newsletter-desk-letters-attempts = Attempts
newsletter-desk-letters-at = When
newsletter-desk-letters-next = Tried again
newsletter-desk-letters-answer = What was said
newsletter-desk-letters-gone = Address erased
newsletter-desk-said-slow = No answer came in time
newsletter-desk-said-lost = The connection was lost: { $of }
newsletter-desk-said-out-of-step = The server’s answers were out of step
newsletter-desk-said-ended = The program ended before the answer was noted
newsletter-desk-said-file = Written to a file
newsletter-desk-said-unmade = The letter could not be made for this address
newsletter-desk-said-unreached = { $of } could not be reached in time
newsletter-desk-said-unencrypted = { $of } offers no encryption, so the password was not sent. Use smtps://
newsletter-desk-letters-empty = No letter of it is in this state.
newsletter-desk-letters-none = No letter of it is there yet. Letters are made once the issue is ordered.
newsletter-desk-bounces-title = What came back
newsletter-desk-bounces-lead = Letters that failed and readers who complained. An address that bounces too often is written to no more, until somebody knows better.
newsletter-desk-bounces-kind = How
newsletter-desk-bounces-hard = Nobody there
newsletter-desk-bounces-soft = Failed
newsletter-desk-bounces-complaint = Complaint
newsletter-desk-bounces-held = Written to
newsletter-desk-bounces-held-yes = No more
newsletter-desk-bounces-empty = Nothing came back.
newsletter-desk-bounces-question = Write to { $address } again?
newsletter-desk-bounces-forgotten = The bounces so far are forgotten.
newsletter-desk-bounces-submit = Write to them again
newsletter-desk-bounces-done-overruled = They are written to again.
newsletter-desk-refused-stage = The issue is no longer where this step begins.
newsletter-desk-refused-unwritten = The issue is not written in all its languages.
newsletter-desk-refused-untranslated = Some readers read languages in which the issue is not written.
newsletter-desk-refused-no-readers = Nobody would get it.
newsletter-desk-refused-none-unsure = No letter of it is of unknown fate.
newsletter-desk-refused-moved = Somebody changed the issue since. Look at it again.
newsletter-desk-refused-their-own-wish = Nothing is sent to them by their own wish. Only they can ask for it again.
newsletter-field-fallback = Choose one of the languages of the issue.
newsletter-field-language = The issue is not written in this language.
newsletter-field-subject = A subject is one line without marks that turn the text.
newsletter-field-unsubscribe = The text has to hold {"{"}unsubscribe{"}"}, where each reader’s own link goes.

newsletter-desk-subscribers-title = Subscribers
newsletter-desk-subscribers-lead = Who asked for the e-Newsletter, and where each stands. Issues go to those who said yes.
newsletter-desk-subscribers-count = { $count ->
    [one] One subscriber
   *[other] { $count } subscribers
}
newsletter-desk-subscribers-empty = Nobody asked for the e-Newsletter yet. People ask for it on the site, or come in by a list.
newsletter-desk-subscribers-none = No subscriber is like this.
newsletter-desk-subscribers-words = Address or domain
newsletter-desk-subscribers-address = Address
newsletter-desk-subscribers-state = Stands
newsletter-desk-subscribers-since = Since
newsletter-desk-subscribers-language = Language
newsletter-desk-subscribers-gone = Address erased
newsletter-desk-subscribers-csv = Save as CSV
newsletter-desk-stands-asked = Asked, not answered
newsletter-desk-stands-confirmed = Gets the e-Newsletter
newsletter-desk-stands-unsubscribed = Wants no more
newsletter-desk-stands-erased = Erased
newsletter-desk-one-lead = { $state }. Reads { $language }.
newsletter-desk-one-held = Nothing is sent: { $reason }.
newsletter-desk-one-done-ended = The subscription is ended.
newsletter-desk-ledger-asked = Somebody entered the address
newsletter-desk-ledger-agreed = Said yes
newsletter-desk-ledger-stated = Said yes elsewhere, as a list states
newsletter-desk-ledger-ended = Wanted no more
newsletter-desk-ledger-erased = The address was erased
newsletter-desk-form-page = On the site
newsletter-desk-form-json = By an app
newsletter-desk-form-application = In an application for membership
newsletter-desk-form-import = By a list that was kept elsewhere
newsletter-desk-form-desk = At the desk
newsletter-desk-form-system = By the house, when a period had run out or a backup was brought back
newsletter-desk-how-link = By the link in a mail
newsletter-desk-how-one-click = By the button of their mail program
newsletter-desk-how-json = By an app
newsletter-desk-how-desk = They asked the Secretariat to
newsletter-desk-how-restored = They had said so before a backup was brought back
newsletter-desk-reason-unsubscribed = they want no more
newsletter-desk-reason-bounced = mail to them comes back
newsletter-desk-reason-complained = they complained
newsletter-desk-reason-erased = they had their address erased
newsletter-desk-reason-overruled = lifted at the desk
newsletter-desk-end-title = End the subscription
newsletter-desk-end-question = End the e-Newsletter for { $address }?
newsletter-desk-end-stays = Nothing more is sent to this address, and it is erased after four weeks.
newsletter-desk-end-own = Only they can begin it again, by their own yes.
newsletter-desk-suppressions-title = Not to be written to
newsletter-desk-suppressions-lead = Nothing is sent to these addresses. Only a keyed hash of each is kept, from which nobody makes the address; whoever has the address finds it under “One person’s data”.
newsletter-desk-suppressions-mark = Mark
newsletter-desk-suppressions-reason = Why
newsletter-desk-suppressions-empty = There is no such address. One comes here when somebody ends the e-Newsletter or mail comes back.
newsletter-desk-person-title = One person’s data
newsletter-desk-person-lead = All that is kept of an address can be given to its owner, or erased. The ledger stands afterwards without the address.
newsletter-desk-person-address = Mail address
newsletter-desk-person-look = Look it up
newsletter-desk-person-stands = Stands
newsletter-desk-person-nobody = Nobody has this address.
newsletter-desk-person-more = What happened
newsletter-desk-person-held = Nothing is sent
newsletter-desk-person-export = Save all of it
newsletter-desk-person-erase = Erase the address
newsletter-desk-person-erase-next = The address is gone at once and for good. A keyed hash stays, so that no list and no restored backup brings it back.
newsletter-desk-person-done-erased = The address is erased.
newsletter-desk-import-title = Bring in a list
newsletter-desk-import-lead = A list of people who said yes elsewhere. First it is checked, then the very same is brought in: all of it, or nothing.
newsletter-desk-import-back = Back to the subscribers
newsletter-desk-import-done = { $count ->
    [one] One person came in.
   *[other] { $count } people came in.
}
newsletter-desk-import-found = No fault. { $new ->
    [0] Nobody new is in it.
    [one] One person would get the e-Newsletter by it.
   *[other] { $new } people would get the e-Newsletter by it.
} Passed over: { $known ->
    [one] one who is known already
   *[other] { $known } who are known already
}, and { $held ->
    [one] one who may not be written to
   *[other] { $held } who may not be written to
}.
newsletter-desk-import-choose-again = Choose the same file again to bring it in.
newsletter-desk-import-proof-label = What shows that they said yes
newsletter-desk-import-proof-hint = Where, when, and to which words. It stands in the ledger of each of them.
newsletter-desk-import-language-label = Language of those whose line names none
newsletter-desk-import-language-hint = The column “language” has en, ko, ru, zh, es, fr or ar.
newsletter-desk-import-file = File
newsletter-desk-import-file-hint = CSV with the columns address, language and proof, of which only address has to be there; at most { $max } MB
newsletter-desk-import-text = Or paste it here
newsletter-desk-import-text-hint = With the line of column names first
newsletter-desk-import-next = Nobody is mailed to by this. Whoever ended the e-Newsletter before stays out.
newsletter-desk-import-check = Check it
newsletter-desk-import-bring-in = Bring them in
newsletter-desk-import-nothing = Choose a file, or paste a list below
newsletter-desk-import-proof-short = Say where and when they said yes, and to what
newsletter-desk-import-empty = There is nobody in it
newsletter-desk-import-many = More than { $most } people. Bring them in by several files
newsletter-desk-import-address = This is no mail address
newsletter-desk-import-language = Write en, ko, ru, zh, es, fr or ar, or nothing
newsletter-desk-import-proof = At most 1000 characters, on one line
newsletter-desk-import-twice = This address is in the list twice

newsletter-letter-title = { $site }: e-Newsletter, { $number }
newsletter-letter-number = quarter { $quarter } of { $year }
newsletter-letter-news = News
newsletter-letter-events = Coming events
newsletter-letter-members = New members
newsletter-letter-partners = New partners
newsletter-letter-online = Read this issue on the site
newsletter-letter-why = You get this because you asked for the e-Newsletter of { $site }.
newsletter-letter-end = End the e-Newsletter
newsletter-mail-preview-subject = Preview: { $subject }
newsletter-mail-waits-subject = The e-Newsletter of { $number } waits for you
newsletter-mail-waits-greeting = { $name },
newsletter-mail-waits-text = The draft of the e-Newsletter of { $number } is there, with what was published since the last issue. The quarter ends on { $until }. Look through it, write what is missing, and send it:
newsletter-mail-waits-never = Nothing is sent before somebody sends it.
newsletter-archive-title = Issues of the e-Newsletter
newsletter-archive-lead = What was sent to its readers, the latest first.
newsletter-archive-empty = No issue was sent yet. The first one stands here as soon as it leaves.
newsletter-archive-foreign = This issue is in { $language }.
newsletter-archive-feed = Feed of the issues (Atom)
newsletter-archive-all = All issues of the e-Newsletter
newsletter-archive-get = Get the e-Newsletter by mail

newsletter-desk-issue-compose = Put it together
newsletter-desk-issue-preview = What it looks like in { $language }
newsletter-desk-issue-archive = As everybody reads it
newsletter-desk-begin-title = Begin an issue
newsletter-desk-begin-lead = It begins with what the site has published since the last issue: news, coming events, new members and partners. You leave out, order and add.
newsletter-desk-begin-number = Quarter
newsletter-desk-begin-number-hint = Such as 2026-Q4. Each quarter has one issue.
newsletter-desk-begin-languages = Languages
newsletter-desk-begin-fallback = Where something is not translated
newsletter-desk-begin-fallback-hint = Readers of other languages get the issue in this one, and what has no translation stands in it, marked as such.
newsletter-desk-begin-block = The issue waits until everything is translated
newsletter-desk-begin-next = Nothing is sent by this.
newsletter-desk-begin-submit = Begin the issue
newsletter-desk-begin-taken = This quarter has its issue: the link below the form leads to it. One that was cancelled before a letter left is begun again there.
newsletter-desk-begin-there = The issue of this quarter
newsletter-desk-begin-no-quarter = Write a quarter like 2026-Q4
newsletter-desk-compose-title = Put issue { $number } together
newsletter-desk-compose-lead = An issue is made of blocks. Look at it in each language before it is sent.
newsletter-desk-compose-unwritten = Something is missing in
newsletter-desk-compose-preview = Look at it: { $language }
newsletter-desk-compose-send = Send it or look who gets it
newsletter-desk-compose-blocks = Blocks
newsletter-desk-compose-missing = Not in
newsletter-desk-compose-nothing = Nothing yet
newsletter-desk-compose-chosen = { $all ->
    [0] Nothing of this kind was published in its days
   *[other] { $chosen ->
        [0] None of its items stands in the issue; there are { $all }
       *[other] Items in the issue: { $chosen } of { $all }
    }
}
newsletter-desk-compose-up = Up
newsletter-desk-compose-up-of = Up: { $block }
newsletter-desk-compose-down = Down
newsletter-desk-compose-down-of = Down: { $block }
newsletter-desk-compose-remove = Take out
newsletter-desk-compose-remove-of = Take out: { $block }
newsletter-desk-compose-empty = No block stands in it yet. Add the first one below.
newsletter-desk-compose-kind = Another block
newsletter-desk-compose-kind-hint = News, events, members and partners come with what was published since the last issue.
newsletter-desk-compose-add = Add the block
newsletter-desk-compose-titles = Title
newsletter-desk-compose-titles-what = It is the subject of the letter and the heading of the page in the archive.
newsletter-desk-compose-titles-save = Save the title
newsletter-desk-compose-back = The issue and its sending
newsletter-desk-compose-done-titles = The title is saved.
newsletter-desk-compose-done-move = The block is moved.
newsletter-desk-compose-done-remove = The block is taken out.
newsletter-desk-compose-done-block = The block is saved.
newsletter-desk-block-heading = Heading
newsletter-desk-block-text = Free text
newsletter-desk-block-news = News
newsletter-desk-block-events = Coming events
newsletter-desk-block-members = New members
newsletter-desk-block-partners = New partners
newsletter-desk-block-title = Issue { $number }: { $block }
newsletter-desk-block-lead = What is ticked stands in the issue, in the order of the places. It was copied when it was drawn: what becomes of it later changes nothing here.
newsletter-desk-block-item = In the issue
newsletter-desk-block-day = Day
newsletter-desk-block-languages = In
newsletter-desk-block-place = Place
newsletter-desk-block-place-of = Place of { $item }
newsletter-desk-block-save = Save the block
newsletter-desk-block-empty = Nothing of this kind was published in these days. Draw it for other days below.
newsletter-desk-block-draw = Draw it anew
newsletter-desk-block-draw-what = What stands here already keeps its place, in or out; what is new comes behind it; what lies outside of the days goes.
newsletter-desk-block-draw-submit = Draw it
newsletter-desk-block-from = From
newsletter-desk-block-from-published = Published on this day or later
newsletter-desk-block-from-events = Begins on this day or later
newsletter-desk-block-until = Until
newsletter-desk-block-days = Give two days, the first one first
newsletter-desk-block-markdown = An empty line makes a paragraph; **bold**, *emphasis*, [words](https://address), lines that begin with - make a list
newsletter-desk-block-back = Back to the issue
newsletter-desk-block-done-drawn = It is drawn anew.
newsletter-desk-preview-title = Issue { $number } in { $language }
newsletter-desk-preview-lead = The letter as it would leave now, in both its forms. The link that ends a subscription is each reader’s own, and here leads to the page of the e-Newsletter.
newsletter-desk-preview-stands = The letter as it was ordered, in both its forms. The link that ends a subscription is each reader’s own, and here leads to the page of the e-Newsletter.
newsletter-desk-preview-letter = Open the letter
newsletter-desk-preview-send = Send it to me
newsletter-desk-preview-text = As plain text
newsletter-desk-preview-subject = Subject
newsletter-desk-preview-back = The issue and its sending
newsletter-desk-preview-done-sent = The preview is on its way to you.
newsletter-desk-refused-given-whole = The issue was given as a whole by a program, and cannot be put together here.
newsletter-desk-refused-nothing-in-it = Nothing stands in the issue yet.
newsletter-desk-refused-letter-too-long = The letter in { $language } has { $size } KiB, and mail programs show { $limit } KiB: leave items out.
newsletter-desk-refused-no-address = Nobody knows where you get mail: only people with an account do.
newsletter-field-twice = The same stands in it twice.
newsletter-field-item = An item needs a key and a text.
newsletter-field-address = An address begins with https:// or http://.
newsletter-field-many = More than { $most } were published in these days. Name fewer days, and the others in another block.
newsletter-desk-compose-unfit-title = Not as the site told it
newsletter-desk-compose-unfit = { $source }: changed so that a letter can carry them: { $changed }; left out for want of a title: { $left }.
newsletter-desk-issue-begin-again = Begin it again
newsletter-desk-issue-instead = The issue that was begun in its place
newsletter-desk-issue-done-again = The issue is a draft again, made of the same.
newsletter-desk-refused-letters-out = Letters of this issue have left: it stays as it is.
newsletter-desk-refused-begun = Another issue was begun in its place.
newsletter-archive-older = Older issues
newsletter-archive-latest = The latest issues
newsletter-desk-compose-languages = Languages
newsletter-desk-compose-done-languages = The languages are chosen. Read what came in the new ones.
newsletter-desk-languages-title = Languages of issue { $number }
newsletter-desk-languages-lead = The issue comes in these languages. What the site says of the items in a new one comes with it, and a title; texts and headings are yours to write.
newsletter-desk-languages-next = What was written in a language that you take out goes.
newsletter-desk-languages-submit = Choose these languages
