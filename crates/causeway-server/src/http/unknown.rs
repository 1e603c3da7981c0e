//! Refuses input that a management operation does not accept at all: parameters of an operation
//! without a query, fields of one without a body. Operations that accept some refuse the others
//! where they read them (`json.rs`, `query.rs`).

use std::{collections::HashMap, sync::Arc};

use axum::{
    body::{Body, HttpBody},
    extract::{FromRequestParts, MatchedPath, Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use causeway_core::{Faults, Reason};
use http::{Method, request::Parts};
use serde_json::Value;
use utoipa::openapi::{OpenApi, RefOr, path::ParameterIn};

use crate::{
    App,
    http::request::{json, query::Pairs, session::SignedIn},
    wire::problem::Problem,
};

/// The input that the operations of the management API accept, by path.
#[derive(Clone)]
pub(super) struct Operations(Arc<HashMap<String, Vec<(Method, Takes)>>>);

#[derive(Clone, Copy)]
struct Takes {
    query: bool,
    body: bool,
    /// Whether the operation requires credentials: a session or an API token.
    asks_who: bool,
}

impl Operations {
    pub(super) fn of(document: &OpenApi) -> Self {
        let paths = document
            .paths
            .paths
            .iter()
            .filter(|(path, _)| path.starts_with("/api/v1/"));
        let all = paths.map(|(path, item)| {
            let operations = [
                (Method::GET, &item.get),
                (Method::POST, &item.post),
                (Method::PUT, &item.put),
                (Method::PATCH, &item.patch),
                (Method::DELETE, &item.delete),
            ];
            let taken = operations.into_iter().filter_map(|(method, operation)| {
                let operation = operation.as_ref()?;
                let parameters = operation.parameters.iter().flatten();
                let query = parameters.into_iter().any(|parameter| match parameter {
                    RefOr::T(parameter) => parameter.parameter_in == ParameterIn::Query,
                    RefOr::Ref(_) => false,
                });
                let (body, asks_who) = (
                    operation.request_body.is_some(),
                    operation.security.is_some(),
                );
                Some((
                    method,
                    Takes {
                        query,
                        body,
                        asks_who,
                    },
                ))
            });
            (path.clone(), taken.collect())
        });
        Self(Arc::new(all.collect()))
    }

    fn takes(&self, parts: &Parts) -> Option<Takes> {
        let path = parts.extensions.get::<MatchedPath>()?;
        let method = if parts.method == Method::HEAD {
            &Method::GET
        } else {
            &parts.method
        };
        let operations = self.0.get(path.as_str())?;
        operations
            .iter()
            .find(|(known, _)| known == method)
            .map(|(_, takes)| *takes)
    }
}

/// Refuses input that the operation does not accept. The caller is authenticated first, as
/// everywhere.
pub(super) async fn refuse(
    State((app, operations)): State<(App, Operations)>,
    request: Request,
    next: Next,
) -> Response {
    let (mut parts, body) = request.into_parts();
    let Some(takes) = operations.takes(&parts) else {
        return next.run(Request::from_parts(parts, body)).await;
    };
    let has_query = !takes.query && parts.uri.query().is_some_and(|query| !query.is_empty());
    let has_body =
        takes.asks_who && !takes.body && !body.is_end_stream() && json::is_json(&parts.headers);
    if !has_query && !has_body {
        return next.run(Request::from_parts(parts, body)).await;
    }
    if takes.asks_who
        && let Err(problem) = SignedIn::from_request_parts(&mut parts, &app).await
    {
        return problem.into_response();
    }
    let (unread, body) = if has_body {
        (Body::empty(), Some(body))
    } else {
        (body, None)
    };
    match check(&parts, has_query, body).await {
        Ok(()) => next.run(Request::from_parts(parts, unread)).await,
        Err(problem) => problem.into_response(),
    }
}

async fn check(parts: &Parts, has_query: bool, body: Option<Body>) -> Result<(), Problem> {
    let mut faults = Faults::default();
    if has_query {
        Pairs::of(parts.uri.query().unwrap_or_default()).refuse_others(&mut faults);
    }
    if let Some(body) = body {
        let bytes = json::read_bytes(&parts.headers, body, json::BODY_BYTES_MAX).await?;
        let value = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        for name in value
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, _)| name)
        {
            let pointer = format!("/{}", name.replace('~', "~0").replace('/', "~1"));
            faults.add(pointer, Reason::unknown_field(name, &[]));
        }
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults.into())
    }
}
