//! JSON bodies: read within bounds, then field by field, so that all faults are reported together.

use std::{borrow::Cow, collections::HashMap, time::Duration};

use axum::{
    body::Body,
    extract::{FromRequest, Request},
    response::{IntoResponse, Response},
};
use causeway_core::{
    Faults, Fields, Reason,
    json::{self, JsonError},
};
use http::{HeaderMap, HeaderValue, header};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use serde::Serialize;
use serde_json::{Map, Value, value::RawValue};

use crate::{
    App,
    wire::{
        code::Code,
        input::{Input, read_input},
        problem::Problem,
    },
};

/// The longest body that is read, in bytes (`omni-api.md` §2).
pub const BODY_BYTES_MAX: usize = 256 * 1024;
/// How long a body may take to arrive: a caller that sends slowly must not hold memory.
const BODY_TIMEOUT: Duration = Duration::from_secs(15);

/// A JSON body, of a request or a response.
#[derive(Clone, Copy, Debug)]
pub struct Json<T>(pub T);

impl<T: Input> FromRequest<App> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &App) -> Result<Self, Problem> {
        let value = read_value(request).await?;
        Ok(Self(read_input(&value)?))
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

/// A JSON body that may be left out or `null`; both count as an empty object.
#[derive(Clone, Copy, Debug)]
pub struct OptionalJson<T>(pub T);

impl<T: Input> FromRequest<App> for OptionalJson<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &App) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let bytes = read_bytes(&parts.headers, body, BODY_BYTES_MAX).await?;
        let value = if bytes.is_empty() {
            Value::Null
        } else {
            check_media_type(&parts.headers)?;
            parse(&bytes)?
        };
        let value = if value.is_null() {
            Value::Object(Map::new())
        } else {
            value
        };
        Ok(Self(read_input(&value)?))
    }
}

/// Reads a JSON body into a value, or returns why that fails.
pub async fn read_value(request: Request) -> Result<Value, Problem> {
    read_value_within(request, BODY_BYTES_MAX).await
}

/// Like [`read_value`], with a bound of `bytes_max` bytes.
pub(in crate::http) async fn read_value_within(
    request: Request,
    bytes_max: usize,
) -> Result<Value, Problem> {
    let (parts, body) = request.into_parts();
    check_media_type(&parts.headers)?;
    parse(&read_bytes(&parts.headers, body, bytes_max).await?)
}

fn check_media_type(headers: &HeaderMap) -> Result<(), Problem> {
    if is_json(headers) {
        Ok(())
    } else {
        Err(Problem::new(Code::UnsupportedMediaType))
    }
}

/// Whether the headers declare the body as JSON.
pub fn is_json(headers: &HeaderMap) -> bool {
    let text = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let essence = text
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    essence == "application/json"
        || (essence.starts_with("application/") && essence.ends_with("+json"))
}

/// Refuses a compressed body: one that unpacks to a thousand times its length would evade the
/// bound.
fn check_encoding(headers: &HeaderMap) -> Result<(), Problem> {
    let is_plain = |value: &HeaderValue| {
        let text = value.to_str().unwrap_or("unknown");
        text.split(',')
            .all(|coding| coding.trim().eq_ignore_ascii_case("identity"))
    };
    if headers
        .get_all(header::CONTENT_ENCODING)
        .iter()
        .all(is_plain)
    {
        return Ok(());
    }
    let problem = Problem::because(
        Code::UnsupportedMediaType,
        "The body has to come without a Content-Encoding.",
    );
    Err(problem.header(
        header::ACCEPT_ENCODING,
        HeaderValue::from_static("identity"),
    ))
}

/// Reads a body of at most `bytes_max` bytes, of any media type.
pub async fn read_bytes(
    headers: &HeaderMap,
    body: Body,
    bytes_max: usize,
) -> Result<bytes::Bytes, Problem> {
    check_encoding(headers)?;
    let too_large = || {
        let detail = format!("The body has more than {} KiB.", bytes_max / 1024);
        Problem::because(Code::PayloadTooLarge, detail)
    };
    let declared = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if declared.is_some_and(|length| length > bytes_max as u64) {
        return Err(too_large());
    }
    let reading = Limited::new(body, bytes_max).collect();
    match tokio::time::timeout(BODY_TIMEOUT, reading).await {
        Ok(Ok(read)) => Ok(read.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(too_large()),
        Ok(Err(_)) => Err(Problem::because(
            Code::MalformedJson,
            "The body ended before all of it had arrived.",
        )),
        Err(_) => Err(Problem::new(Code::RequestTimeout)),
    }
}

/// Reads a JSON text, or returns why that fails.
pub fn parse(bytes: &[u8]) -> Result<Value, Problem> {
    json::read(bytes).map_err(|error| malformed(&error))
}

fn malformed(error: &JsonError) -> Problem {
    let error = match error {
        JsonError::Encoding(_) => {
            return Problem::because(Code::MalformedJson, format!("The body {error}."));
        }
        JsonError::Syntax(error) => error,
    };
    // serde_json stops at 128 levels, so that a body of brackets can't exhaust the stack.
    let what = if error.is_eof() {
        "ends too early"
    } else if error.to_string().starts_with("recursion limit") {
        "is nested too deep"
    } else {
        "is not JSON"
    };
    let detail = format!(
        "The body {what}, at line {} column {}.",
        error.line(),
        error.column()
    );
    Problem::because(Code::MalformedJson, detail)
}

/// The entries of a batch. Each is read separately, so that an unreadable entry doesn't affect the
/// others.
pub type Entries = Vec<Result<Value, Problem>>;

/// Reads an object of at most `bytes_max` bytes with one list, called `name`, of 1 to `max`
/// entries.
pub async fn read_entries(
    request: Request,
    bytes_max: usize,
    name: &str,
    max: usize,
) -> Result<Entries, Problem> {
    let (parts, body) = request.into_parts();
    check_media_type(&parts.headers)?;
    let bytes = read_bytes(&parts.headers, body, bytes_max).await?;
    let text = json::readable(&bytes).map_err(|error| malformed(&error))?;
    let fields: Option<HashMap<Cow<'_, str>, &RawValue>> = serde_json::from_str(&text).ok();
    let list: Option<Vec<&RawValue>> =
        fields.and_then(|fields| serde_json::from_str(fields.get(name)?.get()).ok());
    match list {
        Some(list) if (1..=max).contains(&list.len()) => Ok(list
            .into_iter()
            .map(|entry| parse(entry.get().as_bytes()))
            .collect()),
        _ => {
            // The ordinary reader determines the exact fault.
            let value = parse(text.as_bytes())?;
            let mut faults = Faults::default();
            Fields::root(&value, &mut faults).list(name, max, &mut faults);
            if faults.is_empty() {
                faults.add(format!("/{name}"), Reason::TooFew { min: 1 });
            }
            Err(Problem::invalid_message(faults))
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn request(media_type: &str, body: impl Into<Body>) -> Request {
        Request::builder()
            .header(header::CONTENT_TYPE, media_type)
            .body(body.into())
            .unwrap()
    }

    async fn refusal(media_type: &str, body: impl Into<Body>) -> Code {
        read_value(request(media_type, body))
            .await
            .unwrap_err()
            .code()
    }

    #[tokio::test]
    async fn json_of_any_spelling_of_its_media_type_is_read() {
        for media_type in [
            "application/json",
            "Application/JSON; charset=utf-8",
            "application/vnd.x+json",
        ] {
            let value = read_value(request(media_type, r#"{"a":[1,"ä"]}"#))
                .await
                .unwrap();
            assert_eq!(value, json!({ "a": [1, "ä"] }));
        }
    }

    #[tokio::test]
    async fn another_media_type_is_refused() {
        for media_type in [
            "text/plain",
            "application/x-www-form-urlencoded",
            "application/jsonp",
            "",
        ] {
            assert_eq!(
                refusal(media_type, "{}").await,
                Code::UnsupportedMediaType,
                "{media_type}"
            );
        }
    }

    #[tokio::test]
    async fn a_body_that_is_not_json_is_malformed() {
        let nested = "[".repeat(100_000);
        for body in ["", "{", "{\"a\":}", "nul", "1e999", nested.as_str()] {
            assert_eq!(
                refusal("application/json", body.to_owned()).await,
                Code::MalformedJson
            );
        }
        assert_eq!(
            refusal("application/json", b"{\"a\":\"\xff\"}".to_vec()).await,
            Code::MalformedJson
        );
    }

    #[tokio::test]
    async fn an_entry_that_cannot_be_read_fails_alone() {
        let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
        let body = format!(
            r#"{{"more":1,"messages":[{{"text":"soon \ud83e"}},{{"size":1e999}},{deep},{{"id":"m-4"}}]}}"#
        );
        let read = read_entries(
            request("application/json", format!("\u{feff}{body}")),
            4_096,
            "messages",
            4,
        )
        .await
        .unwrap();
        let read: Vec<Result<Value, Code>> = read
            .into_iter()
            .map(|entry| entry.map_err(|problem| problem.code()))
            .collect();
        let malformed = Err(Code::MalformedJson);
        assert_eq!(
            read,
            [
                Ok(json!({ "text": "soon \u{fffd}" })),
                malformed.clone(),
                malformed,
                Ok(json!({ "id": "m-4" }))
            ]
        );
        for (body, code) in [
            ("{\"messages\":[{]}", Code::MalformedJson),
            ("{\"messages\":[1,2,3,4,5]}", Code::InvalidMessage),
            ("{\"messages\":[]}", Code::InvalidMessage),
            ("{\"messages\":{}}", Code::InvalidMessage),
            ("{\"messages\":null}", Code::InvalidMessage),
            ("{}", Code::InvalidMessage),
            ("[]", Code::InvalidMessage),
        ] {
            let refused = read_entries(request("application/json", body), 4_096, "messages", 4)
                .await
                .unwrap_err();
            assert_eq!(refused.code(), code, "{body}");
        }
    }

    #[tokio::test]
    async fn a_body_is_too_large_by_its_length_or_by_what_arrives() {
        let text = |length: usize| format!("\"{}\"", "x".repeat(length - 2));
        assert!(
            read_value(request("application/json", text(BODY_BYTES_MAX)))
                .await
                .is_ok()
        );
        assert_eq!(
            refusal("application/json", text(BODY_BYTES_MAX + 1)).await,
            Code::PayloadTooLarge
        );
        let mut declared = request("application/json", "{}");
        declared
            .headers_mut()
            .insert(header::CONTENT_LENGTH, "300000".parse().unwrap());
        assert_eq!(
            read_value(declared).await.unwrap_err().code(),
            Code::PayloadTooLarge
        );
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_arrives_too_slowly_times_out() {
        let never = Body::from_stream(futures_util::stream::pending::<
            Result<bytes::Bytes, std::io::Error>,
        >());
        assert_eq!(
            refusal("application/json", never).await,
            Code::RequestTimeout
        );
    }

    #[tokio::test]
    async fn a_body_that_breaks_off_is_malformed() {
        let broken =
            futures_util::stream::iter([Err::<bytes::Bytes, _>(std::io::Error::other("reset"))]);
        assert_eq!(
            refusal("application/json", Body::from_stream(broken)).await,
            Code::MalformedJson
        );
    }
}
