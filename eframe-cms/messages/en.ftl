# What readers see.

cms-list-page = Pages
cms-list-news = News
cms-list-event = Events
cms-list-faq = Questions and answers
cms-list-person = People
cms-list-partner = Partners
cms-list-empty = Nothing is published here yet. What is published appears here by itself.
cms-list-older = Older entries

cms-page-crumbs = You are here
cms-page-fallback = This page is not translated into your language yet. It is shown in { $language }.
cms-page-since = In force since
cms-page-contents = On this page
cms-page-below = In this section
cms-page-changes = What changed, and when
cms-page-first = First published
cms-page-contact = Who answers for this page

cms-event-when = When
cms-event-where = Where
cms-event-calendar = Save to your calendar
cms-event-coming = Coming
cms-event-past = Past
cms-event-none = No date is set at the moment. The next one will be announced here.

cms-person-office = Office
cms-person-organisation = Organisation
cms-person-email = Mail

cms-partner-website = Visit their site

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
cms-desk-field-starts-form = Enter the day and time it starts, such as 2027-05-04 09:30
cms-desk-field-ends-form = Enter the day and time it ends, or nothing
cms-desk-field-ends-before = Let it end after it starts
cms-desk-field-zone-unknown = Enter a time zone by its IANA name, such as Asia/Seoul
cms-desk-field-place-empty = Say where it takes place
cms-desk-field-date-form = Enter a day such as 2026-11-23
cms-desk-field-office-empty = Say which office they hold
cms-desk-field-email-form = Enter a mail address such as name@example.org, or nothing
cms-desk-field-url-form = Enter a web address that begins with https:// or http://, or nothing
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
