use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Parts of the world's address space that are nobody's on the open network, as IANA's registries of special-purpose addresses
/// have them (RFC 6890 and what came after it), with how many bits name each.
const INNER_4: &[(Ipv4Addr, u32)] = &[
    (Ipv4Addr::new(0, 0, 0, 0), 8),       // this network
    (Ipv4Addr::new(10, 0, 0, 0), 8),      // private
    (Ipv4Addr::new(100, 64, 0, 0), 10),   // shared behind a carrier's NAT
    (Ipv4Addr::new(127, 0, 0, 0), 8),     // this machine
    (Ipv4Addr::new(169, 254, 0, 0), 16),  // this link, and what clouds tell their machines
    (Ipv4Addr::new(172, 16, 0, 0), 12),   // private
    (Ipv4Addr::new(192, 0, 0, 0), 24),    // assignments of protocols
    (Ipv4Addr::new(192, 0, 2, 0), 24),    // documents
    (Ipv4Addr::new(192, 88, 99, 0), 24),  // 6to4, given up
    (Ipv4Addr::new(192, 168, 0, 0), 16),  // private
    (Ipv4Addr::new(198, 18, 0, 0), 15),   // measurements
    (Ipv4Addr::new(198, 51, 100, 0), 24), // documents
    (Ipv4Addr::new(203, 0, 113, 0), 24),  // documents
    (Ipv4Addr::new(224, 0, 0, 0), 4),     // many at once
    (Ipv4Addr::new(240, 0, 0, 0), 4),     // kept, and everybody at once
];

/// All of version 6 that the open network uses (RFC 4291); outside of it lie this machine, links, unique local addresses, many at
/// once, and addresses of version 4 in other clothes: mapped (`::ffff:0:0/96`) and translated (`64:ff9b::/96`).
const OUTER_6: (Ipv6Addr, u32) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);

/// What of that is inner all the same.
const INNER_6: &[(Ipv6Addr, u32)] = &[
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23), // assignments of protocols, Teredo among them
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32), // documents
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16), // 6to4: an address of version 4 within
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20), // documents
];

/// Whether an address is one of the open network, and not of this machine, its links, its house, or nobody's.
///
/// ```
/// use eframe_webhooks::rules::is_public;
/// assert!(is_public("93.184.215.14".parse()?) && is_public("2606:2800:21f:cb07::1".parse()?));
/// for inner in ["127.0.0.1", "10.0.0.7", "169.254.169.254", "::1", "fd00::7", "fe80::1", "::ffff:8.8.8.8", "64:ff9b::7f00:1"] {
///     assert!(!is_public(inner.parse()?), "{inner}");
/// }
/// # Ok::<(), std::net::AddrParseError>(())
/// ```
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => {
            let bits = address.to_bits();
            !INNER_4.iter().any(|(net, kept)| bits >> (32 - kept) == net.to_bits() >> (32 - kept))
        }
        IpAddr::V6(address) => {
            let bits = address.to_bits();
            let within = |(net, kept): &(Ipv6Addr, u32)| {
                bits >> (128 - kept) == net.to_bits() >> (128 - kept)
            };
            within(&OUTER_6) && !INNER_6.iter().any(within)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_input_44_both_edges_of_every_inner_net_are_inner_and_what_lies_beside_is_not() {
        let edges = [
            ("0.0.0.0", "0.255.255.255"),
            ("10.0.0.0", "10.255.255.255"),
            ("100.64.0.0", "100.127.255.255"),
            ("127.0.0.0", "127.255.255.255"),
            ("169.254.0.0", "169.254.255.255"),
            ("172.16.0.0", "172.31.255.255"),
            ("192.168.0.0", "192.168.255.255"),
            ("198.18.0.0", "198.19.255.255"),
            ("224.0.0.0", "255.255.255.255"),
            ("::", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
            ("2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff"),
            ("2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"),
            ("2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
            ("3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff"),
            ("4000::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
        ];
        for (first, last) in edges {
            for edge in [first, last] {
                assert!(!is_public(edge.parse().expect("an address")), "{edge}");
            }
        }
        for outer in [
            "1.0.0.0",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.0",
            "169.253.255.255",
            "172.15.255.255",
            "172.32.0.0",
            "192.167.255.255",
            "192.169.0.0",
            "223.255.255.255",
            "2001:200::",
            "2001:db7:ffff::",
            "2001:db9::",
            "2003::",
            "3ffe:ffff::",
            "3fff:1000::",
        ] {
            assert!(is_public(outer.parse().expect("an address")), "{outer}");
        }
    }
}
