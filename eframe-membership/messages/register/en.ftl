membership-refused-bad-file = The file has faults. Nothing of it was taken.
membership-refused-already-there = The register has a member of this file already. Read the file again.
membership-desk-field-day-early = Choose a day that is not before what happened last
membership-desk-field-day-future = Choose a day that is not yet to come
membership-desk-field-year-far = Choose this year, the last or the next
membership-desk-import-empty = The file has no members.
membership-desk-import-many = The file has too many members. At most { $most } come in at a time.
membership-desk-import-json = This is not the JSON that is taken here: { $said }
membership-desk-import-format = The file is of another form or version than the one that is read here.
membership-desk-import-count = The file says that it has { $wanted } members, and has { $found }. It may have been cut off.
membership-desk-import-characters = There are characters here that cannot be seen. Take out line ends and control characters.
membership-desk-import-number-form = Write a number such as M-2018-0042, or leave it empty
membership-desk-import-number-taken = A member in the register has this number already
membership-desk-import-number-twice = The number stands in line { $line } already
membership-desk-import-organisation-form = Write the organisation’s id as a UUID, or leave it empty
membership-desk-import-organisation-taken = This organisation is a member already
membership-desk-import-organisation-twice = The organisation stands in line { $line } already
membership-desk-import-day-form = “{ $said }” is no day. Write it as 2018-06-01
membership-desk-import-day-future = { $day } is yet to come
membership-desk-import-day-order = { $day } stands behind a later day. Put what happened first before the rest
membership-desk-import-history-empty = Say what happened to the member, such as “2018-06-01 accepted”
membership-desk-import-history-never = Nothing of this makes it a member under the charter of those days
membership-desk-import-history-unknown = “{ $said }” is nothing that can happen to a member, or it lacks its body, period or reason
membership-desk-import-body-unknown = The charter knows no body “{ $said }”
membership-desk-import-standing-other = The history leads to “{ $follows }”, and the file says “{ $said }”
membership-desk-import-fee-period = The period of a fee is a year, such as 2026
membership-desk-import-fee-twice = There are two fees of { $period }
membership-desk-import-fee-amount = The fee of { $period } has no amount such as 1000.00 USD
membership-desk-import-fee-state = A fee is open, paid or waived
membership-register-title = Members
membership-register-map-title = Members on the map
membership-register-words = Name or number
membership-register-kind = Kind
membership-register-region = Region
membership-register-country = Country
membership-register-standing = Standing
membership-register-joined = Member since
membership-register-name = Name
membership-register-show = Show
membership-register-every = All
membership-register-all = Show all of them
membership-register-first = To the beginning
membership-register-on-map = See them on the map
membership-register-as-list = See them as a list
membership-register-by-region = By region
membership-register-by-name = By name
membership-register-count = { $count ->
    [one] { $count } member
   *[other] { $count } members
}.
membership-register-count-narrowed = { $count ->
    [one] { $count } member is like this
   *[other] { $count } members are like this
}.
membership-register-unplaced = { $count ->
    [one] { $count } of them has not said where it lies, and has no dot.
   *[other] { $count } of them have not said where they lie, and have no dot.
}
membership-register-map-says = { $count ->
    [one] Map of the world with { $count } member as a dot
   *[other] Map of the world with { $count } members as dots
}
membership-register-none = No member is like this. Take a filter away, or look for a part of the name.
membership-register-empty = There is no member yet. The first one comes with the first application that is accepted.
membership-member-crumbs = Where you are
membership-member-since = In this standing since
membership-member-number = Number
membership-member-population = Population
membership-member-website = Website
membership-member-why = How it came to this standing
membership-member-by-charter = By the charter “{ $charter }”, in force on that day
membership-member-nothing-yet = Nothing had happened up to this day.
membership-member-no-standing = No member on this day
membership-member-rights = What it may do on { $day }
membership-member-yes = Yes
membership-member-no = No
membership-member-rights-public = What a member owes is not told here, and none of these lines depends on it.
membership-member-on = On another day
membership-member-show = Show that day
membership-member-as-of-today = Show today
membership-certificate-check-title = Certificate of membership
membership-certificate-on-issue = On the day of issue, { $day }
membership-certificate-today = Today, { $day }
membership-certificate-compare = Compare name, number and the day of issue with the certificate in your hands. What it says has to be what stands here.
membership-certificate-member-page = Read how this standing came about
membership-certificate-unknown = No certificate has the code { $code }.
membership-certificate-unknown-why = Check that you typed the address as it is printed. If it is the same, the certificate was not issued here.
membership-certificate-to-register = Look for the member in the register
membership-happened-submitted = Handed in its application
membership-happened-submitted-as = Handed in its application to be another kind of member: { $kind }
membership-happened-accepted = Accepted by the Secretariat
membership-happened-approved = Approved by the { $body }
membership-happened-suspended = Its rights were suspended
membership-happened-reinstated = The suspension ended
membership-happened-lapsed = Lapsed: the fee of { $period } was not paid in time
membership-happened-restored = Paid, and is back
membership-happened-withdrew = Left
membership-member-recorded = Written down on { $day }.
membership-fee-title = Fees
membership-fee-open = To be paid
membership-fee-overdue = Overdue
membership-fee-paid = Paid
membership-fee-waived = Waived
membership-fee-year = Year
membership-fee-amount = Amount
membership-fee-due = To be paid by
membership-fee-state = State
membership-fee-paid-on = on { $day }
membership-fee-waived-on = on { $day }
membership-fee-none = No fee was asked for yet.
membership-fee-example = The amounts are examples.
membership-term-title = Offices
membership-term-now = Today
membership-term-held = { $start } to { $end }
membership-term-none = No office is or was held.
membership-certificate-certifies = { $site } certifies the membership of
membership-certificate-issued = Issued on
membership-certificate-verify = Anyone can check this at
membership-certificate-print = Print this page, or save it as PDF. It says what is true on the day of issue; the address above also says what is true later.
membership-own-member-title = Your membership
membership-own-certificate = Certificate of membership to print
membership-own-public = Your page in the public register
membership-own-another-day = This is how it stood on { $day }.
membership-own-rights = What your organisation may do on { $day }
membership-own-fees = More about your fees
membership-own-grace = The membership lapses if a fee is still unpaid after { $day }. Until then your standing stays as it is; a right that needs paid fees rests from the day after a fee was due.
membership-own-lapsed = The membership has lapsed. It is back as soon as the Secretariat has noted your payment.
membership-own-paying = The Secretariat notes here what has been paid. If a payment of yours is missing, write to it.
membership-own-wrong = If something here is not right, write to the Secretariat: it keeps the register.
membership-own-no-member = Your organisation is no member yet. It becomes one when its application is accepted.
membership-desk-field-still-owes = A fee is unpaid and its grace is over. Note its payment, or waive it: that brings the member back
membership-desk-members-title = Members
membership-desk-members-lead = Everyone who is or was a member, by name. Lists with filters can be linked to.
membership-desk-members-count = { $count ->
    [one] { $count } member
   *[other] { $count } members
}
membership-desk-members-empty = No member is like this. The first one comes with an accepted application, or with an imported register.
membership-desk-members-csv = All as CSV
membership-desk-members-json = All as JSON
membership-desk-member-back = All members
membership-desk-member-another-day = This is how it stood on { $day }, by the charter of that day. What you can do now is about today.
membership-desk-member-amend = Change what the register says
membership-desk-member-amend-lead = Name, place and the rest as everyone sees them in the register. Standing and fees change elsewhere.
membership-desk-member-amend-next = Everyone sees it at once. What stood there before is kept in the log.
membership-desk-member-amend-submit = Save
membership-desk-member-own-name = Name in its own writing
membership-desk-member-own-hint = Only where it is not the same
membership-desk-member-latitude = Degrees north
membership-desk-member-longitude = Degrees east
membership-desk-member-degrees = At most six decimals; south and west with a minus sign
membership-desk-member-stands = There stands now: { $value }
membership-desk-member-invite = Invite somebody for it
membership-desk-member-certificate = Certificate to print
membership-desk-member-public = Public page
membership-desk-member-ask = Ask for a fee
membership-desk-member-owes = The membership has lapsed. Paying what is out of grace, or waiving it, brings it back.
membership-desk-member-reason = Reason
membership-desk-member-from-day = From which day on
membership-desk-member-day-hint = Empty means today. No day before what happened last
membership-desk-member-suspend = Suspend
membership-desk-member-suspend-next = Its rights rest until you end the suspension. The register no longer shows it; its own people see the reason.
membership-desk-member-reinstate = End the suspension
membership-desk-member-reinstate-next = It stands where it stood before.
membership-desk-member-lapse = Let it lapse now
membership-desk-member-lapse-next = A fee is unpaid and its grace is over. The daily job would do the same; paying brings it back.
membership-desk-member-restore = Bring it back
membership-desk-member-restore-next = It lapsed, and no fee is out of grace any more. It stands where it stood before.
membership-desk-member-leave = End the membership
membership-desk-member-leave-next = The register no longer shows it. It may apply again later; its history stays.
membership-desk-member-done-suspend = The member is suspended.
membership-desk-member-done-reinstate = The suspension has ended.
membership-desk-member-done-lapse = The membership has lapsed.
membership-desk-member-done-restore = The member is back.
membership-desk-member-done-leave = The membership has ended.
membership-desk-member-done-ask = The fee was asked for.
membership-desk-member-done-amend = The register says so now.
membership-desk-fees-title = Fees
membership-desk-fees-count = { $count ->
    [one] { $count } fee
   *[other] { $count } fees
}
membership-desk-fees-empty = No fee is like this.
membership-desk-fees-none-asked = Nobody was asked for a fee of { $year } yet.
membership-desk-fees-sum-open = { $count ->
    [one] { $count } fee of { $amount } is to be paid.
   *[other] { $count } fees are to be paid, { $amount } together.
}
membership-desk-fees-sum-paid = { $count ->
    [one] { $count } fee of { $amount } is paid.
   *[other] { $count } fees are paid, { $amount } together.
}
membership-desk-fees-sum-waived = { $count ->
    [one] { $count } fee of { $amount } is waived.
   *[other] { $count } fees are waived, { $amount } together.
}
membership-desk-fees-ask = Ask for a year’s fees
membership-desk-fees-ask-lead = Everyone in the register whose kind pays a fee is asked once for a year.
membership-desk-fees-ask-next = You may repeat this later: whoever was asked already is passed over, and new members are asked.
membership-desk-fees-ask-submit = Ask everyone
membership-desk-fees-ask-nothing = The charter of this year asks for no fee.
membership-desk-fees-ask-each = { $kind }: { $amount }.
membership-desk-fees-ask-due = To be paid by { $day }; whoever is asked late has thirty days at least.
membership-desk-fees-asked = { $asked ->
    [one] { $asked } member was asked.
   *[other] { $asked } members were asked.
} { $passed ->
    [0] Nobody was passed over.
    [one] { $passed } was passed over: it was asked before, or its kind pays nothing.
   *[other] { $passed } were passed over: they were asked before, or their kind pays nothing.
}
membership-desk-fee-title = Fee
membership-desk-fee-back = All fees of { $year }
membership-desk-fee-grace = Last day of grace
membership-desk-fee-said = Reference or reason
membership-desk-fee-by = Noted by
membership-desk-fee-on = Day the money came in
membership-desk-fee-reference = Reference
membership-desk-fee-reference-hint = What the bank’s statement says
membership-desk-fee-paid = Note the payment
membership-desk-fee-paid-next = It counts from that day on. A member that lapsed for it is back at once. This cannot be taken back.
membership-desk-fee-waive = Waive the fee
membership-desk-fee-waive-next = It need not be paid any more, from today on. This cannot be taken back.
membership-desk-fee-done-paid = The payment is noted.
membership-desk-fee-done-waived = The fee is waived.
membership-desk-fee-done-restored = It is settled, and the member is back.
membership-desk-figures-title = Figures
membership-desk-figures-lead = Applications from { $start } to { $end }, and where they are today.
membership-desk-figures-from = From
membership-desk-figures-until = Until
membership-desk-figures-early = Figures reach back five years: to { $first }
membership-desk-figures-order = The first day lies behind the last
membership-desk-figures-stage = Stage
membership-desk-figures-now = Where applications are today
membership-desk-figures-in-time = In time
membership-desk-figures-overdue = Overdue
membership-desk-figures-overdue-title = What is overdue
membership-desk-figures-nothing-late = Nothing is overdue.
membership-desk-figures-late = { $stage }: { $count ->
    [one] { $count } application
   *[other] { $count } applications
}
membership-desk-figures-stays = How long applications stayed at a stage
membership-desk-figures-half = Half of them at most
membership-desk-figures-nine-of-ten = Nine of ten at most
membership-desk-figures-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
membership-desk-figures-none-ended = None ended
membership-desk-figures-ends = How applications ended
membership-desk-figures-admitted = { $count ->
    [one] { $count } was admitted.
   *[other] { $count } were admitted.
}
membership-desk-figures-refused = { $count ->
    [one] { $count } was refused.
   *[other] { $count } were refused.
}
membership-desk-figures-withdrawn = { $count ->
    [one] { $count } was taken back.
   *[other] { $count } were taken back.
}
membership-desk-import-title = Bring in a register
membership-desk-import-lead = For members that were kept elsewhere: CSV or JSON, as this desk exports them. All of a file comes in, or nothing of it.
membership-desk-import-file = File
membership-desk-import-file-hint = CSV or JSON in UTF-8, at most { $max } MB
membership-desk-import-text = Or its text
membership-desk-import-text-hint = Paste it, or mend here what was wrong with a file
membership-desk-import-next = First it is checked, and nothing is changed. What has no fault can be brought in then.
membership-desk-import-check = Check it
membership-desk-import-bring-in = Bring it in
membership-desk-import-choose-again = The file is too long to be shown here. Choose the very same one again to bring it in.
membership-desk-import-nothing = Choose a file, or paste its text
membership-desk-import-found = { $count ->
    [one] { $count } member, and no fault. Nothing has come in yet.
   *[other] { $count } members, and no fault. Nothing has come in yet.
}
membership-desk-import-done = { $count ->
    [one] { $count } member came in.
   *[other] { $count } members came in.
}
