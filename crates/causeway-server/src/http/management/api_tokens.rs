//! API tokens: how programs call the management API.

use axum::extract::State;
use causeway_core::{ApiTokenId, Faults, Fields, Reason, StaffId, Timestamp, scope::Scope};
use causeway_derive::Input;
use causeway_store::{ApiToken, NewApiToken};
use http::StatusCode;
use serde::Serialize;
use utoipa::{
    ToSchema,
    openapi::{ArrayBuilder, RefOr, Schema},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    App,
    credentials::ApiTokenSecret,
    http::request::{
        json::Json,
        paging::OptionalPage,
        path::PathId,
        query::Query,
        session::{ManageApiTokens, Permitted},
    },
    wire::{
        field::{PlainName, Value, one_of},
        problem::{Problem, problem_sets},
    },
};

/// The most scopes in one request. Fewer exist.
const SCOPES_MAX: usize = 40;
/// The longest text that is compared with the scopes. Every scope is shorter.
const SCOPE_MAX: usize = 40;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(remove))
}

/// The credential of a program that calls the management API.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ApiToken)]
struct ApiTokenBody {
    #[schema(value_type = String)]
    id: ApiTokenId,
    /// What it is for.
    name: String,
    /// The staff member on whose behalf it acts. It may do no more than this person, and ends when
    /// they are removed.
    #[schema(value_type = String)]
    staff_id: StaffId,
    /// What it permits: an area of the API and `read` or `write`, which includes reading.
    #[schema(example = json!(["enquiries:read", "staff:write"]))]
    scopes: Vec<String>,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// `null`: it never expires.
    #[schema(value_type = Option<String>, format = DateTime)]
    expires_at: Option<Timestamp>,
    /// When it was last used, to the minute.
    #[schema(value_type = Option<String>, format = DateTime)]
    last_used_at: Option<Timestamp>,
}

impl From<ApiToken> for ApiTokenBody {
    fn from(token: ApiToken) -> Self {
        let ApiToken {
            id,
            name,
            staff_id,
            scopes,
            created_at,
            expires_at,
            last_used_at,
        } = token;
        let scopes = scopes.iter().map(ToString::to_string).collect();
        Self {
            id,
            name,
            staff_id,
            scopes,
            created_at,
            expires_at,
            last_used_at,
        }
    }
}

/// All API tokens of the workspace: there are at most 100.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ApiTokenList {
    /// The oldest first.
    items: Vec<ApiTokenBody>,
    /// The `cursor` of the next page; `null` on the last page.
    next_cursor: Option<String>,
}

/// A new API token.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct NewApiTokenBody {
    #[serde(flatten)]
    token: ApiTokenBody,
    /// The program sends it as `Authorization: Bearer …`. No other response contains it.
    #[schema(example = "cwa_…")]
    secret: String,
}

problem_sets! {
    /// Problems of listing tokens.
    struct ApiTokenListProblems = [NotSignedIn, Forbidden, CrossSite, Invalid];
    /// Problems of creating a token.
    struct CreateApiTokenProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, RequestTimeout, LimitReached, PayloadTooLarge,
        UnsupportedMediaType, Invalid,
    ];
    /// Problems of removing a token.
    struct RemoveApiTokenProblems = [NotSignedIn, Forbidden, CrossSite, NotFound];
}

/// List API tokens
#[utoipa::path(
    get, path = "/api/v1/api-tokens", tag = "settings", operation_id = "listApiTokens", security(("session" = [])),
    params(OptionalPage),
    responses((status = OK, description = "The whole list, or a page of it.", body = ApiTokenList), ApiTokenListProblems),
)]
async fn list(
    State(app): State<App>,
    manager: Permitted<ManageApiTokens>,
    Query(page): Query<OptionalPage>,
) -> Result<Json<ApiTokenList>, Problem> {
    let tokens = app.store.api_tokens(manager.workspace_id).await?;
    let (tokens, next_cursor) = page.cut(tokens, |token| token.id.to_string())?;
    Ok(Json(ApiTokenList {
        items: tokens.into_iter().map(ApiTokenBody::from).collect(),
        next_cursor,
    }))
}

/// A token to create.
#[derive(Input)]
#[input(name = "NewApiTokenForm")]
struct Form {
    /// What it is for.
    name: PlainName<60>,
    /// What it permits.
    scopes: Scopes,
    /// When it expires. If left out, never.
    expires_at: Option<Timestamp>,
}

/// One scope or more, each once and in order.
struct Scopes(Vec<Scope>);

impl Value for Scopes {
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        let words = fields.strings(name, SCOPES_MAX, SCOPE_MAX, faults);
        if words.as_ref().is_none_or(Vec::is_empty) {
            faults.add(fields.pointer(name), Reason::TooFew { min: 1 });
        }
        let mut scopes = Vec::new();
        for (index, word) in words?.iter().enumerate() {
            match Scope::parse(word) {
                Some(scope) => scopes.push(scope),
                None => faults.add(
                    format!("{}/{index}", fields.pointer(name)),
                    Reason::NotOneOf {
                        allowed: Scope::all().map(|scope| scope.to_string()).collect(),
                    },
                ),
            }
        }
        scopes.sort_unstable();
        scopes.dedup();
        Some(Self(scopes))
    }

    fn schema() -> RefOr<Schema> {
        ArrayBuilder::new()
            .items(one_of(Scope::all().map(|scope| scope.to_string())))
            .min_items(Some(1))
            .max_items(Some(SCOPES_MAX))
            .into()
    }
}

/// Create an API token
///
/// It acts on your behalf, within its scopes. Some areas are for people only: sign-ins, passwords,
/// the event stream, and API tokens themselves.
#[utoipa::path(
    post, path = "/api/v1/api-tokens", tag = "settings", operation_id = "createApiToken", security(("session" = [])),
    request_body = Form,
    responses((status = CREATED, description = "The token.", body = NewApiTokenBody), CreateApiTokenProblems),
)]
async fn create(
    State(app): State<App>,
    manager: Permitted<ManageApiTokens>,
    Json(form): Json<Form>,
) -> Result<(StatusCode, Json<NewApiTokenBody>), Problem> {
    let Form {
        name,
        scopes,
        expires_at,
    } = form;
    let now = app.clock.now();
    if expires_at.is_some_and(|expires_at| expires_at <= now) {
        return Err(Faults::one(
            "/expiresAt",
            Reason::TimeOutOfRange {
                earliest: Some(now),
                latest: None,
            },
        )
        .into());
    }
    let secret = ApiTokenSecret::generate();
    let new = NewApiToken {
        id: app.moment().id(),
        name: name.into(),
        token_hash: secret.hash(),
        scopes: scopes.0,
        expires_at,
    };
    let token = app
        .store
        .create_api_token(manager.audit(&app), new)
        .await?
        .into();
    Ok((
        StatusCode::CREATED,
        Json(NewApiTokenBody {
            token,
            secret: secret.reveal().to_owned(),
        }),
    ))
}

/// Remove an API token
#[utoipa::path(
    delete, path = "/api/v1/api-tokens/{id}", tag = "settings", operation_id = "removeApiToken",
    security(("session" = [])), params(("id" = String, Path, description = "An API token.")),
    responses((status = NO_CONTENT, description = "The token is refused from now on."), RemoveApiTokenProblems),
)]
async fn remove(
    State(app): State<App>,
    manager: Permitted<ManageApiTokens>,
    PathId(id): PathId<ApiTokenId>,
) -> Result<StatusCode, Problem> {
    app.store.remove_api_token(manager.audit(&app), id).await?;
    Ok(StatusCode::NO_CONTENT)
}
