use eframe_core::Caller;
use eframe_core::personal::{Asked, Person, PersonalData as _};
use serde_json::json;

use crate::house::{Closed, houses, mina};
use crate::receiver::Receiver;

#[tokio::test]
async fn whoever_is_erased_is_named_in_no_message_any_more() {
    let receiver = Receiver::start().await;
    for house in houses(&[&receiver]).await {
        let id = house.added(&receiver.url()).await.endpoint.id;
        house.happens(&Closed { street: "jonas@else.example".to_owned() }).await;
        let asked: Asked = "jonas@else.example".parse().expect("an address");
        let person = Person::of(&asked);
        let all = house.webhooks.export(&person).await.expect("read");
        assert!(all.to_string().contains("jonas@else.example"), "{all}");
        house.webhooks.erase(&Caller::new(mina()), &person).await.expect("erased");
        assert_eq!(house.webhooks.export(&person).await.expect("read"), json!({}));
        house.send().await;
        let body = receiver.got_one().json().to_string();
        assert!(!body.contains("jonas"), "{body}");
        assert_eq!(house.deliveries(id).await.len(), 1);
    }
}
