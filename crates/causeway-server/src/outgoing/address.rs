//! Which addresses Causeway connects to.
//!
//! An address is reachable if it is public, or if the operator's [`AllowList`] contains it. Cloud
//! metadata addresses give credentials to any caller, so a range that merely contains one does not
//! allow it: only an entry for exactly that address does (`169.254.169.254/32`).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use ipnet::{IpNet, Ipv4Net, Ipv6Net};

/// The purpose of a non-public address, as an adjective of "address" in messages.
type Kind = &'static str;

/// The ranges of the IANA IPv4 special-purpose registry (RFC 6890) without public endpoints, and
/// multicast.
const SPECIAL_V4: [(Ipv4Net, Kind); 15] = [
    (v4(0, 0, 0, 0, 8), "\"this network\""),
    (v4(10, 0, 0, 0, 8), "private"),
    (v4(100, 64, 0, 0, 10), "carrier-grade NAT"),
    (v4(127, 0, 0, 0, 8), "loopback"),
    (v4(169, 254, 0, 0, 16), "link-local"),
    (v4(172, 16, 0, 0, 12), "private"),
    (v4(192, 0, 0, 0, 24), "reserved"),
    (v4(192, 0, 2, 0, 24), "documentation"),
    (v4(192, 88, 99, 0, 24), "6to4 relay"),
    (v4(192, 168, 0, 0, 16), "private"),
    (v4(198, 18, 0, 0, 15), "benchmarking"),
    (v4(198, 51, 100, 0, 24), "documentation"),
    (v4(203, 0, 113, 0, 24), "documentation"),
    (v4(224, 0, 0, 0, 4), "multicast"),
    (v4(240, 0, 0, 0, 4), "reserved"),
];

/// Global unicast, the only part of IPv6 with public endpoints (RFC 4291 §2.4).
const GLOBAL_UNICAST_V6: Ipv6Net = v6([0x2000, 0, 0, 0, 0, 0, 0, 0], 3);

/// Exceptions inside global unicast, and names for ranges outside it. 6to4 and Teredo addresses
/// contain an IPv4 address that could be private, and webhooks don't use them: all are refused.
const SPECIAL_V6: [(Ipv6Net, Kind); 12] = [
    (v6([0; 8], 128), "unspecified"),
    (v6([0, 0, 0, 0, 0, 0, 0, 1], 128), "loopback"),
    (v6([0x64, 0xff9b, 1, 0, 0, 0, 0, 0], 48), "local NAT64"),
    (v6([0x2001, 0, 0, 0, 0, 0, 0, 0], 32), "Teredo"),
    (v6([0x2001, 0, 0, 0, 0, 0, 0, 0], 23), "reserved"),
    (v6([0x2001, 0xdb8, 0, 0, 0, 0, 0, 0], 32), "documentation"),
    (v6([0x2002, 0, 0, 0, 0, 0, 0, 0], 16), "6to4"),
    (v6([0x3fff, 0, 0, 0, 0, 0, 0, 0], 20), "documentation"),
    (v6([0xfc00, 0, 0, 0, 0, 0, 0, 0], 7), "unique local"),
    (v6([0xfe80, 0, 0, 0, 0, 0, 0, 0], 10), "link-local"),
    (v6([0xfec0, 0, 0, 0, 0, 0, 0, 0], 10), "site-local"),
    (v6([0xff00, 0, 0, 0, 0, 0, 0, 0], 8), "multicast"),
];

/// The well-known NAT64 prefix (RFC 6052 §2.1): the last 32 bits are the IPv4 address that is
/// reached.
const NAT64: Ipv6Net = v6([0x64, 0xff9b, 0, 0, 0, 0, 0, 0], 96);

/// Addresses at which clouds serve credentials or the machine's configuration.
const METADATA: [IpAddr; 9] = [
    IpAddr::V4(Ipv4Addr::new(169, 254, 169, 254)), // nearly every cloud
    IpAddr::V4(Ipv4Addr::new(169, 254, 170, 2)),   // AWS container credentials
    IpAddr::V4(Ipv4Addr::new(169, 254, 170, 23)),  // AWS pod identity
    IpAddr::V4(Ipv4Addr::new(100, 100, 100, 200)), // Alibaba Cloud
    IpAddr::V4(Ipv4Addr::new(168, 63, 129, 16)),   // Azure's wire server, in a public range
    IpAddr::V4(Ipv4Addr::new(192, 0, 0, 192)),     // Oracle Cloud
    IpAddr::V6(Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254)), // AWS
    IpAddr::V6(Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x23)), // AWS pod identity
    IpAddr::V6(Ipv6Addr::new(0xfd20, 0xce, 0, 0, 0, 0, 0, 0x254)), // Google Cloud
];

const fn v4(a: u8, b: u8, c: u8, d: u8, prefix: u8) -> Ipv4Net {
    Ipv4Net::new_assert(Ipv4Addr::new(a, b, c, d), prefix)
}

const fn v6(s: [u16; 8], prefix: u8) -> Ipv6Net {
    Ipv6Net::new_assert(
        Ipv6Addr::new(s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7]),
        prefix,
    )
}

/// Whether the address can belong to a public endpoint on the internet.
pub fn is_public(address: IpAddr) -> bool {
    special_kind(address).is_none()
}

/// The purpose of a non-public address; `None` if it is public.
pub(super) fn special_kind(address: IpAddr) -> Option<&'static str> {
    let reached = reached(address);
    if METADATA.contains(&reached) {
        return Some("cloud metadata");
    }
    match reached {
        IpAddr::V4(v4) => SPECIAL_V4
            .iter()
            .find(|(range, _)| range.contains(&v4))
            .map(|(_, kind)| *kind),
        IpAddr::V6(v6) => {
            let named = SPECIAL_V6
                .iter()
                .find(|(range, _)| range.contains(&v6))
                .map(|(_, kind)| *kind);
            named.or_else(|| (!GLOBAL_UNICAST_V6.contains(&v6)).then_some("reserved"))
        }
    }
}

/// The address at which a connection ends: IPv4-mapped and NAT64 addresses stand for the IPv4
/// address inside them.
fn reached(address: IpAddr) -> IpAddr {
    let IpAddr::V6(v6) = address else {
        return address;
    };
    if let Some(mapped) = v6.to_ipv4_mapped() {
        return IpAddr::V4(mapped);
    }
    if NAT64.contains(&v6) {
        let [.., a, b, c, d] = v6.octets();
        return IpAddr::V4(Ipv4Addr::new(a, b, c, d));
    }
    address
}

/// The non-public ranges that the operator allows for one kind of request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowList {
    ranges: Vec<IpNet>,
    setting: &'static str,
}

impl Default for AllowList {
    fn default() -> Self {
        Self {
            ranges: Vec::new(),
            setting: "CAUSEWAY_WEBHOOK_ALLOW",
        }
    }
}

/// Why a text isn't a valid allow list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AllowListError {
    /// An entry is neither a range nor an address.
    #[error(
        "\"{entry}\" is not an address range; write ranges like 10.1.0.0/16 or fd00::/8, separated by commas"
    )]
    NotARange { entry: String },
    /// The address has bits outside its prefix, so the intended range is unclear.
    #[error(
        "\"{entry}\" has address bits outside of its prefix; write {range} for the range, or a longer prefix"
    )]
    BitsOutsidePrefix { entry: String, range: String },
}

impl AllowList {
    /// The list from `setting`, which error messages name. Without this call, the list is that of
    /// webhooks.
    #[must_use]
    pub fn of_setting(self, setting: &'static str) -> Self {
        Self { setting, ..self }
    }

    /// The operator's setting from which this list comes.
    pub(super) fn setting(&self) -> &'static str {
        self.setting
    }

    /// Whether Causeway may connect to this address.
    pub fn permits(&self, address: IpAddr) -> bool {
        let reached = reached(address);
        if METADATA.contains(&reached) {
            return self
                .ranges
                .iter()
                .any(|range| is_exactly(range, address) || is_exactly(range, reached));
        }
        is_public(address)
            || self
                .ranges
                .iter()
                .any(|range| range.contains(&address) || range.contains(&reached))
    }
}

fn is_exactly(range: &IpNet, address: IpAddr) -> bool {
    range.prefix_len() == range.max_prefix_len() && range.addr() == address
}

impl FromStr for AllowList {
    type Err = AllowListError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self {
            ranges: parse_ranges(text)?,
            ..Self::default()
        })
    }
}

/// Parses address ranges and single addresses, separated by commas.
pub(crate) fn parse_ranges(text: &str) -> Result<Vec<IpNet>, AllowListError> {
    if text.trim().is_empty() {
        return Ok(Vec::new());
    }
    text.split(',').map(|entry| range(entry.trim())).collect()
}

fn range(entry: &str) -> Result<IpNet, AllowListError> {
    if let Ok(address) = entry.parse::<IpAddr>() {
        return Ok(IpNet::from(address));
    }
    let range: IpNet = entry.parse().map_err(|_| AllowListError::NotARange {
        entry: entry.to_owned(),
    })?;
    if range.trunc() != range {
        return Err(AllowListError::BitsOutsidePrefix {
            entry: entry.to_owned(),
            range: range.trunc().to_string(),
        });
    }
    Ok(range)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn allow(text: &str) -> AllowList {
        text.parse().unwrap()
    }

    #[test]
    fn public_addresses_are_public() {
        for address in [
            "1.1.1.1",
            "8.8.8.8",
            "9.255.255.255",
            "11.0.0.1",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.1",
            "169.253.255.255",
            "172.15.255.255",
            "172.32.0.0",
            "192.0.1.1",
            "192.167.255.255",
            "192.169.0.0",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "2606:4700:4700::1111",
            "2a00:1450:4001::1",
            "2001:200::1",
            "2001:4860:4860::8888",
            "2003::1",
            "::ffff:8.8.8.8",
            "64:ff9b::8.8.8.8",
        ] {
            assert!(is_public(ip(address)), "{address}");
            assert!(AllowList::default().permits(ip(address)), "{address}");
        }
    }

    #[test]
    fn special_addresses_are_not_public_and_have_a_kind() {
        for (address, kind) in [
            ("0.0.0.0", "\"this network\""),
            ("0.1.2.3", "\"this network\""),
            ("10.0.0.1", "private"),
            ("172.31.255.255", "private"),
            ("192.168.1.1", "private"),
            ("127.0.0.1", "loopback"),
            ("127.255.255.254", "loopback"),
            ("100.64.0.1", "carrier-grade NAT"),
            ("169.254.1.1", "link-local"),
            ("169.254.169.254", "cloud metadata"),
            ("168.63.129.16", "cloud metadata"),
            ("192.0.0.1", "reserved"),
            ("192.0.2.1", "documentation"),
            ("198.19.255.255", "benchmarking"),
            ("198.51.100.1", "documentation"),
            ("203.0.113.9", "documentation"),
            ("192.88.99.1", "6to4 relay"),
            ("224.0.0.1", "multicast"),
            ("240.0.0.1", "reserved"),
            ("255.255.255.255", "reserved"),
            ("::", "unspecified"),
            ("::1", "loopback"),
            ("::127.0.0.1", "reserved"),
            ("::ffff:127.0.0.1", "loopback"),
            ("::ffff:169.254.169.254", "cloud metadata"),
            ("::ffff:0:127.0.0.1", "reserved"),
            ("64:ff9b::10.0.0.1", "private"),
            ("64:ff9b::169.254.169.254", "cloud metadata"),
            ("64:ff9b:1::8.8.8.8", "local NAT64"),
            ("100::1", "reserved"),
            ("2001::1", "Teredo"),
            ("2001:2::1", "reserved"),
            ("2001:20::1", "reserved"),
            ("2001:db8::1", "documentation"),
            ("2002:7f00:1::", "6to4"),
            ("2002:808:808::", "6to4"),
            ("3fff::1", "documentation"),
            ("4000::1", "reserved"),
            ("5f00::1", "reserved"),
            ("fc00::1", "unique local"),
            ("fd00:ec2::254", "cloud metadata"),
            ("fd12:3456::1", "unique local"),
            ("fe80::1", "link-local"),
            ("fec0::1", "site-local"),
            ("ff02::1", "multicast"),
        ] {
            assert_eq!(special_kind(ip(address)), Some(kind), "{address}");
            assert!(!AllowList::default().permits(ip(address)), "{address}");
        }
    }

    #[test]
    fn an_allowed_range_opens_only_itself_and_its_mapped_and_nat64_forms() {
        let list = allow("127.0.0.0/8, fd12::/16");
        for address in [
            "127.0.0.1",
            "127.9.9.9",
            "::ffff:127.0.0.1",
            "64:ff9b::127.0.0.1",
            "fd12::5",
        ] {
            assert!(list.permits(ip(address)), "{address}");
        }
        for address in ["10.0.0.1", "::1", "::127.0.0.1", "fd13::1", "0.0.0.0"] {
            assert!(!list.permits(ip(address)), "{address}");
        }
    }

    #[test]
    fn only_an_entry_naming_exactly_a_metadata_address_opens_it() {
        let wide = allow(
            "0.0.0.0/0, ::/0, 169.254.169.0/24, 169.254.169.254/31, fd00:ec2::/32, ::ffff:0:0/96",
        );
        for address in METADATA {
            assert!(!wide.permits(address), "{address}");
        }
        assert!(wide.permits(ip("169.254.169.253")));
        assert!(!wide.permits(ip("::ffff:169.254.169.254")));
        assert!(allow("169.254.169.254/32").permits(ip("169.254.169.254")));
        assert!(allow("169.254.169.254").permits(ip("::ffff:169.254.169.254")));
        assert!(allow("fd00:ec2::254").permits(ip("fd00:ec2::254")));
    }

    #[test]
    fn a_list_may_have_spaces_and_single_addresses_or_be_empty() {
        assert_eq!(allow("  "), AllowList::default());
        assert_eq!(allow("127.0.0.1,::1"), allow(" 127.0.0.1/32 , ::1/128 "));
    }

    #[test]
    fn an_invalid_entry_is_reported_with_its_text() {
        for text in [
            "10.0.0.0/33",
            "localhost",
            "10.0.0.0/8,",
            "10/8",
            "10.0.0.0/8;::1",
        ] {
            assert!(
                matches!(
                    text.parse::<AllowList>(),
                    Err(AllowListError::NotARange { .. })
                ),
                "{text}"
            );
        }
        let error = "::1, 10.1.2.3/8".parse::<AllowList>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "\"10.1.2.3/8\" has address bits outside of its prefix; write 10.0.0.0/8 for the range, or a longer prefix"
        );
    }

    /// An address in the range, chosen by `bits`.
    fn within_v4(range: Ipv4Net, bits: u32) -> Ipv4Addr {
        Ipv4Addr::from(u32::from(range.network()) | (bits & u32::from(range.hostmask())))
    }

    fn embedded(prefix: u128, v4: Ipv4Addr) -> IpAddr {
        IpAddr::V6(Ipv6Addr::from(prefix | u128::from(u32::from(v4))))
    }

    proptest! {
        #[test]
        fn every_form_of_a_special_v4_address_is_refused(index in 0..SPECIAL_V4.len(), bits: u32) {
            let address = within_v4(SPECIAL_V4[index].0, bits);
            let nat64 = u128::from(NAT64.network());
            for spelling in [IpAddr::V4(address), embedded(0xffff << 32, address), embedded(nat64, address), embedded(0, address)] {
                prop_assert!(!is_public(spelling), "{spelling}");
            }
        }

        #[test]
        fn v6_outside_global_unicast_is_refused_unless_it_maps_to_public_v4(bits: u128) {
            let address = Ipv6Addr::from(bits);
            if !GLOBAL_UNICAST_V6.contains(&address) {
                prop_assert_eq!(is_public(IpAddr::V6(address)), reached(IpAddr::V6(address)).is_ipv4() && is_public(reached(IpAddr::V6(address))));
            }
        }

        #[test]
        fn addresses_special_to_the_standard_library_are_refused(bits: u32) {
            let v4 = Ipv4Addr::from(bits);
            if v4.is_private() || v4.is_loopback() || v4.is_link_local() || v4.is_broadcast() || v4.is_documentation()
                || v4.is_multicast() || v4.is_unspecified() {
                prop_assert!(!is_public(IpAddr::V4(v4)));
            }
        }

        #[test]
        fn a_v4_address_and_its_mapped_form_are_treated_alike(bits: u32) {
            let v4 = Ipv4Addr::from(bits);
            prop_assert_eq!(is_public(IpAddr::V4(v4)), is_public(embedded(0xffff << 32, v4)));
        }

        #[test]
        fn an_allow_list_adds_exactly_its_range_to_public_addresses(range_bits: u32, prefix in 0u8..=32, bits: u32) {
            let range = Ipv4Net::new(Ipv4Addr::from(range_bits), prefix).unwrap().trunc();
            let address = Ipv4Addr::from(bits);
            prop_assume!(!METADATA.contains(&IpAddr::V4(address)));
            let permitted = allow(&range.to_string()).permits(IpAddr::V4(address));
            prop_assert_eq!(permitted, is_public(IpAddr::V4(address)) || range.contains(&address));
        }
    }
}
