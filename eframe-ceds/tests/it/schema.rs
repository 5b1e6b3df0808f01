//! As much of JSON Schema as the document's schema uses.

use serde_json::Value;

/// Whether the document's schema takes a value; else where it does not.
pub(crate) fn check(value: &Value) -> Result<(), String> {
    check_by("ceds-document.schema.json", value)
}

/// Whether this schema of the reference takes a value; else where it does not.
pub(crate) fn check_by(schema: &str, value: &Value) -> Result<(), String> {
    let path = format!("{}/../docs/reference/{schema}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the schema is there");
    let root: Value = serde_json::from_str(&text).expect("the schema is JSON");
    valid(&root, &root, value, "document")
}

fn valid(root: &Value, schema: &Value, value: &Value, at: &str) -> Result<(), String> {
    let refuse = |why: &str| Err(format!("{at}: {why}: {value}"));
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.strip_prefix("#/$defs/").expect("a definition");
        return valid(root, &root["$defs"][name], value, at);
    }
    if let Some(forms) = schema["oneOf"].as_array() {
        let fits = forms.iter().filter(|form| valid(root, form, value, at).is_ok()).count();
        return if fits == 1 { Ok(()) } else { refuse("not one of the forms") };
    }
    if schema.get("const").is_some_and(|only| only != value) {
        return refuse("not the constant");
    }
    if schema["enum"].as_array().is_some_and(|names| !names.contains(value)) {
        return refuse("not one of the values");
    }
    match schema["type"].as_str() {
        Some("object") => object(root, schema, value, at),
        Some("array") => {
            let Some(items) = value.as_array() else { return refuse("no list") };
            if schema["minItems"].as_u64().is_some_and(|least| (items.len() as u64) < least) {
                return refuse("too short");
            }
            items.iter().enumerate().try_for_each(|(number, item)| {
                valid(root, &schema["items"], item, &format!("{at}[{number}]"))
            })
        }
        Some("string") if !value.is_string() => refuse("no text"),
        Some("boolean") if !value.is_boolean() => refuse("no truth value"),
        Some("integer") if !value.is_u64() => refuse("no whole number"),
        Some("number" | "integer") => {
            let Some(number) = value.as_f64() else { return refuse("no number") };
            let above = schema["exclusiveMinimum"].as_f64().is_none_or(|least| number > least);
            let from = schema["minimum"].as_f64().is_none_or(|least| number >= least);
            let to = schema["maximum"].as_f64().is_none_or(|most| number <= most);
            if above && from && to { Ok(()) } else { refuse("out of range") }
        }
        _ => Ok(()),
    }
}

fn object(root: &Value, schema: &Value, value: &Value, at: &str) -> Result<(), String> {
    let Some(members) = value.as_object() else { return Err(format!("{at}: no object: {value}")) };
    for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if !members.contains_key(name) {
            return Err(format!("{at}: {name} is not there"));
        }
    }
    for (name, member) in members {
        let at = format!("{at}.{name}");
        match (&schema["properties"][name], &schema["additionalProperties"]) {
            (Value::Null, Value::Bool(false)) => return Err(format!("{at}: unknown")),
            (Value::Null, other) => valid(root, other, member, &at)?,
            (known, _) => valid(root, known, member, &at)?,
        }
    }
    Ok(())
}
