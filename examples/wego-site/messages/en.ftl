# The site's own words. A city changes any of them in its own messages/en.ftl.
site-name = WeGO
site-long-name = World e-Governments Organization of Cities and Local Governments
site-skip = Skip to the content
site-example = Demonstration: the member cities and the people shown here are invented examples.
site-search = Search
site-search-words = Words to search for
site-languages = Languages
site-sections = Sections
site-sign-out = Sign out
site-staff = Staff sign-in
site-contact = Contact
site-contact-address = WeGO Secretariat, hosted by its President City, Seoul
site-contact-how = How to reach us
site-footer-about = About
site-footer-follow = Follow
site-events = Events
site-people = People
site-faq = Questions and answers
site-feed = News by Atom feed
site-colophon = Made with WeGO eGovFrame. This site sets no tracking cookies.

# Front page
site-front-title = Cities that govern well on line
site-description = WeGO is the international organisation of cities and local governments for e-Government and sustainable urban development.
site-network = The network
site-map = World map with the Secretariat, the regional offices and the hosts of the General Assembly
site-map-members = Map of the world with a dot for each member, the Secretariat, the regional offices and the hosts of the General Assembly
site-figure-members = Member cities
site-figure-friendship = Friendship Members
site-figure-partners = Partners
site-figure-citizens = Citizens in member cities
site-figure-source = Register of members
site-register = All members
site-newsletter = e-Newsletter
site-newsletter-address = Your mail address
site-newsletter-ask = Ask for it
site-newsletter-issues = Issues so far
site-news = News
site-news-all = All news
site-news-none = There is no news yet. The first item appears here when an editor publishes it.
site-next = Next date
site-next-none = No date is announced. The next one appears here when it is fixed.
site-events-all = All events
site-partners = Partners

# Desk
site-desk-home = Waiting for you
site-desk-lead = { $name }, this is what waits for you now.
site-desk-none = Nothing waits for you here. Applications and votes of an organisation are under “Your organisation”.
site-desk-rooms = Where things are
site-desk-members = Membership
site-desk-members-what = Applications, members, fees, terms of office and meetings.
site-desk-organisation = Your organisation
site-desk-organisation-what = Its application, membership, fees and votes.
site-desk-diagnosis = Diagnosis
site-desk-diagnosis-what = Assessments of your city, their reports and roadmaps.
site-desk-assessments = Assessments
site-desk-assessments-what = Rounds of the diagnosis, and the review of what cities answered.
site-desk-content = Content
site-desk-content-what = Pages, news, events, questions, people, partners and menus.
site-desk-newsletter = e-Newsletter
site-desk-newsletter-what = Subscribers and what they agreed to, lists, issues and their delivery.
site-desk-people = People and roles
site-desk-people-what = Who may do what; invitations and organisations.
site-desk-persons = Personal data
site-desk-persons-what = Give out all that is kept of a person, or erase them.
site-desk-outbox = Outgoing messages
site-desk-outbox-what = Mails and other effects that could not be delivered, to be tried again.
site-desk-webhooks = Webhooks
site-desk-webhooks-what = Other programs that are told of what happens here, and what they answered.
site-desk-event-edition-published = A page, news or another text went live
site-desk-event-edition-withdrawn = A live text was taken down
site-desk-event-document-moved = A page, news or another live text has another address
site-desk-event-standing-changed = A member joined, left or stands otherwise
site-desk-event-member-renamed = The register calls a member otherwise
site-desk-event-register-imported = A register was brought in
site-desk-event-round-opened = A round of the diagnosis is announced
site-desk-event-round-closed = A round of the diagnosis is over
site-desk-event-issue-sent = An issue of the e-Newsletter was sent
site-desk-account = Your account
site-desk-account-what = Your name, password, sessions and tokens.
site-desk-review = { $count ->
    [one] One draft waits for approval
   *[other] { $count } drafts wait for approval
}
site-desk-failing-endpoints = { $count ->
    [one] One program takes nothing it is told
   *[other] { $count } programs take nothing they are told
}
site-desk-parked = { $count ->
    [one] One outgoing message is parked
   *[other] { $count } outgoing messages are parked
}
site-desk-mend = { $count ->
    [one] One draft of yours was given back
   *[other] { $count } drafts of yours were given back
}
site-desk-publish = { $count ->
    [one] One approved draft can be published
   *[other] { $count } approved drafts can be published
}
site-desk-write = { $count ->
    [one] One draft of yours is in the making
   *[other] { $count } drafts of yours are in the making
}
site-desk-overdue = { $count ->
    [one] One application is overdue
   *[other] { $count } applications are overdue
}
site-desk-to-review = { $count ->
    [one] One assessment waits for its review
   *[other] { $count } assessments wait for their review
}
site-desk-given-back = { $count ->
    [one] One assessment of your city was given back with questions
   *[other] { $count } assessments of your city were given back with questions
}
site-desk-to-answer = { $count ->
    [one] One assessment of your city is being answered
   *[other] { $count } assessments of your city are being answered
}
site-desk-cases = { $count ->
    [one] One application waits for the Secretariat
   *[other] { $count } applications wait for the Secretariat
}
site-desk-letters = { $count ->
    [one] One letter is not answered
   *[other] { $count } letters are not answered
}
site-desk-own = { $count ->
    [one] Your organisation’s application waits for you
   *[other] { $count } applications of your organisations wait for you
}
site-desk-votes = { $count ->
    [one] { $count } open vote waits for you
   *[other] { $count } open votes wait for you
}
site-desk-drafts = { $count ->
    [one] { $count } application of your organisation is not finished
   *[other] { $count } applications of your organisation are not finished
}
site-news-member = Joined as a member. { $country }.
site-desk-issues = { $count ->
    [one] One issue of the e-Newsletter is in the making
   *[other] { $count } issues of the e-Newsletter are in the making
}

# The page by which anybody checks the audit log
site-audit-title = Decisions anyone can check
site-audit-lead = Every decision made on this site leaves an entry in a log that is sealed each second. Whoever keeps a copy of the seal can tell later whether anything before it was changed, and does not have to trust us.
site-audit-shows = An entry says who acted, what they did, about what and when, by identifiers alone. What the decision rests on stands there as a fingerprint, so that personal data can be erased and the proof still holds.
site-audit-log = The log and its key
site-audit-address = Address of the log:
site-audit-key = Its public key:
site-audit-signs = It signs from entry { $entry } on. Before it, these keys signed, the last first. To check a seal that was kept in their time, give them too, each after a --key of its own:
site-audit-signed = From entry { $entry } on:
site-audit-ask = Whoever forges the log could forge this page too: ask the Secretariat for the key by another way, and compare.
site-audit-check = How to check it
site-audit-program = You need Python 3.8 or later and one program of some 500 lines, which shares no code with this site. Read it before you run it.
site-audit-get = Download verify_audit.py
site-audit-first = The first time, check the whole log and keep its seal in a file:
site-audit-later = Later, check that everything up to that seal is as it was, and keep the newer one:
site-audit-one = To see an entry and the proof that it is in the log, give its number:
site-audit-says = The program answers “good”, or “bad” and, where it can be named, the first entry that does not fit.
