use super::*;

fn figure(value: f64) -> Option<Figure> {
    Figure::new(value, format!("{value}"))
}

fn axis() -> Axis {
    let ticks = [0.0, 50.0, 100.0].into_iter().filter_map(figure);
    Axis::new(0.0, 100.0).expect("an axis").ticks(ticks)
}

fn heading(id: &str, mirrored: bool) -> Heading {
    Heading::new(id, "Level <by> \"dimension\" & more")
        .described("Six of them.")
        .right_to_left(mirrored)
}

const NAMES: [&str; 6] = [
    "Governance Mechanism",
    "Policy and Institution",
    "공공서비스 기반과 정보통신망의 안전한 운영 그리고 모든 시민을 위한 서비스의 제공",
    "البنية التحتية للخدمات العامة في المدينة وضواحيها والمناطق الريفية المحيطة بها",
    "<script>alert('x')</script> & \"quotes\" \u{1}\u{fffe}",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
];

const VALUES: [f64; 6] = [0.0, 62.5, 100.0, f64::NAN, 1e308, -1e308];

/// One of each kind, with the worst that can be handed in.
fn all(mirrored: bool) -> Vec<Box<dyn Chart>> {
    let pairs = || NAMES.into_iter().zip(VALUES);
    let columns3 = ["Node", "Score", "Stage"].map(String::from);
    let columns4 = ["Node", "Score", "Target", "Gap"].map(String::from);
    let none = || "no score".to_owned();
    let mark = |(at, name): (f64, &str)| Some(Mark { at: figure(at)?, name: name.into() });
    let marks = [(20.0, "Building"), (40.0, "Established"), (60.0, "Connected"), (80.0, "Leading")];
    let bar = |(place, (name, value)): (usize, (&str, f64))| Bar {
        label: Label::foreign(name, if place == 2 { "ko" } else { "" }),
        depth: u8::try_from(place).unwrap_or(u8::MAX) % 3,
        value: figure(value),
        stage: (place % 2 == 1).then(|| "Connected".into()),
    };
    let gap = |(name, value): (&str, f64)| Gap {
        label: name.into(),
        score: figure(value),
        target: figure(75.0),
        gap: "12.5 to go".to_owned(),
    };
    let range = |(name, value): (&str, f64)| Range {
        label: name.into(),
        median: figure(value),
        low: figure(value - 8.0),
        high: figure(value + 5.0),
        own: value == 62.5,
    };
    let edition = |(name, value): (&str, f64)| Edition {
        label: name.into(),
        score: figure(value),
        warning: if value == 100.0 { "Another edition".to_owned() } else { String::new() },
    };
    let stretch = |(name, value): (&str, f64)| Stretch {
        label: name.into(),
        from: value / 40.0,
        to: value / 40.0 + 0.5,
        when: "2027".to_owned(),
        said: "60,000".to_owned(),
    };
    let spoke = |(name, value): (&str, f64)| Spoke {
        label: name.into(),
        values: vec![figure(value), figure(55.0), figure(75.0)],
    };
    let series =
        ["Own score", "Median of peers", "Target"].map(|name| Series { name: name.into() });
    vec![
        Box::new(Radar {
            heading: heading("radar", mirrored),
            axis: axis(),
            column: "Dimension".to_owned(),
            none: none(),
            series: series.into(),
            spokes: pairs().map(spoke).collect(),
        }),
        Box::new(Bars {
            heading: heading("bars", mirrored),
            axis: axis(),
            columns: columns3.clone(),
            none: none(),
            marks: marks.into_iter().filter_map(mark).collect(),
            bars: pairs().enumerate().map(bar).collect(),
        }),
        Box::new(Gaps {
            heading: heading("gaps", mirrored),
            axis: axis(),
            columns: columns4.clone(),
            none: none(),
            gaps: pairs().map(gap).collect(),
        }),
        Box::new(Ranges {
            heading: heading("ranges", mirrored),
            axis: axis(),
            columns: columns4,
            none: none(),
            ranges: pairs().map(range).collect(),
        }),
        Box::new(History {
            heading: heading("history", mirrored),
            axis: axis(),
            columns: columns3.clone(),
            none: none(),
            editions: pairs().map(edition).collect(),
        }),
        Box::new(Gantt {
            heading: heading("gantt", mirrored),
            columns: columns3,
            years: ["2027", "2028", "2029"].map(String::from).to_vec(),
            stretches: pairs().map(stretch).collect(),
        }),
    ]
}

/// Whether tags are closed in their order and attributes are quoted: enough of XML to tell what would break a page. The texts and
/// the values of attributes it holds.
fn parsed(svg: &str) -> Vec<String> {
    let mut open = Vec::new();
    let mut texts = Vec::new();
    let mut rest = svg;
    while let Some(at) = rest.find('<') {
        texts.push(rest[..at].to_owned());
        let end = rest[at..].find('>').map(|end| at + end).expect("a tag ends");
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "closed out of order");
            continue;
        }
        let closed = tag.ends_with('/');
        let mut halves = tag.trim_end_matches('/').split('"');
        let first = halves.next().unwrap_or_default();
        let name = first.split(' ').next().unwrap_or_default().to_owned();
        assert!(!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic()), "{tag}");
        let halves: Vec<&str> = halves.collect();
        assert_eq!(halves.len() % 2, 0, "{tag}");
        texts.extend(halves.iter().step_by(2).map(|value| (*value).to_owned()));
        if !closed {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "not closed: {open:?}");
    texts
}

#[test]
fn every_chart_is_well_formed_and_escaped_whatever_it_is_called() {
    for mirrored in [false, true] {
        for chart in all(mirrored) {
            let svg = chart.svg();
            for text in parsed(&svg) {
                let bare = text.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "");
                let bare = bare.replace("&quot;", "").replace("&#39;", "");
                assert!(!bare.contains(['&', '<', '>', '\u{1}', '\u{fffe}']), "{text}");
            }
            assert!(!svg.contains("<script") && !svg.contains("style="), "{svg}");
        }
    }
}

#[test]
fn bad_input_68_no_number_that_is_none_is_ever_drawn() {
    for chart in all(false) {
        let svg = chart.svg();
        for text in parsed(&svg) {
            let numbers = text.split(|letter: char| !letter.is_ascii_alphanumeric());
            for word in numbers {
                assert!(!["NaN", "inf", "Infinity"].contains(&word), "{text}");
            }
        }
        assert!(svg.len() < 40_000, "no coordinate is endless: {}", svg.len());
    }
    assert_eq!(Figure::new(f64::NAN, "?"), None);
    assert_eq!(Figure::new(f64::INFINITY, "?"), None);
    assert_eq!(Axis::new(1.0, 1.0), None);
    assert_eq!(Axis::new(f64::MIN, f64::MAX), None);
}

#[test]
fn a_title_and_a_description_say_what_there_is() {
    for chart in all(false) {
        let svg = chart.svg();
        let id = &chart.heading().id;
        assert!(svg.contains("role=\"img\""));
        assert!(svg.contains(&format!("aria-labelledby=\"{id}-t {id}-d\"")));
        assert!(svg.contains("&lt;by&gt; &quot;dimension&quot; &amp; more</title>"));
        assert!(svg.contains("Six of them.</desc>"));
    }
}

#[test]
fn the_table_has_every_row_and_says_what_is_missing() {
    for chart in all(false) {
        let table = chart.table();
        assert_eq!(table.rows.len(), NAMES.len());
        for (row, name) in table.rows.iter().zip(NAMES) {
            assert_eq!(row.label.text, name);
            assert_eq!(row.cells.len() + 1, table.head.len());
        }
        let missing = &table.rows[3].cells;
        let is_time = chart.heading().id == "gantt";
        assert!(is_time || missing.contains(&"no score".to_owned()), "{missing:?}");
    }
}

#[test]
fn right_to_left_bars_grow_from_the_right() {
    let bar = |mirrored| Bars {
        heading: heading("b", mirrored),
        axis: axis(),
        columns: ["", "", ""].map(String::from),
        none: String::new(),
        marks: Vec::new(),
        bars: vec![Bar { label: "A".into(), depth: 0, value: figure(50.0), stage: None }],
    };
    let box_of = |svg: String| {
        let from = svg.find("<rect").expect("a bar");
        svg[from..from + svg[from..].find(" class").expect("a class")].to_owned()
    };
    assert_eq!(box_of(bar(false).svg()), "<rect x=\"2\" y=\"28\" width=\"133\" height=\"14\"");
    assert_eq!(box_of(bar(true).svg()), "<rect x=\"185\" y=\"28\" width=\"133\" height=\"14\"");
    assert!(bar(true).svg().contains("direction=\"rtl\""));
}

#[test]
fn nothing_to_show_is_a_picture_too() {
    let radar = Radar {
        heading: heading("r", false),
        axis: axis(),
        column: String::new(),
        none: String::new(),
        series: Vec::new(),
        spokes: Vec::new(),
    };
    parsed(&radar.svg());
    let history = History {
        heading: heading("h", false),
        axis: axis(),
        columns: ["", "", ""].map(String::from),
        none: String::new(),
        editions: vec![Edition {
            label: "2026".into(),
            score: figure(5.0),
            warning: String::new(),
        }],
    };
    parsed(&history.svg());
}
