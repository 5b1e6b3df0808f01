use axum::response::Response;
use eframe_core::Version;
use eframe_core::block::axum;
use eframe_core::desk::{Confirm, Kind};
use eframe_core::form::{Field, Fields, Posted};
use eframe_core::http::{Form, Path, Problem, see_other};

use super::{after, again, said_done, said_restored, said_run, stopped};
use crate::Progress;
use crate::desk::seat::Desk;
use crate::model::{IssueId, IssueStage};

/// A step that cannot be undone, as it is asked for.
struct Ask {
    question: &'static str,
    submit: &'static str,
    kind: Kind,
    consequences: Vec<String>,
    /// The version it is asked of, where the step is one for what was looked at alone.
    version: Option<Version>,
    /// What follows where readers may have got the issue before a backup was brought back.
    restored: &'static str,
}

/// Asks whether somebody is sure.
pub(in crate::desk) async fn ask(
    desk: Desk,
    Path((id, step)): Path<(IssueId, String)>,
) -> Result<Response, Problem> {
    let progress = desk.newsletter.progress_lately(desk.actor(), id).await?;
    let number = progress.issue.number.to_string();
    let args = [("number", number.as_str().into())];
    // What would be refused is not asked: the issue's page says why.
    let Some(mut ask) = asked(&desk, &progress, &step).await? else {
        return Ok(see_other(&desk.url(&format!("/issues/{id}"))));
    };
    if let Some(said) = said_restored(&desk, &progress) {
        ask.consequences.extend([said, desk.say(ask.restored)]);
    }
    let version = ask.version.map(|version| ("version", version.to_string()));
    let page = Confirm {
        question: desk.say_with(ask.question, &args),
        consequences: ask.consequences,
        action: String::new(),
        fields: version.iter().map(|(name, _)| Field::hidden(name)).collect(),
        form: Fields::of(version),
        submit: desk.say(ask.submit),
        kind: ask.kind,
        cancel: desk.url(&format!("/issues/{id}")),
    };
    desk.page(&desk.say_with("newsletter.desk.issue.title", &args), &page).await
}

/// The question of a step; none where its order would be refused now.
async fn asked(desk: &Desk, progress: &Progress, step: &str) -> Result<Option<Ask>, Problem> {
    let sent = "newsletter.desk.restored.sent";
    Ok(Some(match step {
        "order" => {
            let run = desk.newsletter.dry_run_lately(desk.actor(), progress.issue.id).await?;
            if stopped(&run, &progress.issue).is_some() {
                return Ok(None);
            }
            Ask {
                question: "newsletter.desk.order.question",
                submit: "newsletter.desk.order.submit",
                kind: Kind::Main,
                consequences: [said_run(desk, &run), desk.say("newsletter.desk.order.frozen")]
                    .into(),
                version: Some(progress.issue.version),
                restored: sent,
            }
        }
        "cancel" => Ask {
            question: "newsletter.desk.cancel.question",
            submit: "newsletter.desk.cancel.submit",
            kind: Kind::Danger,
            consequences: [said_done(desk, progress), desk.say("newsletter.desk.cancel.for-good")]
                .into(),
            // It may have begun to leave, or gone on, since: the more reason to end it.
            version: None,
            restored: "newsletter.desk.restored.cancelled",
        },
        "once-more" if progress.tally.stay_unsure > 0 => {
            let count = i64::try_from(progress.tally.stay_unsure).unwrap_or(i64::MAX);
            let said = desk.say_with("newsletter.desk.once-more.said", &[("count", count.into())]);
            Ask {
                question: "newsletter.desk.once-more.question",
                submit: "newsletter.desk.once-more.submit",
                kind: Kind::Main,
                consequences: [said, desk.say("newsletter.desk.once-more.again")].into(),
                // Others may have come to an answer since: only those that stay unsure are tried.
                version: None,
                restored: "newsletter.desk.once-more.only",
            }
        }
        "again" if progress.issue.status.stage() == IssueStage::Cancelled => Ask {
            question: "newsletter.desk.again.question",
            submit: "newsletter.desk.issue.begin-again",
            kind: Kind::Main,
            consequences: Vec::new(),
            // What was cancelled stays as it is.
            version: None,
            restored: sent,
        },
        _ => return Err(Problem::not_found()),
    }))
}

/// Does what somebody is sure of.
pub(in crate::desk) async fn sure(
    desk: Desk,
    Path((id, step)): Path<(IssueId, String)>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let (newsletter, caller) = (&desk.newsletter, &desk.caller);
    let (name, taken) = match step.as_str() {
        "order" => {
            let wrong = |_| Problem::bad_request("version", "That is no version.");
            let version = posted.one("version").parse().map(Version::new).map_err(wrong)?;
            ("order", newsletter.order_issue(caller, id, Some(version)).await.map(drop))
        }
        "cancel" => ("cancel", newsletter.cancel_issue(caller, id).await.map(drop)),
        "once-more" => ("once-more", newsletter.once_more(caller, id).await.map(drop)),
        "again" => return again(&desk, id).await,
        _ => return Err(Problem::not_found()),
    };
    after(&desk, id, name, taken).await
}
