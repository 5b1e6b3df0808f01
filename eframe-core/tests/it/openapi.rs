//! What the description of services says.

use eframe_core::block::axum::extract::Path;
use eframe_core::openapi::{Clash, merge};
use eframe_core::{Component, Permission};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

#[derive(Serialize, ToSchema)]
struct Street {
    name: String,
}

#[utoipa::path(get, path = "/", operation_id = "listStreets", responses((status = 200, body = [Street])))]
async fn list() {}

#[utoipa::path(
    put, path = "/{id}", operation_id = "changeStreet",
    params(("id" = String, Path), ("If-Match" = String, Header)),
    request_body = Street,
    responses((status = 200, body = Street), (status = 409, description = "The name is taken."))
)]
async fn change(_: Path<String>) {}

const NAME: Permission = Permission::new("streets.street.name");

#[utoipa::path(
    post, path = "/", operation_id = "nameStreet", security((), ("bearer" = [NAME])), responses((status = 201))
)]
async fn name() {}

#[utoipa::path(delete, path = "/", operation_id = "listStreets", responses((status = 204)))]
async fn same_id() {}

mod other {
    use super::{Serialize, ToSchema};

    #[derive(Serialize, ToSchema)]
    pub(super) struct Street {
        length: u32,
    }
}

#[utoipa::path(get, path = "/", operation_id = "listRoads", responses((status = 200, body = other::Street)))]
async fn same_schema() {}

fn streets() -> Component {
    Component::from_api(
        "streets",
        OpenApiRouter::new().routes(routes!(list, name)).routes(routes!(change)),
    )
}

fn statuses(document: &serde_json::Value, path: &str, method: &str) -> Vec<String> {
    let responses = &document["paths"][path][method]["responses"];
    responses.as_object().expect("responses").keys().cloned().collect()
}

#[test]
fn every_operation_has_its_faults() {
    let streets = streets();
    let whole = merge("City", "1", &[("/api/v1/streets", streets.api().unwrap())]).unwrap().json();
    assert_eq!(whole["openapi"], "3.1.0");
    let listed = statuses(&whole, "/api/v1/streets", "get");
    assert_eq!(listed, ["200", "400", "401", "403", "406"]);
    let changed = statuses(&whole, "/api/v1/streets/{id}", "put");
    let all = ["200", "400", "401", "403", "404", "406", "409", "412", "413", "415", "422", "428"];
    assert_eq!(changed, all);
    let own = &whole["paths"]["/api/v1/streets/{id}"]["put"]["responses"]["409"]["description"];
    assert_eq!(own, "The name is taken.");
    let named = &whole["paths"]["/api/v1/streets"]["post"]["parameters"][0];
    assert_eq!((&named["name"], &named["in"]), (&"Idempotency-Key".into(), &"header".into()));
    assert!(whole["paths"]["/api/v1/streets"]["get"]["parameters"].is_null());
    assert!(whole["components"]["schemas"]["Problem"]["properties"]["code"].is_object());
    assert!(whole["components"]["securitySchemes"]["bearer"].is_object());
}

#[test]
fn an_operation_says_which_permissions_open_it() {
    let streets = streets();
    let whole = merge("City", "1", &[("/api/v1/streets", streets.api().unwrap())]).unwrap().json();
    let ways = &whole["paths"]["/api/v1/streets"]["post"]["security"];
    assert_eq!(*ways, serde_json::json!([{}, { "bearer": ["streets.street.name"] }]));
    assert!(whole["paths"]["/api/v1/streets"]["get"]["security"].is_null());
    assert_eq!(whole["security"], serde_json::json!([{}, { "bearer": [] }]));
}

#[test]
fn one_name_means_one_thing() {
    let streets = streets();
    let other = |router: OpenApiRouter| Component::from_api("other", router);
    let schema = other(OpenApiRouter::new().routes(routes!(same_schema)));
    let id = other(OpenApiRouter::new().routes(routes!(same_id)));
    let with = |prefix, component: &Component| {
        merge("City", "1", &[("/a", streets.api().unwrap()), (prefix, component.api().unwrap())])
            .map(|_| ())
    };
    assert_eq!(with("/b", &schema), Err(Clash::Schema("Street".to_owned())));
    assert_eq!(with("/b", &id), Err(Clash::Operation("listStreets".to_owned())));
    assert!(matches!(with("/a", &streets), Err(Clash::Operation(_))));
}
