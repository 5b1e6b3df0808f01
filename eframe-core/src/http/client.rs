use std::fmt;
use std::net::IpAddr;

use http::HeaderMap;

/// The address a request came from, in its extensions.
///
/// The [`Server`](crate::server::Server) puts it there: the peer's own, or what a configured proxy says. A header
/// that any client may send is never believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClientAddress(pub IpAddr);

impl ClientAddress {
    /// The peer itself, or the last address in `X-Forwarded-For` that no trusted proxy has.
    pub(crate) fn of(peer: IpAddr, headers: &HeaderMap, proxies: &[IpAddr]) -> Self {
        // Who listens on both versions at once sees those of the fourth in the clothes of the sixth.
        let mut client = peer.to_canonical();
        if proxies.contains(&client) {
            let lines = headers.get_all("x-forwarded-for").iter().rev();
            let lines = lines.map(|line| line.to_str().unwrap_or_default());
            for hop in lines.flat_map(|line| line.rsplit(',')) {
                let Ok(hop) = hop.trim().parse::<IpAddr>() else { break };
                client = hop.to_canonical();
                if !proxies.contains(&client) {
                    break;
                }
            }
        }
        Self(client)
    }
}

/// Names one request in logs and in the `X-Request-Id` of its answer. Says nothing of who asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RequestId(pub u64);

impl RequestId {
    /// The sixteen digits, without the detour through the formatter: every request needs them.
    pub(crate) fn digits(self) -> [u8; 16] {
        let mut digits = [0; 16];
        for (n, digit) in digits.iter_mut().enumerate() {
            *digit = b"0123456789abcdef"[(self.0 >> (60 - 4 * n)) as usize & 15];
        }
        digits
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(std::str::from_utf8(&self.digits()).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_written_in_sixteen_digits() {
        assert_eq!(RequestId(0x00c0_ffee_1234_5678).to_string(), "00c0ffee12345678");
    }

    #[test]
    fn bad_input_11_only_a_configured_proxy_is_believed() {
        let [proxy, inner, client, other] = ["10.0.0.1", "10.0.0.2", "192.0.2.7", "192.0.2.9"]
            .map(|ip| ip.parse::<IpAddr>().unwrap());
        let forwarded = |said: &str| {
            HeaderMap::from_iter([(
                http::HeaderName::from_static("x-forwarded-for"),
                said.parse().unwrap(),
            )])
        };
        let seen = |peer, said: &str| ClientAddress::of(peer, &forwarded(said), &[proxy, inner]).0;
        assert_eq!(seen(other, "192.0.2.7"), other);
        assert_eq!(seen(proxy, "1.1.1.1, 192.0.2.7"), client);
        assert_eq!(seen(proxy, "1.1.1.1, 192.0.2.7, 10.0.0.2"), client);
        assert_eq!(seen(proxy, "forged"), proxy);
        let [dressed, hop] = ["::ffff:10.0.0.1", "::ffff:192.0.2.7"].map(|ip| ip.parse().unwrap());
        assert_eq!(seen(dressed, "192.0.2.7, ::ffff:10.0.0.2"), client);
        assert_eq!(seen(hop, ""), client);
        assert_eq!(ClientAddress::of(proxy, &HeaderMap::new(), &[proxy]).0, proxy);
    }
}
