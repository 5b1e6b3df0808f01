//! What is wrong with a document is said with file, line, column and part.

use eframe_ceds::document::{Coverage, Id};
use eframe_ceds::report::{Report, Target};
use eframe_ceds::{Data, Document, Format, Instrument, Plan, What};

const HEAD: &str =
    "format = 1\nid = \"x\"\nedition = \"1\"\nlanguage = \"en\"\nname = { en = \"X\" }\n";

/// A document with a top called `top`, and what else stands from line 9 on.
fn with(rest: &str) -> String {
    format!("{HEAD}\n[[node]]\nid = \"top\"\n{rest}")
}

/// The faults of a document, as they are said.
fn faults(text: &str) -> Vec<String> {
    match Instrument::read("x.toml", text, Format::Toml) {
        Ok(_) => Vec::new(),
        Err(error) => error.to_string().lines().map(str::to_owned).collect(),
    }
}

const A: &str = "[[indicator]]\nid = \"a\"\nparent = \"top\"\n";

#[test]
fn a_small_one_is_right_and_the_same_in_json() {
    let text = with(A);
    let read = Instrument::read("x.toml", &text, Format::Toml).expect("it is right");
    let json = serde_json::to_string(read.document()).expect("JSON");
    let again = Instrument::read("x.json", &json, Format::Json).expect("it is right");
    assert_eq!(read, again);
    let toml = toml::to_string(read.document()).expect("TOML");
    assert_eq!(Instrument::read("x.toml", &toml, Format::Toml), Ok(again));
}

#[test]
fn faults_name_file_line_column_and_part() {
    let cases = [
        (with(&format!("{A}colour = 1\n")), "x.toml:12:1: indicator \"a\": unknown field `colour`"),
        (
            with(&format!("{A}{}", A.replace("top", "tip").replace("\"a\"", "\"b\""))),
            "x.toml:14:1: indicator \"b\": `parent` names \"tip\"",
        ),
        (with(&format!("{A}{A}")), "x.toml:13:1: indicator \"a\": the id \"a\" is already taken"),
        (with(""), "x.toml:7:1: node \"top\": it has nothing below it"),
        (
            with(&format!("{A}weight = -1\n")),
            "x.toml:12:1: indicator \"a\": the weight -1 is below 0",
        ),
        (
            with(&format!("{A}weight = nan\n")),
            "x.toml:12:10: indicator \"a\": NaN is not a finite number",
        ),
        (
            with(&format!("{A}weight = inf\n")),
            "x.toml:12:10: indicator \"a\": inf is not a finite number",
        ),
        (
            with(&format!("{A}normalise = \"goalposts\"\n")),
            "x.toml:12:1: indicator \"a\": `normalise` needs",
        ),
        (
            with(&format!("{A}normalise = \"minmax\"\n")),
            "x.toml:12:13: indicator \"a\": unknown variant `minmax`",
        ),
        (with(&format!("{A}round = 13\n")), "x.toml:12:9: indicator \"a\": at most 12 places"),
        (
            with(&format!("{A}name = {{ ko = \"가\" }}\n")),
            "x.toml:12:1: indicator \"a\": `name` is not there in \"en\"",
        ),
        (
            with(&format!("{A}denominator = \"people\"\n")),
            "x.toml:12:1: indicator \"a\": `denominator` names \"people\"",
        ),
        (
            with(A).replace("format = 1", "format = 2"),
            "x.toml:1:1: format: it is written in form 2",
        ),
        (
            with(&format!("{A}\n[ranking]\nof = [\"tip\"]\n")),
            "x.toml:14:1: ranking: `of` names \"tip\"",
        ),
        (
            with(&format!("{A}[[level]]\nid = \"l\"\n[[level]]\nid = \"m\"\n")),
            "x.toml:14:1: level \"m\": no node is 1 below",
        ),
        (
            with(&format!("{A}goalposts = {{ low = 0, high = 9 }}\ntransform = \"log\"\n")),
            "`goalposts` is 0; it has to be where",
        ),
        ("format = ".to_owned(), "x.toml:1:10: "),
    ];
    for (text, expected) in cases {
        let found = faults(&text);
        assert_eq!(found.len(), 1, "{expected}: {found:?}");
        assert!(found[0].contains(expected), "{expected}: {found:?}");
    }
}

#[test]
fn every_fault_is_said_at_once_in_the_documents_order() {
    let text = with(&format!("{A}weight = -1\n[[fact]]\nid = \"a\"\n[[ladder]]\nid = \"l\"\n"));
    let found = faults(&text);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[0].starts_with("x.toml:12:1:") && found[2].starts_with("x.toml:15"), "{found:?}");
}

#[test]
fn json_has_lines_too() {
    let json = "{\n\"format\": 1, \"id\": \"x\", \"edition\": \"1\", \"language\": \"en\",\n\"name\": {\"en\": \"X\"},\n\
                \"node\": [{\"id\": \"top\"}],\n\"indicator\": [\n{\"id\": \"a\", \"parent\": \"top\"},\n\
                {\"id\": \"b\", \"parent\": \"tip\"}\n]}";
    let error = Instrument::read("x.json", json, Format::Json).expect_err("it is wrong");
    assert!(error.to_string().starts_with("x.json:7:23: indicator \"b\": `parent`"), "{error}");
    let wrong = json.replace("\"parent\": \"tip\"", "\"parrot\": 1");
    let error = Instrument::read("x.json", &wrong, Format::Json).expect_err("it is wrong");
    assert!(
        error.to_string().starts_with("x.json:7:20: indicator \"b\": unknown field"),
        "{error}"
    );
}

#[test]
fn bad_input_69_weights_are_all_there_or_none_and_not_all_nought() {
    let b = A.replace("\"a\"", "\"b\"");
    let left_out = faults(&with(&format!("{A}weight = 1\n{b}")));
    assert!(
        left_out[0].contains("\"b\": it has no weight, but others under \"top\""),
        "{left_out:?}"
    );
    let nought = faults(&with(&format!("{A}weight = 0\n{b}weight = 0\n")));
    assert!(nought[0].contains("node \"top\": the weights below it add up to 0"), "{nought:?}");
    let huge = faults(&with(&format!("{A}weight = 1e308\n{b}weight = 1e308\n")));
    assert!(huge[0].contains("infinite in sum"), "{huge:?}");
    assert_eq!(faults(&with(&format!("{A}weight = 3\n{b}weight = 0\n"))), Vec::<String>::new());
}

#[test]
fn nodes_that_are_below_themselves_are_named() {
    let node = |id: &str, parent: &str| format!("[[node]]\nid = \"{id}\"\nparent = \"{parent}\"\n");
    let text = with(&format!("{A}{}{}{}", node("p", "q"), node("q", "r"), node("r", "p")));
    let found = faults(&text);
    assert_eq!(found, ["x.toml:14:1: node \"p\": `parent` goes round in a circle: p > q > r > p"]);
}

#[test]
fn bad_input_73_conditions_that_wait_for_themselves_are_named() {
    let question = |id: &str, on: &str| {
        format!(
            "[[question]]\nid = \"{id}\"\nparent = \"top\"\nanswer = [{{ id = \"no\", score = 0 }}, {{ id = \"yes\", score = 1 }}]\n\
             when = {{ not = {{ question = \"{on}\", is = [\"no\"] }} }}\n"
        )
    };
    let text = with(&format!("{}{}{}", question("a", "c"), question("b", "a"), question("c", "b")));
    assert_eq!(
        faults(&text),
        ["x.toml:13:1: question \"a\": `when` goes round in a circle: a > c > b > a"]
    );
    let alone = with(&question("a", "a"));
    assert_eq!(
        faults(&alone),
        ["x.toml:13:1: question \"a\": `when` goes round in a circle: a > a"]
    );
}

#[test]
fn bad_input_73_what_is_huge_is_refused_and_what_is_large_is_read() {
    let large: String = (0..10_000)
        .map(|n| {
            format!(
                "[[question]]\nid = \"q{n}\"\nparent = \"top\"\nanswer = [{{ id = \"no\", score = 0 }}]\n{}",
                if n == 0 { String::new() } else { format!("when = {{ question = \"q{}\", is = [\"no\"] }}\n", n - 1) }
            )
        })
        .collect();
    assert_eq!(faults(&with(&large)), Vec::<String>::new());
    let huge = with(&format!("# {}\n", "x".repeat(Instrument::LARGEST)));
    assert!(faults(&huge)[0].contains("bytes; at most"));
    let deep = format!(
        "{}{}{}",
        "when = ",
        "{ not = ".repeat(40),
        "{ fact = \"f\" } ".to_owned() + &"} ".repeat(40)
    );
    assert!(!faults(&with(&format!("{A}{deep}\n"))).is_empty());
}

#[test]
fn a_document_that_a_program_built_is_checked_too() {
    let read = Instrument::read("x.toml", &with(A), Format::Toml).expect("it is right");
    let mut document: Document = read.into_document();
    document.indicators[0].per = Some(eframe_ceds::document::Number::ONE);
    let error = Instrument::new(document).expect_err("it is wrong");
    assert_eq!(error.file, "x");
    assert_eq!((error.faults[0].line, error.faults[0].column), (None, None));
    assert_eq!(error.faults[0].what, What::Needs { option: "per", needs: "`denominator`" });
}

#[test]
fn a_word_has_values_and_nothing_else_is_taken() {
    let fact =
        "[[fact]]\nid = \"port\"\nkind = \"word\"\nvalues = [{ id = \"yes\" }, { id = \"no\" }]\n";
    let text = with(&format!("{A}when = {{ fact = \"port\", is = [\"yes\"] }}\n{fact}"));
    let instrument = Instrument::read("x.toml", &text, Format::Toml).expect("it is right");
    let mut data = Data::builder(&instrument);
    let row = data.unit("u").expect("a unit");
    let error = data.text(row, "port", "Yes").expect_err("it is refused");
    assert_eq!(error.to_string(), "unit \"u\", column \"port\": \"Yes\" is not among its values");
    data.text(row, "port", "yes").expect("a value");
    let cases = [
        (text.replace("is = [\"yes\"]", "is = [\"maybe\"]"), "`when.is` names \"maybe\""),
        (text.replace("\"no\" }", "\"yes\" }"), "the id \"yes\" is already taken"),
        (text.replace("kind = \"word\"\n", ""), "`values` needs `kind = \"word\"`"),
        (
            format!(
                "{text}[[peers]]\nid = \"p\"\nfact = \"port\"\ngroup = [{{ id = \"g\", is = [\"no\", \"some\"] }}]\n"
            ),
            "`group.is` names \"some\"",
        ),
    ];
    for (text, expected) in cases {
        let said = faults(&text).join("\n");
        assert!(said.contains(expected), "{expected}: {said}");
    }
}

/// A scale of parts, and a question on it with what stands in `rest`.
fn parts(rest: &str) -> String {
    with(&format!(
        "[[scale]]\nid = \"level\"\nanswer = [{{ id = \"no\", score = 0 }}, {{ id = \"yes\", score = 1 }}]\n\
         [[scale]]\nid = \"system\"\npart = [{{ id = \"exists\", scale = \"level\" }}, {{ id = \"used\", scale = \"level\" }}]\n\
         [[question]]\nid = \"pay\"\nparent = \"top\"\nscale = \"system\"\nnext = {{ en = \"Begin.\" }}\n{rest}"
    ))
}

#[test]
fn parts_have_texts_of_their_own() {
    let text = parts(
        "[[question.part]]\nid = \"used\"\nask = { en = \"By all?\" }\nhelp = { en = \"H\" }\nevidence = { en = \"E\" }\n\
         next = { en = \"Train those who do not.\" }\n",
    );
    let instrument = Instrument::read("x.toml", &text, Format::Toml).expect("it is right");
    let question = &instrument.document().questions[0];
    let own = question.part(&Id::new("used").expect("an id")).expect("a text");
    assert_eq!(own.ask.get("en"), Some("By all?"));
    assert_eq!(question.part(&Id::new("exists").expect("an id")), None);

    let next = |exists, used| {
        let mut data = Data::builder(&instrument);
        let row = data.unit("u").expect("a unit");
        data.text(row, "pay/exists", exists).expect("an answer");
        data.text(row, "pay/used", used).expect("an answer");
        let data = data.build().expect("data");
        let plan = Plan::new(&instrument);
        let scores = plan.score(&data).expect("scores");
        let report = Report::new(&scores, "top", 0, Target::NextStage, &["en"]).expect("a report");
        report.answers[0].next.as_ref().map(|next| next.text.clone())
    };
    assert_eq!(next("yes", "no").as_deref(), Some("Train those who do not."));
    // The part that is lacking first says nothing of its own.
    assert_eq!(next("no", "no").as_deref(), Some("Begin."));
    assert_eq!(next("yes", "yes"), None);

    let cases = [
        (text.replace("id = \"used\"\nask", "id = \"linked\"\nask"), "`part.id` names \"linked\""),
        (text.replace("help = { en", "help = { ko"), "`part.help` is not there in \"en\""),
        (format!("{text}[[question.part]]\nid = \"used\"\n"), "the id \"used\" is already taken"),
        (format!("{text}[[question.part]]\nid = \"used\"\nname = {{}}\n"), "unknown field `name`"),
    ];
    for (text, expected) in cases {
        let said = faults(&text).join("\n");
        assert!(said.contains(expected), "{expected}: {said}");
    }
}

#[test]
fn minutes_are_those_of_a_node_or_the_sum_of_what_is_below() {
    let text = parts("").replace("[[node]]", "[questions]\nminutes = 2\n[[node]]");
    let minutes = |text: &str, node: &str| {
        let instrument = Instrument::read("x.toml", text, Format::Toml).expect("it is right");
        (instrument.minutes(node), instrument.all_minutes())
    };
    let section = "[[node]]\nid = \"section\"\nparent = \"top\"\n";
    let other =
        "[[question]]\nid = \"b\"\nparent = \"section\"\nscale = \"level\"\nminutes = 0.5\n";
    let two = format!("{text}{section}{other}");
    assert_eq!(minutes(&two, "section"), (Some(0.5), Some(2.5)));
    assert_eq!(minutes(&two, "nowhere"), (None, Some(2.5)));
    let said = format!("{text}{section}minutes = 30\n{other}");
    assert_eq!(minutes(&said, "top"), (Some(32.0), Some(32.0)));
    assert_eq!(minutes(&with(A), "top"), (None, None));
    let wrong = faults(&said.replace("minutes = 30", "minutes = -1"));
    assert!(wrong[0].contains("node \"section\": `minutes` is -1"), "{wrong:?}");
}

#[test]
fn a_translation_is_what_it_says() {
    let node = "[[node]]\nid = \"part\"\nparent = \"top\"\nname = { en = \"Part\", ko = \"부\" }\ntext = { en = \"T\", ko = \"글\" }\n";
    let text = format!(
        "{}{node}{}text = {{ en = \"What it is\" }}\n",
        with("name = { en = \"Top\", ko = \"위\" }\n")
            .replace("{ en = \"X\" }", "{ en = \"X\", ko = \"엑스\" }"),
        A.replace("top", "part")
    );
    let declared = |how: &str| format!("{text}[translation.ko]\n{how}\n");
    // Nothing is promised where nothing is declared.
    assert_eq!(faults(&text), Vec::<String>::new());
    let partial = declared("coverage = \"partial\"\nnames = true\nnote = { en = \"Names.\" }");
    let instrument = Instrument::read("x.toml", &partial, Format::Toml).expect("it is right");
    let found = instrument.translations();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].language.as_str(), found[0].declared), ("ko", Some(Coverage::Partial)));
    assert_eq!((found[0].texts, found[0].of), (4, 5));
    let cases = [
        (
            declared("coverage = \"complete\""),
            "x.toml:19:14: translation \"ko\": `text` of indicator \"a\" is not there in \"ko\", and 0 more",
        ),
        (
            declared("coverage = \"partial\"\nnodes = [\"part\"]"),
            "translation \"ko\": `text` of indicator \"a\" is not there",
        ),
        (declared("coverage = \"partial\"\nnodes = [\"tip\"]"), "`nodes` names \"tip\""),
        (
            declared("coverage = \"partial\"")
                .replace("{ en = \"What it is\" }", "{ en = \"W\", ko = \"무\" }"),
            "it says that \"ko\" is partial, and every text is there",
        ),
        (declared("coverage = \"complete\"\nnames = true"), "needs `coverage = \"partial\"`"),
        (declared("coverage = \"some\""), "unknown variant `some`"),
        (
            declared("coverage = \"partial\"\nnote = { ko = \"일부\" }"),
            "`note` is not there in \"en\"",
        ),
        (
            declared("coverage = \"partial\"").replace("[translation.ko]", "[translation.en]"),
            "translation \"en\": `translation` needs a language that is not the document's own",
        ),
        (
            declared("coverage = \"partial\"").replace("[translation.ko]", "[translation.fr]"),
            "x.toml:5:1: name: it has a text in \"ko\", which `translation` does not name",
        ),
        (
            declared("coverage = \"partial\"\nnames = true").replace(", ko = \"위\"", ""),
            "translation \"ko\": `name` of node \"top\" is not there",
        ),
    ];
    for (text, expected) in cases {
        let said = faults(&text).join("\n");
        assert!(said.contains(expected), "{expected}: {said}\n{text}");
    }
}
