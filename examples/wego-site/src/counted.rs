//! Numbers in what commands say.

/// So many of these: `1 file`, `3 files`.
pub(crate) fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// The same where there are any.
pub(crate) fn some_counted(number: u64, one: &str, many: &str) -> Option<String> {
    (number > 0).then(|| counted(number, one, many))
}

/// `this`, `this and that`, `this, that and those`.
pub(crate) fn listed(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<_> = parts.into_iter().collect();
    match parts.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        Some((only, _)) => only.clone(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_told_from_many_and_nothing_is_left_out() {
        assert_eq!(counted(0, "file", "files"), "0 files");
        assert_eq!(counted(1, "file", "files"), "1 file");
        assert_eq!(some_counted(0, "file", "files"), None);
        assert_eq!(some_counted(2, "file", "files").as_deref(), Some("2 files"));
        let parts = ["this", "that", "those"].map(str::to_owned);
        for (many, said) in ["", "this", "this and that", "this, that and those"].iter().enumerate()
        {
            assert_eq!(listed(parts[..many].iter().cloned()), *said);
        }
    }
}
