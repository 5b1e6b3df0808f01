use utoipa::openapi::path::{
    HttpMethod, Operation, Parameter, ParameterBuilder, ParameterIn, PathItem,
};
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Schema, Type};
use utoipa::openapi::{ContentBuilder, OpenApi, Ref, RefOr, Required, ResponseBuilder};

/// Adds the problems that core answers for any block, and the key that core takes with every POST. Which problems, the
/// operation's shape tells; what the block described itself stays.
pub(super) fn add(document: &mut OpenApi) {
    let components = document.components.get_or_insert_default();
    components.schemas.insert("Problem".to_owned(), RefOr::T(problem()));
    for item in document.paths.paths.values_mut() {
        let shared = item.parameters.clone().unwrap_or_default();
        for (method, operation) in operations(item) {
            if matches!(method, HttpMethod::Post) {
                repeatable(operation);
            }
            for (status, said) in fitting(&method, operation, &shared) {
                let responses = &mut operation.responses.responses;
                responses.entry(status.to_owned()).or_insert_with(|| {
                    let schema = RefOr::Ref(Ref::from_schema_name("Problem"));
                    let content = ContentBuilder::new().schema(Some(schema)).build();
                    let response = ResponseBuilder::new().description(said);
                    RefOr::T(response.content("application/problem+json", content).build())
                });
            }
        }
    }
}

/// Says that an operation takes the key of a request that may come twice.
fn repeatable(operation: &mut Operation) {
    let said = "Your own text for this one intent, such as a UUID: within 24 hours the same request with it is carried \
                out once and answered the same.";
    let key = ObjectBuilder::new().schema_type(Type::String).min_length(Some(1));
    let parameter = ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(said))
        .schema(Some(key.max_length(Some(255))))
        .build();
    operation.parameters.get_or_insert_default().push(RefOr::T(parameter));
}

/// The operations of one path with their methods.
pub(super) fn operations(
    item: &mut PathItem,
) -> impl Iterator<Item = (HttpMethod, &mut Operation)> {
    [
        (HttpMethod::Get, item.get.as_mut()),
        (HttpMethod::Put, item.put.as_mut()),
        (HttpMethod::Post, item.post.as_mut()),
        (HttpMethod::Delete, item.delete.as_mut()),
        (HttpMethod::Patch, item.patch.as_mut()),
        (HttpMethod::Head, item.head.as_mut()),
    ]
    .into_iter()
    .filter_map(|(method, operation)| Some((method, operation?)))
}

fn fitting(
    method: &HttpMethod,
    operation: &Operation,
    shared: &[RefOr<Parameter>],
) -> Vec<(&'static str, &'static str)> {
    let own = operation.parameters.iter().flatten();
    let parameters: Vec<&Parameter> = own
        .chain(shared)
        .filter_map(|parameter| match parameter {
            RefOr::T(parameter) => Some(parameter),
            RefOr::Ref(_) => None,
        })
        .collect();
    let header = |name: &str| parameters.iter().any(|p| p.name.eq_ignore_ascii_case(name));
    let changes = !matches!(method, HttpMethod::Get | HttpMethod::Head);
    let mut faults = vec![
        ("400", "The request is malformed."),
        ("401", "Nobody has signed in, or the token is wrong."),
        ("403", "The permission is missing."),
        ("406", "The answer is not to be had in an accepted form."),
    ];
    if parameters.iter().any(|p| matches!(p.parameter_in, ParameterIn::Path)) {
        faults.push(("404", "There is no such thing, or none the caller may know of."));
    }
    if changes {
        faults.push(("409", "It does not fit what is: a race, or a rule."));
    }
    if operation.request_body.is_some() {
        faults.push(("413", "The body is too large."));
        faults.push(("415", "The body has another type than is taken."));
        faults.push(("422", "The body is understood and against a rule; see errors."));
    }
    if header("if-match") {
        faults.push(("412", "The ETag is not the current one."));
        faults.push(("428", "If-Match is missing."));
    }
    faults
}

fn text(said: &str) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String).description(Some(said))
}

/// The members of [`Problem`](crate::http::Problem) as it is sent.
fn problem() -> Schema {
    let pair =
        ArrayBuilder::new().items(text("Name and value.")).min_items(Some(2)).max_items(Some(2));
    let error = ObjectBuilder::new()
        .property("field", text("The member it is about."))
        .property("key", text("What is wrong, stable, for programs."))
        .property("args", ArrayBuilder::new().items(pair))
        .required("field")
        .required("key");
    let status =
        ObjectBuilder::new().schema_type(Type::Integer).description(Some("The status code."));
    ObjectBuilder::new()
        .description(Some("Why a request was not carried out (RFC 9457)."))
        .property("status", status)
        .property("code", text("What is wrong, stable, for programs."))
        .property("title", text("What is wrong, for people."))
        .property("detail", text("What is special about this case, and what helps."))
        .property("errors", ArrayBuilder::new().items(error))
        .required("status")
        .required("code")
        .required("title")
        .into()
}
