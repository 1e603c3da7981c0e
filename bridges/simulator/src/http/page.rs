//! The page: plain embedded files without a build step.

use axum::extract::Path;
use axum::response::{Html, IntoResponse, Response};
use http::StatusCode;
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};

/// Scripts and styles come only from this server. Pictures may come from anywhere, because messages
/// contain their URLs.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
                      img-src 'self' data: http: https:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";

/// All files except the page itself.
const FILES: [(&str, &str, &str); 14] = [
    ("app.js", SCRIPT, include_str!("../../page/app.js")),
    ("api.js", SCRIPT, include_str!("../../page/api.js")),
    ("bubble.js", SCRIPT, include_str!("../../page/bubble.js")),
    ("calls.js", SCRIPT, include_str!("../../page/calls.js")),
    (
        "connection.js",
        SCRIPT,
        include_str!("../../page/connection.js"),
    ),
    ("dom.js", SCRIPT, include_str!("../../page/dom.js")),
    ("phone.js", SCRIPT, include_str!("../../page/phone.js")),
    ("switch.js", SCRIPT, include_str!("../../page/switch.js")),
    ("base.css", STYLE, include_str!("../../page/base.css")),
    ("phone.css", STYLE, include_str!("../../page/phone.css")),
    ("chat.css", STYLE, include_str!("../../page/chat.css")),
    (
        "composer.css",
        STYLE,
        include_str!("../../page/composer.css"),
    ),
    ("panel.css", STYLE, include_str!("../../page/panel.css")),
    (
        "icon.svg",
        "image/svg+xml",
        include_str!("../../page/icon.svg"),
    ),
];

/// `GET /`.
pub(super) async fn index() -> Response {
    let headers = [
        (CONTENT_SECURITY_POLICY, POLICY),
        (REFERRER_POLICY, "no-referrer"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (CACHE_CONTROL, "no-cache"),
    ];
    (headers, Html(include_str!("../../page/index.html"))).into_response()
}

/// `GET /page/{file}`.
pub(super) async fn file(Path(name): Path<String>) -> Response {
    match FILES.iter().find(|(known, ..)| *known == name) {
        Some((_, media_type, text)) => {
            let headers = [
                (CONTENT_TYPE, *media_type),
                (X_CONTENT_TYPE_OPTIONS, "nosniff"),
                (CACHE_CONTROL, "no-cache"),
            ];
            (headers, *text).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
