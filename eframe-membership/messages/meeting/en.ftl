membership-field-starts-form = Write the day and the time
membership-field-starts-gap = The clocks of this zone are set forward then, so this time does not exist. Choose another
membership-field-starts-twice = The clocks of this zone are set back then, so this time comes twice. Say which of the two is meant
membership-field-starts-past = This day is over. Choose today or a later one
membership-field-zone-unknown = Write a time zone such as Asia/Seoul or Europe/Berlin
membership-field-choice-empty = Choose yes, no or abstention
membership-field-term-from = Write a day from 1900 on
membership-field-term-backwards = The last day lies before the first
membership-field-term-long = A term lasts no longer than the charter says: until { $last } at most
membership-field-term-end = Choose a day within the term that is earlier than its last
membership-field-body-unknown = Choose a body of the charter
membership-field-office-unknown = Choose an office of this body
membership-meeting-stage-planned = Planned
membership-meeting-stage-open = Open
membership-meeting-stage-closed = Closed
membership-meeting-stage-called-off = Called off
membership-meeting-off = This meeting does not take place.
membership-item-stage-pending = Not yet called
membership-item-stage-open = Votes are taken
membership-item-stage-closed = Voting is closed, yet to be counted
membership-item-stage-decided = Decided
membership-item-stage-deferred = Put off
membership-choice-yes = Yes
membership-choice-no = No
membership-choice-abstain = Abstention
membership-choice-unread = Unreadable paper
membership-outcome-carried = Carried
membership-outcome-carried-chair = Carried by the chair’s vote in an equal vote
membership-outcome-rejected = Rejected
membership-outcome-rejected-chair = Rejected by the chair’s vote in an equal vote
membership-outcome-rejected-tie = Rejected: an equal vote is lost
membership-outcome-inquorate = No result: too few were present
membership-outcome-tied = No result: the vote is equal and the chair did not decide
membership-outcome-no-result = No result: there was no vote to count
membership-why-off-the-agenda = It was taken off the agenda before the meeting.
membership-why-not-reached = The meeting ended before it was called.
membership-why-called-off = The meeting was called off.
membership-why-inquorate = Too few members were present to decide.
membership-why-tied = The vote was equal and nobody decided it.
membership-why-no-result = There was no vote to count.
membership-why-rejected = The body voted against it.
membership-proof-quorum = { $present } of { $entitled } present, { $needed } needed: { $quorate ->
    [yes] quorate
   *[no] not quorate
}
membership-proof-majority = { $yes } yes of { $base } = { $percent } %, { $limit }
membership-proof-percent = { $percent } %
membership-proof-over = over { $part }
membership-proof-not-over = not over { $part }
membership-proof-at-least = at least { $part }
membership-proof-under = under { $part }
membership-proof-all = all
membership-proof-not-all = not all
membership-rule-more-than = more than { $part }
membership-rule-at-least = at least { $part }
membership-rule-all = all
membership-rule-quorum = Of those entitled to vote, { $part } have to be present.
membership-rule-quorum-number = { $number } of those entitled to vote have to be present.
membership-rule-of-present = It carries with yes from { $part } of those present.
membership-rule-of-entitled = It carries with yes from { $part } of those entitled to vote.
membership-rule-of-yes-and-no = It carries with yes in { $part } of the votes for and against; abstentions do not count.
membership-rule-of-cast = It carries with yes in { $part } of the votes cast.
membership-rule-tie-chair = In an equal vote the chair’s vote decides.
membership-rule-tie-fails = An equal vote is lost.
membership-minutes-of = Minutes { $number }
membership-minutes-opened = Opened
membership-minutes-closed = Closed
membership-minutes-at-close = Present at the end
membership-minutes-application = Application { $number }
membership-minutes-deferred = Put off without a vote
membership-minutes-nothing = Nothing was on the agenda of this meeting.
membership-minutes-chair = In the chair
membership-minutes-rules = Rules of this vote
membership-minutes-recount = Counted again
membership-minutes-recounts = The same result
membership-minutes-differs = Another result
membership-minutes-no-vote = Present, did not vote
membership-minutes-sha256 = SHA-256 of the published vote on { $matter }:
membership-minutes-matter = { $number }, { $name }
membership-minutes-matter-kind = { $number }, { $name }, { $kind }
membership-minutes-file = Take this vote with you as a file (JSON) and count it again
membership-minutes-roll = The roll
membership-minutes-roll-says = It was frozen when the meeting was opened. What changed afterwards changed nothing in these votes.
membership-minutes-member = Member
membership-minutes-vote = Vote
membership-minutes-there = At the end
membership-minutes-may = May vote
membership-minutes-may-not = May not vote
membership-minutes-present = Present
membership-minutes-absent = Absent
membership-minutes-check = Check these minutes
membership-minutes-check-says = Whoever holds a printed copy finds the original at this address, with every vote counted again each time it is shown:
membership-minutes-data = These minutes as data (JSON)
membership-minutes-unknown-title = Minutes of a meeting
membership-minutes-unknown = No minutes have the code { $code }.
membership-minutes-unknown-why = Type the address exactly as the printed copy has it. Minutes appear when their meeting is closed.
membership-minutes-to-register = To the register
membership-holders-count = { $count ->
    [one] { $count } member holds
   *[other] { $count } members hold
} an office on { $day }; there are { $seats } seats.
membership-holders-on = On the day
membership-holders-show = Show
membership-holders-today = As it is today
membership-holders-office = Office
membership-holders-from = From
membership-holders-until = Until
membership-holders-none = Nobody held an office on that day. The Secretariat enters terms of office as they are given.
membership-holders-how = How it decides
membership-holders-years = A term lasts { $years ->
    [one] { $years } year
   *[other] { $years } years
}.
membership-minutes-rules-of-all = Rules of these votes
membership-desk-meetings-title = Meetings
membership-desk-meetings-count = { $count ->
    [one] { $count } meeting
   *[other] { $count } meetings
}.
membership-desk-meetings-empty = No meeting has been planned. Plan the first one above.
membership-desk-meetings-plan = Plan a meeting
membership-desk-meetings-plan-next = The members of the body see it at once. You put the agenda together next.
membership-desk-meetings-move = Change title or time
membership-desk-meetings-column-title = Meeting
membership-desk-meetings-column-body = Body
membership-desk-meetings-column-starts = Begins
membership-desk-meetings-column-stage = Stage
membership-desk-meetings-field-title = Title
membership-desk-meetings-field-title-hint = Such as: Executive Committee, 12th meeting
membership-desk-meetings-field-starts-hint = On the clocks of the zone below
membership-desk-meetings-field-zone = Time zone
membership-desk-meetings-field-zone-hint = An IANA name such as Asia/Seoul or Europe/Berlin
membership-desk-meetings-field-fold = This time comes twice on that day. Which of the two?
membership-desk-meetings-fold-first = The first, before the clocks are set back
membership-desk-meetings-fold-second = The second, after the clocks are set back
membership-desk-meeting-back = All meetings
membership-desk-meeting-agenda = Agenda
membership-desk-meeting-no-agenda = The agenda is empty. Add an application or a motion.
membership-desk-meeting-voted = { $count ->
    [one] { $count } vote so far
   *[other] { $count } votes so far
}
membership-desk-meeting-call = Call it to the vote
membership-desk-meeting-end = Close voting and count
membership-desk-meeting-end-question = Close voting on { $title } and count?
membership-desk-meeting-end-inquorate = There is no quorum as it stands: nothing would be decided, and the item would wait for another meeting.
membership-desk-meeting-end-all = Everyone present who may vote has voted.
membership-desk-meeting-end-silent = { $count ->
    [one] Present and has not voted yet: { $names }.
   *[other] Present and have not voted yet ({ $count }): { $names }.
}
membership-desk-meeting-end-absent = { $count ->
    [one] On the roll, not present and without a vote cast: { $names }.
   *[other] On the roll, not present and without a vote cast ({ $count }): { $names }.
}
membership-desk-meeting-end-final = After this nobody votes on it, and the result stands.
membership-desk-meeting-end-and = { ", " }
membership-desk-meeting-open-question = Open { $title } now?
membership-desk-meeting-early-question = Open { $title } today? It is planned for { $time }.
membership-desk-meeting-early-told = Nobody is told by mail that it is open.
membership-desk-meeting-count = Count the votes
membership-desk-meeting-remove = Take it off the agenda
membership-desk-meeting-defer = Put it off
membership-desk-meeting-defer-reason = Why, for the minutes
membership-desk-meeting-frozen = The roll was frozen when the meeting was opened. Guests are added without a vote.
membership-desk-meeting-there = Present
membership-desk-meeting-has-voted = Has voted
membership-desk-meeting-attend = Mark as present
membership-desk-meeting-leave = Mark as gone
membership-desk-meeting-chair = Give the chair
membership-desk-meeting-open = Open the meeting
membership-desk-meeting-open-next = This freezes the roll: who may vote today votes in this meeting, whatever changes meanwhile.
membership-desk-meeting-close = Close the meeting
membership-desk-meeting-close-next = The minutes stand from then on and can be read by whoever has their address. What was not called waits for another meeting.
membership-desk-meeting-off = Call the meeting off
membership-desk-meeting-off-question = Call “{ $title }” on { $time } off?
membership-desk-meeting-off-told = Everyone who votes for a member with a seat is told by mail, with your reason.
membership-desk-meeting-off-waits = What is on the agenda waits for another meeting. A meeting that was called off stays so.
membership-desk-meeting-off-reason = Why, as everyone is told
membership-desk-meeting-add-application = Add an application
membership-desk-meeting-application = Application that waits for this body
membership-desk-meeting-none-waiting = No application waits for this body.
membership-desk-meeting-add-motion = Add a motion
membership-desk-meeting-motion-title = The question in a line
membership-desk-meeting-motion-text = The motion’s words
membership-desk-meeting-guest = Add a guest
membership-desk-meeting-guest-hint = Its number, such as M-2026-0042, or a part of its name. A member that does not belong to this body attends and has no vote
membership-desk-meeting-minutes = Read the minutes
membership-desk-meeting-only-read = You may read this meeting. The Secretariat runs it.
membership-desk-meeting-done-plan = The meeting is planned.
membership-desk-meeting-done-move = Title and time are changed.
membership-desk-meeting-done-open = The meeting is open and its roll stands.
membership-desk-meeting-done-close = The meeting is closed and its minutes stand.
membership-desk-meeting-done-off = The meeting is called off.
membership-desk-meeting-done-attend = The member is present.
membership-desk-meeting-done-guest = The guest is present, without a vote.
membership-desk-meeting-done-leave = The member is gone.
membership-desk-meeting-done-chair = The member has the chair.
membership-desk-meeting-done-call = Votes are taken.
membership-desk-meeting-done-end = Voting is closed and counted.
membership-desk-meeting-done-count = The votes are counted.
membership-desk-meeting-done-vote = The vote is in.
membership-desk-meeting-done-defer = The item is put off.
membership-desk-meeting-done-remove = The item is off the agenda.
membership-desk-meeting-done-application = The application is on the agenda.
membership-desk-meeting-done-motion = The motion is on the agenda.
membership-desk-whom-which = Which of these
membership-desk-whom-empty = Write the member’s number or a part of its name
membership-desk-whom-none = No member on the register has this number or this in its name. Check the spelling, or write less of the name
membership-desk-whom-several = Several members fit: choose one, or write more of the name
membership-desk-whom-many = More than { $few } members fit: choose one of these first { $few }, write more of the name, or the number
membership-desk-terms-title = Terms of office
membership-desk-terms-fewer = { $office }: { $held }, at least { $least } by the charter.
membership-desk-terms-lead = Who holds which office, and who held it on any day. A name leads to where its term is ended.
membership-desk-terms-body = Body
membership-desk-terms-on = On the day
membership-desk-terms-on-hint = Without a day: every term
membership-desk-terms-count = { $count ->
    [one] { $count } term
   *[other] { $count } terms
}.
membership-desk-terms-empty = Nobody holds an office here. Give the first one above.
membership-desk-terms-appoint = Give an office
membership-desk-terms-appoint-next = Everyone can see who holds an office, on the body’s public page.
membership-desk-terms-public = The body’s public page
membership-desk-terms-column-member = Member
membership-desk-terms-column-office = Office
membership-desk-terms-column-from = First day
membership-desk-terms-column-until = Last day
membership-desk-terms-column-held = On that day
membership-desk-terms-held = Held
membership-desk-terms-to-come = To come
membership-desk-terms-over = Over
membership-desk-terms-member-hint = Its number, such as M-2026-0042, or a part of its name. Whether it may stand on the first day is checked when you give the office
membership-desk-terms-until-hint = Empty: as long as the charter says
membership-desk-terms-end = End the term
membership-desk-terms-end-lead = { $name }, { $office }, from { $from } until { $until }
membership-desk-terms-end-hint = The last day it holds the office. A term that has not begun is taken back with the day before its first
membership-desk-terms-done-appoint = The office is given.
membership-desk-terms-done-end = The term has a new last day.
membership-voting-meetings = Meetings and votes
membership-voting-lead = The meetings of bodies that your organisation belongs to.
membership-voting-back-own = Your membership
membership-voting-none = There is no meeting yet. You see one here as soon as the Secretariat plans a meeting of a body you belong to.
membership-voting-back = All your meetings
membership-voting-back-to = Back to
membership-voting-again = Look again
membership-voting-minutes = Read the minutes
membership-voting-agenda = Agenda
membership-voting-no-agenda = The agenda is empty so far.
membership-voting-read = Read the application
membership-voting-how = The vote of
membership-voting-next = A vote stands: it cannot be changed. How each member voted is published in the minutes.
membership-voting-submit = Cast the vote
membership-voting-cast = Voted: { $choice }
membership-voting-already = The vote was cast before: { $choice }, by { $by }. It stands.
membership-voting-seats = Your place in the meeting
membership-voting-no-roll = The roll is made when the meeting is opened.
membership-voting-no-seat = You vote for no member of this body.
membership-voting-attend = We are here
membership-voting-leave = We are leaving
membership-voting-done-attend = You are marked as present.
membership-voting-done-leave = You are marked as gone.
membership-voting-done-vote = The vote is in.
membership-matter-own-name = Its own name
membership-matter-kind = Wants to join as
membership-matter-country = Country
membership-matter-population = Population
membership-matter-website = Website
membership-matter-motivation = Why it wants to join
membership-matter-signatory = Signed by
membership-matter-signed = Signed
membership-matter-fingerprint = Fingerprint of what was signed

# Mails
membership-mail-meeting-link = Read the agenda, say who is there and vote here:
membership-mail-meeting-about = Meeting { $number }. You get this mail because you vote for { $organisation }.
membership-mail-meeting-planned-subject = { $body }: { $time }
membership-mail-meeting-planned-text =
    { $organisation } has a seat in the { $body }. It meets: { $title }.
    Time: { $time } ({ $zone })
membership-mail-meeting-moved-subject = { $body }: another time, { $time }
membership-mail-meeting-moved-text =
    The meeting “{ $title }” of the { $body } is at another time now.
    New time: { $time } ({ $zone })
membership-mail-meeting-off-subject = { $body }: called off, { $time }
membership-mail-meeting-off-text =
    The meeting “{ $title }” of the { $body } on { $time } ({ $zone }) does not take place.
    { $reason }
