//! The description of JSON services as OpenAPI 3.1.
//!
//! A [`Component`](crate::Component) made of described routes carries its [`ApiDoc`]; the host [`merge`]s
//! those of all it mounted into the one it serves.
//!
//! What an operation needs stands in its `security`, by the names of permissions: `security(("bearer" = [EDIT]))` in its
//! `utoipa::path`. Each entry is a way in, and all permissions of one are needed; `("bearer" = [])` lets whoever has signed in
//! pass, `()` everybody. An operation that says nothing needs nothing.

mod faults;

use std::sync::Arc;

use serde_json::{Map, Value};
use utoipa::openapi::schema::Components;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{InfoBuilder, OpenApi, OpenApiBuilder};

/// The description of one JSON service, or of all of them.
///
/// It is kept as the text that is served: as a tree it takes a hundred times the memory for as long as the
/// service lives, and nobody walks it again but [`merge`].
#[derive(Clone)]
pub struct ApiDoc(Arc<str>);

/// Two services use one name for different things, so a client generated from the description would be wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Clash {
    /// Two schemas of this name differ.
    #[error("two services describe the schema {0} differently: rename one")]
    Schema(String),
    /// Two operations have this id.
    #[error("two operations have the id {0}: rename one")]
    Operation(String),
    /// Two services describe this path.
    #[error("two services describe the path {0}")]
    Path(String),
}

impl ApiDoc {
    /// Takes a service's description and adds to every operation the problems that core itself answers.
    pub(crate) fn new(mut document: OpenApi) -> Self {
        faults::add(&mut document);
        Self::of(&document)
    }

    fn of(document: &impl serde::Serialize) -> Self {
        Self(serde_json::to_string(document).unwrap_or_default().into())
    }

    /// The document as JSON text, as it is served.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The document as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.0).unwrap_or_default()
    }
}

/// One description of all services, each below the path it is mounted at.
///
/// # Errors
/// [`Clash`] when one name means two things.
pub fn merge(title: &str, version: &str, parts: &[(&str, &ApiDoc)]) -> Result<ApiDoc, Clash> {
    let info = InfoBuilder::new().title(title).version(version).build();
    let mut whole = OpenApiBuilder::new().info(info).components(Some(bearer())).build();
    let anonymous = SecurityRequirement::default();
    whole.security = Some(vec![anonymous, SecurityRequirement::new("bearer", [""; 0])]);
    let mut whole = serde_json::to_value(&whole).unwrap_or_default();
    for (prefix, part) in parts {
        let mut part = part.json();
        add_components(&mut whole, &mut part)?;
        add_paths(&mut whole, &mut part, prefix)?;
    }
    Ok(ApiDoc::of(&whole))
}

fn bearer() -> Components {
    let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer);
    let scheme = scheme.description(Some("A token that a person made for this.")).build();
    let mut components = Components::new();
    components.add_security_scheme("bearer", SecurityScheme::Http(scheme));
    components
}

/// Takes over every schema and whatever else has a name; what two services share is the same for both.
fn add_components(whole: &mut Value, part: &mut Value) -> Result<(), Clash> {
    for (kind, named) in std::mem::take(object(&mut part["components"])) {
        let Value::Object(named) = named else { continue };
        let known = object(&mut whole["components"][&kind]);
        for (name, thing) in named {
            if known.get(&name).is_some_and(|same| *same != thing) {
                return Err(Clash::Schema(name));
            }
            known.insert(name, thing);
        }
    }
    Ok(())
}

fn add_paths(whole: &mut Value, part: &mut Value, prefix: &str) -> Result<(), Clash> {
    let known = ids(&whole["paths"]);
    if let Some(id) = ids(&part["paths"]).into_iter().find(|id| known.contains(id)) {
        return Err(Clash::Operation(id));
    }
    let paths = object(&mut whole["paths"]);
    for (path, item) in std::mem::take(object(&mut part["paths"])) {
        let path = if path == "/" { prefix.to_owned() } else { format!("{prefix}{path}") };
        if paths.contains_key(&path) {
            return Err(Clash::Path(path));
        }
        paths.insert(path, item);
    }
    Ok(())
}

/// The ids of all operations below these paths.
fn ids(paths: &Value) -> Vec<String> {
    let items = paths.as_object().into_iter().flat_map(Map::values);
    let operations = items.filter_map(Value::as_object).flat_map(Map::values);
    operations.filter_map(|one| Some(one.get("operationId")?.as_str()?.to_owned())).collect()
}

/// The object that stands here; an empty one where nothing did.
fn object(value: &mut Value) -> &mut Map<String, Value> {
    if !value.is_object() {
        *value = Value::Object(Map::new());
    }
    value.as_object_mut().expect("it is one by now")
}

impl std::fmt::Debug for ApiDoc {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "ApiDoc({} bytes)", self.0.len())
    }
}
