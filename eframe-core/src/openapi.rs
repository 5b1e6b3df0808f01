//! The description of JSON services as OpenAPI 3.1.
//!
//! A [`Component`](crate::Component) made of described routes carries its [`ApiDoc`]; the host [`merge`]s
//! those of all it mounted into the one it serves.

mod faults;

use utoipa::openapi::schema::Components;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{InfoBuilder, OpenApi, OpenApiBuilder};

/// The description of one JSON service, or of all of them.
#[derive(Clone)]
pub struct ApiDoc(OpenApi);

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
        Self(document)
    }

    /// The document as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::to_value(&self.0).unwrap_or_default()
    }
}

/// One description of all services, each below the path it is mounted at.
///
/// # Errors
/// [`Clash`] when one name means two things.
pub fn merge(title: &str, version: &str, parts: &[(&str, &ApiDoc)]) -> Result<ApiDoc, Clash> {
    let info = InfoBuilder::new().title(title).version(version).build();
    let mut whole = OpenApiBuilder::new().info(info).components(Some(bearer())).build();
    for (prefix, ApiDoc(part)) in parts {
        refuse_clashes(&whole, part)?;
        let below = |prefix: &str, path: &str| match path {
            "/" => prefix.to_owned(),
            path => format!("{prefix}{path}"),
        };
        let paths = part.paths.paths.keys().map(|path| below(prefix, path));
        if let Some(taken) = paths.into_iter().find(|path| whole.paths.paths.contains_key(path)) {
            return Err(Clash::Path(taken));
        }
        whole = whole.nest_with_path_composer(*prefix, part.clone(), below);
    }
    let anonymous = SecurityRequirement::default();
    whole.security = Some(vec![anonymous, SecurityRequirement::new("bearer", [""; 0])]);
    Ok(ApiDoc(whole))
}

fn bearer() -> Components {
    let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer);
    let scheme = scheme.description(Some("A token that a person made for this.")).build();
    let mut components = Components::new();
    components.add_security_scheme("bearer", SecurityScheme::Http(scheme));
    components
}

fn refuse_clashes(whole: &OpenApi, part: &OpenApi) -> Result<(), Clash> {
    let schemas = |document: &OpenApi| document.components.clone().unwrap_or_default().schemas;
    let known = schemas(whole);
    for (name, schema) in schemas(part) {
        if known.get(&name).is_some_and(|same| *same != schema) {
            return Err(Clash::Schema(name));
        }
    }
    let ids = |document: &OpenApi| -> Vec<String> {
        let items = document.paths.paths.values().cloned();
        items
            .flat_map(|mut item| {
                faults::operations(&mut item)
                    .filter_map(|(_, o)| o.operation_id.clone())
                    .collect::<Vec<_>>()
            })
            .collect()
    };
    let known = ids(whole);
    ids(part)
        .into_iter()
        .find(|id| known.contains(id))
        .map_or(Ok(()), |id| Err(Clash::Operation(id)))
}

impl std::fmt::Debug for ApiDoc {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "ApiDoc({} paths)", self.0.paths.paths.len())
    }
}
