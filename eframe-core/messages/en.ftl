# What every page says, whatever block it belongs to.

core-frame-skip = Skip to the content
core-frame-languages = Languages
core-frame-navigation = Sections
core-frame-sections = In this section
core-frame-footer = Contact and more
core-frame-in-english = The back office is not written in your language yet, so it is shown in English.

core-form-optional = (optional)
core-form-error = Error:
core-form-errors = { $count ->
    [one] One thing needs to be put right
   *[other] { $count } things need to be put right
}
core-form-kept = Your session had ended. What you typed was kept: look through it and send it again.

core-field-required = Fill this in
core-field-characters = Take out characters that cannot be shown
core-field-long = Use at most { $max } characters
core-field-email = Enter a mail address such as name@example.org
core-field-choose = Choose one of the answers
core-field-date = Enter a day such as 2026-11-23
core-field-local-time = Enter a day and a time
core-field-number = Enter a whole number from { $min } to { $max }

core-paging-label = Pages of this list
core-paging-previous = Previous page
core-paging-next = Next page

core-problem-invalid-title = The request was not understood
core-problem-invalid-says = Something in the address or the form is not as it should be. Go back, look through it and try again.
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
core-problem-broken-title = Something went wrong on our side
core-problem-broken-says = Nothing was changed. Try again in a few minutes; if it happens again, write to us.
core-problem-unavailable-title = Not available just now
core-problem-unavailable-says = The service is busy or being maintained. Nothing was changed. Try again in a few minutes.
core-problem-home = Go to the front page
core-problem-reference = If you write to us, name this reference: { $reference }

core-desk-filter = Show
core-desk-cancel = Cancel
core-desk-history = What has happened
core-desk-no-history = Nothing has happened yet.
core-desk-now = What you can do now
