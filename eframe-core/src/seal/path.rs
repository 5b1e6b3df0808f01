//! Where tiles are found: `<level>/<position>[.p/<width>]` (C2SP tlog-tiles).

use super::tree::WIDTH;

/// A tile's position and width, from three digits an element, all but the last after an `x`: `x001/x234/067.p/12`.
pub(super) fn position(path: &str) -> Option<(u64, u64)> {
    let (path, width) = match path.split_once(".p/") {
        Some((path, width)) => (path, number(width).filter(|width| (1..WIDTH).contains(width))?),
        None => (path, WIDTH),
    };
    let mut elements = path.split('/').rev();
    let mut digits = vec![three(elements.next()?)?];
    for element in elements {
        digits.push(three(element.strip_prefix('x')?)?);
    }
    // The shortest form alone: nothing is found at two places.
    if digits.len() > 1 && digits.last() == Some(&0) {
        return None;
    }
    let position = digits
        .into_iter()
        .rev()
        .try_fold(0_u64, |position, digits| position.checked_mul(1000)?.checked_add(digits));
    Some((position.filter(|position| i64::try_from(*position).is_ok())?, width))
}

/// A number without signs or zeros before it.
pub(super) fn number(text: &str) -> Option<u64> {
    let number: u64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

fn three(element: &str) -> Option<u64> {
    (element.len() == 3 && element.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| element.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_read_as_they_are_specified() {
        assert_eq!(position("000"), Some((0, 256)));
        assert_eq!(position("067.p/1"), Some((67, 1)));
        assert_eq!(position("x001/x234/067"), Some((1_234_067, 256)));
        assert_eq!(position("x001/000.p/255"), Some((1000, 255)));
        for other in [
            "",
            "0",
            "0000",
            "x000",
            "x000/001",
            "001/002",
            "x001/x002",
            "000.p/",
            "000.p/0",
            "000.p/256",
            "000.p/01",
            "000.p/+1",
            "x999/x999/x999/x999/x999/x999/999",
            "../000",
            "x00é",
            "000/",
        ] {
            assert_eq!(position(other), None, "{other}");
        }
    }
}
