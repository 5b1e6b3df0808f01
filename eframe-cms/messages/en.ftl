# What readers see.

cms-list-page = Pages
cms-list-news = News
cms-list-event = Events
cms-list-faq = Questions and answers
cms-list-person = People
cms-list-partner = Partners
cms-list-document = Documents
cms-list-banner = Announcements
cms-feed-all = Everything new
cms-feed-follow = Follow by Atom feed
cms-list-empty = Nothing is published here yet. What is published appears here by itself.
cms-list-older = Older entries

cms-page-crumbs = You are here
cms-page-fallback = This page is not translated into your language yet. It is shown in { $language }.
cms-page-since = Last changed on
cms-page-contents = On this page
cms-page-below = In this section
cms-page-day = The page as it stood at the end of a day
cms-page-day-show = Show that day
cms-page-changes = What changed, and when
cms-page-first = First published
cms-page-contact = Who answers for this page

cms-search-title = Search
cms-search-for = Search: { $words }
cms-search-here = Search this site
cms-search-words = Words
cms-search-submit = Search
cms-search-kind = Kind
cms-search-language = Language
cms-search-count = { $count ->
    [one] One page found
   *[other] { $count } pages found
}
cms-search-more = At least { $count } pages have this. The best come first; add a word to find others.
cms-search-foreign = In other languages
cms-search-none = Nothing has all of these words.
cms-search-meant = Did you mean:
cms-search-fewer = With a word less, there is something:
cms-search-unfiltered = Search everything, in all languages
cms-search-advice = Try fewer or other words, or look through the lists in the menu.
cms-search-how = Enter words; a page is found when it has all of them. Put words that stand together in quotation marks.
cms-search-first = First page of the results
cms-search-describes = Search { $site }
cms-search-empty = Enter a word to look for
cms-search-long = Use at most 200 characters and 12 words

cms-page-again = Published again
cms-page-end = Taken down
cms-page-office = Answers for this page:
cms-page-review = Will be looked through again by
cms-page-back-to = The text of { $day } again

cms-preview-banner = This is a draft. It is not published, and nobody has decided on it. The link that shows it to you works until

cms-day-banner = This is how the page read at the end of
cms-day-old = It may be out of date.
cms-day-today = Read it as it stands today
cms-day-then = See the page of { $day }

cms-ended-withdrawn = This page was withdrawn.
cms-ended-substitute = This page was replaced by another.
cms-ended-gone = This page was taken down.
cms-ended-no-more = Nothing of this page is shown for that day.
cms-ended-not-yet = Nothing stood here on that day yet.
cms-ended-ahead = That day has not come yet.
cms-ended-first = First published on
cms-ended-since = Taken down on
cms-ended-successor = Go to the page that took its place
cms-ended-past = Read what it said

cms-mail-greeting = Dear { $name },
cms-mail-link = You see everything here:
cms-mail-parked-subject = Something could not be done at its time
cms-mail-parked-publish = The text in { $language } was to be published at { $at } ({ $zone }), and could not be. The reason:
cms-mail-parked-end = The text in { $language } was to be taken down at { $at } ({ $zone }), and could not be. The reason:
cms-mail-reviews-subject = Texts to look through
cms-mail-reviews-text = { $count ->
    [one] One text that you answer for is to be looked through. Correct what is out of date, or set a later day.
   *[other] { $count } texts that you answer for are to be looked through. Correct what is out of date, or set a later day.
}

cms-plan-why-stage = It is not at the stage that this needs: it was changed, given back, or is not live.
cms-plan-why-changed = It was changed after it was approved.
cms-plan-why-approval = The rules in force ask for more approvals.
cms-plan-why-unfit = There is something to be mended in it before it can be published.
cms-plan-why-target = What it was to lead to is not live.
cms-plan-why-fault = The program failed at it.
cms-plan-why-other = The rules do not allow it.

cms-event-when = When
cms-event-where = Where
cms-event-calendar = Save to your calendar
cms-event-coming = Coming
cms-event-further = Further events to come
cms-event-past = Past
cms-event-none = No date is set at the moment. The next one will be announced here.

cms-person-office = Office
cms-person-organisation = Organisation
cms-person-email = Mail

cms-partner-website = Visit their site

cms-figure-what = Figure
cms-figure-value = Value
cms-figure-source = Source
cms-figure-date = As of
cms-file-kilobytes = { $kind }, { $size } kB
cms-file-megabytes = { $kind }, { $size } MB
cms-picture-credit = Picture: { $name }
cms-picture-large = Picture { $number }, larger

cms-contact-phone = Telephone
cms-contact-hours = Hours

# The desk: needed in English, Korean and Arabic.

cms-desk-stage-draft = Draft
cms-desk-stage-in-review = In review
cms-desk-stage-approved = Approved
cms-desk-stage-live = Live
cms-desk-stage-superseded = Replaced
cms-desk-stage-withdrawn = Taken down

cms-desk-field-title-empty = Give it a title
cms-desk-field-long = Use at most { $most } characters
cms-desk-field-body-deep = Nest lists and quotations less deeply
cms-desk-field-block-url = Use an address of this site such as /about, or one that begins with https:// or http://
cms-desk-field-block-level = Choose level 2, 3 or 4
cms-desk-field-block-value = Enter a number with at most 12 digits before the point and 3 behind it, such as 12.5, or nothing
cms-desk-field-block-date = Enter a year, a month or a day, such as 2026, 2026-11 or 2026-11-23
cms-desk-field-block-phone = Enter a telephone number of digits, spaces and + ( ) - . /
cms-desk-field-block-file = Choose this file again: it is not as the library has it
cms-desk-field-body-blocks = Use at most { $most } blocks
cms-desk-field-block-items = Use at most { $most } entries in one block
cms-desk-field-block-columns = Use at most { $most } columns
cms-desk-field-block-own = This block has no such field
cms-desk-field-starts-form = Enter the day and time it starts, such as 2027-05-04 09:30
cms-desk-field-ends-form = Enter the day and time it ends, or nothing
cms-desk-field-ends-before = Let it end after it starts
cms-desk-field-zone-unknown = Enter a time zone by its IANA name, such as Asia/Seoul
cms-desk-field-place-empty = Say where it takes place
cms-desk-field-date-form = Enter a day such as 2026-11-23
cms-desk-field-office-empty = Say which office they hold
cms-desk-field-email-form = Enter a mail address such as name@example.org, or nothing
cms-desk-field-url-form = Enter a web address that begins with https:// or http://, or nothing
cms-desk-field-tone-unknown = Choose a notice or a warning
cms-desk-field-shown-unknown = Choose where it stands
cms-desk-field-slug-form = Use lower-case letters a to z, digits, and single hyphens between them
cms-desk-field-kind-unknown = Choose a kind of content
cms-desk-field-kind-other = These facts belong to another kind of content
cms-desk-field-language-unknown = Choose a language
cms-desk-field-parent-unknown = Choose a page that exists, or none
cms-desk-field-hash-form = Load the page again before you approve
cms-desk-field-return-empty = Say what is to be mended
cms-desk-field-entries-many = A menu has at most 40 entries
cms-desk-field-entries-unknown = This leads nowhere: enter the address of a page, or the list of a kind
cms-desk-field-entries-twice = This stands in the menu already

cms-desk-field-position-form = Enter a whole number

cms-desk-kind-page = Pages
cms-desk-kind-news = News
cms-desk-kind-event = Events
cms-desk-kind-faq = Questions
cms-desk-kind-person = People
cms-desk-kind-partner = Partners
cms-desk-kind-document = Documents
cms-desk-kind-banner = Banners
cms-desk-new-page = Write a page
cms-desk-new-news = Write a piece of news
cms-desk-new-event = Announce an event
cms-desk-new-faq = Answer a question
cms-desk-new-person = Add a person
cms-desk-new-partner = Add a partner
cms-desk-new-document = Add a document
cms-desk-new-banner = Add a banner

cms-desk-done-created = The draft is saved. Hand it in when it is ready.
cms-desk-done-saved = Saved.
cms-desk-done-submitted = Handed in. Somebody else reads it now.
cms-desk-done-approved = Approved. It can be published now.
cms-desk-done-returned = Given back to its authors.
cms-desk-done-published = Published. Everyone can read it now.
cms-desk-done-withdrawn = Taken down. Its address now says so.
cms-desk-done-moved = Moved. The old addresses lead here.
cms-desk-done-menu = The menu is set.
cms-desk-done-redirected = The old addresses lead where the file says.
cms-desk-discard-submit = Throw the draft away
cms-desk-discard-question = Throw away what is being written of “{ $title }” ({ $language })?
cms-desk-discard-lost = What it says is lost, and cannot be brought back. What is live stays as it is.
cms-desk-discard-whole = Nothing else was ever written of it: it goes as a whole, and its address is free again.
cms-desk-discard-stale = Somebody saved it since. Read what it says now before you throw it away.
cms-desk-done-discarded = The draft was thrown away.
cms-desk-refused-below = Pages stand below it, which would go with it. Move them elsewhere, or throw them away first.
cms-desk-done-unredirected = The old address leads nowhere any more.

cms-desk-home-title = Content: waiting for you
cms-desk-home-lead = What you can do now, the most urgent first.
cms-desk-home-count = { $count ->
    [0] Nothing waits for you
    [one] One thing waits for you
   *[other] { $count } things wait for you
}
cms-desk-home-empty = Drafts, texts to review and texts to publish appear here as they come.
cms-desk-home-what = Text
cms-desk-home-do = What to do
cms-desk-home-language = Language
cms-desk-home-author = Last written by
cms-desk-home-since = Waiting since
cms-desk-do-mend = Mend it
cms-desk-do-review = Review it
cms-desk-do-publish = Publish it
cms-desk-do-write = Go on writing

cms-desk-list-title = All content
cms-desk-list-document = Title
cms-desk-list-address = Address
cms-desk-list-editions = Editions
cms-desk-list-changed = Last changed in public
cms-desk-list-kind = Kind
cms-desk-list-language = Language
cms-desk-list-stage = Stage
cms-desk-list-count = { $count ->
    [0] Nothing is here
    [one] One document
   *[other] { $count } documents
}
cms-desk-list-on-page = { $count ->
    [0] Nothing is on this page
    [one] One document on this page
   *[other] { $count } documents on this page
}
cms-desk-list-none = Nothing has all of these words. Try fewer.
cms-desk-list-empty = Nothing fits these filters. Write the first one with the button above, or choose other filters.

cms-desk-document-lead = { $kind }, at { $address }
cms-desk-document-count = { $count ->
    [0] Written in no language yet
    [one] Written in one language
   *[other] Written in { $count } languages
}
cms-desk-document-language = Language
cms-desk-document-stage = Stage
cms-desk-document-title = Title
cms-desk-document-saved = Last saved
cms-desk-document-missing = Not written yet
cms-desk-document-public = See it as the public does

cms-desk-edit-title = Write in { $language }
cms-desk-edit-next = Saving keeps it as a draft that only staff see. You hand it in on the next page.
cms-desk-edit-submit = Save
cms-desk-form-title = Title
cms-desk-form-date = Day
cms-desk-form-starts = Starts
cms-desk-form-ends = Ends
cms-desk-form-local = By the clock at the place. Midnight means the whole day.
cms-desk-form-zone = Time zone
cms-desk-form-zone-hint = Its IANA name, such as Asia/Seoul
cms-desk-form-place = Place
cms-desk-form-office = Office
cms-desk-form-organisation = Organisation
cms-desk-form-email = Mail
cms-desk-form-url = Their site
cms-desk-form-tone = What it is
cms-desk-form-tone-notice = A notice
cms-desk-form-tone-warning = A warning
cms-desk-form-shown = Where it stands
cms-desk-form-shown-hint = Above the pages, until it ends. Set the day and hour of its beginning and its end as plans.
cms-desk-form-shown-everywhere = Above every page
cms-desk-form-shown-front = Above the front page alone
cms-desk-form-link = Where to read on
cms-desk-form-link-hint = An address of the site, such as /about/offices, or one that begins with https://. Without one it leads to its own text, if there is any.
cms-desk-form-summary = Summary
cms-desk-form-summary-hint = One or two sentences for lists and the top of the page
cms-desk-form-body = Text
cms-desk-form-body-hint = Markdown. Begin headings with ##. Link to a page of this site by its address without a language: /about
cms-desk-form-note = What changed
cms-desk-form-note-hint = For the public, shown under the text

cms-desk-block-title = Text, block by block
cms-desk-block-legend = Block { $number }: { $kind }
cms-desk-block-add = Add a block
cms-desk-block-add-kind = Kind of block
cms-desk-block-add-at = Where
cms-desk-block-add-now = Add it
cms-desk-block-at-end = At the end
cms-desk-block-at-start = At the beginning
cms-desk-block-at-below = Below { $block }
cms-desk-block-up = Move up
cms-desk-block-down = Move down
cms-desk-block-remove = Remove
cms-desk-block-unknown = This site does not know this kind of block any more. It is kept and shown to nobody.
cms-desk-block-url-hint = An address of this site without a language, such as /about, or one that begins with https://
cms-desk-block-rows-hint = One row a line, | between cells. Rows of a spreadsheet can be pasted.
cms-desk-block-phone-hint = With the country, such as +82 2 2133 0000
cms-desk-block-value-hint = Digits with a point, such as 12.5. Leave it empty while it is not known: then the figure is not shown.
cms-desk-block-date-hint = A year, a month or a day: 2026, 2026-11 or 2026-11-23
cms-desk-block-kind-text = Text
cms-desk-block-kind-heading = Heading
cms-desk-block-kind-image = Picture
cms-desk-block-kind-gallery = Gallery
cms-desk-block-kind-document = Document to take away
cms-desk-block-kind-quote = Quote
cms-desk-block-kind-table = Table
cms-desk-block-kind-figures = Figures
cms-desk-block-kind-call-to-action = Call to action
cms-desk-block-kind-accordion = Folded texts
cms-desk-block-kind-contact = Contact
cms-desk-block-text-markdown = Text
cms-desk-block-heading-text = Heading
cms-desk-block-heading-level = Level
cms-desk-block-heading-level-2 = 2: of a part of the page
cms-desk-block-heading-level-3 = 3: within such a part
cms-desk-block-heading-level-4 = 4: within that
cms-desk-block-image-alt = What it shows, for those who can't see it
cms-desk-block-image-decorative = It only decorates, and says nothing that the text does not
cms-desk-block-image-caption = Text below it
cms-desk-block-image-credit = Who made it
cms-desk-block-gallery-title = What the pictures show together
cms-desk-block-gallery-alt = What it shows, for those who can't see it
cms-desk-block-gallery-decorative = It only decorates, and says nothing that the text does not
cms-desk-block-gallery-caption = Text below it
cms-desk-block-gallery-credit = Who made it
cms-desk-block-document-title = What the link says
cms-desk-block-document-caption = What it is good for
cms-desk-block-quote-text = What was said
cms-desk-block-quote-source = Who said it, and where
cms-desk-block-quote-url = Where it can be read
cms-desk-block-table-caption = What the table shows
cms-desk-block-table-header = Cells that name others
cms-desk-block-table-header-row = Those of the first row
cms-desk-block-table-header-column = Those of the first column
cms-desk-block-table-header-both = Those of both
cms-desk-block-table-header-none = None
cms-desk-block-table-rows = Rows
cms-desk-block-figures-title = What the figures tell
cms-desk-block-figures-chart = Draw them as bars too, where all have one unit
cms-desk-block-figures-label = What it counts or measures
cms-desk-block-figures-value = Value
cms-desk-block-figures-unit = Unit
cms-desk-block-figures-source = Source
cms-desk-block-figures-date = As of
cms-desk-block-call-to-action-label = On the button: a verb
cms-desk-block-call-to-action-url = Where it leads
cms-desk-block-call-to-action-text = What happens then
cms-desk-block-accordion-title = Title
cms-desk-block-accordion-markdown = Text
cms-desk-block-contact-name = Name
cms-desk-block-contact-role = What they answer for
cms-desk-block-contact-address = Postal address
cms-desk-block-contact-phone = Telephone
cms-desk-block-contact-email = Mail
cms-desk-block-contact-hours = When they can be reached
cms-desk-block-item-figures = Figure { $number }
cms-desk-block-item-accordion = Folded text { $number }
cms-desk-block-item-gallery = Picture { $number }
cms-desk-block-more-figures = Another figure
cms-desk-block-more-accordion = Another folded text
cms-desk-block-more-gallery = Another picture
cms-desk-block-choose = Choose from the library
cms-desk-block-choose-another = Choose another
cms-desk-block-drop = Take it out
cms-desk-block-pick-words = Words to find it by
cms-desk-block-pick-find = Look for it
cms-desk-block-pick-add = Add a file to the library, in a new tab
cms-desk-block-pick = Choose
cms-desk-block-pick-more = These are the newest that fit. Words find the others.
cms-desk-block-pick-none = Nothing in the library fits. Use other words, or add a file.

cms-desk-edition-lead = Edition { $number } in { $language }.
cms-desk-edition-back = All languages of this document
cms-desk-edition-returned = Given back by
cms-desk-edition-differences = What differs from the live edition
cms-desk-edition-same = Nothing differs.
cms-desk-edition-said = What it says
cms-desk-edition-history = Editions so far
cms-desk-edition-past = Edition { $number }: { $stage }
cms-desk-edition-authors = Written by
cms-desk-edition-approved = Approved by
cms-desk-edition-approve = Approve exactly this
cms-desk-edition-approve-next = Your approval holds for this text to the letter. When anybody changes it, it is void.
cms-desk-edition-return = Give it back
cms-desk-edition-return-note = What is to be mended
cms-desk-edition-own = It waits for a reviewer. You wrote in it, so somebody else has to approve it.
cms-desk-edition-given = You have approved this text. The rule of this place asks for somebody else too.
cms-desk-edition-others = The rule of this place asks for others to approve it.
cms-desk-edition-so-far = Approved so far by
cms-desk-edition-missing = { $more ->
    [one] One more person has to approve it.
   *[other] { $more } more people have to approve it.
}
cms-desk-edition-missing-of = { $more ->
    [one] One more person has to approve it, of these offices: { $of }
   *[other] { $more } more people have to approve it, of these offices: { $of }
}
cms-desk-done-approved-one = Your approval is kept. It can be published when the others have given theirs.
cms-desk-refused-not-yet = More people have to approve it before it can be published.
cms-desk-edition-submit = Hand it in for review
cms-desk-edition-submit-next = Somebody else then reads it and approves it, or gives it back to you.
cms-desk-edition-publish = Publish it now
cms-desk-edition-publish-next = Everyone can read it at once. The edition before stays in the history.
cms-desk-edition-edit = Write on
cms-desk-edition-withdraw = Take it down
cms-desk-edition-withdraw-next = Nobody can read it in this language any more. Its address says that it was withdrawn; what it said can still be read for any day of its past.

cms-desk-check-title = Before it is published
cms-desk-check-blocks = To be mended
cms-desk-check-advises = Could be better
cms-desk-check-missing-alt = A picture has no text for those who do not see it: { $words }
cms-desk-check-document-without-file = A document has no file to take away. Add a block for it, and choose one.
cms-desk-check-retired-file = The file { $words } was taken out of the library. Choose another.
cms-desk-check-broken-picture = The picture { $words } is damaged: it cannot be shown. Put a whole one in its place.
cms-desk-check-older-file = There is a newer version of { $words }. Choose it again to show that.
cms-desk-check-library-picture = A picture of the library stands in the text by its address: { $words }. Take it out of the text, and choose it in a block of its own, “Picture”.
cms-desk-check-dead-picture = A picture is not there: { $words }. Mend its address, or take it out and choose one of the library in a block of its own, “Picture”.
cms-desk-check-foreign-picture = A picture has the address of another site and would not be shown: { $words }. Add it to the library, take it out of the text, and choose it in a block of its own, “Picture”.
cms-desk-check-empty-heading = A heading says nothing. Write it, or take it out.
cms-desk-check-skipped-heading = The heading “{ $words }” skips a level. Make it one level below the heading before it at most.
cms-desk-check-dead-link = A link leads nowhere: { $words }. Mend its address, or take it out.
cms-desk-check-coming-link = A link leads to a page that is not published yet: { $words }
cms-desk-check-dead-fragment = The link { $words } leads to no place on its page. The contents of the page show what its headings are called in addresses.
cms-desk-check-empty-link = A link to { $words } says nothing. Write where it leads.
cms-desk-check-vague-link = The link “{ $words }” does not say where it leads. Name what is there.
cms-desk-check-link-of-one-language = The link { $words } names a language. Without it, readers stay in theirs.
cms-desk-check-skipped-time = Clocks never show { $words }: they are put forward over it. Enter another time.
cms-desk-check-table-without-header = A table has no cells that name the others. Choose which do.
cms-desk-check-table-without-caption = A table does not say what it shows.
cms-desk-check-figure-without-source = The figure “{ $words }” has no source or no date. Add it, or leave its value empty.
cms-desk-check-quote-without-source = A quote does not say whose words they are.
cms-desk-check-incomplete-block = This block lacks what it is nothing without. Fill it in, or remove the block.
cms-desk-check-unknown-block = This site does not know blocks of the kind { $words }: nobody sees it.
cms-desk-check-own-block = { $words }
cms-desk-check-missing-translation = It has to be there in { $words } too, approved or live, before any language is published.

cms-desk-stale-title = Somebody saved before you
cms-desk-stale-lead = While you were writing, this text was saved by
cms-desk-stale-gone = While you were writing, this text was taken down.
cms-desk-stale-kept = Nothing is lost: both texts stand below. Take over from the other what you need, then save yours, or leave the other as it is.
cms-desk-stale-theirs = What is saved now
cms-desk-stale-mine = What you wrote
cms-desk-stale-leave = Leave it as it is, without mine
cms-desk-stale-next = Saving puts your text in place of the other.
cms-desk-stale-submit = Save mine

cms-desk-move-title = Move
cms-desk-move-lead = It stands at { $address }.
cms-desk-move-parent = Stands below
cms-desk-move-parent-hint = Nothing for the first level. The tree has three levels.
cms-desk-move-parent-typed = The address of the page above it, such as /about. Nothing: it stands at the top
cms-desk-move-slug = Last part of the address
cms-desk-move-slug-hint = Lower-case letters, digits and hyphens. For something new it is made from the title when left empty.
cms-desk-move-position = Position
cms-desk-move-position-hint = Smaller numbers come first
cms-desk-move-next = Every old address of it, and of what stands below it, leads to the new one from then on.
cms-desk-move-submit = Move it

cms-desk-export-title = Download all content
cms-desk-menus-title = Menus
cms-desk-menus-lead = What the top and the foot of every page lead to.
cms-desk-menus-count = { $count ->
    [one] One menu
   *[other] { $count } menus
}
cms-desk-menus-name = Menu
cms-desk-menus-entries = Entries
cms-desk-menus-entries-hint = One address a line, in order, such as /about or /news
cms-desk-menus-one = Menu: { $name }
cms-desk-menus-next = Every page shows it at once. What is not live is left out.

cms-desk-refused-taken = Another document has this address, or had it once. Choose another.
cms-desk-refused-reserved = The site itself uses addresses that begin so. Choose another.
cms-desk-refused-language = A language of the site is written so in addresses. Choose another.
cms-desk-refused-deep = The tree of pages has three levels. Choose a higher place.
cms-desk-refused-place = Only pages stand below pages.
cms-desk-refused-within = A page can't stand below itself.
cms-desk-refused-lacking = The rule of that place asks for more approvals or languages than what is live has. Take it down, move it, and have it approved there; or write it anew there, and let this one lead on to it. It is about:
cms-desk-refused-own = You wrote in it, so somebody else has to approve it.
cms-desk-refused-changed = The text was changed after you read it. Read what it says now.
cms-desk-refused-stage = Somebody was faster: this step does not fit any more. See below how it stands.
cms-desk-refused-unfit = It has faults that keep it from being published. Mend what is listed below first.
cms-desk-refused-stale = Somebody changed this meanwhile. Load the page again and repeat your change.
cms-desk-refused-overtaken = Somebody changed this meanwhile. What you typed is kept: look at what stands there now, and send yours again if it is to take its place.

cms-desk-field-at-form = Enter a day and a time, such as 2027-01-31 09:00
cms-desk-field-at-past = Choose a time that is still to come
cms-desk-field-at-far = Choose a time within ten years
cms-desk-field-act-unknown = Say publish or end
cms-desk-field-ending-unknown = Choose how it is to end
cms-desk-field-ending-untold = Say why it is withdrawn
cms-desk-field-ending-sure = Confirm that its past is closed for ever, or choose another end
cms-desk-field-ending-itself = It can't lead to itself
cms-desk-field-ending-target = Enter the address of a page that is live, such as /about
cms-desk-field-review-form = Enter a day such as 2027-01-31, or nothing
cms-desk-field-person-unknown = Choose somebody who writes here

cms-desk-done-planned = It is planned. What is live stays as it is until then.
cms-desk-done-planned-skipped = It is planned. Clocks are put forward over the time you chose, so as much later is taken: see below.
cms-desk-done-planned-twice = It is planned. Clocks show the time you chose twice; the first is taken: see below.
cms-desk-done-plan-cancelled = It is planned no more.
cms-desk-done-entrusted = Saved.

cms-desk-home-parked = { $count ->
    [one] One thing could not be done at its time. See “Planned”.
   *[other] { $count } things could not be done at their time. See “Planned”.
}

cms-desk-edition-again = Go back to edition { $number }
cms-desk-edition-compare-with = Compare edition { $number } with the newest
cms-desk-edition-older = Older editions

cms-desk-plan-title = Publish it at a time
cms-desk-plan-lead = The approved text in { $language } goes live by itself. If it is changed meanwhile, it has to be approved again first.
cms-desk-plan-at = When
cms-desk-plan-at-hint = On the clocks of { $zone }, to the second
cms-desk-plan-next = What is live stays as it is until then. You get a mail if it cannot be done.
cms-desk-plan-submit = Plan it
cms-desk-plan-by = Planned by
cms-desk-plan-cancel = Take the plan back

cms-desk-plans-title = Planned
cms-desk-plans-lead = What is to happen by itself, and what could not be done at its time. Times are those of { $zone }.
cms-desk-plans-count = { $count ->
    [0] Nothing is planned
    [one] One plan
   *[other] { $count } plans
}
cms-desk-plans-empty = Whatever is planned at a text stands here until its time.
cms-desk-plans-what = What
cms-desk-plans-text = Text
cms-desk-plans-language = Language
cms-desk-plans-at = When
cms-desk-plans-state = State
cms-desk-plans-waiting = Waits for its time
cms-desk-plans-publish = Publish edition { $number }
cms-desk-plans-end = Take it down: { $how }

cms-desk-end-title = Take it down with a note, or later
cms-desk-end-lead = What is live in { $language } ends. When it is live in no other language either, its address says what you choose below.
cms-desk-end-how = What its address says
cms-desk-end-withdrawn = That it was withdrawn, and why
cms-desk-end-withdrawn-hint = What it said can still be read for any day of its past.
cms-desk-end-substitute = That another page took its place
cms-desk-end-substitute-hint = Readers are told, and find a link to that page.
cms-desk-end-redirect = It leads to another page
cms-desk-end-redirect-hint = Readers get there without noticing.
cms-desk-end-gone = That it is gone
cms-desk-end-gone-hint = Nothing of it is shown any more, its past included: no day that it was published, and no file that only it showed.
cms-desk-end-sure = If it is gone: its past is to be closed for ever
cms-desk-end-sure-hint = Also when it is published again, the days before cannot be read any more.
cms-desk-end-note = Note for the public
cms-desk-end-note-hint = Needed when it is withdrawn: why
cms-desk-end-target = The other page
cms-desk-end-target-hint = Its address without a language, such as /about
cms-desk-end-at = When
cms-desk-end-at-hint = Nothing for now; else on the clocks of { $zone }
cms-desk-end-next = To publish it again undoes this. A past that was closed stays closed.
cms-desk-end-submit = Take it down

cms-desk-care-title = Who answers for it
cms-desk-care-lead = So that nothing grows old unnoticed.
cms-desk-care-office = Office
cms-desk-care-office-hint = The public reads it on the page
cms-desk-care-office-others = Which office the public reads is said by somebody who may approve and publish this text.
cms-desk-care-person = Who is reminded
cms-desk-care-person-hint = By mail, once a week, from the day on. The public does not see the name.
cms-desk-care-review = Look through by
cms-desk-care-review-hint = The public reads the day on the page
cms-desk-care-next = Set a later day when you have looked it through and nothing was to change.
cms-desk-care-submit = Save

cms-desk-overdue-title = To look through
cms-desk-overdue-lead = What is live and was to be looked through, the longest overdue first.
cms-desk-overdue-empty = Everything was looked through in time.
cms-desk-overdue-text = Text
cms-desk-overdue-day = Look through by
cms-desk-overdue-office = Office
cms-desk-overdue-person = Who is reminded
cms-desk-overdue-address = Address
cms-desk-overdue-by = Until
cms-desk-overdue-whose = Whose
cms-desk-overdue-own = Mine
cms-desk-overdue-csv = As a file for a spreadsheet (CSV)
cms-desk-media-field-focus-form = Enter a whole number from 0 to 100
cms-desk-media-field-tags-many = Give it at most 20 words to find it by
cms-desk-media-field-file-other-kind = A picture is replaced by a picture, a document by a document
cms-desk-media-field-file-same = This is the file that is there already
cms-desk-media-field-file-heavy = This picture takes too much memory to be made smaller. Save it with 8 bits a channel and not as a progressive JPEG, or make it smaller, and choose it again
cms-desk-media-field-number-unknown = There is no such version of the file

cms-desk-media-title = Media library
cms-desk-media-lead = Pictures and documents. Each keeps its address when its file is replaced. Nobody but staff sees a file before a page shows it or it is released.
cms-desk-media-add = Add files
cms-desk-media-add-next = The files are in the library then. Say next what the pictures show, for those who can't see them.
cms-desk-media-files = Files
cms-desk-media-several = You can choose several files at once, { $most } at most. A PDF stays as it is and tells what its program wrote into it, such as its author.
cms-desk-media-words = Words
cms-desk-media-kind = Kind
cms-desk-media-kind-picture = Picture
cms-desk-media-kind-document = Document
cms-desk-media-only = Only
cms-desk-media-only-unused = Those that no page shows
cms-desk-media-only-retired = Those that were retired
cms-desk-media-count = { $count ->
    [0] No file
    [one] One file on this page
   *[other] { $count } files on this page
}
cms-desk-media-empty = Nothing fits these filters. Add the first file with the button above, or choose other filters.
cms-desk-media-kilobytes = { $size } kB
cms-desk-media-unsaid = Says nothing to those who can't see it
cms-desk-media-address = Its lasting address:
cms-desk-media-is-retired = Out of the library since
cms-desk-media-focus-shown = The focal point, { $x } percent from the left and { $y } percent from the top
cms-desk-media-versions = Versions
cms-desk-media-version = Version { $number }
cms-desk-media-by = Brought by
cms-desk-media-is-released = Released: everyone may have it
cms-desk-media-release = Release version { $number }
cms-desk-media-release-next = Everyone may have it then at its address, whether a page shows it or not.
cms-desk-media-uses = Pages that show it
cms-desk-media-unused = No page shows it, neither live nor in the making.
cms-desk-media-older = There is a newer version
cms-desk-media-about = What is said of it
cms-desk-media-about-next = Pages take these words over when the file is chosen for them. Pages that show it already say what they said.
cms-desk-media-save = Save
cms-desk-media-alt = What it shows, for those who can't see it
cms-desk-media-caption = Text below it
cms-desk-media-credit = Who made it
cms-desk-media-decorative = It only decorates
cms-desk-media-decorative-hint = It says nothing that is not in the text beside it, so it needs no words for those who can't see it.
cms-desk-media-focus-x = Focal point: percent from the left
cms-desk-media-focus-y = Focal point: percent from the top
cms-desk-media-focus-hint = What stays in sight when the picture is cut: 0 to 100, 50 is the middle
cms-desk-media-licence = Licence
cms-desk-media-licence-hint = Such as CC BY 4.0, and whose it is
cms-desk-media-tags = Words to find it by
cms-desk-media-tags-hint = With commas between them
cms-desk-media-replace = Replace the file
cms-desk-media-new-file = New file
cms-desk-media-replace-next = The address stays. Pages show the new file from their next edition on. A PDF stays as it is and tells what its program wrote into it, such as its author.
cms-desk-media-retire = Take it out of the library
cms-desk-media-retire-question = Take { $name } out of the library?
cms-desk-media-retire-next = It is offered no more, and its addresses show it to nobody but staff. Earlier editions of pages show it no more either.
cms-desk-media-done-added = The file is in the library. Say what it shows.
cms-desk-media-done-added-more = The files are in the library. Say what each of the pictures shows.
cms-desk-media-done-described = Saved.
cms-desk-media-done-replaced = Replaced. The version before stays in the history.
cms-desk-media-done-released = Released. Everyone may have it now.
cms-desk-media-done-retired = Taken out of the library.
cms-desk-refused-shown = Live pages show it. Publish them without it first:
cms-desk-refused-retired = The file was taken out of the library.

cms-may-page-edit = Write content, hand it in and read drafts
cms-may-page-approve = Approve what others wrote, or give it back
cms-may-page-publish = Publish content and take it down
cms-may-page-move = Give pages another place or address
cms-may-menu-edit = Set the menus
cms-may-content-import = Bring in content that was decided elsewhere
cms-may-content-export = Take all content out as one file, drafts and history included

# Addresses from before.
cms-desk-redirects-title = Old addresses
cms-desk-redirects-lead = Addresses that never belonged to a page here, such as those of the site before this one, and where they lead. Pages that move look after their own.
cms-desk-redirects-import = Bring in a file
cms-desk-redirects-export = Download all as CSV
cms-desk-redirects-words = Part of an address
cms-desk-redirects-count = { $count ->
    [one] { $count } old address on this page
   *[other] { $count } old addresses on this page
}
cms-desk-redirects-from = Old address
cms-desk-redirects-to = Leads to
cms-desk-redirects-before = Led to
cms-desk-redirects-since = Since
cms-desk-redirects-empty = No old address leads anywhere yet. Bring in a file with two columns, from and to.
cms-desk-redirects-remove = Let { $path } lead nowhere any more?
cms-desk-redirects-remove-what = Whoever follows it finds that there is no such page.
cms-desk-redirects-remove-do = Take it away
cms-desk-redirects-import-lead = Two columns: the old address below the language, such as /board/view.php?id=3, and where it leads: an address of this site, such as /about, or a whole one of another.
cms-desk-redirects-file = File
cms-desk-redirects-file-hint = CSV as spreadsheets write it, at most { $max } MB.
cms-desk-redirects-text = Or its lines
cms-desk-redirects-text-hint = from,to
cms-desk-redirects-next = First you see what the file would do. Nothing is changed by that.
cms-desk-redirects-check = Check the file
cms-desk-redirects-bring-in = Bring it in
cms-desk-redirects-choose-again = Choose the same file again to bring it in.
cms-desk-redirects-nothing = Choose a file, or paste its lines.
cms-desk-redirects-preview = What the file would do
cms-desk-redirects-found-added = { $count ->
    [one] { $count } new address.
   *[other] { $count } new addresses.
}
cms-desk-redirects-found-changed = { $count ->
    [one] { $count } leads elsewhere than before.
   *[other] { $count } lead elsewhere than before.
}
cms-desk-redirects-found-same = { $count ->
    [one] { $count } is there already.
   *[other] { $count } are there already.
}
cms-desk-redirects-fault-path = This is no address: begin with one slash, without blanks, and write it as people read it.
cms-desk-redirects-fault-target = It leads to no address: begin with one slash, or with https://.
cms-desk-redirects-fault-twice = It stands in the file twice.
cms-desk-redirects-fault-language = Leave out the language, or what stands beside it: an old address stands below each language.
cms-desk-redirects-fault-reserved = The site itself uses this address.
cms-desk-redirects-fault-taken = It belongs to a document, now or once.
cms-desk-redirects-fault-nowhere = It leads to an address where nothing is.
cms-desk-redirects-fault-circle = It leads round in a circle.
cms-desk-redirects-fault-cells = A line has two cells, and each quotation mark its second.
cms-desk-redirects-fault-empty = There is no line in it.
cms-desk-redirects-fault-encoding = It is not written in UTF-8. Save it as “CSV UTF-8”.
cms-desk-redirects-fault-many = There would be too many old addresses.

cms-desk-done-arranged = It was moved. Readers see the new order.
cms-desk-done-preview-ended = The link opens nothing any more.

cms-desk-field-kind-dated = News and events stand in the order of their dates
cms-desk-field-order-many = More stands here than can be put into an order at once
cms-desk-field-order-others = The order has to name each that stands here, once
cms-desk-field-days-range = Choose 1 to 30 days
cms-desk-field-days-many = There are enough links to this text: take one back first
cms-desk-field-unsaved-long = This is more than is kept while it is not saved: save it

cms-desk-tree-title = Order
cms-desk-tree-lead = What stands below what, in the order in which readers find it. An address stays when its place in the order changes.
cms-desk-tree-top = The top
cms-desk-tree-below = What stands below
cms-desk-tree-more = More stands here than is shown. Move something below another page first.

cms-desk-links-title = What leads here
cms-desk-links-lead = What on this site leads to { $address }: texts that link to it, what ended by leading to it, menus, and addresses from before.
cms-desk-links-count = { $count ->
    [0] Nothing on this site leads here.
    [one] One thing on this site leads here.
   *[other] { $count } things on this site lead here.
}
cms-desk-links-empty = A text that links here, a menu or an old address stands here as soon as there is one.
cms-desk-links-what = From
cms-desk-links-how = How
cms-desk-links-end = Ended, and leads here
cms-desk-links-menu = Menu
cms-desk-links-redirect = Address from before

cms-desk-compare-title = Compare editions
cms-desk-compare-one = This edition
cms-desk-compare-other = With this one
cms-desk-compare-only = Show
cms-desk-compare-differs = Only what differs
cms-desk-compare-submit = Compare
cms-desk-compare-edition = Edition { $number }, { $language }
cms-desk-compare-count = { $count ->
    [0] None of { $all } parts differs
    [one] One of { $all } parts differs
   *[other] { $count } of { $all } parts differ
}
cms-desk-compare-added = Added:
cms-desk-compare-removed = Removed:
cms-desk-compare-end = (end)
cms-desk-compare-nothing = Nothing stands here.
cms-desk-compare-changed = Changed
cms-desk-compare-same = The same
cms-desk-compare-only-one = Only in the first
cms-desk-compare-only-other = Only in the second

cms-desk-preview-title = Show it to somebody
cms-desk-preview-lead = With such a link somebody without an account reads what is being written in { $language }, as it stands at that moment, and nothing else.
cms-desk-preview-back = Back to the text
cms-desk-preview-made = Here is the link. It is shown this once: copy it now.
cms-desk-preview-how-long = For how long
cms-desk-preview-days = { $days ->
    [one] One day
   *[other] { $days } days
}
cms-desk-preview-next = Whoever has the link can read it, and can pass it on. You can take it back at any time.
cms-desk-preview-submit = Make a link
cms-desk-preview-nothing = Nothing is being written in this language, so there is nothing to show.
cms-desk-preview-open = Links that are open
cms-desk-preview-by = Made by
cms-desk-preview-until = Until
cms-desk-preview-end = Take it back
cms-desk-preview-none = No link is open.

cms-desk-unsaved-offer = You wrote something here that was not saved:
cms-desk-unsaved-take = Go on with it
cms-desk-unsaved-drop = Let it go
cms-desk-unsaved-kept = Kept for you at { $at }, not saved yet.
cms-desk-unsaved-lost = What you wrote cannot be kept at the moment: save it.
