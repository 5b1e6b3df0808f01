use crate::ran::{ceds, folder, with_input};

/// A city that stands at the second level everywhere, as data of the bundled instrument.
pub(crate) fn city(folder: &std::path::Path) -> String {
    let template = ceds(folder, "template -i ceds").out;
    let answer = |column: &str| match column {
        "unit" => "Aville",
        "population" => "300000",
        "income" => "high",
        "region" => "europe",
        column if column.starts_with("runs-") => "yes",
        column if column.contains("/exists") => "no",
        column if column.contains('/') => "",
        _ => "2",
    };
    let cells: Vec<&str> = template.trim().split(',').map(answer).collect();
    format!("{template}{}\n", cells.join(","))
}

#[test]
fn a_budget_becomes_a_plan() {
    let folder = folder();
    let data = city(folder.path());
    let typed = "roadmap -i ceds - --budget 300 -f json";
    let ran = with_input(folder.path(), typed, &data);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    let found: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let tables = &found["tables"];
    let steps = tables["steps"].as_array().expect("steps");
    assert!(!steps.is_empty());
    let spent: f64 = steps.iter().map(|step| step["cost"].as_f64().expect("a cost")).sum();
    assert!(spent <= 300.0, "{spent}");
    assert_eq!(tables["years"][0]["spent"].as_f64(), Some(spent));
    let told = |what: &str| {
        let rows = tables["roadmap"].as_array().expect("rows");
        rows.iter().find(|row| row["what"] == what).expect("a row")["value"].clone()
    };
    let gain = told("gain over the years").as_f64().expect("a number");
    assert!(
        gain > 0.0
            && gain + 1e-9 >= told("gain of the best bargains first").as_f64().expect("a number")
    );
    let searched = told("searched");
    let searched = searched.as_str().expect("a text");
    assert!(searched.contains("modules in 1 years") && searched.contains("by "), "{searched}");
    assert!(tables["left"].as_array().is_some_and(|left| !left.is_empty()));
    // Cut short or not, whoever types the same one-year plan again has the same.
    assert_eq!(with_input(folder.path(), typed, &data).out, ran.out);
}

#[test]
fn a_long_search_shows_how_far_it_is_and_ends_when_its_time_is_up() {
    let folder = folder();
    let data = city(folder.path());
    let typed = "roadmap -i ceds - --budget 800 --years 5 --seconds 2 -f json";
    let ran = with_input(folder.path(), &format!("{typed} --progress"), &data);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert!(ran.err.contains("seconds 1 of 2") && ran.err.ends_with('\n'), "{}", ran.err);
    let found: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert!(found["tables"]["steps"].as_array().is_some_and(|steps| !steps.is_empty()));
    // Where standard error is no terminal and nobody asks, it stays empty.
    assert_eq!(with_input(folder.path(), typed, &data).err, "");
}

#[test]
fn what_cannot_be_planned_is_said() {
    let folder = folder();
    let path = folder.path();
    let data = city(path);
    for (typed, said) in [
        ("roadmap -i ceds -", "--budget"),
        ("roadmap -i ceds - --budget 1,2 --years 3", "--years"),
        ("roadmap -i ceds - --budget=-1", "budget"),
        ("roadmap -i ceds - --budget 1 --unit Nowhere", "Nowhere"),
        ("roadmap -i ceds - --budget 1 --built nothing", "nothing"),
        ("roadmap -i small.toml cities.csv --budget 1 --unit Aville", "--modules"),
    ] {
        let ran = with_input(path, typed, &data);
        assert_eq!(ran.status, Some(2), "{typed}: {}", ran.err);
        assert!(ran.err.contains(said), "{typed}: {}", ran.err);
    }
    std::fs::write(path.join("modules.toml"), "format = 1\ninstrument = \"x\"\n").expect("written");
    let ran = with_input(path, "roadmap -i ceds - --budget 1 --modules modules.toml", &data);
    assert_eq!(ran.status, Some(1), "{}", ran.err);
    assert!(ran.err.starts_with("modules.toml"), "{}", ran.err);
}
