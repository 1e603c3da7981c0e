//! The address of an outgoing webhook.

use causeway_core::WEB_ADDRESS_MAX;
use http::Uri;
use url::{Host, Url};

/// Longer addresses break proxies and logs, and no endpoint needs one.
const URL_MAX: usize = 2_048;

/// An address to which Causeway can POST: `http` or `https`, with a host and without a user name.
/// Whether the host may be reached is decided when a connection is opened, in each attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookUrl {
    url: Url,
    uri: Uri,
}

/// Why a text isn't the address of a webhook. The message is shown to the person who entered it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UrlFault {
    /// Not an absolute address, or an invalid host.
    #[error("This is not a web address ({0}). Enter one like https://chat.example.com/webhook.")]
    Unreadable(String),
    /// Longer than this many characters.
    #[error("The address is longer than {0} characters. Enter a shorter one.")]
    TooLong(usize),
    /// A scheme other than `http` or `https`.
    #[error(
        "Causeway can't call \"{0}:\" addresses. Enter one that starts with https:// or http://."
    )]
    Scheme(String),
    /// A user name or password in the address, which would end up in logs.
    #[error(
        "The address contains a user name or password. Leave it out: every request is signed with the signing secret."
    )]
    UserInfo,
    /// A port below 1024 that other protocols use.
    #[error("Port {0} is not used for web addresses. Use 80, 443, or any port from 1024 up.")]
    Port(u16),
}

impl WebhookUrl {
    /// Parses an entered address. Unusual spellings of IP hosts (hexadecimal, octal, one number)
    /// are normalized.
    pub fn parse(text: &str) -> Result<Self, UrlFault> {
        Self::parse_up_to(text, URL_MAX)
    }

    /// Parses the address of a file, which may be longer.
    pub fn parse_file(text: &str) -> Result<Self, UrlFault> {
        Self::parse_up_to(text, WEB_ADDRESS_MAX)
    }

    fn parse_up_to(text: &str, max: usize) -> Result<Self, UrlFault> {
        let text = text.trim();
        if text.chars().count() > max {
            return Err(UrlFault::TooLong(max));
        }
        let mut url = Url::parse(text).map_err(|error| UrlFault::Unreadable(error.to_string()))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(UrlFault::Scheme(url.scheme().to_owned()));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(UrlFault::UserInfo);
        }
        // Ports below 1024 belong to other protocols, some of which execute lines found in a
        // request (mail, printers).
        if let Some(port) = url.port_or_known_default()
            && !matches!(port, 80 | 443 | 1024..)
        {
            return Err(UrlFault::Port(port));
        }
        url.set_fragment(None);
        let uri = url
            .as_str()
            .parse()
            .map_err(|error: http::uri::InvalidUri| UrlFault::Unreadable(error.to_string()))?;
        Ok(Self { url, uri })
    }

    /// The normalized address.
    pub fn as_str(&self) -> &str {
        self.url.as_str()
    }

    /// The host, for lists that don't show complete addresses. An IPv6 address has no brackets.
    pub fn host(&self) -> String {
        match self.url.host() {
            Some(Host::Domain(name)) => name.to_owned(),
            Some(Host::Ipv4(address)) => address.to_string(),
            Some(Host::Ipv6(address)) => address.to_string(),
            None => String::new(),
        }
    }

    pub(super) fn uri(&self) -> &Uri {
        &self.uri
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unusual_spellings_of_a_host_are_normalized() {
        for (text, host) in [
            ("http://0x7f.1/", "127.0.0.1"),
            ("http://0x7f000001/", "127.0.0.1"),
            ("http://2130706433/", "127.0.0.1"),
            ("http://017700000001/", "127.0.0.1"),
            ("http://0177.0.0.1/", "127.0.0.1"),
            ("http://127.1/", "127.0.0.1"),
            ("http://127.0.0.1./", "127.0.0.1"),
            ("http://１２７.0.0.1/", "127.0.0.1"),
            ("http://127。0。0。1/", "127.0.0.1"),
            ("http://%31%32%37.0.0.1/", "127.0.0.1"),
            ("http://0/", "0.0.0.0"),
            ("http://0xA9FEA9FE/", "169.254.169.254"),
            ("http://[::ffff:7f00:1]/", "::ffff:127.0.0.1"),
            ("http://[0:0:0:0:0:0:0:1]:8080/", "::1"),
            ("http:\\\\127.0.0.1\\x", "127.0.0.1"),
            ("http:127.0.0.1/", "127.0.0.1"),
            ("HTTPS://LOCALHOST./", "localhost."),
            ("http://Hooks.Example.com/a", "hooks.example.com"),
            ("http://bücher.example/", "xn--bcher-kva.example"),
        ] {
            assert_eq!(
                WebhookUrl::parse(text).map(|url| url.host()),
                Ok(host.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn an_address_that_cannot_be_called_is_refused_with_its_fault() {
        for text in [
            "",
            "hooks.example.com/x",
            "https://",
            "http://[::1",
            "http://256.0.0.1/",
            "http://a b/",
            "http://[fe80::1%25eth0]/",
        ] {
            assert!(
                matches!(WebhookUrl::parse(text), Err(UrlFault::Unreadable(_))),
                "{text}"
            );
        }
        for text in [
            "ftp://a.example/",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "localhost:8080/x",
        ] {
            assert!(
                matches!(WebhookUrl::parse(text), Err(UrlFault::Scheme(_))),
                "{text}"
            );
        }
        for text in [
            "https://ada@a.example/",
            "https://:pw@a.example/",
            "https://a.example@b.example/",
        ] {
            assert_eq!(WebhookUrl::parse(text), Err(UrlFault::UserInfo), "{text}");
        }
        for port in [0, 22, 25, 81, 1023] {
            assert_eq!(
                WebhookUrl::parse(&format!("http://a.example:{port}/")),
                Err(UrlFault::Port(port))
            );
        }
        let long = format!("https://a.example/{}", "x".repeat(URL_MAX));
        assert_eq!(WebhookUrl::parse(&long), Err(UrlFault::TooLong(URL_MAX)));
        assert!(WebhookUrl::parse_file(&long).is_ok());
    }

    #[test]
    fn the_fragment_is_dropped_and_the_rest_is_kept() {
        let url = WebhookUrl::parse("  https://a.example:8443/hook?a=1&b={x}|y#part ")
            .expect("a valid address");
        assert_eq!(url.as_str(), "https://a.example:8443/hook?a=1&b={x}|y");
        assert_eq!(
            url.uri()
                .path_and_query()
                .map(http::uri::PathAndQuery::as_str),
            Some("/hook?a=1&b={x}|y")
        );
    }
}
