use crate::ran::{ceds, folder};

#[test]
fn what_takes_no_time_is_told_where_nobody_chose() {
    let folder = folder();
    let ran = ceds(folder.path(), "analyse -i small.toml cities.csv");
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    let heads: Vec<&str> =
        ran.out.lines().filter(|line| !line.is_empty() && !line.contains(' ')).collect();
    assert_eq!(heads, ["weights", "alpha", "components", "loadings", "correlations"]);
    assert!(ran.out.contains("\nwaiting   0.5000"), "{}", ran.out);
}

#[test]
fn the_first_component_of_the_oecds_index_comes_out() {
    let folder = folder();
    let table = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/oecd_dgi_2023.csv");
    let typed = format!(
        "analyse -i dgi {table} --unit-column cc_iso3c --pass-over --alpha --components -f csv"
    );
    let ran = ceds(folder.path(), &typed);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    for part in [
        "table,row,column,value\nalpha,1,node,dgi\nalpha,1,parts,6\nalpha,1,alpha,0.916",
        "\ncomponents,1,component,1\ncomponents,1,eigenvalue,4.3",
        "\nloadings,36,component,6\n",
    ] {
        assert!(
            ran.out.contains(part),
            "{part}: {}",
            ran.out.lines().take(12).collect::<Vec<_>>().join("\n")
        );
    }
}

#[test]
fn runs_are_the_same_again_whatever_the_threads() {
    let folder = folder();
    let path = folder.path();
    let typed = "analyse -i small.toml cities.csv --ensemble 200 --seed 7 --vary weights=0.5 --vary normalise=min-max,rank --vary aggregate=arithmetic,minimum -f json";
    let ran = ceds(path, typed);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    assert_eq!(ceds(path, &format!("{typed} --threads 3")).out, ran.out);
    assert_ne!(ceds(path, &typed.replace("seed 7", "seed 8")).out, ran.out);
    let found: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let study = &found["tables"]["study"];
    assert_eq!(study[1]["value"], "7");
    assert_eq!(study[2]["value"], 200);
    assert_eq!(found["tables"]["ranks"][1]["unit"], "Beeton");
    assert_eq!(found["tables"]["ranks"][1]["rank"], 1);
}

#[test]
fn one_run_is_replayed_by_its_number() {
    let folder = folder();
    let path = folder.path();
    let vary = "--vary without=coverage,users,speed --seed 3";
    let of = |number: usize| {
        let typed = format!("analyse -i small.toml cities.csv --replay {number} {vary} -f json");
        let ran = ceds(path, &typed);
        assert_eq!(ran.status, Some(0), "{}", ran.err);
        serde_json::from_str::<serde_json::Value>(&ran.out).expect("JSON")["tables"].clone()
    };
    let runs: Vec<_> = (0..12).map(of).collect();
    let without = |what: &str| {
        runs.iter().find(|run| run["choices"][0]["choice"] == what).expect("in twelve runs")
    };
    // Without speed, Beeton's short waiting counts for nothing.
    let rank = |run: &serde_json::Value, place: usize| run["replay"][place]["rank"].clone();
    assert_eq!(rank(without("nothing"), 1), 1);
    assert_eq!(rank(without("speed"), 2), 1);
}

#[test]
fn sobols_indices_and_parts_left_out() {
    let folder = folder();
    let path = folder.path();
    let typed = "analyse -i small.toml cities.csv --sobol 32 --bootstraps 50 --vary weights=0.9 --vary aggregate=arithmetic,minimum --leave-one-out";
    let ran = ceds(path, typed);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert!(ran.err.contains("too small"), "{}", ran.err);
    assert!(ran.out.contains("sample large enough      no"), "{}", ran.out);
    let left: Vec<&str> = ran.out.lines().skip_while(|line| *line != "left-out").collect();
    assert_eq!(left.len(), 2 + 5, "{}", ran.out);
    assert!(ran.out.contains("base points  32"), "{}", ran.out);
}
