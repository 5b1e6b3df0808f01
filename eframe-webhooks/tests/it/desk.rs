use eframe_core::Language;
use eframe_webhooks::model::EndpointId;
use http::StatusCode;

use crate::house::{House, get, houses, mina, onlooker, post, reader, secret, with};
use crate::receiver::Receiver;

async fn only(house: &House) -> EndpointId {
    house.webhooks.endpoints(&mina()).await.expect("read")[0].id
}

#[tokio::test]
async fn somebody_adds_an_endpoint_tries_it_out_and_reads_its_answers() {
    let receiver = Receiver::start().await;
    for house in houses(&[&receiver]).await {
        let empty = house.at_desk(get("/")).await;
        assert!(empty.text.contains("No endpoint") && empty.text.contains("Add an endpoint"));
        let form = house.at_desk(get("/new")).await;
        assert!(form.text.contains("town.street.opened"), "{}", form.text);
        let url = receiver.url();
        let fields = [("about", "City app"), ("url", url.as_str()), ("events", "*")];
        let added = house.at_desk(post("/new?once=1", &fields)).await;
        assert_eq!(added.status, StatusCode::OK, "{}", added.text);
        assert_eq!(added.header("cache-control"), "no-store");
        let shown = secret(&added);
        let again = house.at_desk(post("/new?once=1", &fields)).await;
        assert_eq!(secret(&again), shown, "two clicks add one endpoint");

        let id = only(&house).await;
        let list = house.at_desk(get("/")).await;
        assert!(list.text.contains("One endpoint") && list.text.contains("City app"));
        assert!(!list.text.contains("of=town"), "what may be a secret is in no list");
        let page = format!("/{id}");
        let one = house.at_desk(get(&page)).await;
        assert!(one.text.contains("Nothing was sent yet"), "{}", one.text);
        assert!(!one.text.contains(&shown));
        let ask = house.at_desk(get(&format!("{page}/ping"))).await;
        assert!(ask.text.contains("Send a test to"), "{}", ask.text);
        let done = house.at_desk(post(&format!("{page}/ping"), &[])).await;
        assert_eq!(done.header("location"), format!("/desk/webhooks/{id}?done=ping"));
        receiver.replies(crate::receiver::Reply::Says(200, "", "thank <b>you</b>".to_owned()));
        house.send().await;
        receiver.got_one();
        let one = house.at_desk(get(&format!("{page}?done=ping"))).await;
        assert!(one.text.contains("A test is on its way") && one.text.contains("Arrived"));
        let message = house.delivery(id).await.message;
        let url = format!("{page}/messages/{message}");
        let read = house.at_desk(get(&url)).await;
        assert!(read.text.contains("thank &lt;b&gt;you"), "{}", read.text);
        assert!(read.text.contains("webhooks.ping"), "{}", read.text);
        let again = house.at_desk(post(&url, &[])).await;
        assert_eq!(again.header("location"), format!("/desk/webhooks/{id}?done=repeated"));
        let twice = house.at_desk(post(&url, &[])).await;
        assert_eq!(twice.status, StatusCode::CONFLICT);
        assert!(twice.text.contains("on its way already"), "{}", twice.text);
        house.send().await;
        receiver.got_one();
    }
}

#[tokio::test]
async fn an_endpoint_is_changed_switched_off_and_on_and_removed_at_the_desk() {
    let receiver = Receiver::start().await;
    for house in houses(&[&receiver]).await {
        let first = house.added(&receiver.url()).await;
        let (id, url) = (first.endpoint.id, receiver.url());
        let edit = format!("/{id}/edit");
        let form = house.at_desk(get(&edit)).await;
        let version = form.hidden("version");
        assert!(form.text.contains("of=town"), "whoever may change it sees the whole address");
        let wrong = [("version", version.as_str()), ("about", ""), ("url", "http://10.0.0.1/")];
        let wrong = house.at_desk(post(&edit, &wrong)).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        for said in
            ["Enter a name", "begins with https://", "at least one event", "http://10.0.0.1/"]
        {
            assert!(wrong.text.contains(said), "{said}: {}", wrong.text);
        }
        let fields = [
            ("version", version.as_str()),
            ("about", "Town app"),
            ("url", url.as_str()),
            ("events", "town.street.closed"),
            ("events", "town.street.opened"),
        ];
        let changed = house.at_desk(post(&edit, &fields)).await;
        assert_eq!(changed.header("location"), format!("/desk/webhooks/{id}?done=changed"));
        let stale = house.at_desk(post(&edit, &fields)).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert!(stale.text.contains("Somebody changed the endpoint"), "{}", stale.text);

        let step = |name: &str| format!("/{id}/{name}");
        let off = house.at_desk(post(&step("off"), &[])).await;
        assert_eq!(off.header("location"), format!("/desk/webhooks/{id}?done=off"));
        let page = house.at_desk(get(&format!("/{id}"))).await;
        assert!(page.text.contains("Switched off") && page.text.contains(&step("on")));
        let ping = house.at_desk(post(&step("ping"), &[])).await;
        assert_eq!(ping.status, StatusCode::CONFLICT, "{}", ping.text);
        assert!(ping.text.contains("Switch it on first"));
        house.at_desk(post(&step("on"), &[])).await;

        let version = house.at_desk(get(&step("rotate"))).await.hidden("version");
        let at_once = [("version", version.as_str()), ("at-once", "yes")];
        let rotated = house.at_desk(post(&step("rotate"), &at_once)).await;
        assert_ne!(secret(&rotated), first.secret);
        let endpoint = house.webhooks.endpoint(&mina(), id).await.expect("there");
        assert_eq!(endpoint.older, None);

        let gone = house.at_desk(post(&step("remove"), &[])).await;
        assert_eq!(gone.header("location"), "/desk/webhooks/?done=removed");
        assert_eq!(house.at_desk(get(&format!("/{id}"))).await.status, StatusCode::NOT_FOUND);
        assert_eq!(house.at_desk(get(&step("rename"))).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn who_looks_on_sees_no_buttons_and_who_may_not_sees_nothing() {
    let receiver = Receiver::start().await;
    for house in houses(&[&receiver]).await {
        let id = house.added(&receiver.url()).await.endpoint.id;
        let page = house.desk(&onlooker(), get(&format!("/{id}"))).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.text.contains("/rotate") && !page.text.contains("of=town"), "{}", page.text);
        for path in ["/new", &format!("/{id}/edit"), &format!("/{id}/remove")] {
            let denied = house.desk(&onlooker(), get(path)).await;
            assert_eq!(denied.status, StatusCode::FORBIDDEN, "{path}");
        }
        let denied = house.desk(&onlooker(), post(&format!("/{id}/remove"), &[])).await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN);
        assert_eq!(house.desk(&reader(), get("/")).await.status, StatusCode::FORBIDDEN);
        let hidden = house.desk(&reader(), get(&format!("/{id}"))).await;
        assert_eq!(hidden.status, StatusCode::NOT_FOUND);
        let arabic = house.desk_in(Language::AR, get("/")).await;
        assert!(arabic.text.contains("dir=\"rtl\"") && arabic.text.contains("نقطة استلام"));
        let paged =
            house.at_desk(with(get(&format!("/{id}?state=failed&after=x")), "accept", "*/*"));
        assert_eq!(paged.await.status, StatusCode::BAD_REQUEST, "a made-up cursor");
    }
}
