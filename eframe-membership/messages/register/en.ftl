membership-refused-bad-file = The file has faults. Nothing of it was taken.
membership-refused-already-there = The register has a member of this file already. Read the file again.
membership-desk-field-day-early = Choose a day that is not before what happened last
membership-desk-field-day-future = Choose a day that is not yet to come
membership-desk-field-year-far = Choose this year, the last or the next
membership-desk-import-not-utf8 = The file is not UTF-8 from here on. Save it as “CSV UTF-8”.
membership-desk-import-empty = The file has no members.
membership-desk-import-many = The file has too many members. At most { $most } come in at a time.
membership-desk-import-column-missing = There is no such column. Add it.
membership-desk-import-column-twice = This column is there twice. Take one out.
membership-desk-import-column-unknown = No column is called so. Rename it or take it out.
membership-desk-import-cells = The line has { $found } cells, the first line { $wanted }.
membership-desk-import-quote = A quotation mark is opened and never closed. Inside a cell, write it twice.
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
membership-happened-accepted = Accepted by the Secretariat
membership-happened-approved = Approved by the { $body }
membership-happened-suspended = Its rights were suspended
membership-happened-reinstated = The suspension ended
membership-happened-lapsed = Lapsed: the fee of { $period } was not paid in time
membership-happened-restored = Paid, and is back
membership-happened-withdrew = Left
