use std::convert::Infallible;

use http_body_util::BodyExt as _;
use proptest::prelude::*;

use super::*;

async fn ask(cache: &PageCache, key: &str, page: Rendered) -> bytes::Bytes {
    let none = HeaderMap::new();
    let answer = cache.get_or_render(&none, key, || async { Ok::<_, Infallible>(page) });
    answer.await.unwrap().into_body().collect().await.unwrap().to_bytes()
}

fn page(text: &str) -> Rendered {
    Rendered::html(text.to_owned()).tag("menu")
}

#[tokio::test]
async fn what_was_dropped_while_it_was_rendered_is_not_kept() {
    let cache = PageCache::new(1 << 20);
    let none = HeaderMap::new();
    let old = cache.get_or_render(&none, "k", || async {
        cache.drop_tags(["menu"]);
        Ok::<_, Infallible>(page("old"))
    });
    old.await.unwrap();
    assert_eq!(ask(&cache, "k", page("new")).await, "new");
    assert_eq!(ask(&cache, "k", page("newer")).await, "new");
}

#[tokio::test]
async fn a_refusal_is_not_kept() {
    let cache = PageCache::new(1 << 20);
    let none = HeaderMap::new();
    let refused = cache.get_or_render(&none, "k", || async { Err(Problem::not_found()) });
    assert_eq!(refused.await.unwrap_err().code, "not-found");
    assert_eq!(ask(&cache, "k", page("yes")).await, "yes");
}

#[tokio::test]
async fn what_is_asked_for_again_and_again_stays() {
    let cache = PageCache::new(64 * 1024);
    ask(&cache, "front", page("front")).await;
    for n in 0..1000 {
        ask(&cache, &format!("/{n}"), page(&"x".repeat(900))).await;
        assert_eq!(ask(&cache, "front", page("again")).await, "front");
        assert!(cache.bytes() <= 64 * 1024);
    }
}

#[tokio::test]
async fn the_compressed_form_is_made_for_the_first_who_takes_it_and_stays_as_long_as_the_page() {
    let cache = PageCache::new(1 << 20);
    let text = "A city that decides in the open. ".repeat(100);
    let plain = ask(&cache, "k", page(&text)).await;
    let small = cache.bytes();
    let takes = HeaderMap::from_iter([(http::header::ACCEPT_ENCODING, "gzip".parse().unwrap())]);
    for _ in 0..2 {
        let answer = cache.answer::<Bytes>(&takes, "k").unwrap();
        assert_eq!(answer.headers()["content-encoding"], "gzip");
        assert!(answer.headers()["etag"].to_str().unwrap().ends_with("-gzip\""));
        assert!(answer.body().len() < plain.len() / 2);
        assert_eq!(cache.bytes(), small + answer.body().len());
    }
    assert_eq!(cache.answer::<Bytes>(&HeaderMap::new(), "k").unwrap().body(), &plain);
    cache.drop_tags(["menu"]);
    assert!(cache.answer::<Bytes>(&takes, "k").is_none());
}

#[tokio::test]
async fn tags_without_end_are_not_remembered_and_take_nothing_along_that_does_not_bear_them() {
    let cache = PageCache::new(1 << 20);
    let text = "front ".repeat(400);
    ask(&cache, "front", page(&text)).await;
    ask(&cache, "stale", Rendered::html("old".to_owned()).tag("page:7")).await;
    let none = HeaderMap::new();
    let slow = cache.get_or_render(&none, "slow", || async {
        cache.drop_tags((0..20_000).map(|n| format!("page:{n}")));
        Ok::<_, Infallible>(Rendered::html("old".to_owned()).tag("page:8"))
    });
    slow.await.unwrap();
    for key in ["stale", "slow"] {
        assert_eq!(ask(&cache, key, page("new")).await, "new", "{key}");
    }
    let takes = HeaderMap::from_iter([(http::header::ACCEPT_ENCODING, "gzip".parse().unwrap())]);
    assert!(cache.answer::<Bytes>(&takes, "front").is_some(), "its other form is made");
    assert_eq!(ask(&cache, "front", page("again")).await, text);
    cache.drop_tags(["menu"]);
    assert_eq!(ask(&cache, "front", page("again")).await, "again");
}

#[tokio::test]
async fn who_cannot_hear_what_changed_keeps_nothing() {
    let cache = PageCache::new(1 << 20);
    ask(&cache, "front", page("old")).await;
    cache.drop_tags([Tag::EVERYTHING]);
    assert_eq!(ask(&cache, "front", page("new")).await, "new");
}

#[tokio::test]
async fn bad_input_87_while_nobody_tells_what_changed_the_last_that_is_known_is_served() {
    let cache = PageCache::new(1 << 20);
    ask(&cache, "front", page("old")).await;
    ask(&cache, "news", Rendered::html("old".to_owned()).tag("news")).await;
    cache.drop_tags(["news"]);
    cache.drop_tags([Tag::UNHEARD]);
    assert_eq!(ask(&cache, "front", page("new")).await, "old");
    let takes = HeaderMap::from_iter([(http::header::ACCEPT_ENCODING, "gzip".parse().unwrap())]);
    for headers in [HeaderMap::new(), takes, HeaderMap::new()] {
        assert!(cache.answer::<Bytes>(&headers, "front").is_some());
    }
    assert!(cache.answer::<Bytes>(&HeaderMap::new(), "news").is_none(), "dropped for certain");
    cache.drop_tags([Tag::new("menu"), Tag::HEARD]);
    assert!(cache.answer::<Bytes>(&HeaderMap::new(), "front").is_none(), "no longer in doubt");
    assert_eq!(ask(&cache, "front", page("new")).await, "new");

    cache.drop_tags([Tag::UNHEARD]);
    cache.drop_tags([Tag::HEARD]);
    assert_eq!(
        ask(&cache, "front", page("newer")).await,
        "newer",
        "nothing said so, and yet it is not trusted"
    );
}

#[tokio::test]
async fn bad_input_87_what_was_known_is_served_when_the_database_comes_back_briefly_and_goes_again()
{
    let cache = PageCache::new(1 << 20);
    let none = HeaderMap::new();
    let failing = async |key: &str, problem: Problem| {
        let answer = cache.get_or_render(&none, key, || async { Err(problem) }).await;
        let body = answer.map_err(|problem| problem.status.as_u16())?.into_body();
        Ok::<_, u16>(body.collect().await.unwrap().to_bytes())
    };
    ask(&cache, "front", page("old")).await;
    ask(&cache, "news", Rendered::html("old".to_owned()).tag("news")).await;
    cache.drop_tags([Tag::UNHEARD]);
    cache.drop_tags([Tag::new("news"), Tag::HEARD]);
    // Away again, and for five seconds nobody says so.
    for _ in 0..2 {
        assert_eq!(failing("front", Problem::unavailable(2)).await.unwrap(), "old");
        assert_eq!(
            failing("news", Problem::unavailable(2)).await,
            Err(503),
            "it was told to be stale"
        );
        assert_eq!(failing("unknown", Problem::unavailable(2)).await, Err(503));
        assert_eq!(failing("front", Problem::not_found()).await, Err(404), "it is no longer there");
        assert_eq!(failing("front", Problem::fault()).await, Err(500), "a fault does not pass");
    }
    // In doubt once more and out of it: the last known is still the same.
    cache.drop_tags([Tag::UNHEARD]);
    assert_eq!(ask(&cache, "front", page("new")).await, "old");
    cache.drop_tags([Tag::HEARD]);
    assert_eq!(failing("front", Problem::unavailable(2)).await.unwrap(), "old");
    assert_eq!(ask(&cache, "front", page("new")).await, "new", "the database is back");
    assert_eq!(ask(&cache, "front", page("newer")).await, "new");
}

#[tokio::test]
async fn bad_input_87_what_was_rendered_while_it_fell_in_doubt_is_last_known_too() {
    let cache = PageCache::new(1 << 20);
    let none = HeaderMap::new();
    let rendered = cache.get_or_render(&none, "front", || async {
        cache.drop_tags([Tag::UNHEARD]);
        cache.drop_tags([Tag::HEARD]);
        Ok::<_, Infallible>(page("old"))
    });
    rendered.await.unwrap();
    assert!(cache.answer::<Bytes>(&none, "front").is_none(), "it is in doubt");
    let away = || async { Err::<Rendered, _>(Problem::unavailable(2)) };
    assert!(cache.get_or_render(&none, "front", away).await.is_ok());
    assert_eq!(ask(&cache, "front", page("new")).await, "new");
}

proptest! {
    /// Whatever is asked, dropped and evicted: nobody sees bytes older than the last drop of their tag.
    #[test]
    fn nothing_stale_is_served(steps in prop::collection::vec((0_u8..12, 0_u8..3, 0_usize..3000), 1..200)) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let cache = PageCache::new(24 * 1024);
            let mut current = [0_u64; 3];
            for (key, tag, size) in steps {
                if key < 3 {
                    current[usize::from(tag)] += 1;
                    cache.drop_tags([format!("t{tag}")]);
                } else {
                    let now = current[usize::from(tag)];
                    let text = format!("{now} {}", "x".repeat(size));
                    let page = Rendered::html(text).tag(format!("t{tag}"));
                    let shown = ask(&cache, &format!("{key}/{tag}"), page).await;
                    let shown = String::from_utf8(shown.to_vec()).unwrap();
                    assert!(shown.starts_with(&format!("{now} ")));
                }
                assert!(cache.bytes() <= 24 * 1024);
            }
        });
    }
}
