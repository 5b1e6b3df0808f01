//! How a picture is turned: the one thing of its EXIF data that is kept.

/// The tag of the orientation (EXIF 2.32, 4.6.4).
const ORIENTATION: u16 = 0x0112;

/// How the picture is turned, 2 to 8, when these TIFF bytes say so and it is turned at all.
pub(super) fn orientation(tiff: &[u8]) -> Option<u8> {
    let little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let long = |at: usize| {
        let bytes = tiff.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    };
    let directory = usize::try_from(long(4)?).ok()?;
    let entries = usize::from(short(directory)?);
    let entry = (0..entries).map_while(|index| directory.checked_add(2 + index * 12));
    let found = entry.map_while(|at| Some((at, short(at)?))).find(|(_, tag)| *tag == ORIENTATION);
    let turned = short(found?.0.checked_add(8)?)?;
    (2..=8).contains(&turned).then_some(turned as u8)
}

/// TIFF bytes that say how the picture is turned, and nothing else.
pub(super) fn turned(orientation: u8) -> [u8; 26] {
    let mut tiff = *b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
    tiff[19] = orientation;
    tiff
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for orientation in 2..=8 {
            assert_eq!(super::orientation(&turned(orientation)), Some(orientation));
        }
        for none in [0, 1, 9, 255] {
            assert_eq!(super::orientation(&turned(none)), None);
        }
    }

    #[test]
    fn both_orders_of_bytes_are_read() {
        let little = b"II*\0\x08\0\0\0\x02\0\x0f\x01\x02\0\x05\0\0\0\0\0\0\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        assert_eq!(orientation(little), Some(6));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_harm(mut bytes: Vec<u8>, little: bool) {
            let _ = orientation(&bytes);
            bytes.splice(0..0, *if little { b"II*\0" } else { b"MM\0*" });
            let _ = orientation(&bytes);
        }
    }
}
