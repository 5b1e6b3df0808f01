//! Every operation of the OpenAPI document, asked by every role for what belongs to a city (bad input 37).
//!
//! A row says who may. Everybody else is told to sign in, that they may not, or, of what is out of their sight, that
//! there is no such thing. An operation without a row fails the test: whoever adds one says who may.

mod tokens;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::http::{Answer, Client};
use crate::membership::{PASSWORD, letter, link};
use crate::site::{Person, ROLES, Site, databases};

const STAFF: &[&str] = &["administrator", "secretariat"];

/// Who may do what, and what the others are told.
#[derive(Clone)]
struct Row {
    operation: &'static str,
    may: May,
    others: Others,
    /// What the path's names in braces stand for, by the names of [`World::ids`].
    path: &'static [(&'static str, &'static str)],
    query: &'static str,
    body: Sent,
}

#[derive(Clone, Copy, PartialEq)]
enum May {
    /// Nobody has to sign in.
    Everyone,
    /// Whoever has signed in.
    SignedIn,
    These(&'static [&'static str]),
}

/// What those who may not are told, but for the anonymous, who are told to sign in.
#[derive(Clone, Copy)]
enum Others {
    /// Everybody is told that they may not.
    Forbidden,
    /// These are told that they may not; for the rest there is no such thing.
    MissingBut(&'static [&'static str]),
    /// For these there is no such thing; the rest may not.
    ForbiddenBut(&'static [&'static str]),
    /// The one or the other, or to sign in: what is asked for is no city's.
    Either,
}

#[derive(Clone)]
enum Sent {
    Nothing,
    Json(Value),
    File,
}

fn row(operation: &'static str, may: May, others: Others) -> Row {
    Row { operation, may, others, path: &[], query: "", body: Sent::Nothing }
}

impl Row {
    fn at(mut self, path: &'static [(&'static str, &'static str)]) -> Self {
        self.path = path;
        self
    }

    fn asks(mut self, query: &'static str) -> Self {
        self.query = query;
        self
    }

    fn json(mut self, body: Value) -> Self {
        self.body = Sent::Json(body);
        self
    }

    fn file(mut self) -> Self {
        self.body = Sent::File;
        self
    }
}

/// The people, and the ids of what is asked for.
struct World {
    site: Site,
    people: Vec<Person>,
    /// Who is at the table of the open meeting and decides nothing: signed in in a browser.
    onlookers: BTreeMap<&'static str, Client>,
    ids: BTreeMap<&'static str, String>,
}

/// A guest of the open meeting, and somebody whose member its roll excludes.
const ONLOOKERS: [&str; 2] = ["guest", "excluded"];

const OWN_APPLICATION: May = May::These(&["administrator", "secretariat", "officer-a"]);
const OWN_MEMBER: May = May::These(&["administrator", "secretariat", "officer-b"]);
const OWN_MEETING: May =
    May::These(&["administrator", "secretariat", "committee", "guest", "excluded"]);
const OWN_SEAT: May = May::These(&["administrator", "secretariat", "committee"]);
const BY_STAFF: May = May::These(STAFF);
const APPLICATION: &[(&str, &str)] = &[("id", "application")];
const DOCUMENT: &[(&str, &str)] = &[("id", "application"), ("document", "document")];
const MEMBER: &[(&str, &str)] = &[("id", "member")];
const FEE: &[(&str, &str)] = &[("id", "fee")];
const MEETING: &[(&str, &str)] = &[("id", "meeting")];
const ITEM: &[(&str, &str)] = &[("id", "meeting"), ("item", "item")];
const SEAT: &[(&str, &str)] = &[("id", "meeting"), ("member", "seat")];
const BODY: &[(&str, &str)] = &[("body", "body")];
const EDITION: &[(&str, &str)] = &[("id", "page"), ("language", "language")];
const DRAFT: &[(&str, &str)] = &[("id", "draft"), ("language", "language")];
/// No link has the id of a document.
const PREVIEW: &[(&str, &str)] = &[("id", "draft"), ("language", "language"), ("preview", "draft")];
const PLANNED: &[(&str, &str)] = &[("id", "page"), ("language", "language"), ("act", "act")];
const MEDIA: &[(&str, &str)] = &[("id", "media")];
/// A version that the file has not: whoever brought one may not release it.
const MEDIA_FILE: &[(&str, &str)] = &[("id", "media"), ("number", "no version")];
const MISSING: Others = Others::MissingBut(&[]);

/// Rows of one person's data: somebody whom nobody knows.
fn persons() -> Vec<Row> {
    let nobody = || json!({ "person": "nobody@else.example" });
    let may = May::These(&["administrator"]);
    vec![
        row("exportPerson", may, Others::Forbidden).json(nobody()),
        row("erasePerson", may, Others::Forbidden).json(nobody()),
    ]
}

/// Rows of the membership. What ends something stands last.
fn membership(ids: &BTreeMap<&'static str, String>) -> Vec<Row> {
    use Others::{Forbidden, MissingBut};
    let id = |name: &str| ids[name].clone();
    let text = json!({ "text": "A line." });
    vec![
        row("listApplications", May::SignedIn, Forbidden),
        row("beginApplication", OWN_MEMBER, MISSING)
            .json(json!({ "organisation": id("nordhaven"), "form": { "name": "Nordhaven" } })),
        row("readApplication", OWN_APPLICATION, MISSING).at(APPLICATION),
        row("saveApplication", OWN_APPLICATION, MISSING).at(APPLICATION).json(json!({})),
        row("readCase", OWN_APPLICATION, MISSING).at(APPLICATION),
        row("writeLetter", OWN_APPLICATION, MISSING).at(APPLICATION).json(text.clone()),
        row("noteInCase", BY_STAFF, MissingBut(&["officer-a"])).at(APPLICATION).json(text),
        row("addDocument", OWN_APPLICATION, MISSING).at(APPLICATION).asks("name=a.pdf").file(),
        row("handInSignedForm", OWN_APPLICATION, MISSING)
            .at(APPLICATION)
            .asks("form={fingerprint}")
            .file(),
        row("readDocument", OWN_APPLICATION, MISSING).at(DOCUMENT),
        row("signApplication", May::These(&["officer-a"]), MissingBut(STAFF))
            .at(APPLICATION)
            .json(json!({ "name": "x", "office": "x", "form": id("fingerprint") })),
        row("confirmApplication", May::These(&["officer-a"]), MissingBut(STAFF)).at(APPLICATION),
        row("returnApplication", BY_STAFF, MissingBut(&["officer-a"]))
            .at(APPLICATION)
            .json(json!({ "questions": "" })),
        row("acceptApplication", BY_STAFF, MissingBut(&["officer-a"])).at(APPLICATION),
        row("refuseApplication", BY_STAFF, MissingBut(&["officer-a"]))
            .at(APPLICATION)
            .json(json!({ "reason": "" })),
        row("followApplication", May::Everyone, Forbidden)
            .json(json!({ "number": id("number"), "code": id("follow") })),
        row("reopenApplication", OWN_APPLICATION, MISSING).at(APPLICATION),
        row("submitApplication", OWN_APPLICATION, MISSING).at(APPLICATION),
        row("listRegister", May::Everyone, Forbidden),
        row("readRegisterFigures", May::Everyone, Forbidden),
        row("listMemberPlaces", May::Everyone, Forbidden),
        row("readRegistered", May::Everyone, Forbidden).at(&[("number", "registered")]),
        row("checkCertificate", May::Everyone, Forbidden).at(&[("code", "certificate")]),
        row("readMember", OWN_MEMBER, MISSING).at(MEMBER),
        row("listMembers", BY_STAFF, Forbidden),
        row("readMemberOfOrganisation", OWN_MEMBER, MISSING).at(&[("id", "nordhaven")]),
        row("amendMember", BY_STAFF, MissingBut(&["officer-b"]))
            .at(MEMBER)
            .json(json!({ "name": "Nordhaven", "country": "NO" })),
        row("suspendMember", BY_STAFF, MissingBut(&["officer-b"]))
            .at(MEMBER)
            .json(json!({ "reason": "" })),
        row("reinstateMember", BY_STAFF, MissingBut(&["officer-b"])).at(MEMBER).json(json!({})),
        row("askMemberFee", BY_STAFF, MissingBut(&["officer-b"]))
            .at(MEMBER)
            .json(json!({ "year": 1999 })),
        row("payFee", BY_STAFF, MissingBut(&["officer-b"]))
            .at(FEE)
            .json(json!({ "on": "2026-01-02" })),
        row("waiveFee", BY_STAFF, MissingBut(&["officer-b"])).at(FEE).json(json!({ "reason": "" })),
        row("listFees", BY_STAFF, Forbidden),
        row("readFeeSums", BY_STAFF, Forbidden),
        row("readInbox", BY_STAFF, Forbidden),
        row("listUnansweredLetters", BY_STAFF, Forbidden),
        row("listMemberTerms", OWN_MEMBER, MISSING).at(MEMBER),
        row("askFees", BY_STAFF, Forbidden).json(json!({ "year": 1999 })),
        row("importRegister", BY_STAFF, Forbidden).asks("form=csv").file(),
        row("checkRegisterImport", BY_STAFF, Forbidden).asks("form=csv").file(),
        row("exportRegister", BY_STAFF, Forbidden).asks("form=json"),
        row("readProcessFigures", BY_STAFF, Forbidden),
        row("lapseMember", BY_STAFF, MissingBut(&["officer-b"])).at(MEMBER),
        row("restoreMember", BY_STAFF, MissingBut(&["officer-b"])).at(MEMBER),
        row("endMembership", BY_STAFF, MissingBut(&["officer-b"]))
            .at(MEMBER)
            .json(json!({ "reason": "" })),
        row("removeDocument", OWN_APPLICATION, MISSING).at(DOCUMENT),
        row("withdrawApplication", OWN_APPLICATION, MISSING).at(APPLICATION),
    ]
}

/// Rows of the newsletter. What ends something stands last.
fn newsletter() -> Vec<Row> {
    use Others::Forbidden;
    const SUBSCRIBER: &[(&str, &str)] = &[("id", "subscriber")];
    const ISSUE: &[(&str, &str)] = &[("id", "issue")];
    const PROPOSED: &[(&str, &str)] = &[("id", "proposed"), ("language", "language")];
    const TEXT: &[(&str, &str)] = &[("id", "issue"), ("language", "language")];
    let address = json!({ "address": SOMEBODY });
    let new = json!({ "number": "2099-Q1", "languages": ["en"] });
    let draw = json!({ "source": "news", "from": "2026-01-01", "until": "2026-12-31" });
    let text = json!({ "subject": "", "html": "", "text": "" });
    vec![
        row("subscribeToNewsletter", May::Everyone, Forbidden).json(json!({ "address": "" })),
        row("readNewsletterConsent", May::Everyone, Forbidden),
        row("confirmNewsletter", May::Everyone, Forbidden).json(json!({ "token": "" })),
        row("chooseNewsletterLanguage", May::Everyone, Forbidden),
        row("endNewsletter", May::Everyone, Forbidden),
        row("listNewsletterSubscribers", BY_STAFF, Forbidden),
        row("readNewsletterSubscriber", BY_STAFF, Forbidden).at(SUBSCRIBER),
        row("exportNewsletterPerson", BY_STAFF, Forbidden).json(address.clone()),
        row("listNewsletterSuppressions", BY_STAFF, Forbidden),
        row("listNewsletterBounces", BY_STAFF, Forbidden),
        row("overruleNewsletterBounces", BY_STAFF, Forbidden).at(SUBSCRIBER),
        row("checkNewsletterImport", BY_STAFF, Forbidden).asks(PROOF).file(),
        row("importNewsletterSubscribers", BY_STAFF, Forbidden).asks(PROOF).file(),
        row("endNewsletterFor", BY_STAFF, Forbidden).at(SUBSCRIBER),
        row("eraseNewsletterPerson", BY_STAFF, Forbidden).json(address),
        row("listNewsletterIssues", BY_STAFF, Forbidden),
        row("draftNewsletterIssue", BY_STAFF, Forbidden).json(new),
        row("readNewsletterIssue", BY_STAFF, Forbidden).at(ISSUE),
        row("writeNewsletterIssue", BY_STAFF, Forbidden).at(TEXT).json(text),
        row("readNewsletterComposition", BY_STAFF, Forbidden).at(ISSUE),
        row("composeNewsletterIssue", BY_STAFF, Forbidden)
            .at(ISSUE)
            .json(json!({ "titles": {}, "blocks": [] })),
        row("chooseNewsletterLanguages", BY_STAFF, Forbidden)
            .at(ISSUE)
            .json(json!({ "languages": ["en"], "fallback": "en" })),
        row("drawNewsletterItems", BY_STAFF, Forbidden).at(ISSUE).json(draw),
        row("previewNewsletterIssue", BY_STAFF, Forbidden).at(PROPOSED),
        row("sendNewsletterPreview", BY_STAFF, Forbidden).at(PROPOSED),
        row("listNewsletterArchive", May::Everyone, Forbidden),
        row("readNewsletterArchive", May::Everyone, Forbidden).at(&[("number", "archived issue")]),
        row("dryRunNewsletterIssue", BY_STAFF, Forbidden).at(ISSUE),
        row("listNewsletterLetters", BY_STAFF, Forbidden).at(ISSUE),
        row("orderNewsletterIssue", BY_STAFF, Forbidden).at(ISSUE),
        row("pauseNewsletterIssue", BY_STAFF, Forbidden).at(ISSUE),
        row("resumeNewsletterIssue", BY_STAFF, Forbidden).at(ISSUE),
        row("handNewsletterLettersOverOnceMore", BY_STAFF, Forbidden).at(ISSUE),
        row("cancelNewsletterIssue", BY_STAFF, Forbidden).at(ISSUE),
        row("beginNewsletterIssueAgain", BY_STAFF, Forbidden).at(ISSUE),
    ]
}

/// Rows of webhooks: the administrator's alone. What ends something stands last.
fn webhooks() -> Vec<Row> {
    const ENDPOINT: &[(&str, &str)] = &[("id", "endpoint")];
    const DELIVERY: &[(&str, &str)] = &[("id", "endpoint"), ("message", "ping")];
    let may = May::These(&["administrator"]);
    let wish = json!({ "about": "", "url": "", "events": [] });
    vec![
        row("listWebhooksEndpoints", may, Others::Forbidden),
        row("listWebhooksEvents", may, Others::Forbidden),
        row("addWebhooksEndpoint", may, Others::Forbidden).json(wish.clone()),
        row("readWebhooksEndpoint", may, MISSING).at(ENDPOINT),
        row("changeWebhooksEndpoint", may, MISSING).at(ENDPOINT).json(wish),
        row("listWebhooksDeliveries", may, MISSING).at(ENDPOINT),
        row("readWebhooksDelivery", may, MISSING).at(DELIVERY),
        row("repeatWebhooksDelivery", may, MISSING).at(DELIVERY),
        row("repeatWebhooksFailures", may, MISSING).at(ENDPOINT),
        row("pingWebhooksEndpoint", may, MISSING).at(ENDPOINT),
        row("rotateWebhooksSecret", may, MISSING).at(ENDPOINT),
        row("switchWebhooksEndpointOff", may, MISSING).at(ENDPOINT),
        row("switchWebhooksEndpointOn", may, MISSING).at(ENDPOINT),
        row("removeWebhooksEndpoint", may, MISSING).at(ENDPOINT),
    ]
}

/// What a list states of itself.
const PROOF: &str = "proof=Lists%20signed%20at%20the%20assembly";

/// Whoever asks for the newsletter.
const SOMEBODY: &str = "somebody@porto-azul.example";

/// Rows of meetings, votes and terms.
fn committee(ids: &BTreeMap<&'static str, String>) -> Vec<Row> {
    use Others::{Forbidden, MissingBut};
    let id = |name: &str| ids[name].clone();
    let when = json!({ "title": "", "starts": "2027-01-01T10:00", "zone": "Asia/Seoul" });
    let mut plan = when.clone();
    plan["body"] = json!("executive-committee");
    let at_the_table = MissingBut(&["committee", "guest", "excluded"]);
    let looking_on = MissingBut(&ONLOOKERS);
    vec![
        row("listMembershipBodies", May::Everyone, Forbidden),
        row("listMembershipHolders", May::Everyone, Forbidden).at(BODY),
        row("listMembershipTerms", May::Everyone, Forbidden).at(BODY),
        row("appointMembershipTerm", BY_STAFF, Forbidden)
            .at(BODY)
            .json(json!({ "member": id("member"), "office": "president", "from": "2026-01-01" })),
        row("endMembershipTerm", BY_STAFF, Forbidden)
            .at(&[("id", "term")])
            .json(json!({ "until": "1999-01-01" })),
        row("listMembershipMeetings", May::SignedIn, Forbidden),
        row("planMembershipMeeting", BY_STAFF, Forbidden).json(plan),
        row("readMembershipMeeting", OWN_MEETING, MISSING).at(MEETING),
        row("rescheduleMembershipMeeting", BY_STAFF, at_the_table).at(MEETING).json(when),
        row("openMembershipMeeting", BY_STAFF, at_the_table).at(MEETING),
        row("attendMembershipMeeting", OWN_SEAT, looking_on).at(SEAT),
        row("leaveMembershipMeeting", OWN_SEAT, looking_on).at(SEAT),
        row("chairMembershipMeeting", BY_STAFF, at_the_table)
            .at(MEETING)
            .json(json!({ "member": id("seat") })),
        row("addMembershipItem", BY_STAFF, at_the_table)
            .at(MEETING)
            .json(json!({ "title": "", "text": "" })),
        row("readMembershipItem", OWN_MEETING, MISSING).at(ITEM),
        // Whoever decides nothing reads nothing of another city's.
        row("readMembershipItemApplication", OWN_SEAT, MISSING).at(ITEM),
        row("openMembershipItem", BY_STAFF, at_the_table).at(ITEM),
        row("deferMembershipItem", BY_STAFF, at_the_table).at(ITEM).json(json!({ "reason": "" })),
        row("readMembershipVotes", OWN_MEETING, MISSING).at(ITEM),
        row("castMembershipVote", OWN_SEAT, looking_on)
            .at(ITEM)
            .json(json!({ "member": id("seat"), "choice": "yes" })),
        // Nobody votes for another city, whoever they are there.
        row("castMembershipVote", BY_STAFF, at_the_table)
            .at(ITEM)
            .json(json!({ "member": id("other seat"), "choice": "yes" })),
        row("removeMembershipItem", BY_STAFF, at_the_table).at(ITEM),
        row("closeMembershipItem", BY_STAFF, at_the_table).at(ITEM),
        row("closeMembershipMeeting", BY_STAFF, at_the_table).at(MEETING),
        row("callOffMembershipMeeting", BY_STAFF, at_the_table)
            .at(MEETING)
            .json(json!({ "reason": "Flooded" })),
        row("readMembershipMinutes", May::Everyone, Forbidden).at(&[("code", "minutes")]),
        row("downloadMembershipVote", May::Everyone, Forbidden)
            .at(&[("code", "minutes"), ("position", "position")]),
    ]
}

/// Rows of the diagnosis: the assessment is that of the first officer's city, open and half answered. What ends something
/// stands last.
fn ceds(ids: &BTreeMap<&'static str, String>) -> Vec<Row> {
    use Others::{Forbidden, MissingBut};
    const OWN: May = May::These(&["officer-a"]);
    const IN_SIGHT: May = May::These(&["administrator", "secretariat", "officer-a"]);
    const SPEAK: May = IN_SIGHT;
    const ASSESSMENT: &[(&str, &str)] = &[("id", "assessment")];
    const SECTION: &[(&str, &str)] = &[("id", "assessment"), ("section", "section")];
    const QUESTION: &[(&str, &str)] = &[("id", "assessment"), ("question", "question")];
    const EVIDENCE: &[(&str, &str)] = &[("id", "assessment"), ("evidence", "evidence")];
    const ROUND: &[(&str, &str)] = &[("id", "round")];
    let id = |name: &str| ids[name].clone();
    let others = MissingBut(STAFF);
    let given = json!({ "given": { "state": "unanswered" } });
    let days = json!({ "name": "", "opens": "2026-01-01", "closes": "2026-01-02" });
    let mut round = days.clone();
    round["sha256"] = json!("x");
    vec![
        row("listInstruments", May::Everyone, Forbidden),
        row("keepInstrument", BY_STAFF, Forbidden).asks("name=a.toml").file(),
        row("readInstrument", May::Everyone, Forbidden).at(&[("sha256", "instrument")]),
        row("listRounds", May::Everyone, Forbidden),
        row("openRound", BY_STAFF, Forbidden).json(round),
        row("readRound", May::Everyone, Forbidden).at(ROUND),
        row("moveRound", BY_STAFF, Forbidden).at(ROUND).json(days),
        row("closeRound", BY_STAFF, Forbidden).at(ROUND),
        row("readRoundBenchmark", BY_STAFF, Forbidden).at(&[("id", "closed round")]),
        row("listAssessments", May::SignedIn, Forbidden),
        row("beginAssessment", OWN, others).json(json!({
            "round": id("round"), "organisation": id("porto azul"), "city": "Porto Azul",
        })),
        row("readAssessment", IN_SIGHT, MISSING).at(ASSESSMENT),
        row("describeCity", OWN, others).at(ASSESSMENT).json(json!({ "facts": {} })),
        row("consentToComparison", OWN, others)
            .at(ASSESSMENT)
            .json(json!({ "consent": "compared" })),
        row("readTeam", IN_SIGHT, MISSING).at(ASSESSMENT),
        row("askColleague", OWN, others)
            .at(ASSESSMENT)
            .json(json!({ "address": "new@porto-azul.example" })),
        row("askColleagueNoMore", OWN, others)
            .at(ASSESSMENT)
            .json(json!({ "address": "new@porto-azul.example" })),
        row("listSections", IN_SIGHT, MISSING).at(ASSESSMENT),
        row("readSection", IN_SIGHT, MISSING).at(SECTION),
        row("listAnswers", IN_SIGHT, MISSING).at(ASSESSMENT),
        row("saveAnswers", OWN, others).at(ASSESSMENT).json(json!({ "answers": [] })),
        row("readAnswer", IN_SIGHT, MISSING).at(QUESTION),
        row("saveAnswer", OWN, others).at(QUESTION).json(given),
        row("listAnswerVersions", IN_SIGHT, MISSING).at(QUESTION),
        row("listEvidence", IN_SIGHT, MISSING).at(ASSESSMENT),
        row("addEvidence", OWN, others).at(QUESTION).asks("name=a.pdf").file(),
        row("readEvidence", IN_SIGHT, MISSING).at(EVIDENCE),
        row("listComments", IN_SIGHT, MISSING).at(ASSESSMENT),
        row("addComment", SPEAK, MISSING).at(ASSESSMENT).json(json!({ "text": "" })),
        row("readScores", IN_SIGHT, MISSING).at(ASSESSMENT),
        row("planRoadmap", IN_SIGHT, MISSING).at(ASSESSMENT).json(json!({ "years": [] })),
        row("exportAssessment", IN_SIGHT, MISSING).at(ASSESSMENT).asks("format=csv"),
        row("readCedsHistory", IN_SIGHT, MISSING).asks("organisation={porto azul}"),
        row("readFrozen", OWN_MEMBER, MISSING).at(&[("id", "frozen")]),
        row("readBenchmark", OWN_MEMBER, MISSING).at(&[("id", "frozen")]),
        row("returnAssessment", BY_STAFF, MissingBut(&["officer-a"]))
            .at(ASSESSMENT)
            .json(json!({ "questions": "" })),
        row("freezeAssessment", BY_STAFF, MissingBut(&["officer-a"])).at(ASSESSMENT),
        row("removeEvidence", OWN, others).at(EVIDENCE),
        row("submitAssessment", OWN, others).at(ASSESSMENT),
        row("withdrawAssessment", OWN, others).at(ASSESSMENT),
    ]
}

/// Rows of people and their roles. They stand behind all others, because at their end a token is revoked.
fn accounts(ids: &BTreeMap<&'static str, String>) -> Vec<Row> {
    use Others::{Forbidden, ForbiddenBut};
    const READERS: May = May::These(&["administrator", "secretariat", "officer-a", "officer-b"]);
    const OF_B: May = May::These(&["administrator", "secretariat", "officer-b"]);
    const ADMINISTRATOR: May = May::These(&["administrator"]);
    const HIDDEN_FROM_A: Others = ForbiddenBut(&["officer-a"]);
    const ACCOUNT: &[(&str, &str)] = &[("id", "account")];
    const INVITATION: &[(&str, &str)] = &[("id", "invitation")];
    let officer = json!({ "role": "officer", "organisation": ids["nordhaven"] });
    let invitation = json!({
        "email": "colleague@nordhaven.example", "name": "Colleague", "language": "en", "roles": [officer],
    });
    let of_the_site = json!({
        "email": "chief@nordhaven.example", "name": "Chief", "language": "en",
        "roles": [officer, { "role": "administrator" }],
    });
    vec![
        row("readOwnAccount", May::SignedIn, Forbidden),
        row("listOwnSessions", May::SignedIn, Forbidden),
        row("listOwnTokens", May::SignedIn, Forbidden),
        row("endOwnSession", May::These(&["officer-b"]), MISSING).at(&[("id", "session")]),
        row("listAccounts", READERS, Forbidden),
        row("readAccount", OF_B, HIDDEN_FROM_A).at(ACCOUNT),
        row("changeAccountRoles", ADMINISTRATOR, HIDDEN_FROM_A)
            .at(ACCOUNT)
            .json(json!({ "roles": [] })),
        row("changeAccountState", ADMINISTRATOR, HIDDEN_FROM_A)
            .at(ACCOUNT)
            .json(json!({ "state": "off" })),
        row("takeSecondFactor", ADMINISTRATOR, HIDDEN_FROM_A).at(ACCOUNT),
        row("listInvitations", READERS, Forbidden),
        row("invite", OF_B, Forbidden).json(invitation),
        // A role of the site is given by whoever administers it alone.
        row("invite", ADMINISTRATOR, Forbidden).json(of_the_site),
        row("readInvitation", OF_B, HIDDEN_FROM_A).at(INVITATION),
        row("listOrganisations", May::SignedIn, Forbidden),
        row("addOrganisation", ADMINISTRATOR, Forbidden).json(json!({ "name": "Elsewhere" })),
        row("withdrawInvitation", OF_B, HIDDEN_FROM_A).at(INVITATION),
        row("revokeOwnToken", May::These(&["officer-b"]), MISSING).at(&[("id", "token")]),
    ]
}

/// Rows of the content: nothing of it is a city's, and drafts are for those who write or approve.
fn content() -> Vec<Row> {
    use Others::{Either, Forbidden};
    const DESK: May = May::These(&["administrator", "secretariat", "editor", "reviewer"]);
    const WRITERS: May = DESK;
    const APPROVERS: May = May::These(&["administrator", "secretariat", "reviewer"]);
    const MENUS: May = May::These(&["administrator", "secretariat", "editor"]);
    let lists = ["listContent", "listEvents", "listQuestions", "listNews", "listPages"];
    let more = ["listPartners", "listPeople"];
    let mut rows: Vec<_> =
        lists.into_iter().chain(more).map(|name| row(name, May::Everyone, Either)).collect();
    rows.extend([
        row("findContent", May::Everyone, Either).asks("path=/about&language=en"),
        row("searchContent", May::Everyone, Either).asks("q=city&language=en"),
        row("readContent", May::Everyone, Either).at(&[("id", "page")]).asks("language=en"),
        row("readMenu", May::Everyone, Either).at(&[("name", "menu")]),
        row("listEditions", May::Everyone, Either).at(EDITION),
        row("listEditions", DESK, Either).at(DRAFT),
        row("readPlace", May::Everyone, Either).at(&[("id", "page")]),
        row("readPlace", DESK, Either).at(&[("id", "draft")]),
        row("readDraft", DESK, Either).at(DRAFT),
        row("listRedirects", MENUS, Either),
        row("exportRedirects", MENUS, Either),
        row("importRedirects", MENUS, Either).file(),
        row("checkRedirects", MENUS, Either).file(),
        row("exportContent", May::These(&["administrator"]), Either),
        row("checkEdition", DESK, Either).at(DRAFT),
        row("checkEdition", DESK, Either).at(EDITION),
        row("createContent", WRITERS, Either).json(
            json!({ "kind": "page", "slug": "x", "language": "en", "text": { "title": "X" } }),
        ),
        row("saveDraft", WRITERS, Either).at(EDITION).json(json!({ "title": "x" })),
        row("discardDraft", WRITERS, Either).at(EDITION),
        row("submitDraft", WRITERS, Either).at(EDITION),
        row("returnEdition", APPROVERS, Either).at(EDITION).json(json!({ "note": "" })),
        row("approveEdition", APPROVERS, Either)
            .at(EDITION)
            .json(json!({ "hash": "0".repeat(64) })),
        row("publishEdition", WRITERS, Either).at(EDITION),
        row("planEdition", WRITERS, Either)
            .at(EDITION)
            .json(json!({ "act": "publish", "at": "1999-01-01T09:00" })),
        row("cancelPlan", WRITERS, Either).at(PLANNED),
        row("listPlans", DESK, Either),
        row("endEdition", WRITERS, Either).at(EDITION).json(json!({ "how": "withdrawn" })),
        row("restoreEdition", DESK, Either).at(EDITION).json(json!({ "number": 1 })),
        row("readCare", DESK, Either).at(&[("id", "page")]),
        row("setCare", WRITERS, Either).at(&[("id", "page")]).json(json!({ "reviewBy": "soon" })),
        row("listOverdue", DESK, Either),
        row("readRulebook", DESK, Either),
        row("readTree", DESK, Either),
        row("arrangeTree", MENUS, Either).json(json!({ "kind": "page", "order": [] })),
        row("compareEditions", DESK, Either).at(&[("id", "page")]).asks("one=en.1&other=en.1"),
        row("listInboundLinks", DESK, Either).at(&[("id", "page")]),
        row("listPreviews", WRITERS, Either).at(DRAFT),
        row("makePreview", WRITERS, Either).at(DRAFT).json(json!({ "days": 0 })),
        row("endPreview", WRITERS, Either).at(PREVIEW),
        row("moveContent", MENUS, Either)
            .at(&[("id", "page")])
            .json(json!({ "slug": "about", "position": 1 })),
        row("setMenu", MENUS, Either).at(&[("name", "menu")]).json(json!({ "entries": [] })),
        row("removeRedirect", MENUS, Either).asks("path=/x"),
        row("withdrawEdition", WRITERS, Either).at(DRAFT),
        row("listMedia", DESK, Forbidden),
        row("readMedia", DESK, Forbidden).at(MEDIA),
        row("addMedia", WRITERS, Forbidden).file().asks("name=plan.pdf"),
        row("describeMedia", WRITERS, Forbidden).at(MEDIA).json(json!({})),
        row("replaceMedia", WRITERS, Forbidden).at(MEDIA).file(),
        row("releaseMedia", WRITERS, Forbidden).at(MEDIA_FILE),
        row("retireMedia", WRITERS, Forbidden).at(MEDIA),
    ]);
    rows
}

impl World {
    fn start(database: Option<String>) -> Self {
        let mut site = Site::start("demo", database);
        let people = site.people();
        let (onlookers, ids) = (BTreeMap::new(), BTreeMap::new());
        let mut world = Self { site, people, onlookers, ids };
        world.look_around();
        world.look_on();
        world
    }

    fn person(&self, role: &str) -> &Person {
        self.people.iter().find(|person| person.role == role).expect("the demo has one of each")
    }

    fn app(&self, role: &str) -> Client {
        if let Some(browser) = self.onlookers.get(role) {
            return browser.clone();
        }
        let visitor = self.site.visitor();
        if role == "anonymous" { visitor } else { visitor.with_token(&self.person(role).token) }
    }

    #[track_caller]
    fn read(&self, role: &str, path: &str) -> Value {
        let answer = self.app(role).get(&format!("/api/v1/{path}"));
        answer.expect(200);
        answer.as_json()
    }

    /// Lets people of a guest and of a member that the roll excludes come in.
    fn look_on(&mut self) {
        let meeting = format!("membership/meetings/{}", self.ids["meeting"]);
        let found = self.read("secretariat", "membership/members?words=Valbrume");
        let guest = found["items"][0]["id"].as_str().expect("an id").to_owned();
        let come = format!("/api/v1/{meeting}/attendance/{guest}");
        self.app("secretariat").json("PUT", &come, &[], &json!({})).expect(200);
        let roll = self.read("secretariat", &meeting)["roll"].clone();
        let city = |name: &str| {
            let on_roll = all(&roll).find(|one| one["name"] == name).expect(name);
            assert_eq!(on_roll["entitled"], false, "{name}");
            let member = on_roll["member"].as_str().expect("an id");
            let member = self.read("secretariat", &format!("membership/members/{member}"));
            member["organisation"].as_str().expect("an id").to_owned()
        };
        let cities = [city("Valbrume"), city("Wattlehythe")];
        for (role, city) in ONLOOKERS.into_iter().zip(cities) {
            let email = format!("{role}@onlookers.example");
            let invitation = json!({
                "email": email, "name": role, "language": "en",
                "roles": [{ "role": "committee", "organisation": city }],
            });
            let mut administrator = self.app("administrator");
            let path = "/api/v1/accounts/invitations";
            administrator.json("POST", path, &[], &invitation).expect(201);
            let path = link(&letter(self.site.data.path(), &email));
            let mut browser = self.site.visitor();
            browser.get(&path).expect(200);
            let fields = [("name", role), ("language", "en"), ("password", PASSWORD)];
            browser.post(&path, &fields).location();
            self.onlookers.insert(role, browser);
        }
    }

    /// Gets the ids of what will be asked for, by those whose it is.
    fn look_around(&mut self) {
        let mut ids = BTreeMap::new();
        let text = |value: &Value| value.as_str().expect("an id").to_owned();
        let lines = self.read("officer-a", "membership/applications");
        let application = text(&lines["items"][0]["id"]);
        let path = format!("/api/v1/membership/applications/{application}/documents?name=a.pdf");
        let added = self.app("officer-a").bytes("POST", &path, PDF);
        added.expect(201);
        ids.insert("document", text(&added.as_json()["document"]));
        let read = self.read("officer-a", &format!("membership/applications/{application}"));
        ids.insert("fingerprint", text(&read["fingerprint"]));
        ids.insert("number", text(&read["number"]));
        ids.insert("follow", text(&read["code"]));
        ids.insert("application", application);

        let own = self.read("officer-b", "accounts/organisations");
        ids.insert("nordhaven", text(&own[0]["id"]));
        let register = self.read("anonymous", "membership/register?words=Nordhaven");
        ids.insert("registered", text(&register["items"][0]["number"]));
        let fees = self.read("secretariat", "membership/fees?limit=200");
        let fee = all(&fees["items"]).find(|fee| fee["name"] == "Nordhaven").expect("a fee");
        ids.insert("fee", text(&fee["id"]));
        ids.insert("member", text(&fee["member"]));
        let member = format!("membership/members/{}", ids["member"]);
        ids.insert("certificate", text(&self.read("officer-b", &member)["code"]));

        let holders = self.read("anonymous", "membership/bodies/executive-committee/terms");
        let seat = |name: &str| {
            let term = all(&holders["items"]).find(|term| term["name"] == name);
            term.expect("it holds an office").clone()
        };
        ids.insert("seat", text(&seat("Zvonorechensk")["member"]));
        ids.insert("other seat", text(&seat("Nilamvati")["member"]));
        ids.insert("term", text(&seat("Haneulpo")["id"]));
        let meetings = self.read("committee", "membership/meetings?stage=open");
        let meeting = text(&meetings["items"][0]["id"]);
        let read = self.read("committee", &format!("membership/meetings/{meeting}"));
        ids.insert("item", text(&read["agenda"][0]["id"]));
        ids.insert("meeting", meeting);
        let closed = self.read("committee", "membership/meetings?stage=closed");
        let closed = format!("membership/meetings/{}", text(&closed["items"][0]["id"]));
        let minutes = text(&self.read("committee", &closed)["minutes"]);
        ids.insert("minutes", minutes.rsplit('/').next().expect("a code").to_owned());

        self.look_at_assessments(&mut ids);
        ids.insert("act", "publish".to_owned());
        ids.insert("account", text(&self.read("officer-b", "accounts/me")["id"]));
        let mut browser = self.site.visitor();
        let Person { email, password, .. } = self.person("officer-b");
        browser.post("/account/sign-in", &[("email", email), ("password", password)]).location();
        let sessions = self.read("officer-b", "accounts/sessions");
        ids.insert("session", text(&sessions[0]["id"]));
        ids.insert("token", text(&self.read("officer-b", "accounts/tokens")[0]["id"]));
        let officer = json!({ "role": "officer", "organisation": ids["nordhaven"] });
        let invitation = json!({
            "email": "new@nordhaven.example", "name": "New", "language": "en", "roles": [officer],
        });
        let sent = self.app("administrator").json(
            "POST",
            "/api/v1/accounts/invitations",
            &[],
            &invitation,
        );
        sent.expect(201);
        ids.insert("invitation", text(&sent.as_json()["id"]));

        let wish = json!({ "address": SOMEBODY });
        let path = "/api/v1/newsletter/subscriptions";
        self.app("anonymous").json("POST", path, &[], &wish).expect(202);
        let subscribers = self.read("secretariat", "newsletter/subscribers");
        ids.insert("subscriber", text(&subscribers["items"][0]["id"]));
        let archive = self.read("anonymous", "newsletter/archive");
        ids.insert("archived issue", text(&archive["items"][0]["number"]));
        let issues = self.read("secretariat", "newsletter/issues");
        let mut issues = all(&issues["items"]);
        let proposed = issues.find(|issue| issue["state"] == "draft").expect("one in the making");
        ids.insert("proposed", text(&proposed["id"]));
        let issue = json!({ "number": "2099-Q1", "languages": ["en"] });
        let drafted =
            self.app("secretariat").json("POST", "/api/v1/newsletter/issues", &[], &issue);
        drafted.expect(201);
        ids.insert("issue", text(&drafted.as_json()["id"]));
        self.add_endpoint(&mut ids);
        let page = self.read("anonymous", "content/at?path=/about&language=en");
        ids.insert("page", text(&page["id"]));
        let draft = json!({
            "kind": "page", "slug": "a-draft", "language": "en", "text": { "title": "A draft" },
        });
        let made = self.app("editor").json("POST", "/api/v1/content/documents", &[], &draft);
        made.expect(201);
        ids.insert("draft", text(&made.as_json()["document"]));
        let brought = self.app("editor").bytes("POST", "/api/v1/content/media?name=a.pdf", PDF);
        brought.expect(201);
        ids.insert("media", text(&brought.as_json()["media"]));
        for (name, value) in [
            ("body", "executive-committee"),
            ("position", "1"),
            ("language", "en"),
            ("menu", "main"),
            ("no version", "99"),
        ] {
            ids.insert(name, value.to_owned());
        }
        self.ids = ids;
    }

    /// An endpoint that leads nowhere, and a message to it.
    fn add_endpoint(&self, ids: &mut BTreeMap<&'static str, String>) {
        let text = |value: &Value| value.as_str().expect("an id").to_owned();
        let (path, url) = ("/api/v1/webhooks/endpoints", "https://hooks.invalid/");
        let wish = json!({ "about": "City app", "url": url, "events": ["*"] });
        let added = self.app("administrator").json("POST", path, &[], &wish);
        added.expect(201);
        let endpoint = text(&added.as_json()["id"]);
        let ping = format!("{path}/{endpoint}/ping");
        let ping = self.app("administrator").json("POST", &ping, &[], &json!({}));
        ping.expect(202);
        ids.insert("ping", text(&ping.as_json()["message"]));
        ids.insert("endpoint", endpoint);
    }

    /// A file with an answer.
    fn add_evidence(&self, assessment: &str) -> String {
        let path = format!("/api/v1/ceds/assessments/{assessment}");
        let path = format!("{path}/answers/gov.strategy/evidence?name=a.pdf");
        let added = self.app("officer-a").bytes("POST", &path, PDF);
        added.expect(201);
        added.as_json()["evidence"].as_str().expect("an id").to_owned()
    }

    /// The ids of the diagnosis.
    fn look_at_assessments(&self, ids: &mut BTreeMap<&'static str, String>) {
        let text = |value: &Value| value.as_str().expect("an id").to_owned();
        let own = self.read("officer-a", "ceds/assessments");
        let own = &own["items"][0];
        ids.insert("porto azul", text(&own["organisation"]));
        ids.insert("round", text(&own["round"]["id"]));
        ids.insert("instrument", text(&own["round"]["sha256"]));
        let assessment = text(&own["id"]);
        ids.insert("evidence", self.add_evidence(&assessment));
        ids.insert("assessment", assessment);
        let frozen = self.read("officer-b", "ceds/assessments?stage=frozen");
        ids.insert("frozen", text(&frozen["items"][0]["id"]));
        ids.insert("closed round", text(&frozen["items"][0]["round"]["id"]));
        for (name, value) in [("section", "governance"), ("question", "gov.strategy")] {
            ids.insert(name, value.to_owned());
        }
    }

    fn ask(&self, role: &str, operation: &Operation, row: &Row, seen: Option<&str>) -> Answer {
        self.ask_as(self.app(role), operation, row, seen)
    }

    fn ask_as(
        &self,
        mut app: Client,
        Operation { method, path, .. }: &Operation,
        row: &Row,
        seen: Option<&str>,
    ) -> Answer {
        let mut path = path.clone();
        for (name, id) in row.path {
            path = path.replace(&format!("{{{name}}}"), &self.ids[id]);
        }
        assert!(!path.contains('{'), "{}: what is {path}?", row.operation);
        if !row.query.is_empty() {
            let query = row.query.replace("{fingerprint}", &self.ids["fingerprint"]);
            let query = query.replace("{porto azul}", &self.ids["porto azul"]);
            path = format!("{path}?{query}");
        }
        // A browser says that a request comes from a page of the site itself.
        let mut headers = vec![("sec-fetch-site", "same-origin")];
        headers.extend(seen.map(|tag| ("if-match", tag)));
        match &row.body {
            Sent::Nothing if method == "GET" => app.get(&path),
            Sent::Nothing => app.json(method, &path, &headers, &json!({})),
            Sent::Json(body) => app.json(method, &path, &headers, body),
            Sent::File => app.bytes(method, &path, PDF),
        }
    }

    /// What the site says it can be asked, by its id.
    fn operations(&self) -> BTreeMap<String, Operation> {
        let api = self.site.visitor().get("/api/openapi.json").as_json();
        let mut operations = BTreeMap::new();
        for (path, methods) in api["paths"].as_object().expect("paths") {
            for (method, said) in methods.as_object().expect("methods") {
                let id = said["operationId"].as_str().expect("an id").to_owned();
                let ways =
                    if said["security"].is_null() { &api["security"] } else { &said["security"] };
                operations.insert(id, Operation::of(method, path, said, ways));
            }
        }
        operations
    }

    fn rows(&self) -> Vec<Row> {
        let ids = &self.ids;
        let rows = [content(), newsletter(), committee(ids), membership(ids), ceds(ids)];
        [rows.concat(), webhooks(), persons(), accounts(ids)].concat()
    }
}

/// What the site says of an operation.
struct Operation {
    method: String,
    path: String,
    /// Whether it takes `If-Match`.
    is_versioned: bool,
    /// Whether nobody has to sign in.
    is_public: bool,
    /// The permissions that open it to whoever has signed in: each of these sets does. One with nothing in it needs none.
    ways: Vec<BTreeSet<String>>,
}

/// A version that never was stops whoever may before anything happens.
const NEVER: &str = "\"999999\"";

impl Operation {
    fn of(method: &str, path: &str, said: &Value, ways: &Value) -> Self {
        let (mut is_public, mut known) = (false, Vec::new());
        for way in all(ways) {
            match way.get("bearer") {
                Some(names) => {
                    let names = all(names).map(|one| one.as_str().expect("a name").to_owned());
                    known.push(names.collect());
                }
                None => is_public = true,
            }
        }
        let named = |one: &Value| one["name"] == "If-Match";
        Self {
            method: method.to_uppercase(),
            path: path.to_owned(),
            is_versioned: all(&said["parameters"]).any(named),
            is_public,
            ways: known,
        }
    }

    /// What somebody may say of the version that they saw; whoever may not is told so whatever it is.
    fn seen(&self, may: bool) -> &'static [Option<&'static str>] {
        match (self.is_versioned, may) {
            (true, true) => &[None, Some("no tag"), Some(NEVER)],
            (true, false) => &[Some("*"), Some(NEVER), Some("no tag"), None],
            (false, _) => &[None],
        }
    }

    /// Whether an answer is one for somebody who may, and who named no version that was: then nothing happens.
    fn lets(&self, seen: Option<&str>, answer: &Answer) -> bool {
        let is_compared = !self.is_versioned || seen == Some(NEVER);
        is_let(answer) && (is_compared || (answer.status > 299 && answer.status != 412))
    }
}

/// Whether an answer says neither to sign in, nor that one may not, nor that there is no such thing.
fn is_let(answer: &Answer) -> bool {
    ![401, 403, 404].contains(&answer.status) && answer.status < 500
}

fn all(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

/// A file that is what it says.
const PDF: &[u8] = include_bytes!("../../demo/signed-form.pdf");

impl Row {
    fn admits(&self, role: &str) -> bool {
        match self.may {
            May::Everyone => true,
            May::SignedIn => role != "anonymous",
            May::These(roles) => roles.contains(&role),
        }
    }

    /// What somebody who may not is told.
    fn refusal(&self, role: &str) -> &'static [u16] {
        if role == "anonymous" && !matches!(self.others, Others::Either) {
            return &[401];
        }
        match self.others {
            Others::Forbidden => &[403],
            Others::MissingBut(these) if these.contains(&role) => &[403],
            Others::MissingBut(_) => &[404],
            Others::ForbiddenBut(these) if these.contains(&role) => &[404],
            Others::ForbiddenBut(_) => &[403],
            // Of what the public does not see it hears nothing, also not that signing in might help.
            Others::Either if role == "anonymous" => &[401, 404],
            Others::Either => &[403, 404],
        }
    }
}

#[test]
fn bad_input_37_every_operation_for_every_role_and_owner() {
    for database in databases() {
        let world = World::start(database);
        let (operations, rows) = (world.operations(), world.rows());
        let said: BTreeSet<_> = rows.iter().map(|row| row.operation).collect();
        let unsaid: Vec<_> = operations.keys().filter(|id| !said.contains(id.as_str())).collect();
        assert!(unsaid.is_empty(), "nobody says who may {unsaid:?}");
        let mut wrong = Vec::new();
        // First everybody who may not, so that nothing has changed by then; then those who may.
        for may in [false, true] {
            for row in &rows {
                let Some(operation) = operations.get(row.operation) else {
                    wrong.push(format!("there is no {}", row.operation));
                    continue;
                };
                for role in ROLES.into_iter().chain(ONLOOKERS).chain(["anonymous"]) {
                    if row.admits(role) != may {
                        continue;
                    }
                    for &seen in operation.seen(may) {
                        let answer = world.ask(role, operation, row, seen);
                        let right = if may {
                            operation.lets(seen, &answer)
                        } else {
                            row.refusal(role).contains(&answer.status)
                        };
                        if !right {
                            let (status, body) = (answer.status, answer.body);
                            wrong.push(format!(
                                "{} by {role}, {seen:?}: {status} {body}",
                                row.operation
                            ));
                        }
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{}:\n{}", world.site.database, wrong.join("\n"));
    }
}
