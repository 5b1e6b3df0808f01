use super::*;

fn ground() -> RedirectGround<'static> {
    RedirectGround {
        redirects: BTreeMap::from([(old("/b.html"), to("/about"))]),
        addresses: ["/about", "/contact"].map(|path| path.parse().expect("an address")).into(),
        beside: ["en", "ko", "desk", "api"].map(str::to_owned).into(),
        tree: Version::FIRST,
        reserved: &[],
    }
}

fn old(path: &str) -> OldPath {
    path.parse().expect("a path")
}

fn to(target: &str) -> Target {
    target.parse().expect("a target")
}

fn plan(csv: &str) -> Result<RedirectPlan, Vec<(u64, &'static str)>> {
    let lines = read_redirects(csv.as_bytes());
    let told = |faults: Vec<Fault>| {
        faults.into_iter().map(|fault| (fault.line, fault.key.rsplit('.').next().expect("a name")))
    };
    let planned = lines.and_then(|lines| plan_redirects(&lines, &ground()));
    planned.map_err(|faults| told(faults).collect())
}

#[test]
fn bad_input_29_files_as_spreadsheets_write_them_are_read() {
    let wanted = RedirectPlan {
        added: vec![(old("/a.php?id=3"), to("/contact"))],
        changed: vec![(old("/b.html"), to("/about"), to("https://city.example/x"))],
        same: 0,
    };
    for csv in [
        "from,to\n/a.php?id=3,/contact\n/b.html,https://city.example/x",
        "\u{feff}From;To\r\n/a.php?id=3;/contact\r\n\r\n/b.html;https://city.example/x\r\n",
        "/a.php?id=3\t/contact\r/b.html\thttps://city.example/x\r",
        "\"/a.php?id=3\",\"/contact\"\n \"/b.html\" , https://city.example/x ",
    ] {
        let csv = csv.replace(" \"/b.html\" ", "/b.html");
        assert_eq!(plan(&csv).as_ref(), Ok(&wanted), "{csv:?}");
    }
}

#[test]
fn bad_input_29_the_wrong_line_is_named() {
    for (csv, wrong) in [
        ("", vec![(0, "empty")]),
        ("from,to\r\n", vec![(0, "empty")]),
        ("/a,/about\r\n/b\r\n", vec![(2, "cells")]),
        ("/a,/about,x\n\"/b,/about", vec![(1, "cells"), (2, "cells")]),
        ("/a,/about\na,/about\n/c,about", vec![(2, "path"), (3, "target")]),
        ("=cmd()|x,/about", vec![(1, "path")]),
        ("/a,/about\n/a,/contact", vec![(2, "twice")]),
        (
            "/about,/contact\n/news,/about\n/en/old,/about",
            vec![(1, "taken"), (2, "reserved"), (3, "language")],
        ),
        ("/a,/nowhere", vec![(1, "nowhere")]),
    ] {
        assert_eq!(plan(csv), Err(wrong), "{csv:?}");
    }
    assert_eq!(read_redirects(b"/a,\xff").unwrap_err()[0].key, "cms.desk.redirects.fault.encoding");
}

#[test]
fn bad_input_27_a_circle_is_refused_on_each_of_its_lines() {
    assert_eq!(plan("/x,/x"), Err(vec![(1, "circle")]));
    assert_eq!(plan("/x,/y\n/z,/about\n/y,/x#a"), Err(vec![(1, "circle"), (3, "circle")]));
    // Also over one that is there already, and over a query.
    assert_eq!(plan("/b.html,/c\n/c,/b.html?x=1"), Err(vec![(1, "circle"), (2, "circle")]));
    // What leads into one without being of it leads nowhere either.
    let into = plan("/x,/y\n/y,/y?a=1\n/z,/x").expect_err("a circle");
    assert_eq!(into, [(1, "circle"), (2, "circle"), (3, "circle")]);
    // One after the other is none.
    assert_eq!(plan("/x,/b.html\n/y,/x").map(|plan| plan.added.len()), Ok(2));
}

#[test]
fn what_is_written_is_read_again_and_no_cell_is_a_formula() {
    let since = Timestamp::UNIX_EPOCH;
    let redirect = |(path, target)| Redirect { path: old(path), target: to(target), since };
    let all = [("/a,b;c.html", "/about"), ("/=x", "https://city.example/,"), ("/소개", "/")];
    let csv = write_redirects(&all.map(redirect));
    let read = read_redirects(csv.as_bytes()).expect("a file");
    let pairs = read.iter().map(|line| (line.path.as_str(), line.target.as_str()));
    assert_eq!(pairs.collect::<Vec<_>>(), all);
    let cells = read.iter().flat_map(|line| [&line.path, &line.target]);
    assert!(cells.into_iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t'])));
}
