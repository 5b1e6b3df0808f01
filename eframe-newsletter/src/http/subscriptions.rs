//! What strangers do by an app: ask, answer the question, choose another language, end it.

use axum::extract::State;
use eframe_core::block::{axum, utoipa, utoipa_axum};
use eframe_core::http::{Accepts, Asked, CallerOf, ClientAddress, Json, Problem, Query};
use eframe_core::{Digest, FieldErrors, Language};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Newsletter;
use crate::model::{Address, Form, How, Stage};
use crate::rules::Subscribe;

pub(super) fn routes() -> OpenApiRouter<Newsletter> {
    OpenApiRouter::new()
        .routes(routes!(subscribe))
        .routes(routes!(words))
        .routes(routes!(confirm))
        .routes(routes!(read_in))
        .routes(routes!(end))
}

/// An address at which somebody wants the newsletter.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewsletterWish)]
pub(super) struct WishWire {
    #[schema(example = "mina.park@seoul.example")]
    address: String,
    /// The language to read it in: en, ko, ru, zh, es, fr or ar. The site's first one, when it is absent; one that it does not
    /// come in is refused.
    #[schema(value_type = Option<String>, example = "ko")]
    language: Option<Language>,
}

/// The words that somebody agrees to.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewsletterConsent)]
pub(super) struct WordsWire {
    text: String,
    /// SHA-256 of the text in UTF-8, to be sent along with the yes.
    sha256: String,
    #[schema(value_type = String, example = "ko")]
    language: Language,
}

/// Which language the words are asked in.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Spoken {
    language: Option<Language>,
}

/// A yes to the question.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewsletterYes)]
pub(super) struct YesWire {
    /// What stands behind `token=` in the link of the mail.
    token: String,
    /// The language of the words that were read.
    #[schema(value_type = String, example = "ko")]
    language: Language,
    /// SHA-256 of these words.
    #[schema(value_type = String)]
    sha256: Digest,
    /// The language to read the newsletter in: that which was asked for, when it is absent.
    #[schema(value_type = Option<String>, example = "ko")]
    reads: Option<Language>,
}

/// Another language to read the newsletter in.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewsletterChoice)]
pub(super) struct ChoiceWire {
    /// What stands behind `token=` in the link of the mail that says that the newsletter comes already.
    token: String,
    /// The language to read it in; one that it does not come in is refused.
    #[schema(value_type = String, example = "ko")]
    language: Language,
}

/// The link at the end of an issue.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewsletterEnd)]
pub(super) struct EndWire {
    /// What stands behind `token=` in the link.
    token: String,
}

/// Where a subscription stands.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewsletterStanding)]
pub(super) struct StandingWire {
    /// confirmed, unsubscribed or erased.
    #[schema(value_type = String, example = "confirmed")]
    pub(super) state: Stage,
}

/// Asks for the newsletter at an address. One question goes there by mail, at most once a day; the answer is the same for
/// every address, whether it is known or not.
#[utoipa::path(
    post, path = "/subscriptions", operation_id = "subscribeToNewsletter", tag = "newsletter",
    request_body = WishWire,
    responses(
        (status = 202, description = "Its owner is asked by mail."),
        (status = 429, description = "Too many tries from one network."),
    )
)]
pub(super) async fn subscribe(
    State(newsletter): State<Newsletter>,
    CallerOf(caller): CallerOf,
    from: Option<axum::Extension<ClientAddress>>,
    Json(wire): Json<WishWire>,
) -> Result<StatusCode, Problem> {
    let from = from.map(|axum::Extension(ClientAddress(address))| address);
    let mut errors = FieldErrors::new();
    let address = errors.take(Address::parse("address", &wire.address));
    let language = wire.language.unwrap_or_else(|| newsletter.first_language());
    errors.check(newsletter.comes_in(language), "language", "core.field.choose");
    let Some(address) = address.filter(|_| errors.is_empty()) else { return Err(errors.into()) };
    newsletter.subscribe(&caller, from, Subscribe { address, language, form: Form::Json }).await?;
    Ok(StatusCode::ACCEPTED)
}

/// The words that a yes to the question agrees to.
#[utoipa::path(
    get, path = "/consent", operation_id = "readNewsletterConsent", tag = "newsletter",
    params(("language" = Option<String>, Query, description = "In which language; that of the request, when it is absent.")),
    responses((status = 200, description = "The words.", body = WordsWire))
)]
pub(super) async fn words(
    State(newsletter): State<Newsletter>,
    _: Accepts,
    Asked(asked): Asked,
    Query(Spoken { language }): Query<Spoken>,
) -> Json<WordsWire> {
    let words = newsletter.words(language.unwrap_or(asked));
    let sha256 = words.sha256.to_string();
    Json(WordsWire { text: words.text, sha256, language: words.language })
}

/// Answers the question with yes. The same answer twice changes nothing.
#[utoipa::path(
    post, path = "/subscriptions/confirmation", operation_id = "confirmNewsletter", tag = "newsletter",
    request_body = YesWire,
    responses(
        (status = 200, description = "The newsletter comes.", body = StandingWire),
        (status = 410, description = "The link was used, is too old, or another took its place."),
    )
)]
pub(super) async fn confirm(
    State(newsletter): State<Newsletter>,
    CallerOf(caller): CallerOf,
    Json(wire): Json<YesWire>,
) -> Result<Json<StandingWire>, Problem> {
    let YesWire { token, language, sha256, reads } = wire;
    if reads.is_some_and(|one| !newsletter.comes_in(one)) {
        return Err(FieldErrors::one("reads", "core.field.choose").into());
    }
    let stands = newsletter.confirm(&caller, &token, language, sha256, reads).await?;
    Ok(Json(StandingWire { state: stands.state }))
}

/// Has whoever gets the newsletter read it in another language, from the next issue that is ordered. As often as it is asked, the
/// answer is the same.
#[utoipa::path(
    post, path = "/subscriptions/language", operation_id = "chooseNewsletterLanguage", tag = "newsletter",
    request_body = ChoiceWire,
    responses(
        (status = 200, description = "The newsletter comes in this language.", body = StandingWire),
        (status = 404, description = "The link is not ours."),
        (status = 410, description = "The newsletter does not come any more."),
    )
)]
pub(super) async fn read_in(
    State(newsletter): State<Newsletter>,
    CallerOf(caller): CallerOf,
    Json(ChoiceWire { token, language }): Json<ChoiceWire>,
) -> Result<Json<StandingWire>, Problem> {
    if !newsletter.comes_in(language) {
        return Err(FieldErrors::one("language", "core.field.choose").into());
    }
    let stands = newsletter.read_in(&caller, &token, language).await?;
    Ok(Json(StandingWire { state: stands.state }))
}

/// Ends a subscription. As often as it is asked, the answer is the same.
#[utoipa::path(
    post, path = "/subscriptions/end", operation_id = "endNewsletter", tag = "newsletter",
    request_body = EndWire,
    responses(
        (status = 200, description = "No more comes.", body = StandingWire),
        (status = 404, description = "The link is not ours."),
    )
)]
pub(super) async fn end(
    State(newsletter): State<Newsletter>,
    CallerOf(caller): CallerOf,
    Json(EndWire { token }): Json<EndWire>,
) -> Result<Json<StandingWire>, Problem> {
    let stands = newsletter.unsubscribe(&caller, &token, How::Json).await?;
    Ok(Json(StandingWire { state: stands.state }))
}
