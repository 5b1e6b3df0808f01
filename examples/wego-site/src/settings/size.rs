use super::WrongSetting;

/// The units that a size is written in, by their bytes.
const UNITS: [(&str, u64); 3] =
    [("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000)];

/// Reads a size in bytes: a whole number and its unit, `500MB`, `10 GB`. Never none at all, and never without a unit:
/// whoever writes `10` means one, and not ten bytes.
pub(super) fn size(setting: &'static str, text: &str) -> Result<u64, WrongSetting> {
    let written = text.trim().to_ascii_uppercase();
    let read = UNITS.iter().find_map(|(unit, bytes)| {
        let count: u64 = written.strip_suffix(unit)?.trim_end().parse().ok()?;
        count.checked_mul(*bytes).filter(|bytes| *bytes > 0)
    });
    read.ok_or_else(|| {
        let what = format!(
            "{text:?} is no size; write a whole number with MB, GB or TB, such as 500MB or 10GB"
        );
        WrongSetting::new(setting, what)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_a_whole_number_and_its_unit() {
        for (text, bytes) in
            [("1MB", 1_000_000), (" 10 gb ", 10_000_000_000), ("2TB", 2_000_000_000_000)]
        {
            assert_eq!(size("files-quota", text), Ok(bytes), "{text}");
        }
        let wrong =
            ["", "10", "GB", "0GB", "-1GB", "1.5GB", "10GiB", "10 G", "99999999999999TB", "plenty"];
        for text in wrong {
            assert!(size("files-quota", text).is_err(), "{text}");
        }
    }
}
