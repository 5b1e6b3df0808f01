//! In which language the site answers where the path does not say.
//!
//! Public pages name it in the path. `/` asks the browser. The desk and people's own pages ask the choice
//! that they made in the frame (`?lang=ko`, kept in a cookie), then the browser.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::task::{Context, Poll};

use axum::body::Body;
use eframe_core::Language;
use futures_util::future::{Either, MapOk, TryFutureExt as _};
use http::{HeaderMap, HeaderValue, Request, Response, StatusCode, Uri, header};
use tower::{Layer, Service};

/// The query's field in which a choice is made. Lists of the desk are narrowed by one called `language`, which is another matter.
pub(crate) const CHOICE: &str = "lang";

/// The cookie that keeps it.
const COOKIE: &str = "language";

/// The language of the site's that a browser likes best: by weight, then in the browser's order; English
/// where it names none (RFC 9110, 12.5.4, by primary subtag).
pub(crate) fn of_browser(headers: &HeaderMap) -> Language {
    let wanted = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let mut best = (0_u16, Language::EN);
    for part in wanted.split(',').take(30) {
        let mut parts = part.split(';');
        let tag = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
        let primary = tag.split('-').next().unwrap_or_default();
        let weight = parts.find_map(|it| it.trim().strip_prefix("q=")).map_or(1000, thousandths);
        let known = Language::ALL.into_iter().find(|language| language.code() == primary);
        if let Some(language) = known.filter(|_| weight > best.0) {
            best = (weight, language);
        }
    }
    best.1
}

/// `0.8` as 800; what is no weight counts nothing.
fn thousandths(weight: &str) -> u16 {
    match weight.trim().parse::<f32>() {
        Ok(weight) if (0.0..=1.0).contains(&weight) => (weight * 1000.0) as u16,
        _ => 0,
    }
}

/// Lets people choose the language of pages whose path names none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ChoiceLayer;

/// What [`ChoiceLayer`] makes of a service.
#[derive(Clone, Debug)]
pub(crate) struct Chosen<S> {
    inner: S,
}

impl<S> Layer<S> for ChoiceLayer {
    type Service = Chosen<S>;

    fn layer(&self, inner: S) -> Chosen<S> {
        Chosen { inner }
    }
}

type Answer<S, R> = Either<
    Ready<Result<Response<Body>, Infallible>>,
    MapOk<<S as Service<R>>::Future, fn(<S as Service<R>>::Response) -> Response<Body>>,
>;

impl<S, B> Service<Request<B>> for Chosen<S>
where
    S: Service<Request<B>, Response = Response<Body>, Error = Infallible>,
{
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Answer<S, Request<B>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, mut request: Request<B>) -> Self::Future {
        if let Some(answer) = choose(request.uri()) {
            return Either::Left(ready(Ok(answer)));
        }
        if request.extensions().get::<Language>().is_none() {
            let language =
                cookie(request.headers()).unwrap_or_else(|| of_browser(request.headers()));
            request.extensions_mut().insert(language);
        }
        let same: fn(Response<Body>) -> Response<Body> = std::convert::identity;
        Either::Right(self.inner.call(request).map_ok(same))
    }
}

/// Keeps a choice made by `?lang=ko` and leads back to the page without it.
fn choose(uri: &Uri) -> Option<Response<Body>> {
    let personal = ["/desk", "/account"].iter().any(|begin| uri.path().starts_with(begin));
    let pairs = uri.query().filter(|_| personal)?.split('&');
    let (chosen, others): (Vec<_>, Vec<_>) =
        pairs.partition(|pair| pair.split('=').next() == Some(CHOICE));
    let language: Language = chosen.first()?.split_once('=')?.1.parse().ok()?;
    let language = Language::ALL.into_iter().find(|known| *known == language)?;
    let path = uri.path();
    let back =
        if others.is_empty() { path.to_owned() } else { format!("{path}?{}", others.join("&")) };
    let cookie = format!("{COOKIE}={language}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly");
    let mut answer = Response::new(Body::empty());
    *answer.status_mut() = StatusCode::SEE_OTHER;
    answer.headers_mut().insert(header::LOCATION, HeaderValue::try_from(back).ok()?);
    answer.headers_mut().insert(header::SET_COOKIE, HeaderValue::try_from(cookie).ok()?);
    Some(answer)
}

fn cookie(headers: &HeaderMap) -> Option<Language> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    let language: Language = pairs.find(|(name, _)| *name == COOKIE)?.1.parse().ok()?;
    Language::ALL.into_iter().find(|known| *known == language)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn browser(wanted: &str) -> Language {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::try_from(wanted).unwrap());
        of_browser(&headers)
    }

    #[test]
    fn bad_input_28_an_unknown_accept_language_gets_english() {
        for unknown in ["", "*", "tlh", "xx-YY;q=1", ";;;,,,q=", "ko;q=0", "ko;q=NaN", "한국어"]
        {
            let mut headers = HeaderMap::new();
            headers.insert(
                header::ACCEPT_LANGUAGE,
                HeaderValue::from_bytes(unknown.as_bytes()).unwrap(),
            );
            assert_eq!(of_browser(&headers), Language::EN, "{unknown}");
        }
    }

    #[test]
    fn the_browser_is_asked_by_weight() {
        assert_eq!(browser("ko-KR,ko;q=0.9,en;q=0.8"), Language::KO);
        assert_eq!(browser("de, fr;q=0.7, ar;q=0.9"), Language::AR);
        assert_eq!(browser("zh-Hant-TW"), Language::ZH);
    }

    #[test]
    fn bad_input_43_a_choice_leads_back_to_the_same_site_only() {
        let answer = choose(&Uri::from_static("/desk/content?a=1&lang=ko&b=2")).unwrap();
        assert_eq!(answer.headers()[header::LOCATION], "/desk/content?a=1&b=2");
        assert!(choose(&Uri::from_static("//evil.example/desk?lang=ko")).is_none());
        assert!(choose(&Uri::from_static("/desk?lang=tlh")).is_none());
        assert!(choose(&Uri::from_static("/desk?langs=ko")).is_none());
        // A list that is narrowed.
        assert!(choose(&Uri::from_static("/desk/content/list?language=ko")).is_none());
    }
}
