use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::model::{Coordinates, Happening, Member, OtherKind, folded};
use crate::permission::READ;
use crate::rules::samples::{approved, city, happened, noon, person, secretariat};
use crate::rules::status_at;

const NOW: &str = "2026-11-25";

fn checked(form: FileForm, text: &str) -> Result<CheckedFile, Vec<Fault>> {
    let rows = read_file(form, text.as_bytes())?;
    let (charter, taken) = (Charter::wego(), Taken::default());
    check_file(form, text.as_bytes(), &rows, &charter, &taken, &secretariat(), noon(NOW))
}

fn faults(text: &str) -> Vec<(u64, String, &'static str)> {
    let faults = checked(FileForm::Csv, text).unwrap_err();
    faults.into_iter().map(|fault| (fault.line, fault.column, fault.key)).collect()
}

/// The members that a file makes, as the register shows them.
fn members(file: &CheckedFile) -> Vec<Member> {
    let mut next = 0_u128;
    let given = || {
        next += 2;
        let [id, second] = [Uuid::from_u128(next), Uuid::from_u128(next + 1)];
        Given { id, second, entry: crate::model::EntryId::new(id), code: "abcdefghij".to_owned() }
    };
    let all = staged(file, given);
    let member = |one: Staged| Member {
        id: one.member.id,
        number: one.member.number,
        organisation: one.member.organisation,
        kind: one.member.kind,
        profile: one.member.profile,
        history: one.member.history,
        fees: one.fees,
        standing: one.member.standing,
        code: one.member.code,
        version: eframe_core::Version::FIRST,
    };
    all.into_iter().map(member).collect()
}

fn exported(form: FileForm, all: &[Member]) -> String {
    write_file(form, all, &Charter::wego(), noon(NOW))
}

const HEAD: &str = "number,kind,name,country,population,history";

#[test]
fn the_files_of_the_reference_are_read_as_it_says() {
    let page = include_str!("../../../../docs/reference/register.md");
    let fence = |language: &str| {
        let (_, rest) = page.split_once(&format!("```{language}\n")).expect("a fence");
        rest.split_once("```").expect("its end").0
    };
    let two = checked(FileForm::Csv, fence("text")).unwrap();
    let told: Vec<_> = two.members.iter().map(|one| one.standing).collect();
    assert_eq!(told, [Some(Standing::Full), Some(Standing::Suspended)]);
    let one = checked(FileForm::Json, fence("json")).unwrap();
    assert_eq!((one.members.len(), one.members[0].fees.len()), (1, 1));
    for column in super::csv::COLUMNS {
        assert!(page.contains(&format!("`{column}`")), "{column} is not described");
    }
}

#[test]
fn bad_input_29_what_a_fee_says_is_as_long_as_at_the_desk_and_no_longer() {
    let file = |reference: usize, reason: usize| {
        let (reference, reason) = ("r".repeat(reference), "w".repeat(reason));
        format!(
            r#"{{"format":"eframe-membership-register","version":1,"count":1,"members":[
            {{"number":"M-2014-0007","kind":"city","name":"Porto Azul","country":"BR",
            "history":[{{"on":"2014-04-01","what":"accepted"}}],"fees":[
            {{"period":"2024","amount":"1.00 USD","due":"2024-03-31","state":"paid","on":"2024-02-10","reference":"{reference}"}},
            {{"period":"2025","amount":"1.00 USD","due":"2025-03-31","state":"waived","on":"2025-02-10","reason":"{reason}"}}]}}]}}"#
        )
    };
    assert!(checked(FileForm::Json, &file(200, 5_000)).is_ok());
    for (reference, reason, most) in [(201, 0, "200"), (0, 5_001, "5000")] {
        let faults = checked(FileForm::Json, &file(reference, reason)).unwrap_err();
        let [Fault { line: 2, column, key: "membership.field.long", args }] = faults.as_slice()
        else {
            panic!("{faults:?}")
        };
        assert_eq!((column.as_str(), args[0].1.as_str()), ("fees", most));
    }
}

#[test]
fn bad_input_29_what_spreadsheets_write_is_read() {
    for (apart, ends, mark) in
        [(",", "\n", ""), (";", "\r\n", "\u{feff}"), ("\t", "\n", "\u{feff}"), (";", "\n", "")]
    {
        let head = HEAD.replace(',', apart);
        let row = [
            "M-2014-0007",
            "city",
            "\"Porto \"\"Azul\"\"\"",
            "br",
            "1 200 000",
            "\"2014-04-01 submitted; 2014-10-01 approved general-assembly\"",
        ]
        .join(apart);
        let file = checked(FileForm::Csv, &format!("{mark}{head}{ends}{row}{ends}{ends}")).unwrap();
        let [member] = file.members.as_slice() else { panic!("one member") };
        assert_eq!(member.profile.name, "Porto \"Azul\"");
        assert_eq!(
            (member.profile.population, member.standing),
            (Some(1_200_000), Some(Standing::Full))
        );
        assert_eq!((member.line, member.joined.year()), (2, 2014));
    }
}

#[test]
fn bad_input_29_every_bad_line_is_named_with_its_line_and_column() {
    let text = format!(
        "{HEAD}\n\
         M-2014-0007,city,Porto Azul,BR,1000,2014-04-01 submitted\n\
         M-2014-0007,town,,XX,-1,2014-04-01 submitted\n\
         x,city,\"Two\nlines\",BR,1000,2014-13-01 submitted\n\
         ,city,Short,BR\n\
         ,city,Late,BR,1000,2099-01-01 submitted; 2014-01-01 jumped\n\
         ,city,Never,BR,1000,2020-04-01 submitted\n\
         ,city,Empty,BR,1000,\n"
    );
    let rows = faults(&text);
    // A line of another length is a fault of form, told before anything is checked.
    assert_eq!(rows, [(6, String::new(), "core.desk.sheet.cells")]);
    let found = faults(&text.replace(",city,Short,BR\n", ""));
    let of = |line: u64| -> Vec<(&str, &str)> {
        found
            .iter()
            .filter(|(at, ..)| *at == line)
            .map(|(_, column, key)| (&**column, *key))
            .collect()
    };
    assert_eq!(of(2), []);
    assert_eq!(
        of(3),
        [
            ("number", "membership.desk.import.number.twice"),
            ("kind", "membership.field.kind.unknown"),
            ("name", "membership.field.empty"),
            ("country", "membership.field.country.unknown"),
            ("population", "membership.field.population.form"),
        ]
    );
    assert_eq!(
        of(4),
        [
            ("name", "membership.desk.import.characters"),
            ("number", "membership.desk.import.number.form"),
            ("history", "membership.desk.import.day.form"),
        ]
    );
    assert_eq!(
        of(6),
        [
            ("history", "membership.desk.import.day.future"),
            ("history", "membership.desk.import.day.order"),
            ("history", "membership.desk.import.history.unknown"),
        ]
    );
    assert_eq!(of(7), [("history", "membership.desk.import.history.never")]);
    assert_eq!(of(8), [("history", "membership.desk.import.history.empty")]);
}

#[test]
fn bad_input_05_a_reason_with_marks_that_turn_the_text_is_refused() {
    for mark in ["\u{202e}", "\u{61c}", "\u{200f}", "\u{2028}", "\u{200b}"] {
        let file = format!(
            "kind,name,country,history\n\
             city,Seoul,KR,2018-01-10 accepted; 2018-06-01 approved executive-committee; \
             2019-01-01 suspended as{mark}ked\n"
        );
        let found = faults(&file);
        assert!(
            found.contains(&(2, "history".to_owned(), "membership.desk.import.characters")),
            "{mark:?}: {found:?}"
        );
    }
}

#[test]
fn bad_input_29_columns_are_named_that_are_missing_unknown_or_there_twice() {
    let found = faults("kind,name,name,colour\ncity,x,x,red\n");
    let keys: Vec<_> = found.iter().map(|(_, column, key)| (&**column, *key)).collect();
    assert_eq!(
        keys,
        [
            ("name", "core.desk.sheet.column-twice"),
            ("colour", "core.desk.sheet.column-unknown"),
            ("country", "core.desk.sheet.column-missing"),
            ("history", "core.desk.sheet.column-missing"),
        ]
    );
}

#[test]
fn bad_input_29_formulas_leave_as_text_and_come_back_as_they_were() {
    for name in ["=1+1", "+82 city", "-", "@city", "'=x", "''+x", "'quoted", "\u{ff1d}1"] {
        let mut member = city(&[("2020-01-10", Happening::Accepted)], NOW);
        member.profile.name = name.to_owned();
        member.profile.coordinates = Some(Coordinates { latitude: -37_500_000, longitude: 5 });
        let file = exported(FileForm::Csv, &[member]);
        let cell = file.split(',').nth(13).unwrap();
        assert!(!cell.starts_with(['=', '+', '-', '@', '\u{ff1d}']), "{cell}");
        assert!(file.contains(",-37.5,"), "a plain number stays one");
        assert_eq!(checked(FileForm::Csv, &file).unwrap().members[0].profile.name, name);
    }
}

#[test]
fn bad_input_29_a_file_that_was_cut_or_changed_is_refused() {
    let member = city(&[("2020-01-10", Happening::Accepted)], NOW);
    let file = exported(FileForm::Json, &[member.clone(), member]);
    for cut in [10, file.len() / 2, file.len() - 4] {
        let found = checked(FileForm::Json, &file[..cut]).unwrap_err();
        assert_eq!(found[0].key, "membership.desk.import.json");
    }
    let other = file.replace("\"count\":2", "\"count\":3");
    assert_eq!(checked(FileForm::Json, &other).unwrap_err()[0].key, "membership.desk.import.count");
    let other = file.replace("\"version\":1", "\"version\":2");
    assert_eq!(
        checked(FileForm::Json, &other).unwrap_err()[0].key,
        "membership.desk.import.format"
    );
    let quote = format!(
        "{HEAD}\n,city,\"Porto,BR,1,2020-01-10 accepted\n,city,Lima,PE,1,2020-01-10 accepted\n"
    );
    assert!(faults(&quote).iter().any(|(_, _, key)| *key == "core.desk.sheet.quote"));
    let found = checked(FileForm::Csv, "").unwrap_err();
    assert_eq!(found[0].key, "membership.desk.import.empty");
    let found = read_file(FileForm::Csv, b"kind,name\ncity,\xff\n").unwrap_err();
    assert_eq!((found[0].line, found[0].key), (2, "core.desk.sheet.not-utf8"));
}

#[test]
fn a_fault_of_json_names_its_line_and_member() {
    let text = "{\"format\":\"eframe-membership-register\",\"version\":1,\"count\":3,\"members\":[\n\
        {\"kind\":\"city\",\"name\":\"Lima\",\"country\":\"PE\",\"history\":[{\"on\":\"2020-01-10\",\"what\":\"accepted\"}]},\n\
        {\"kind\":\"city\",\"name\":\"Porto\",\"country\":\"BR\",\n \"colour\":\"red\",\"history\":[]},\n\
        {\"kind\":\"city\",\"name\":\"Oslo\",\"country\":\"NO\",\"population\":1.5,\"history\":[{\"on\":\"2020-01-10\",\"what\":\"accepted\"}]}\n]}";
    let found = checked(FileForm::Json, text).unwrap_err();
    assert_eq!((found[0].line, found[0].column.as_str()), (4, "colour"));
    let text = text.replace("\"colour\":\"red\",", "");
    let found = checked(FileForm::Json, &text).unwrap_err();
    let told: Vec<_> = found.iter().map(|fault| (fault.line, fault.column.as_str())).collect();
    assert_eq!(told, [(3, "history"), (5, "population")]);
}

#[test]
fn what_is_there_already_is_named_and_a_standing_that_does_not_follow_too() {
    let text = "number,kind,name,country,history,standing\n\
        M-2014-0007,city,Porto,BR,2020-01-10 accepted,associate\n\
        M-2014-0008,city,Lima,PE,2020-01-10 accepted,full\n";
    let rows = read_file(FileForm::Csv, text.as_bytes()).unwrap();
    let taken = Taken { numbers: ["M-2014-0007".to_owned()].into(), ..Taken::default() };
    let found = check_file(
        FileForm::Csv,
        text.as_bytes(),
        &rows,
        &Charter::wego(),
        &taken,
        &secretariat(),
        noon(NOW),
    );
    let keys: Vec<_> =
        found.unwrap_err().into_iter().map(|fault| (fault.line, fault.key)).collect();
    assert_eq!(
        keys,
        [(2, "membership.desk.import.number.taken"), (3, "membership.desk.import.standing.other")]
    );
}

#[test]
fn a_kind_that_does_not_follow_from_the_history_is_named() {
    let line = |kind: &str| {
        let history = "2018-01-10 accepted; 2020-01-01 withdrew; \
                       2026-01-01 submitted city > corporate; 2026-02-01 accepted";
        format!("{HEAD}\nM-2018-0001,{kind},Porto Azul,BR,,{history}\n")
    };
    assert!(checked(FileForm::Csv, &line("corporate")).is_ok());
    let key = "membership.desk.import.standing.other";
    assert_eq!(faults(&line("city")), [(2, "kind".to_owned(), key)]);
    let unknown = line("corporate").replace("city > corporate", "town > corporate");
    let key = "membership.desk.import.history.unknown";
    assert_eq!(faults(&unknown)[0], (2, "history".to_owned(), key));
}

#[test]
fn an_import_is_one_commit_with_one_entry_that_has_the_files_hash() {
    let text = format!(
        "{HEAD}\n,city,Lima,PE,1,2020-01-10 accepted\n,city,Oslo,NO,1,2020-02-10 accepted\n"
    );
    let file = checked(FileForm::Csv, &text).unwrap();
    let import = ImportId::new(Uuid::from_u128(1));
    let decision = adopt(&file, import, &secretariat(), noon(NOW)).unwrap();
    assert_eq!(decision.commit.changes(), [Change::Adopt { import, numbers: [].into() }]);
    assert_eq!(decision.commit.entries().len(), 1);
    assert_eq!(decision.commit.entries()[0].facts["sha256"], file.sha256.to_string());
    assert_eq!((decision.outcome.members, decision.outcome.sha256), (2, sha256(text.as_bytes())));
    assert!(adopt(&file, import, &person(&[READ]), noon(NOW)).is_err());
}

#[test]
fn bad_input_52_the_highest_number_of_each_year_is_known_so_that_the_next_comes_behind_it() {
    let text = format!(
        "{HEAD}\n,city,Lima,PE,1,2020-01-10 accepted\nM-2020-0009,city,Oslo,NO,1,2020-02-10 accepted\n\
         M-2020-0012,city,Quito,EC,1,2019-12-01 submitted; 2020-03-01 accepted\n\
         M-2021-10000,city,Accra,GH,1,2021-01-10 accepted\n"
    );
    let file = checked(FileForm::Csv, &text).unwrap();
    assert_eq!(highest(&file), [(2020, 12), (2021, 10_000)].into());
}

fn names() -> impl Strategy<Value = String> {
    "[ -~À-ſ가-힣ء-ي;'\"=]{1,40}".prop_filter("a name says something", |name| {
        let clean = crate::model::clean(name, false);
        clean == *name && !folded(name).is_empty()
    })
}

fn reasons() -> impl Strategy<Value = String> {
    "[ -~가-힣\\n;\\\\]{1,30}"
        .prop_filter("a reason says something", |text| crate::model::clean(text, true) == *text)
}

fn some_members() -> impl Strategy<Value = Vec<Member>> {
    let happening = prop_oneof![
        Just(Happening::Accepted),
        Just(approved("executive-committee")),
        reasons().prop_map(|reason| Happening::Suspended { reason }),
        Just(Happening::Reinstated),
        Just(Happening::Lapsed { period: "2024".to_owned() }),
        Just(Happening::Restored),
        reasons().prop_map(|reason| Happening::Withdrew { reason }),
        Just(Happening::Submitted { application: None, other_kind: None }),
        Just(Happening::Submitted {
            application: None,
            other_kind: Some(OtherKind {
                was: "city".parse().expect("a code"),
                wants: "corporate".parse().expect("a code"),
            }),
        }),
    ];
    let place = prop::option::of((-90_000_000..=90_000_000, -180_000_000..=180_000_000));
    let one = (
        names(),
        prop::option::of(names()),
        place,
        prop::option::of(0..=100_000_000_u64),
        prop::collection::vec(happening, 0..6),
    );
    prop::collection::vec(one, 1..6).prop_map(|all| {
        type Told<A, B, C> = (A, B, Option<(i32, i32)>, C, Vec<Happening>);
        let member = |(place, (name, own_name, at, population, more)): (usize, Told<_, _, _>)| {
            let mut all = vec![("2019-01-10", Happening::Accepted)];
            all.extend(more.into_iter().map(|what| ("2024-02-29", what)));
            let history = happened(&all);
            let mut member = city(&[("2019-01-10", Happening::Accepted)], NOW);
            let today = "2026-11-25".parse().unwrap();
            let status = status_at(&Charter::wego(), &member.kind, &history, today);
            (member.standing, member.kind) = (status.standing, status.kind);
            member.history = history;
            member.number = Some(format!("M-2019-{:04}", place + 1));
            member.organisation = OrganisationId::new(Uuid::from_u128(place as u128 + 100));
            member.profile.name = name;
            member.profile.own_name = own_name;
            member.profile.coordinates =
                at.map(|(latitude, longitude)| Coordinates { latitude, longitude });
            member.profile.population = population;
            member
        };
        all.into_iter().enumerate().map(member).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_round_trip_gives_the_same_register(all in some_members()) {
        for form in [FileForm::Csv, FileForm::Json] {
            let file = exported(form, &all);
            let read = checked(form, &file);
            prop_assert!(read.is_ok(), "{read:?}\n{file}");
            let again = members(&read.unwrap());
            for (one, other) in all.iter().zip(&again) {
                prop_assert_eq!((&one.profile, &one.kind), (&other.profile, &other.kind));
                prop_assert_eq!((&one.number, one.organisation, one.standing), (&other.number, other.organisation, other.standing));
                let told = |member: &Member| member.history.iter().map(|one| (one.on, one.what.clone())).collect::<Vec<_>>();
                prop_assert_eq!(told(one), told(other));
            }
            prop_assert_eq!(exported(form, &again), file);
        }
    }

    #[test]
    fn no_bytes_break_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for form in [FileForm::Csv, FileForm::Json] {
            if let Ok(rows) = read_file(form, &bytes) {
                let _ = check_file(form, &bytes, &rows, &Charter::wego(), &Taken::default(), &secretariat(), noon(NOW));
            }
        }
    }
}
