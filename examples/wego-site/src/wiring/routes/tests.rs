//! The manual's list of what each permission opens is what the description of the services says.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::Value;

use super::super::tests::hall;
use super::openapi;

/// A permission, the path and the method of an operation that it opens, and what is needed beside it.
type Opened = (String, String, String, String);

/// What is needed beside this permission where these are the ways in.
fn beside(permission: &str, ways: &[Vec<&str>]) -> String {
    if ways.iter().any(Vec::is_empty) {
        return "open without it too, for less".to_owned();
    }
    let others = |way: &Vec<&str>| {
        let others = way.iter().filter(|other| **other != permission);
        others.map(|other| format!("`{other}`")).collect::<Vec<_>>().join(" and ")
    };
    let ways = ways.iter().filter(|way| way.contains(&permission));
    let beside: Vec<_> = ways.map(others).collect();
    if beside.iter().any(String::is_empty) { String::new() } else { beside.join(" or ") }
}

fn opened(document: &Value) -> BTreeSet<Opened> {
    let mut found = BTreeSet::new();
    for (path, operations) in document["paths"].as_object().expect("paths") {
        for (method, operation) in operations.as_object().expect("operations") {
            let ways = operation["security"].as_array().into_iter().flatten();
            let ways: Vec<_> = ways.map(named).collect();
            for permission in ways.iter().flatten() {
                let beside = beside(permission, &ways);
                found.insert((
                    (*permission).to_owned(),
                    path.clone(),
                    method.to_uppercase(),
                    beside,
                ));
            }
        }
    }
    found
}

fn named(way: &Value) -> Vec<&str> {
    way["bearer"].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

#[tokio::test]
async fn what_each_permission_opens_stands_in_the_documents() {
    let hall = hall().await;
    let document = openapi(&hall.site).expect("one description").json();
    let (mut page, mut block) = (String::new(), String::new());
    for (permission, path, method, beside) in opened(&document) {
        let whose = permission.split('.').next().unwrap_or_default();
        if whose != block {
            block = whose.to_owned();
            let head = "| permission | operation | together with |\n|---|---|---|";
            let _ = writeln!(page, "\n### By JSON: {block}\n\n{head}");
        }
        let _ = writeln!(page, "| `{permission}` | `{method} {path}` | {beside} |");
    }
    let documents = include_str!("../../../../../docs/reference/permissions.md");
    let (_, there) = documents.split_once("<!-- by operation -->\n").expect("the place");
    assert!(there == page, "put this below the mark in docs/reference/permissions.md:\n{page}");
}
