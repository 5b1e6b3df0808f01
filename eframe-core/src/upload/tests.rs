use super::*;
use crate::http::Problem;
use crate::{Language, Presentation};

#[test]
fn every_fault_of_a_file_is_said_in_every_language() {
    let presentation = Presentation::plain();
    let policy = Policy::documents();
    for language in Language::ALL {
        for fault in [
            UploadError::Empty,
            UploadError::TooLarge(policy),
            UploadError::Kind { policy, found: None },
            UploadError::Kind { policy, found: Some("HEIC".to_owned()) },
            UploadError::TooManyPixels(policy),
            UploadError::Damaged,
        ] {
            let errors = fault.at("plan").expect("a fault of the file");
            for error in errors.iter() {
                let said = presentation.field_error(language, error);
                assert!(
                    said.len() > 10 && !said.contains('{') && !said.contains("core."),
                    "{said}"
                );
            }
        }
    }
}

#[test]
fn what_is_no_fault_of_the_file_is_a_problem() {
    for (error, status) in [
        (UploadError::Body(crate::BodyFault::Broken), 400),
        (UploadError::Store(BlobError::Quota { quota: 1 }), 507),
    ] {
        let error = error.at("plan").expect_err("no fault of the file");
        assert_eq!(Problem::from(error).status, status);
    }
    for (error, status) in [
        (UploadError::Empty, 422),
        (UploadError::TooLarge(Policy::pictures()), 413),
        (UploadError::Kind { policy: Policy::pictures(), found: None }, 415),
        (UploadError::TooManyPixels(Policy::pictures()), 422),
        (UploadError::Damaged, 422),
    ] {
        assert_eq!(Problem::from(error).status, status);
    }
}
