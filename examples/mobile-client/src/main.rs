//! `mobile-client SITE FOLDER [LANGUAGE]`: keeps a copy of a site's content in a folder. A token, where one is wanted,
//! stands in `WEGO_TOKEN`.

use std::path::PathBuf;
use std::process::ExitCode;

use mobile_client::{Round, Site, sync};

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let (Some(site), Some(folder)) = (words.next(), words.next().map(PathBuf::from)) else {
        eprintln!("mobile-client SITE FOLDER [LANGUAGE], such as http://127.0.0.1:8080 copy en");
        return ExitCode::from(2);
    };
    let site = Site {
        content: format!("{}/api/v1/content", site.trim_end_matches('/')),
        token: std::env::var("WEGO_TOKEN").ok(),
        language: words.next().unwrap_or_else(|| "en".to_owned()),
    };
    match sync(&site, &folder) {
        Ok(Round { fetched, same, removed }) => {
            println!(
                "{fetched} fetched, {same} as they were, {removed} removed: {}",
                folder.display()
            );
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("mobile-client: {error}");
            ExitCode::FAILURE
        }
    }
}
