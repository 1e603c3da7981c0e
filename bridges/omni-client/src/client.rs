//! The HTTP client of the Omni API.

use std::fmt;
use std::time::Duration;

use http::header::{AUTHORIZATION, HeaderValue, RETRY_AFTER};
use http::{Method, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use url::Url;

use crate::{
    Acceptance, Capabilities, ChannelEvent, ChannelInfo, OmniError, Problem, RetryPolicy,
    SettingsError, Submission, Verdict, VisitorMessage,
};

/// Timeout of an attempt. It exceeds Causeway's own timeouts, so that Causeway responds first.
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(20);

/// Timeout of connecting.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// Longest accepted response. The largest response of the Omni API, a hundred events with the
/// longest texts, is smaller.
const ANSWER_BYTES_MAX: usize = 8 * 1024 * 1024;

/// A client of the Omni API for one server and one access token.
///
/// Cloning is cheap, and clones share their connections.
#[derive(Clone)]
pub struct OmniClient {
    http: reqwest::Client,
    base: Url,
    authorization: HeaderValue,
    retry: RetryPolicy,
}

impl fmt::Debug for OmniClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OmniClient")
            .field("base", &self.base.as_str())
            .finish_non_exhaustive()
    }
}

impl OmniClient {
    /// Creates a client for the server at `causeway` (such as `https://causeway.example.com`) with
    /// `access_token`. It makes one attempt per call. Fails if the URL or the token is malformed.
    pub fn new(causeway: &str, access_token: &str) -> Result<Self, SettingsError> {
        let mut base = Url::parse(causeway.trim()).map_err(|_| SettingsError::Address)?;
        if !matches!(base.scheme(), "http" | "https") || base.host_str().is_none() {
            return Err(SettingsError::Address);
        }
        base.set_query(None);
        base.set_fragment(None);
        let token = access_token.trim();
        if token.is_empty() || token.contains(char::is_whitespace) {
            return Err(SettingsError::Token);
        }
        let mut authorization =
            HeaderValue::from_str(&format!("Bearer {token}")).map_err(|_| SettingsError::Token)?;
        authorization.set_sensitive(true);
        Ok(Self {
            http: http_client()?,
            base,
            authorization,
            retry: RetryPolicy::once(),
        })
    }

    /// Sets the retry policy.
    #[must_use]
    pub fn with_retry(self, retry: RetryPolicy) -> Self {
        Self { retry, ..self }
    }

    /// Sends a visitor's message. When this returns, Causeway has stored the message durably.
    pub async fn send_message(&self, message: &VisitorMessage) -> Result<Acceptance, OmniError> {
        let answer = self
            .call(Method::POST, "omni/v1/messages", Some(message), &message.id)
            .await?;
        answer.json()
    }

    /// Sends an event of the channel.
    pub async fn send_event(&self, event: &ChannelEvent) -> Result<(), OmniError> {
        self.call(Method::POST, "omni/v1/events", Some(event), "event")
            .await
            .map(drop)
    }

    /// Sends a message or an event. Returns the acceptance of a message.
    pub async fn submit(&self, submission: &Submission) -> Result<Option<Acceptance>, OmniError> {
        match submission {
            Submission::Message(message) => self.send_message(message).await.map(Some),
            Submission::Event(event) => self.send_event(event).await.map(|()| None),
        }
    }

    /// Sets the channel's capabilities.
    pub async fn declare_capabilities(&self, capabilities: &Capabilities) -> Result<(), OmniError> {
        self.call(
            Method::PUT,
            "omni/v1/channel/capabilities",
            Some(capabilities),
            "capabilities",
        )
        .await
        .map(drop)
    }

    /// Returns the owner of the access token.
    pub async fn channel(&self) -> Result<ChannelInfo, OmniError> {
        self.call(Method::GET, "omni/v1/channel", None::<&()>, "channel")
            .await?
            .json()
    }

    /// Repeats the call until it succeeds, fails for good, or the policy allows no more attempts.
    pub(crate) async fn call<B: Serialize + Sync>(
        &self,
        method: Method,
        path: &str,
        body: Option<&B>,
        key: &str,
    ) -> Result<Answer, OmniError> {
        let mut attempts = 0;
        loop {
            let error = match self.attempt(method.clone(), path, body).await {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            attempts += 1;
            let Verdict::Passing(retry_after) = error.verdict() else {
                return Err(error);
            };
            if !self.retry.allows_another(attempts) {
                return Err(error);
            }
            let pause = self.retry.pause_after(attempts, key, retry_after);
            tracing::debug!(path, attempts, pause_ms = pause.as_millis(), %error, "call failed, retrying");
            tokio::time::sleep(pause).await;
        }
    }

    async fn attempt<B: Serialize + Sync>(
        &self,
        method: Method,
        path: &str,
        body: Option<&B>,
    ) -> Result<Answer, OmniError> {
        let mut request = self
            .http
            .request(method, self.address(path))
            .header(AUTHORIZATION, self.authorization.clone());
        if let Some(body) = body {
            request = request.json(body);
        }
        let mut response = request
            .send()
            .await
            .map_err(|error| OmniError::Unreachable(error.without_url()))?;
        let status = response.status();
        let retry_after = response.headers().get(RETRY_AFTER).and_then(seconds);
        let mut bytes = Vec::new();
        while let Some(chunk) = response
            .chunk()
            .await
            .map_err(|error| OmniError::Unreachable(error.without_url()))?
        {
            if bytes.len() + chunk.len() > ANSWER_BYTES_MAX {
                return Err(OmniError::Unreadable {
                    status: status.as_u16(),
                });
            }
            bytes.extend_from_slice(&chunk);
        }
        if status.is_success() {
            return Ok(Answer { status, bytes });
        }
        let problem = serde_json::from_slice::<Problem>(&bytes).unwrap_or_default();
        Err(OmniError::Refused(Box::new(Problem {
            status: status.as_u16(),
            retry_after,
            ..problem
        })))
    }

    /// The URL of an endpoint. Keeps the path prefix of the base URL.
    fn address(&self, path: &str) -> Url {
        let (path, query) = path
            .split_once('?')
            .map_or((path, None), |(path, query)| (path, Some(query)));
        let mut address = self.base.clone();
        address.set_path(&format!(
            "{}/{path}",
            self.base.path().trim_end_matches('/')
        ));
        address.set_query(query);
        address
    }
}

pub(crate) struct Answer {
    status: StatusCode,
    bytes: Vec<u8>,
}

impl Answer {
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T, OmniError> {
        serde_json::from_slice(&self.bytes).map_err(|_| OmniError::Unreadable {
            status: self.status.as_u16(),
        })
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the URL is the operator's setting, not a user's input"
)]
fn http_client() -> Result<reqwest::Client, SettingsError> {
    reqwest::Client::builder()
        .user_agent(concat!("causeway-omni-client/", env!("CARGO_PKG_VERSION")))
        .timeout(ATTEMPT_TIMEOUT)
        .connect_timeout(CONNECT_TIMEOUT)
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .map_err(|_| SettingsError::Http)
}

/// Parses `Retry-After` in seconds. Causeway never sends the date form.
fn seconds(value: &HeaderValue) -> Option<Duration> {
    value
        .to_str()
        .ok()?
        .trim()
        .parse()
        .ok()
        .map(Duration::from_secs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn malformed_settings_are_refused() {
        for address in ["", "causeway", "ftp://x", "/omni", "http://"] {
            assert_eq!(
                OmniClient::new(address, "cw_x").unwrap_err(),
                SettingsError::Address,
                "{address:?}"
            );
        }
        for token in ["", "  ", "cw_a b", "cw_\u{7}"] {
            assert_eq!(
                OmniClient::new("http://x", token).unwrap_err(),
                SettingsError::Token,
                "{token:?}"
            );
        }
    }

    #[test]
    fn a_path_prefix_is_kept_and_debug_hides_the_token() {
        let client = OmniClient::new("https://example.com/causeway/?x=1#y", " cw_hidden ").unwrap();
        assert_eq!(
            client.address("omni/v1/channel").as_str(),
            "https://example.com/causeway/omni/v1/channel"
        );
        assert!(!format!("{client:?}").contains("hidden"));
    }
}
