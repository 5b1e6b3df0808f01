use eframe_core::directory::MemberDirectory as _;
use eframe_core::{Caller, RepeatKey, sha256};
use eframe_membership::model::{Charter, Kind};
use eframe_membership::rules::FileForm;
use eframe_membership::{Error, Membership, Refusal};

use crate::hall::{HEAD, five, halls, officer, organisation, reader, vera};

#[tokio::test]
async fn bad_input_29_nothing_of_a_file_with_a_fault_is_taken() {
    for hall in halls().await {
        hall.noon("2026-11-25");
        let file = five().replace("2021-01-01 accepted", "2021-02-30 accepted");
        let refused = hall.import(&file).await.expect_err("a fault");
        let Error::Refused(Refusal::BadFile(faults)) = refused else { panic!("{refused:?}") };
        let told: Vec<_> = faults.iter().map(|fault| (fault.line, fault.column.as_str())).collect();
        assert_eq!(told, [(6, "history")]);
        assert_eq!(hall.membership.places().await.expect("read"), []);
        let again = hall.import(&five()).await.expect("the mended file");
        assert_eq!((again.members, again.sha256), (6, sha256(five().as_bytes())));
    }
}

#[tokio::test]
async fn a_file_that_came_in_is_refused_the_second_time_line_by_line() {
    for hall in halls().await {
        hall.noon("2026-11-25");
        hall.import(&five()).await.expect("imported");
        let refused = hall.import(&five()).await.expect_err("there already");
        let Error::Refused(Refusal::BadFile(faults)) = refused else { panic!("{refused:?}") };
        assert_eq!(faults.iter().filter(|fault| fault.column == "number").count(), 6);
        assert_eq!(faults.iter().filter(|fault| fault.column == "organisation").count(), 6);
    }
}

#[tokio::test]
async fn bad_input_29_blanks_around_a_number_or_an_organisation_hide_nobody() {
    for hall in halls().await {
        hall.noon("2026-11-25");
        hall.import(&five()).await.expect("imported");
        let known = "2020-03-01 accepted";
        let file = [
            HEAD.to_owned(),
            format!(" M-2018-0001,city,Again,,PE,,,,,{known},"),
            format!(",city,Once more,,PE,,,,,{known}, {} ", organisation(102).uuid()),
        ];
        let file = file.join("\n");
        let caller = Caller::new(vera());
        let (checked, refused) = (
            hall.membership.check_import(&vera(), FileForm::Csv, file.as_bytes()).await.map(drop),
            hall.membership.import(&caller, FileForm::Csv, file.as_bytes()).await.map(drop),
        );
        for told in [checked, refused] {
            let Err(Error::Refused(Refusal::BadFile(faults))) = told else { panic!("{told:?}") };
            let told: Vec<_> = faults.iter().map(|one| (one.line, one.column.as_str())).collect();
            assert_eq!(told, [(2, "number"), (3, "organisation")]);
        }
    }
}

#[tokio::test]
async fn bad_input_52_two_imports_at_once_bring_every_number_once_and_a_repeat_brings_none() {
    for hall in halls().await {
        hall.noon("2026-11-25");
        let file = |from: u32| {
            let lines =
                (from..from + 40).map(|n| format!(",city,City {n},,PE,,,,,2020-03-01 accepted,"));
            std::iter::once(HEAD.to_owned()).chain(lines).collect::<Vec<_>>().join("\n")
        };
        let key =
            |key: &str| RepeatKey { key: key.to_owned(), fingerprint: sha256(key.as_bytes()) };
        let caller = |name| Caller { actor: vera(), repeat: Some(key(name)) };
        let (one, two) = (file(1), file(100));
        let (first, second) = (caller("one"), caller("two"));
        let (done, other) = tokio::join!(
            hall.membership.import(&first, FileForm::Csv, one.as_bytes()),
            hall.membership.import(&second, FileForm::Csv, two.as_bytes()),
        );
        let (done, _) = (done.expect("imported"), other.expect("imported"));
        let repeated = hall.membership.import(&first, FileForm::Csv, one.as_bytes()).await;
        assert_eq!(repeated.expect("told the same"), done);
        let places = hall.membership.places().await.expect("read");
        let numbers: Vec<_> = places.iter().map(|place| place.number.clone()).collect();
        let expected: Vec<_> = (1..=80).map(|count| format!("M-2020-{count:04}")).collect();
        assert_eq!(numbers, expected, "{}", hall.base.kind);
    }
}

#[tokio::test]
async fn bad_input_52_the_next_number_comes_behind_those_that_were_brought() {
    for hall in halls().await {
        hall.noon("2026-11-25");
        let line =
            |number: &str, name: &str| format!("{number},city,{name},,PE,,,,,2020-03-01 accepted,");
        let file = [HEAD.to_owned(), line("", "Anew"), line("M-2020-0007", "Seventh")].join("\n");
        hall.import(&file).await.expect("imported");
        let places = hall.membership.places().await.expect("read");
        let numbers: Vec<_> = places.iter().map(|place| place.number.as_str()).collect();
        assert_eq!(numbers, ["M-2020-0007", "M-2020-0008"]);
    }
}

#[tokio::test]
async fn what_is_exported_and_read_elsewhere_is_the_same_register_on_either_database() {
    let mut files = Vec::new();
    for hall in halls().await {
        hall.noon("2026-11-25");
        hall.import(&five()).await.expect("imported");
        for form in [FileForm::Csv, FileForm::Json] {
            files.push(hall.membership.export(&reader(), form).await.expect("exported"));
        }
    }
    for (place, hall) in halls().await.into_iter().enumerate() {
        hall.noon("2026-11-25");
        // Each reads what the other wrote, in either form.
        let (form, file) = match place {
            0 => (FileForm::Csv, &files[2]),
            _ => (FileForm::Json, &files[1]),
        };
        let caller = Caller::new(vera());
        hall.membership.import(&caller, form, file.as_bytes()).await.expect("read again");
        let csv = hall.membership.export(&vera(), FileForm::Csv).await.expect("exported");
        let json = hall.membership.export(&vera(), FileForm::Json).await.expect("exported");
        assert_eq!((&csv, &json), (&files[0], &files[1]), "{}", hall.base.kind);
    }
}

#[tokio::test]
async fn bad_input_37_only_the_secretariat_imports_and_exports() {
    for hall in halls().await {
        let of_city = officer(organisation(101));
        let refused = hall.membership.export(&of_city, FileForm::Csv).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::Denied(_)))));
        for actor in [of_city, reader()] {
            let (file, caller) = (five(), Caller::new(actor));
            let refused = hall.membership.import(&caller, FileForm::Csv, file.as_bytes()).await;
            assert!(matches!(refused, Err(Error::Refused(Refusal::Denied(_)))));
        }
    }
}

#[tokio::test]
async fn a_register_of_several_slices_comes_in_as_one() {
    for hall in halls().await {
        hall.noon("2026-11-25");
        let lines = (1..=3_000).map(|n| {
            let name = format!("City {}", (n * 7_919) % 10_007);
            format!("M-2020-{n:04},city,{name},,PE,-12.05,-77.04,1000,,2020-03-01 accepted,")
        });
        let file = std::iter::once(HEAD.to_owned()).chain(lines).collect::<Vec<_>>().join("\n");
        let done = hall.import(&file).await.expect("imported");
        assert_eq!(done.members, 3_000);
        let figures = hall.membership.figures().await.expect("counted");
        assert_eq!((figures.members, figures.citizens), (3_000, 3_000_000));
    }
}

#[tokio::test]
async fn what_was_staged_and_never_made_real_is_swept_after_a_day() {
    use eframe_membership::model::ImportId;
    use eframe_membership::rules::Change;
    for site in crate::committee::Site::both(0, 0).await {
        let import = ImportId::new(crate::committee::id(7000));
        let staged = async |slice| {
            site.commit(Change::Stage { import, slice, members: Vec::new() }).await;
        };
        let left = async || site.count("SELECT count(*) AS n FROM membership_staged").await;
        staged(1).await;
        site.on.clock.advance(jiff::SignedDuration::from_hours(25));
        staged(2).await;
        site.membership.sweep_imports().await.expect("swept");
        assert_eq!(left().await, 1, "{}", site.on.kind);
        site.on.clock.advance(jiff::SignedDuration::from_hours(25));
        site.membership.sweep_imports().await.expect("swept");
        assert_eq!(left().await, 0, "{}", site.on.kind);
    }
}

#[tokio::test]
async fn members_of_a_kind_that_a_charter_dropped_are_counted_where_they_were() {
    for hall in halls().await {
        hall.noon("2026-11-25");
        hall.import(&five()).await.expect("imported");
        let before = hall.membership.figures().await.expect("figures");
        assert_eq!((before.members, before.friendship, before.partners), (3, 1, 1));
        let mut versions = Charter::wego().versions().to_vec();
        let mut without = versions.last().expect("a version").clone();
        (without.from, without.name) = ("2026-11-01".parse().expect("a day"), "2026".to_owned());
        without.kinds.remove(&"friendship".parse::<Kind>().expect("a code"));
        without.fees = None;
        versions.push(without);
        let charter = Charter::new("Asia/Seoul", versions).expect("a charter");
        let base = hall.base.database.clone();
        let after = Membership::builder(base).charter(charter).build();
        let after = after.figures().await.expect("figures");
        assert_eq!(after, before, "{}", hall.base.kind);
    }
}
