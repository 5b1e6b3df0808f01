use std::net::IpAddr;

use eframe_core::FieldErrors;

use super::is_public;
use crate::model::{Allowed, Lost, Target};

/// The ports that are sent to. Another one has to be named with its host.
const PORTS: [u16; 2] = [443, 8443];

/// Names that never leave a house (RFC 6761, 6762, 8375, 9476; ICANN's reservation of `internal`).
const INNER_NAMES: [&str; 6] = ["localhost", "local", "internal", "home.arpa", "alt", "onion"];

/// Why nothing is sent to an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unsafe {
    /// It is not reached by TLS.
    #[error("the address is not encrypted")]
    NotEncrypted,
    /// Its port is not one of those that are sent to.
    #[error("the port is not one that is sent to")]
    Port,
    /// It leads inside the house.
    #[error("the address leads inside the house")]
    Inner,
    /// Its name has no address.
    #[error("the name has no address")]
    NoAddress,
}

impl Unsafe {
    /// The same as what is wrong with a field.
    pub fn field(self, field: &str) -> FieldErrors {
        FieldErrors::one(
            field,
            match self {
                Self::NotEncrypted => "webhooks.field.url-encrypted",
                Self::Port => "webhooks.field.url-port",
                Self::Inner | Self::NoAddress => "webhooks.field.url-inner",
            },
        )
    }
}

impl From<Unsafe> for Lost {
    fn from(found: Unsafe) -> Self {
        match found {
            Unsafe::NotEncrypted | Unsafe::Port => Self::NotAllowed,
            Unsafe::Inner => Self::Inner,
            Unsafe::NoAddress => Self::NoAddress,
        }
    }
}

/// Whether anything may be sent to an address, as far as it says so itself: by TLS, to a usual port, and neither to a number nor
/// to a name inside the house. Where its name leads, [`may_connect`] says.
///
/// # Errors
/// Why nothing is sent there.
pub fn may_reach(target: &Target, allowed: &Allowed) -> Result<(), Unsafe> {
    if allowed.names(target) {
        return Ok(());
    }
    if !target.is_encrypted() {
        return Err(Unsafe::NotEncrypted);
    }
    if !PORTS.contains(&target.port()) {
        return Err(Unsafe::Port);
    }
    let outside = match target.number() {
        Some(number) => is_public(number),
        None => is_outer_name(&target.host()),
    };
    if outside { Ok(()) } else { Err(Unsafe::Inner) }
}

/// Whether a connection may be made to what the name of an address led to just now. One inner address among them refuses all:
/// nobody who means well has both.
///
/// # Errors
/// Why none is made.
pub fn may_connect(target: &Target, found: &[IpAddr], allowed: &Allowed) -> Result<(), Unsafe> {
    may_reach(target, allowed)?;
    if found.is_empty() {
        return Err(Unsafe::NoAddress);
    }
    let outside = allowed.names(target) || found.iter().all(|one| is_public(*one));
    if outside { Ok(()) } else { Err(Unsafe::Inner) }
}

/// A name of one part is found by the house's own lists.
fn is_outer_name(name: &str) -> bool {
    let inner =
        |end: &str| name == end || name.strip_suffix(end).is_some_and(|rest| rest.ends_with('.'));
    name.contains('.') && !INNER_NAMES.iter().any(|end| inner(end))
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, Ipv6Addr};

    use proptest::prelude::*;

    use super::*;

    fn reach(text: &str) -> Result<(), Unsafe> {
        may_reach(&Target::parse("url", text).expect(text), &Allowed::default())
    }

    #[test]
    fn bad_input_44_only_tls_to_usual_ports_outside_the_house() {
        for good in
            ["https://city.example/", "https://city.example:8443/x?y", "https://93.184.215.14/"]
        {
            assert_eq!(reach(good), Ok(()), "{good}");
        }
        for (bad, why) in [
            ("http://city.example/", Unsafe::NotEncrypted),
            ("https://city.example:22/", Unsafe::Port),
            ("https://city.example:80/", Unsafe::Port),
            ("https://127.0.0.1/", Unsafe::Inner),
            ("https://[::1]/", Unsafe::Inner),
            ("https://169.254.169.254/latest/meta-data/", Unsafe::Inner),
            ("https://0x7f.1/", Unsafe::Inner),
            ("https://2130706433/", Unsafe::Inner),
            ("https://017700000001/", Unsafe::Inner),
            ("https://127.1/", Unsafe::Inner),
            ("https://0/", Unsafe::Inner),
            ("https://１２７．０．０．１/", Unsafe::Inner),
            ("https://%31%32%37.0.0.1/", Unsafe::Inner),
            ("https://127.0.0.1./", Unsafe::Inner),
            ("https://[::ffff:127.0.0.1]/", Unsafe::Inner),
            ("https://[::ffff:7f00:1]/", Unsafe::Inner),
            ("https://[64:ff9b::127.0.0.1]/", Unsafe::Inner),
            ("https://[fd00:ec2::254]/", Unsafe::Inner),
            ("https://[fe80::1]/", Unsafe::Inner),
            ("https://localhost/", Unsafe::Inner),
            ("https://LOCALHOST./", Unsafe::Inner),
            ("https://a.localhost/", Unsafe::Inner),
            ("https://printer.local/", Unsafe::Inner),
            ("https://metadata.google.internal/", Unsafe::Inner),
            ("https://intranet/", Unsafe::Inner),
        ] {
            assert_eq!(reach(bad), Err(why), "{bad}");
        }
        assert_eq!(reach("https://notlocalhost.example/"), Ok(()));
        assert_eq!(reach("https://mylocal.example/"), Ok(()));
    }

    #[test]
    fn bad_input_44_one_inner_address_among_those_of_a_name_refuses_all() {
        let target = Target::parse("url", "https://city.example/").expect("an address");
        let named = Allowed::new(["city.example".parse().expect("a host")]);
        let find = |found: &[&str]| {
            found.iter().map(|one| one.parse().expect("an address")).collect::<Vec<IpAddr>>()
        };
        let both = find(&["93.184.215.14", "127.0.0.1"]);
        assert_eq!(may_connect(&target, &both, &Allowed::default()), Err(Unsafe::Inner));
        assert_eq!(may_connect(&target, &both[..1], &Allowed::default()), Ok(()));
        assert_eq!(may_connect(&target, &[], &Allowed::default()), Err(Unsafe::NoAddress));
        assert_eq!(may_connect(&target, &both, &named), Ok(()));
    }

    fn inner_4() -> impl Strategy<Value = Ipv4Addr> {
        let nets = prop_oneof![
            Just((0x0a00_0000_u32, 24)),
            Just((0x7f00_0000, 24)),
            Just((0xa9fe_0000, 16)),
            Just((0xac10_0000, 20)),
            Just((0xc0a8_0000, 16)),
            Just((0x6440_0000, 22)),
            Just((0xe000_0000, 28)),
            Just((0x0000_0000, 24)),
        ];
        (nets, any::<u32>())
            .prop_map(|((net, free), bits)| Ipv4Addr::from(net | (bits & ((1 << free) - 1))))
    }

    /// Every way a browser takes an address of version 4, and its disguises as one of version 6.
    fn spellings(address: Ipv4Addr) -> Vec<String> {
        let [a, b, c, d] = address.octets();
        let all = address.to_bits();
        let wide = |text: &str| {
            let wide =
                |c: char| char::from_u32(u32::from(c) + 0xfee0).filter(|_| c.is_ascii_digit());
            text.chars()
                .map(|c| wide(c).unwrap_or(if c == '.' { '\u{3002}' } else { c }))
                .collect::<String>()
        };
        let escaped: String =
            address.to_string().bytes().map(|byte| format!("%{byte:02x}")).collect();
        let within = |mapped: Ipv6Addr| format!("[{mapped}]");
        let (high, low) = ((all >> 16) as u16, (all & 0xffff) as u16);
        vec![
            address.to_string(),
            format!("{address}."),
            all.to_string(),
            format!("{all:#x}"),
            format!("0X{all:X}"),
            format!("0{all:o}"),
            format!("{a:#x}.{b:#x}.{c:#x}.{d:#x}"),
            format!("0{a:o}.0{b:o}.0{c:o}.0{d:o}"),
            format!("{a}.{}", all & 0x00ff_ffff),
            format!("{a:#x}.{b}.{}", all & 0xffff),
            wide(&address.to_string()),
            escaped,
            format!("[::ffff:{address}]"),
            within(address.to_ipv6_mapped()),
            within(Ipv6Addr::new(0, 0, 0, 0, 0, 0, high, low)),
            within(Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, high, low)),
            within(Ipv6Addr::new(0x64, 0xff9b, 1, 0, 0, 0, high, low)),
            within(Ipv6Addr::new(0x2002, high, low, 0, 0, 0, 0, 1)),
            within(Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, !high, !low)),
        ]
    }

    fn inner_6() -> impl Strategy<Value = Ipv6Addr> {
        let nets = prop_oneof![Just((0xfc_u128, 7)), Just((0xfe80, 10)), Just((0xff, 8))];
        (nets, any::<u128>()).prop_map(|((net, kept), bits)| {
            let width = if net > 0xff { 16 } else { 8 };
            let mask = u128::MAX >> kept;
            Ipv6Addr::from((net << (128 - width)) & !mask | bits & mask)
        })
    }

    proptest! {
        #[test]
        fn bad_input_44_a_private_address_in_any_notation_is_refused(address in inner_4(), path in "[a-z/]{0,8}") {
            for spelling in spellings(address) {
                for scheme in ["https", "HTTPS"] {
                    let text = format!("{scheme}://{spelling}/{path}");
                    // What is no address at all is refused too.
                    if let Ok(target) = Target::parse("url", &text) {
                        prop_assert_eq!(may_reach(&target, &Allowed::default()), Err(Unsafe::Inner), "{}", text);
                    }
                }
            }
        }

        #[test]
        fn bad_input_44_no_spelling_of_an_address_is_passed_over(address in inner_4()) {
            // Otherwise the proof above would prove nothing.
            let read = spellings(address).into_iter().filter(|one| Target::parse("url", &format!("https://{one}/")).is_ok());
            prop_assert_eq!(read.count(), 19);
        }

        #[test]
        fn bad_input_44_an_inner_address_of_version_6_is_refused(address in inner_6()) {
            let target = Target::parse("url", &format!("https://[{address}]/")).expect("an address");
            prop_assert_eq!(may_reach(&target, &Allowed::default()), Err(Unsafe::Inner));
            let named = Target::parse("url", "https://city.example/").expect("an address");
            prop_assert_eq!(may_connect(&named, &[address.into()], &Allowed::default()), Err(Unsafe::Inner));
        }
    }
}
