ceds-desk-title = Assessments
ceds-desk-lead = What cities answered. What was handed in waits for a review by somebody else than who handed it in.
ceds-desk-count = { $count ->
    [one] One assessment on this page
   *[other] { $count } assessments on this page
}
ceds-desk-empty = No assessment yet. Cities begin theirs when a round is open.
ceds-desk-column-city = City
ceds-desk-column-round = Round
ceds-desk-column-instrument = Instrument
ceds-desk-column-stage = Stage
ceds-desk-column-changed = Changed
ceds-desk-column-opens = First day
ceds-desk-column-closes = Last day
ceds-desk-rounds = Rounds
ceds-desk-rounds-lead = In a round, cities answer one edition of an instrument, all of them the same.
ceds-desk-rounds-count = { $count ->
    [one] One round
   *[other] { $count } rounds
}
ceds-desk-rounds-empty = No round yet. Announce the first one.
ceds-desk-open = Announce a round
ceds-desk-open-lead = The instrument of a round never changes, so that its scores come out the same for ever.
ceds-desk-name = What people call it
ceds-desk-move = Change name and days
ceds-desk-close = Close the round
ceds-desk-close-question = Close this round for good?
ceds-desk-close-answers = Nothing is answered or reviewed in it any more.
ceds-desk-close-returned = { $count ->
    [0] Nothing was given back that is not handed in again.
    [one] One assessment was given back and not handed in again: it ends without scores.
   *[other] { $count } assessments were given back and not handed in again: they end without scores.
    }
ceds-desk-close-compared = The cities that agreed to it are compared, as they stand today. It is done once.
ceds-desk-questions = What do you ask the city?
ceds-desk-return = Give it back
ceds-desk-return-next = The city reads this, answers, and hands it in again.
ceds-desk-freeze = Settle the scores
ceds-desk-freeze-question = Settle the scores of this assessment?
ceds-desk-freeze-consequence = They are reckoned from today's answers and never change. The city reads its report.
ceds-desk-about-question = About which question
ceds-desk-done-returned = It is given back. The city reads your questions.
ceds-desk-done-frozen = The scores are settled.
ceds-desk-done-opened = The round is announced.
ceds-desk-done-moved = Saved.
ceds-desk-done-closed = The round is closed, and its cities are compared.
