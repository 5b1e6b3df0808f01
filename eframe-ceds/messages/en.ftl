ceds-percent = { $number }%

ceds-facts-city = Name of your city
ceds-facts-yes = Yes
ceds-facts-no = No

ceds-stage-draft = Being answered
ceds-stage-submitted = Handed in
ceds-stage-returned = Given back with questions
ceds-stage-frozen = Settled
ceds-stage-withdrawn = Taken back
ceds-meaning-draft = You and your colleagues answer. What you save is kept; nobody outside your city reads it yet.
ceds-meaning-submitted = Somebody reviews your answers. They cannot be changed now.
ceds-meaning-returned = Answer what is asked, then hand it in again.
ceds-meaning-frozen = The scores are settled and never change.
ceds-meaning-withdrawn = The city took it back.
ceds-meaning-closed = The time for answers is over. What you answered is kept.

ceds-state-answered = Answered
ceds-state-unanswered = Not answered
ceds-state-settled = Not asked, for there is none
ceds-state-open = Leave it open for now
ceds-state-not-applicable = It cannot apply to our city
ceds-state-not-relevant = We do not need it
ceds-state-hint-not-applicable = The city has no such task at all. It does not count.
ceds-state-hint-not-relevant = It could be there, and the city does not want it. It counts as 0.

ceds-progress-count = { $answered } of { $due } answered
ceds-progress-whole = Complete
ceds-progress-begun = Begun
ceds-progress-not-begun = Not begun

ceds-own-title = Diagnosis
ceds-own-lead = Your city looks at itself: how ready it is for digital government, and which systems it has and uses.
ceds-own-about = What the diagnosis is
ceds-own-city = Your city
ceds-own-none = You do not answer for a city. Ask whoever leads the diagnosis in yours to invite you.
ceds-own-no-round = No round is open now. When one opens, you can begin here.
ceds-own-until = Answers are taken until { $day } ({ $zone }).
ceds-own-begin-in = Begin: { $round }
ceds-own-begin = Begin the assessment
ceds-own-begin-lead = What is known of your city decides which questions are asked, and with whom you are compared.
ceds-own-begin-next = You can change this later. Next come the questions, section by section.
ceds-own-facts = About the city
ceds-own-facts-lead = What is known of your city decides which questions are asked, and with whom you are compared.
ceds-own-done-begun = The assessment is begun. Share out the sections, or answer them yourself.
ceds-own-done-saved = Saved.
ceds-own-done-consent = Saved. You can change it at any time.
ceds-own-done-submitted = Handed in. Somebody reviews it now.
ceds-own-done-withdrawn = The assessment is taken back.
ceds-own-sections = Sections
ceds-own-questions = What is asked of you
ceds-own-go-on = Go on with: { $section }
ceds-own-who = Asked to answer:
ceds-own-more = More
ceds-own-consent-now = Who learns of it:
ceds-own-pages = Pages of this section
ceds-own-page = Questions { $first } to { $last }
ceds-own-not-open = No answers are taken now. You can read what was answered.
ceds-own-not-asked = This does not apply to your city, by what is known of it.
ceds-own-number = Value
ceds-own-why = Note, evidence, remarks
ceds-own-evidence = Evidence to look for:
ceds-own-note = What made you choose it
ceds-own-links = Links to evidence
ceds-own-links-hint = One address a line, beginning with https://
ceds-own-files = Files and remarks
ceds-own-by = Answered by
ceds-own-save = Save
ceds-own-save-on = Save and go on
ceds-own-save-later = Save and leave
ceds-own-back = Back
ceds-own-section-next = Everything on this page is saved. You can leave questions open and come back to them.
ceds-own-saving = Saving
ceds-own-saved-all = All saved
ceds-own-offline = Not saved yet: no connection. What you typed is kept on this page and sent again.
ceds-own-unsaved = Not saved: press a button to see why.
ceds-own-stale = { $question }: somebody answered this since. Your answer is still here: save again to put it in the place of theirs.
ceds-own-theirs = { $name } answered meanwhile:
ceds-own-theirs-next = Your own answer stands below. Save to put it in the place of this one, or leave the page to keep this one.
ceds-own-check = Check and hand in
ceds-own-check-lead = Look at what is open. Nothing has to be answered, but a section with too few answers gets no score.
ceds-own-check-next = After this, the answers cannot be changed unless they are given back to you.
ceds-own-lacks = No score: { $share } of it, by weight, has to be answered.
ceds-own-unanswered = { $count ->
    [one] One question is open
   *[other] { $count } questions are open
}
ceds-own-anyway = Hand it in all the same, with sections that have no score
ceds-own-hand-in = Hand in the assessment
ceds-own-not-yet = Not yet
ceds-own-for-another = Whoever leads the assessment for your city hands it in.
ceds-own-team = Colleagues
ceds-own-withdraw = Take the assessment back
ceds-own-withdraw-question = Take this assessment back?
ceds-own-withdraw-consequence = It ends here, and gets no scores. While the round is open, you can begin another.

ceds-team-lead = Ask the colleagues who know. They answer their sections; everyone of your city can read and answer all of them.
ceds-team-empty = Nobody was asked yet. Ask the first colleague below.
ceds-team-address = Mail address of a colleague
ceds-team-address-hint = The address that they sign in with, or are invited by
ceds-team-language = Language of the mail
ceds-team-sections = Sections they are asked to answer
ceds-team-sections-hint = You can change this at any time.
ceds-team-ask = Ask a colleague
ceds-team-submit = Ask
ceds-team-next = A mail with what you ask goes to this address. Whoever has no account yet is invited.
ceds-team-invite = Invite somebody to your city
ceds-team-change = Change sections
ceds-team-leave = Ask no more
ceds-team-no-account = No account yet
ceds-team-no-section = No section of their own
ceds-team-done-asked = Asked.
ceds-team-done-left = They are asked no more. What they answered stays.

ceds-question-answer = The answer
ceds-question-files = Files
ceds-question-file = Add a file
ceds-question-add = Add
ceds-question-no-files = No file yet. Add what shows that the answer is right.
ceds-question-remove = Take out
ceds-question-remove-question = Take out { $file }?
ceds-question-remove-consequence = Its bytes are deleted after a day.
ceds-question-remarks = Remarks
ceds-question-remark = Say something about this question
ceds-question-say = Say it
ceds-question-done-said = Said.
ceds-question-done-added = The file is added.
ceds-question-done-removed = The file is taken out.

ceds-consent-title = Who learns of it
ceds-consent-lead = Your answers and scores are your own. You decide what others learn of them, and can change it at any time.
ceds-consent-question = What may others learn?
ceds-consent-next = Groups of fewer than six cities are never shown, and each figure is made of at least three cities and rounded.
ceds-consent-nothing = Nothing
ceds-consent-compared = Figures without our name
ceds-consent-named = Figures, and that we took part
ceds-consent-hint-nothing = Your scores are in no comparison. Groups that were shown with them are no longer shown to anybody.
ceds-consent-hint-compared = Your scores are among those that middles are made of. Your name is not shown.
ceds-consent-hint-named = The same, and your name stands among the cities compared. Your own scores stay your own.

ceds-chart-described = The same figures stand in the table below.

ceds-report-title = Report
ceds-report-so-far = Report so far
ceds-report-of = Report: { $city }
ceds-report-preview = Not settled
ceds-report-preview-lead = This is what today's answers come to. It changes with them.
ceds-report-drifted = Reckoned again
ceds-report-drifted-lead = A later version of the program reckons some scores otherwise. The frozen scores count; the tables below explain today's reckoning.
ceds-report-settled = Settled
ceds-report-today = today
ceds-report-whole = In one figure
ceds-report-none = There is no score yet: too much is unanswered. What is answered is shown below.
ceds-report-coverage = { $share } of what applies to the city is answered.
ceds-report-levels = Level by dimension
ceds-report-radar = Profile
ceds-report-own-score = Own score
ceds-report-peers-median = Middle of similar cities
ceds-report-target = Next stage begins at
ceds-report-dimension = Dimension
ceds-report-score = Score
ceds-report-stage = Stage
ceds-report-why = Why
ceds-report-gap = To go
ceds-report-no-score = no score
ceds-report-rules = The rule behind each level
ceds-report-rule = Begins at { $from }; { $next } begins at { $at }.
ceds-report-rule-top = Begins at { $from }; it is the highest.
ceds-report-gaps = What to do next
ceds-report-gaps-lead = What raises the score most comes first.
ceds-report-gaps-to-target = To the next stage
ceds-report-next = Next step:
ceds-report-room = Up to { $points } points for the whole score
ceds-report-brings = Brings { $points } points to the whole score
ceds-report-strengths = Strengths
ceds-report-missing = Not answered
ceds-report-missing-lead = { $count ->
    [one] One question that applies is open. Not answered is not the same as no: it lowers how sure the score is.
   *[other] { $count } questions that apply are open. Not answered is not the same as no: it lowers how sure the score is.
}
ceds-report-peers = Beside other cities
ceds-report-no-peers = Cities are compared when the round is closed.
ceds-report-all-cities = All cities that agreed to be compared
ceds-report-cities = { $count ->
    [one] One city.
   *[other] { $count } cities.
}
ceds-report-among = Among them:
ceds-report-quarter = A quarter is below
ceds-report-median = Half is below
ceds-report-three-quarters = Three quarters are below
ceds-report-history = Over the years
ceds-report-editions = Between rounds marked with a sign the questions changed. A difference there may come from the questions, not from the city.
ceds-report-other-edition = Other questions than the round before
ceds-report-assessment = Round
ceds-report-note = Note
ceds-report-print = Print this page for a report on paper. As data:
ceds-report-csv = CSV
ceds-report-json = JSON
ceds-report-xlsx = XLSX
ceds-report-weight = { $share } of the level above
ceds-report-explained = Each answer has a score of its own, brings its points to the whole, and could bring more.
ceds-report-line = Score { $score } · brings { $points } points · up to { $room } more

ceds-hidden-too-few = Fewer than six cities of this group agreed to be compared: five beside any one of them are needed.
ceds-hidden-would-tell = Beside another group, its figures would tell of single cities.
ceds-hidden-taken-back = A city took its agreement back.

ceds-field-address-wrong = This is no mail address
ceds-field-answers-many = Too many answers at once
ceds-field-city-empty = Write the name of your city
ceds-field-city-long = Shorten the name of your city
ceds-field-closes-before = The last day is before the first
ceds-field-facts-wrong = This is none of the answers, or no number
ceds-field-file-many = The assessment has as many files as it takes
ceds-field-given-unknown = Choose one of the answers
ceds-field-links-many = At most ten links
ceds-field-links-wrong = A link begins with https:// and has no spaces
ceds-field-name-empty = Write what the round is called
ceds-field-name-long = Shorten the name of the round
ceds-field-note-long = Shorten the note to 4,000 characters
ceds-field-question-twice = The question is answered twice
ceds-field-question-unknown = There is no such question
ceds-field-sections-unknown = There is no such section
ceds-field-text-empty = Write what you want to say
ceds-field-text-long = Shorten it to 10,000 characters

ceds-refused-stale = Somebody changed this meanwhile. What you typed is kept: look at it once more and send it again
ceds-refused-not-at-that-stage = The assessment is not at the stage for this. What you typed is kept on this page
ceds-refused-not-at-that-time = The round takes this on other days. What you typed is kept on this page
ceds-refused-already-begun = Your city has an assessment in this round already
ceds-refused-many-unanswered = Some sections have too few answers for a score. Answer more, or say that you hand it in all the same
ceds-refused-own-work = Whoever handed it in or answered any of it does not review it. Ask a colleague
ceds-refused-bad-document = The document has faults
ceds-refused-other-edition = This edition is kept already, and says something else
ceds-refused-no-scores = The answers come to no scores
ceds-refused-still-waiting = Some of what was handed in waits for its review
ceds-refused-team-full = The team has as many people as it takes

ceds-phase-planned = Planned
ceds-phase-open = Open
ceds-phase-review = In review
ceds-phase-closed = Closed

ceds-about-title = The diagnosis
ceds-about-lead = In about two hours of each colleague's time, shared out among several, your city sees how ready it is for digital government, why, and what to do next. Nobody needs to know about technology.
ceds-about-how = How it goes
ceds-about-step-begin = Somebody of your city begins, says a few things about it, and shares out the sections among colleagues.
ceds-about-step-answer = Each colleague answers the questions of a section, as far as they know. What is saved is kept.
ceds-about-step-hand-in = You look at what is open, and hand it in. A reviewer may ask back.
ceds-about-step-report = You get a report: your level in each dimension with the rule behind it, strengths, gaps with the next step, and a plan for your budget.
ceds-about-begin = Begin or go on
ceds-about-questions = { $count ->
    [one] One question
   *[other] { $count } questions to read and print
}
ceds-about-count = { $count ->
    [one] One question
   *[other] { $count } questions
}
ceds-about-rounds = Rounds
ceds-about-no-round = No round was announced yet.
ceds-about-days = Answers are taken from { $opens } to { $closes }.
ceds-about-compared = All cities that agreed to be compared:
ceds-about-privacy = A city's answers and scores are its own. Only figures of six cities or more that agreed to it are shown.
ceds-about-crumbs = Where you are
ceds-about-conditional = Asked only of cities to which it applies.

ceds-roadmap-title = Roadmap
ceds-roadmap-of = Roadmap: { $city }
ceds-roadmap-lead = Say how much there is to spend, and see which modules lift your score most for it, each after what it stands on.
ceds-roadmap-years = Years
ceds-roadmap-years-count = { $count ->
    [one] One year
   *[other] { $count } years
}
ceds-roadmap-cost = Money each year
ceds-roadmap-effort = Work of your own people each year
ceds-roadmap-next = Reckoning takes some seconds. Nothing is kept.
ceds-roadmap-submit = Make the plan
ceds-roadmap-no-score = There is no score yet, so that nothing can be said to raise it. Answer more first
ceds-roadmap-year = Year { $number }
ceds-roadmap-months = Months { $first } to { $last }
ceds-roadmap-when = When
ceds-roadmap-module = Module
ceds-roadmap-cost-head = Costs
ceds-roadmap-by-year = By year
ceds-roadmap-spent = Spent
ceds-roadmap-left = Left
ceds-roadmap-line = Costs { $cost } · own work { $effort } · lifts the score by { $gain }
ceds-roadmap-opens = Others wait for it:
ceds-roadmap-empty = For this budget nothing can be built that lifts the score. Try more money or more years.
ceds-roadmap-optimal = No plan for this budget lifts the score more.
ceds-roadmap-within = No plan for this budget gains more than this one by more than { $share } of what this one gains.
ceds-roadmap-best-found = This is the best plan that was found. In this instrument what a module brings hangs on what else is built, so the search went by estimates; the scores shown are reckoned exactly for this plan. That no better plan exists is not proven.
ceds-field-budget-wrong = Write a number, 0 or more
