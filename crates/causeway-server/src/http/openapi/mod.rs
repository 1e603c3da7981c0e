//! The OpenAPI document of both APIs, generated from the handlers.

mod ordered;
mod shape;

use std::sync::LazyLock;

use axum::{Router, response::Response, routing::get};
use causeway_core::scope::{Area, Scope};
use http::{HeaderMap, HeaderValue, Method, header};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::{
    Modify, OpenApi,
    openapi::security::{
        ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
    },
};

use crate::{
    App,
    http::{dashboard, openapi::ordered::Json},
    wire::{
        code::Code,
        problem,
        problem_body::{FieldError, ProblemBody},
    },
};

/// The parts of the document other than the operations.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Causeway",
        version = "1",
        description = "Two APIs. The Omni API (`/omni/v1`) is what a messaging channel talks to, with the access token of \
            its source; `webhooks` tells what Causeway sends back, and `/api/schemas` lists a JSON Schema of each body. \
            The management API (`/api/v1`) is what the dashboard talks to, with a session, and scripts, with an API token. Errors are \
            problem documents (RFC 9457) with a stable `code`.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    servers((url = "/", description = "The server that serves this document.")),
    components(schemas(ProblemBody, FieldError)),
    modifiers(&Credentials),
    tags(
        (name = "setup", description = "The first start of a new server."),
        (name = "auth", description = "Signing in and out."),
        (name = "me", description = "The person who is signed in."),
        (name = "staff", description = "People who sign in."),
        (name = "service groups", description = "Named lists of staff: where enquiries go."),
        (name = "chatbots", description = "Programs that answer visitors until they hand over."),
        (name = "sources", description = "Third-party accounts behind channels: webhook, access token, signing secret."),
        (name = "deliveries", description = "Events for sources: sent and waiting, request by request."),
        (name = "channels", description = "Named entry points on sources: routing, messages, display names."),
        (name = "enquiries", description = "Conversations with visitors."),
        (name = "files", description = "Files in messages."),
        (name = "visitors", description = "People on channels."),
        (name = "labels", description = "Coloured tags on enquiries."),
        (name = "canned responses", description = "Texts that staff insert by a short key."),
        (name = "sticky bindings", description = "The staff members who get visitors' next enquiries first."),
        (name = "settings", description = "Settings of the whole workspace, and the audit log."),
        (name = "events", description = "The live events of staff screens."),
        (name = "operation", description = "Health and metrics."),
        (name = "omni", description = "Calls of a channel, with the access token of its source."),
    ),
)]
struct Base;

/// The security schemes that operations refer to.
struct Credentials;

impl Modify for Credentials {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        let cookie =
            ApiKeyValue::with_description("causeway_session", "The session of a staff member.");
        components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
        let token = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("The access token of a source, `cw_…`."))
            .build();
        components.add_security_scheme("accessToken", SecurityScheme::Http(token));
        let token = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some(
                "An API token, `cwa_…`, with the scope that stands with the operation.",
            ))
            .build();
        components.add_security_scheme("apiToken", SecurityScheme::Http(token));
    }
}

/// The document with the requests that Causeway sends (OpenAPI 3.1 §4.8.1, `webhooks`).
#[derive(Serialize)]
struct Document {
    #[serde(flatten)]
    document: utoipa::openapi::OpenApi,
    webhooks: Map<String, Value>,
}

/// The document without any operation.
pub(super) fn base() -> utoipa::openapi::OpenApi {
    Base::openapi()
}

/// The document as it is served and stored in `docs/openapi.json`.
pub fn openapi_json() -> String {
    let (_, mut document) = crate::http::routes().split_for_parts();
    for (path, item) in &mut document.paths.paths {
        let area = Area::of(path);
        let operations = [
            (&mut item.get, false),
            (&mut item.post, true),
            (&mut item.put, true),
            (&mut item.patch, true),
            (&mut item.delete, true),
        ];
        for (operation, write) in operations {
            let Some(operation) = operation.as_mut() else {
                continue;
            };
            if path.starts_with("/api/v1/") {
                // For a field or parameter that the operation does not know, even if it accepts
                // none (`unknown.rs`).
                problem::add_responses(&mut operation.responses, &[Code::Invalid]);
            }
            let Some(security) = operation
                .security
                .as_mut()
                .filter(|_| path.starts_with("/api/v1/"))
            else {
                continue;
            };
            // For a token that is unknown, lacks the scope, or is used where only people may call.
            problem::add_responses(
                &mut operation.responses,
                &[Code::InvalidToken, Code::Forbidden],
            );
            if let Some(area) = area {
                security.push(SecurityRequirement::new(
                    "apiToken",
                    [Scope { area, write }.to_string()],
                ));
            }
        }
    }
    // The requests that Causeway sends have no handlers to generate the document from.
    let document = Document {
        document,
        webhooks: crate::http::schemas::webhooks(),
    };
    let text = serde_json::to_string(&document).expect("a document of our own has string keys");
    let mut document: Json = serde_json::from_str(&text).expect("it was just written");
    shape::for_generators(&mut document);
    let mut text =
        serde_json::to_string_pretty(&document).expect("a document of our own has string keys");
    text.push('\n');
    text
}

/// The document and the page that shows it. They are not operations of the APIs, so they are not in
/// the document.
pub(super) fn serve() -> Router<App> {
    static DOCUMENT: LazyLock<String> = LazyLock::new(openapi_json);
    let document = async || {
        (
            [(header::CONTENT_TYPE, "application/json")],
            DOCUMENT.as_str(),
        )
    };
    Router::new()
        .route("/api/openapi.json", get(document))
        .route("/api/docs", get(reference))
}

/// What the page of the reference may load and do: the policy in the page itself, and
/// `frame-ancestors`, which works only in a header.
const REFERENCE_POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; worker-src 'self' blob:; object-src \
                                'none'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'";

async fn reference(headers: HeaderMap) -> Response {
    let mut response = dashboard::serve(&Method::GET, "/docs/index.html", &headers);
    response.headers_mut().insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(REFERENCE_POLICY),
    );
    response
}

#[cfg(test)]
mod tests {
    use super::REFERENCE_POLICY;

    #[test]
    fn the_policy_of_the_reference_page_begins_with_the_policy_in_the_page() {
        let page = include_str!("../../../../../web/static/docs/index.html");
        let policy = page
            .split("content=\"default-src")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .unwrap();
        assert!(
            REFERENCE_POLICY.starts_with(&format!("default-src{policy}; ")),
            "{policy}"
        );
    }
}
