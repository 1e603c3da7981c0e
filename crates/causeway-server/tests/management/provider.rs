//! An identity provider for tests: real sockets, real signatures (ES256), and configurable faults.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use aws_lc_rs::{
    digest, hmac,
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};
use axum::{
    Json, Router,
    extract::{Form, State},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use http::{HeaderMap, StatusCode, header};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use url::Url;

/// The client id of Causeway at the provider.
pub(crate) const CLIENT_ID: &str = "causeway";
pub(crate) const CLIENT_SECRET: &str = "a secret with % and :";

/// A running provider.
pub(crate) struct Provider {
    pub(crate) issuer: String,
    state: Arc<Mutex<ProviderState>>,
    server: tokio::task::JoinHandle<()>,
}

/// Its configuration, and the requests that it received.
struct ProviderState {
    issuer: String,
    key: Key,
    /// The keys that it lists, which may differ from its signing key.
    listed: Vec<Value>,
    /// By code: the parameters of the authorization request, and the ID token's claims.
    codes: HashMap<String, (HashMap<String, String>, Value)>,
    user_info: Value,
    /// Number of requests by path.
    asked: HashMap<&'static str, usize>,
    takes_basic: bool,
}

struct Key {
    id: String,
    pair: EcdsaKeyPair,
    /// The algorithm that it announces and signs with.
    algorithm: &'static str,
}

impl Key {
    fn new(id: &str) -> Self {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
        Self {
            id: id.to_owned(),
            pair,
            algorithm: "ES256",
        }
    }

    /// The public key (RFC 7517).
    fn listed(&self) -> Value {
        let (x, y) = self.pair.public_key().as_ref()[1..].split_at(32);
        let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        json!({ "kty": "EC", "crv": "P-256", "use": "sig", "kid": self.id, "x": text(x), "y": text(y) })
    }

    fn sign(&self, claims: &Value) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!(
            "{}.{}",
            part(&json!({ "alg": self.algorithm, "kid": self.id })),
            part(claims)
        );
        let signature = match self.algorithm {
            "ES256" => self
                .pair
                .sign(&SystemRandom::new(), signed.as_bytes())
                .unwrap()
                .as_ref()
                .to_vec(),
            "HS256" => {
                let secret = hmac::Key::new(hmac::HMAC_SHA256, CLIENT_SECRET.as_bytes());
                hmac::sign(&secret, signed.as_bytes()).as_ref().to_vec()
            }
            _ => Vec::new(),
        };
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}

type Shared = State<Arc<Mutex<ProviderState>>>;

impl Provider {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}/realm", listener.local_addr().unwrap());
        let key = Key::new("k-1");
        let state = Arc::new(Mutex::new(ProviderState {
            issuer: issuer.clone(),
            listed: vec![key.listed()],
            key,
            codes: HashMap::new(),
            user_info: Value::Null,
            asked: HashMap::new(),
            takes_basic: true,
        }));
        let router = Router::new()
            .route("/realm/.well-known/openid-configuration", get(metadata))
            .route("/realm/keys", get(keys))
            .route("/realm/token", post(token))
            .route("/realm/user", get(user_info))
            .with_state(Arc::clone(&state));
        let server = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self {
            issuer,
            state,
            server,
        }
    }

    /// Signs a person in; returns the code for the redirect of their browser. `claims` replace the
    /// default claims of the ID token or are added to them; `null` removes one.
    pub(crate) fn vouch(&self, place: &Url, now_seconds: i64, claims: &Value) -> String {
        let asked: HashMap<String, String> = place.query_pairs().into_owned().collect();
        let mut state = self.state.lock().unwrap();
        let mut all = json!({
            "iss": state.issuer, "aud": CLIENT_ID, "sub": "s-1", "nonce": asked["nonce"],
            "iat": now_seconds, "exp": now_seconds + 300, "email": "Jane@Example.com", "email_verified": true,
        });
        for (name, claim) in claims.as_object().unwrap() {
            all[name] = claim.clone();
        }
        all.as_object_mut()
            .unwrap()
            .retain(|_, claim| !claim.is_null());
        let code = format!("code-{}", state.codes.len());
        state.codes.insert(code.clone(), (asked, all));
        code
    }

    /// Signs with another key from now on, which it lists or doesn't.
    pub(crate) fn change_key(&self, id: &str, listed: bool) {
        let key = Key::new(id);
        let mut state = self.state.lock().unwrap();
        if listed {
            state.listed.push(key.listed());
        }
        state.key = key;
    }

    /// Signs with this algorithm from now on.
    pub(crate) fn sign_by(&self, algorithm: &'static str) {
        self.state.lock().unwrap().key.algorithm = algorithm;
    }

    pub(crate) fn set_user_info(&self, user_info: Value) {
        self.state.lock().unwrap().user_info = user_info;
    }

    /// Uses another issuer in its metadata and its tokens.
    pub(crate) fn rename(&self, issuer: &str) {
        issuer.clone_into(&mut self.state.lock().unwrap().issuer);
    }

    /// Accepts the client's secret in the body only.
    pub(crate) fn take_secrets_in_the_body(&self) {
        self.state.lock().unwrap().takes_basic = false;
    }

    pub(crate) fn asked(&self, what: &str) -> usize {
        self.state
            .lock()
            .unwrap()
            .asked
            .get(what)
            .copied()
            .unwrap_or(0)
    }

    /// Stops responding.
    pub(crate) fn stop(&self) {
        self.server.abort();
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        self.stop();
    }
}

fn count(state: &mut ProviderState, what: &'static str) {
    *state.asked.entry(what).or_default() += 1;
}

async fn metadata(State(state): Shared) -> Json<Value> {
    let mut state = state.lock().unwrap();
    count(&mut state, "metadata");
    let issuer = &state.issuer;
    let method = if state.takes_basic {
        "client_secret_basic"
    } else {
        "client_secret_post"
    };
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "userinfo_endpoint": format!("{issuer}/user"),
        "jwks_uri": format!("{issuer}/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "token_endpoint_auth_methods_supported": [method],
    }))
}

async fn keys(State(state): Shared) -> Json<Value> {
    let mut state = state.lock().unwrap();
    count(&mut state, "keys");
    Json(json!({ "keys": state.listed }))
}

/// Exchanges a code once, for a client with the secret and the PKCE verifier of the code (RFC 6749
/// §4.1.3, RFC 7636 §4.6).
async fn token(
    State(state): Shared,
    headers: HeaderMap,
    Form(form): Form<HashMap<String, String>>,
) -> Response {
    let mut state = state.lock().unwrap();
    count(&mut state, "token");
    let shown = headers
        .get(header::AUTHORIZATION)
        .map(|value| value.to_str().unwrap().to_owned());
    let is_client = if state.takes_basic {
        let pair = format!(
            "{CLIENT_ID}:{}",
            url::form_urlencoded::byte_serialize(CLIENT_SECRET.as_bytes()).collect::<String>()
        );
        shown == Some(format!("Basic {}", STANDARD.encode(pair)))
    } else {
        shown.is_none() && form["client_id"] == CLIENT_ID && form["client_secret"] == CLIENT_SECRET
    };
    if !is_client {
        return (
            StatusCode::UNAUTHORIZED,
            Json(json!({ "error": "invalid_client" })),
        )
            .into_response();
    }
    let Some((asked, claims)) = state.codes.remove(&form["code"]) else {
        return (
            StatusCode::BAD_REQUEST,
            Json(json!({ "error": "invalid_grant" })),
        )
            .into_response();
    };
    let challenge = URL_SAFE_NO_PAD.encode(digest::digest(
        &digest::SHA256,
        form["code_verifier"].as_bytes(),
    ));
    assert_eq!(
        (
            asked["code_challenge_method"].as_str(),
            &asked["code_challenge"]
        ),
        ("S256", &challenge)
    );
    assert_eq!(form["redirect_uri"], asked["redirect_uri"]);
    let token = state.key.sign(&claims);
    Json(json!({ "access_token": "access", "token_type": "Bearer", "expires_in": 60, "id_token": token }))
        .into_response()
}

async fn user_info(State(state): Shared, headers: HeaderMap) -> Response {
    let mut state = state.lock().unwrap();
    count(&mut state, "user");
    assert_eq!(headers[header::AUTHORIZATION], "Bearer access");
    Json(state.user_info.clone()).into_response()
}
