//! How the site is reached, and who is at the other end of a request.
//!
//! Behind a proxy every connection comes from the proxy's address. The client's own stands in `X-Forwarded-For`, which
//! anybody can write: it is believed of the proxies that the operator has named, and of nobody else. `Forwarded` is not
//! read at all, since proxies that know only the other one pass a client's on as it came.

use axum::extract::{ConnectInfo, FromRef, FromRequestParts};
use axum::http::{HeaderMap, HeaderName, request::Parts};
use std::convert::Infallible;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
/// Bits of an IPv6 address that are one customer's: within them anybody takes as many addresses as they like.
const NETWORK_BITS: u32 = 64;

/// How the site is reached.
#[derive(Debug, Clone, Default)]
pub struct Site {
    /// Whether people reach it by https (directly or through a proxy): then HSTS and `Secure` cookies.
    pub https: bool,
    /// The proxies whose word on the client's address is taken.
    pub trusted_proxies: Arc<[IpAddr]>,
}

impl Site {
    fn trusts(&self, address: IpAddr) -> bool {
        self.trusted_proxies.iter().any(|proxy| proxy.to_canonical() == address)
    }

    /// Whether a connection from there may be that of a proxy of which we were not told: everybody's address at once.
    fn may_be_a_proxy(&self, peer: IpAddr) -> bool {
        self.trusted_proxies.is_empty() && (self.https || peer.is_loopback())
    }
}

/// Who is at the other end of a request. An extractor that never fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Client {
    address: Option<IpAddr>,
    is_own: bool,
}

impl Client {
    /// Finds out from the connection's other end and what proxies say.
    #[must_use]
    pub fn of(site: &Site, peer: Option<IpAddr>, headers: &HeaderMap) -> Self {
        let Some(peer) = peer.map(|peer| peer.to_canonical()) else {
            return Self { address: None, is_own: false };
        };
        if !site.trusts(peer) {
            return Self { address: Some(peer), is_own: !site.may_be_a_proxy(peer) };
        }
        // Each proxy adds whom it heard at the end, so from there back the first that is no proxy of ours is the client.
        let mut nearest = peer;
        for hop in forwarded_for(headers).into_iter().rev() {
            match hop {
                Some(hop) if site.trusts(hop) => nearest = hop,
                Some(hop) => return Self { address: Some(hop), is_own: true },
                None => break,
            }
        }
        Self { address: Some(nearest), is_own: false }
    }

    /// The address in words, empty when there is none.
    #[must_use]
    pub fn words(&self) -> String {
        self.address.map(|address| address.to_string()).unwrap_or_default()
    }

    /// The client's own network, under which its doings may be counted: nothing where others may share the address
    /// because a proxy stands between.
    #[must_use]
    pub fn network(&self) -> Option<IpAddr> {
        self.address.filter(|_| self.is_own).map(|address| match address {
            IpAddr::V4(_) => address,
            IpAddr::V6(v6) => {
                let rest = u128::MAX >> NETWORK_BITS;
                IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & !rest))
            }
        })
    }
}

/// The addresses that stand there, in order; nothing for what is none.
fn forwarded_for(headers: &HeaderMap) -> Vec<Option<IpAddr>> {
    let fields = headers.get_all(FORWARDED_FOR).iter().map(|value| value.to_str().unwrap_or_default());
    fields.flat_map(|field| field.split(',')).map(|hop| address_in(hop.trim())).collect()
}

/// `192.0.2.1`, `2001:db8::1`, and both with a port, as some proxies write them.
fn address_in(hop: &str) -> Option<IpAddr> {
    let with_port = || hop.parse::<SocketAddr>().ok().map(|address| address.ip());
    hop.parse::<IpAddr>().ok().or_else(with_port).map(|address| address.to_canonical())
}

impl<S: Sync> FromRequestParts<S> for Client
where
    Site: FromRef<S>,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
        Ok(Self::of(&Site::from_ref(state), peer, &parts.headers))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;

    const PROXY: &str = "10.0.0.2";

    fn client(https: bool, proxies: &[&str], peer: &str, said: &[&'static str]) -> Client {
        let trusted_proxies = proxies.iter().map(|proxy| proxy.parse().unwrap()).collect();
        let headers = said.iter().map(|said| (FORWARDED_FOR, said.parse().unwrap())).collect();
        Client::of(&Site { https, trusted_proxies }, Some(peer.parse().unwrap()), &headers)
    }

    #[rstest]
    #[case::a_proxy_of_ours(&[PROXY], PROXY, &["203.0.113.9"], "203.0.113.9")]
    #[case::what_the_client_wrote_stands_before(&[PROXY], PROXY, &["198.51.100.1, 203.0.113.9"], "203.0.113.9")]
    #[case::two_fields_are_one_list(&[PROXY], PROXY, &["198.51.100.1", "203.0.113.9"], "203.0.113.9")]
    #[case::a_chain_of_ours(&[PROXY, "10.0.0.3"], PROXY, &["198.51.100.1, 203.0.113.9, 10.0.0.3"], "203.0.113.9")]
    #[case::with_a_port(&[PROXY], PROXY, &["203.0.113.9:5123"], "203.0.113.9")]
    #[case::six_with_a_port(&[PROXY], PROXY, &["[2001:db8:1:2:3::9]:5123"], "2001:db8:1:2::")]
    #[case::four_written_as_six(&[PROXY], "::ffff:10.0.0.2", &["::ffff:203.0.113.9"], "203.0.113.9")]
    #[case::somebody_else_says_so(&[PROXY], "203.0.113.7", &["192.0.2.1"], "203.0.113.7")]
    #[case::nobody_was_named(&[], "203.0.113.7", &["192.0.2.1"], "203.0.113.7")]
    fn a_client_is_counted_under_its_own_network(
        #[case] proxies: &[&str],
        #[case] peer: &str,
        #[case] said: &[&'static str],
        #[case] network: &str,
    ) {
        assert_eq!(client(false, proxies, peer, said).network(), Some(network.parse().unwrap()));
    }

    #[rstest]
    #[case::a_silent_proxy(false, &[PROXY], PROXY, &[])]
    #[case::a_proxy_that_does_not_know(false, &[PROXY], PROXY, &["203.0.113.9, unknown"])]
    #[case::the_proxy_itself(false, &[PROXY], PROXY, &[PROXY])]
    #[case::a_proxy_on_this_machine_perhaps(false, &[], "127.0.0.1", &["203.0.113.9"])]
    #[case::a_proxy_for_https_surely(true, &[], PROXY, &["203.0.113.9"])]
    fn an_address_that_many_may_share_is_counted_for_nobody(
        #[case] https: bool,
        #[case] proxies: &[&str],
        #[case] peer: &str,
        #[case] said: &[&'static str],
    ) {
        let client = client(https, proxies, peer, said);
        assert_eq!((client.network(), client.words()), (None, peer.to_owned()));
    }
}
