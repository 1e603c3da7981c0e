//! Single sign-on: its settings, and signing in through the provider.

mod identities;

use std::{net::SocketAddr, time::Duration};

use axum::{body::Body, extract::ConnectInfo};
use causeway_core::staff::Role;
use http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};
use url::Url;

use super::{
    provider::{CLIENT_ID, CLIENT_SECRET, Provider},
    world::{Answer, EMAIL, PASSWORD, Person, START, World},
};

const SETTINGS: &str = "/api/v1/single-sign-on";
const WAYS_IN: &str = "/api/v1/auth/single-sign-on";
const REDIRECT_URI: &str = "http://localhost:8080/api/v1/auth/single-sign-on/callback";

fn settings(issuer: &str) -> Value {
    json!({
        "name": "Example Ltd", "issuer": issuer, "clientId": CLIENT_ID, "clientSecret": CLIENT_SECRET,
        "passwords": "allowed",
    })
}

/// A server with a provider, an administrator, and the agent Jane.
async fn set_up() -> (World, Person, Person, Provider) {
    let (world, root) = World::set_up().await;
    let provider = Provider::start().await;
    world
        .ask(&root, Method::PUT, SETTINGS, &settings(&provider.issuer))
        .await
        .ok();
    let jane = world.add(&root, "jane@example.com", Role::Agent).await;
    (world, root, jane, provider)
}

/// A browser that was redirected to the provider.
struct Away {
    place: Url,
    cookie: String,
}

impl Away {
    fn state(&self) -> String {
        self.place
            .query_pairs()
            .find(|(name, _)| name == "state")
            .unwrap()
            .1
            .into_owned()
    }

    /// The URL to which the provider redirects it with this code.
    fn back(&self, code: &str) -> String {
        format!("{WAYS_IN}/callback?code={code}&state={}", self.state())
    }
}

/// The target of a redirect.
fn location(answer: &Answer) -> &str {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.headers[header::LOCATION].to_str().unwrap()
}

fn cookie<'a>(answer: &'a Answer, name: &str) -> Option<&'a str> {
    let cookies = answer
        .headers
        .get_all(header::SET_COOKIE)
        .iter()
        .map(|cookie| cookie.to_str().unwrap());
    cookies
        .into_iter()
        .find(|cookie| cookie.starts_with(&format!("{name}=")))
}

impl World {
    /// A navigation from another site, as a browser sends it.
    async fn navigate(&self, path: &str, cookie: &str) -> Answer {
        let request = Request::builder()
            .uri(path)
            .header("sec-fetch-site", "cross-site")
            .header(header::COOKIE, cookie);
        self.send(request.body(Body::empty()).unwrap()).await
    }

    async fn depart(&self, next: &str) -> Away {
        let ways = self
            .ask_without_session(Method::GET, WAYS_IN, &Value::Null)
            .await
            .ok();
        let answer = self
            .navigate(
                &format!(
                    "{}{next}",
                    ways.body["providers"][0]["url"].as_str().unwrap()
                ),
                "",
            )
            .await;
        let place = location(&answer)
            .parse()
            .unwrap_or_else(|_| panic!("{}", location(&answer)));
        let carried = cookie(&answer, "causeway_trip").unwrap();
        assert!(
            carried.ends_with("; HttpOnly; SameSite=Lax; Path=/; Max-Age=600"),
            "{carried}"
        );
        Away {
            place,
            cookie: carried.split(';').next().unwrap().to_owned(),
        }
    }

    /// Signs in through the provider with these claims; returns the final response.
    async fn sign_in_by(&self, provider: &Provider, claims: &Value) -> Answer {
        let away = self.depart("").await;
        let code = provider.vouch(&away.place, self.now_seconds(), claims);
        self.navigate(&away.back(&code), &away.cookie).await
    }

    fn now_seconds(&self) -> i64 {
        self.app.clock.now().micros() / 1_000_000
    }

    /// The person of the session that a response started.
    async fn signed_in(&self, answer: &Answer) -> String {
        assert_eq!(location(answer), "/");
        let session = cookie(answer, "causeway_session")
            .unwrap()
            .split(';')
            .next()
            .unwrap();
        self.navigate("/api/v1/me", session).await.ok().body["email"]
            .as_str()
            .unwrap()
            .to_owned()
    }
}

#[track_caller]
fn assert_refused(answer: &Answer, word: &str) {
    assert_eq!(location(answer), format!("/login?problem={word}"));
    assert_eq!(cookie(answer, "causeway_session"), None);
}

#[tokio::test]
async fn an_administrator_can_set_change_and_remove_the_provider() {
    let (world, root) = World::set_up().await;
    let provider = Provider::start().await;
    let none = json!({ "redirectUri": REDIRECT_URI, "provider": null });
    assert_eq!(world.get(&root, SETTINGS).await.ok().body, none);
    assert_eq!(world.delete(&root, SETTINGS).await.code(), "not-found");
    let set = world
        .ask(&root, Method::PUT, SETTINGS, &settings(&provider.issuer))
        .await
        .ok();
    let shown = json!({ "redirectUri": REDIRECT_URI, "provider": {
        "name": "Example Ltd", "issuer": provider.issuer, "clientId": CLIENT_ID, "hasClientSecret": true,
        "passwords": "allowed", "version": 1,
    } });
    assert_eq!(
        (
            &set.body,
            provider.asked("metadata"),
            provider.asked("keys")
        ),
        (&shown, 1, 1)
    );
    assert_eq!(world.get(&root, SETTINGS).await.ok().body, shown);
    let ways = world
        .ask_without_session(Method::GET, WAYS_IN, &Value::Null)
        .await
        .ok();
    let url = format!("{WAYS_IN}/start?workspace={}", root.workspace_id);
    assert_eq!(
        ways.body,
        json!({ "providers": [{ "name": "Example Ltd", "url": url }] })
    );

    // While the provider fails, passwords can still be enabled again.
    provider.stop();
    let mut change = settings(&provider.issuer);
    change.as_object_mut().unwrap().remove("clientSecret");
    change["passwords"] = json!("administrators");
    let changed = world.ask(&root, Method::PUT, SETTINGS, &change).await.ok();
    let of = &changed.body["provider"];
    assert_eq!(
        (&of["version"], &of["hasClientSecret"], &of["passwords"]),
        (&json!(2), &json!(true), &change["passwords"])
    );
    world.delete(&root, SETTINGS).await.ok();
    assert_eq!(world.get(&root, SETTINGS).await.ok().body, none);
    let log = world.get(&root, "/api/v1/audit-log").await.ok();
    let entries = log.body["items"].as_array().unwrap().iter();
    let mut actions: Vec<&str> = entries
        .map(|entry| entry["action"].as_str().unwrap())
        .collect();
    // All entries have the same time.
    actions.sort_unstable();
    assert_eq!(
        actions,
        [
            "singleSignOn.removed",
            "singleSignOn.updated",
            "singleSignOn.updated"
        ]
    );
}

#[tokio::test]
async fn an_unusable_provider_is_refused_with_the_reason() {
    let (world, root) = World::set_up().await;
    let provider = Provider::start().await;
    let set = async |issuer: &str| {
        world
            .ask(&root, Method::PUT, SETTINGS, &settings(issuer))
            .await
    };
    let renamed = Provider::start().await;
    renamed.rename("https://elsewhere.example");
    let gone = Provider::start().await;
    gone.stop();
    for (issuer, reason) in [
        ("id.example.com", "http or https address"),
        ("ftp://id.example.com", "http or https address"),
        ("http://8.8.8.8/realm", "without TLS"),
        ("https://10.0.0.1/realm", "CAUSEWAY_SIGN_IN_ALLOW"),
        (&format!("{}/none", provider.issuer), "answered 404"),
        (&renamed.issuer, "https://elsewhere.example"),
        (&gone.issuer, "No answer from 127.0.0.1"),
    ] {
        let refused = set(issuer).await;
        assert_eq!(
            (refused.code(), refused.pointers()),
            ("invalid", vec!["/issuer"]),
            "{issuer}"
        );
        let detail = refused.body["errors"][0]["detail"].as_str().unwrap();
        assert!(detail.contains(reason), "{issuer}: {detail}");
    }
    let empty = world.ask(&root, Method::PUT, SETTINGS, &json!({})).await;
    assert_eq!(
        empty.pointers(),
        ["/name", "/issuer", "/clientId", "/passwords"]
    );
    assert_eq!(
        world.get(&root, SETTINGS).await.ok().body["provider"],
        Value::Null
    );

    set(&provider.issuer).await.ok();
    let other = Provider::start().await;
    let mut change = settings(&other.issuer);
    change.as_object_mut().unwrap().remove("clientSecret");
    let refused = world.ask(&root, Method::PUT, SETTINGS, &change).await;
    assert_eq!(
        refused.pointers(),
        ["/clientSecret"],
        "the secret of one provider is not sent to another"
    );
}

#[tokio::test]
async fn only_the_browser_that_started_can_return_and_only_once() {
    let (world, _, _, provider) = set_up().await;
    let away = world.depart("").await;
    let code = provider.vouch(&away.place, world.now_seconds(), &json!({}));
    let back = away.back(&code);
    assert_refused(&world.navigate(&back, "").await, "expired");
    assert_refused(
        &world.navigate(&back, "causeway_trip=forged").await,
        "expired",
    );
    let other = world.depart("").await;
    assert_refused(&world.navigate(&back, &other.cookie).await, "mismatch");
    assert_refused(
        &world
            .navigate(&format!("{back}&iss=https://other.example"), &away.cookie)
            .await,
        "mismatch",
    );
    let denied = format!(
        "{WAYS_IN}/callback?error=access_denied&state={}",
        away.state()
    );
    assert_refused(
        &world.navigate(&denied, &away.cookie).await,
        "provider-refused",
    );
    let long = away.back(&"x".repeat(4_097));
    assert_refused(
        &world.navigate(&long, &away.cookie).await,
        "provider-refused",
    );
    assert_eq!(provider.asked("token"), 0);
    world
        .signed_in(&world.navigate(&back, &away.cookie).await)
        .await;
    // A real browser has deleted its cookie by now; if it is kept, the provider refuses the code.
    assert_refused(&world.navigate(&back, &away.cookie).await, "code-refused");
    let late = world.depart("").await;
    world.app.clock.set(START.plus(Duration::from_mins(10)));
    assert_refused(
        &world.navigate(&late.back("code"), &late.cookie).await,
        "expired",
    );
}

#[tokio::test]
async fn after_sign_in_only_pages_of_the_dashboard_are_opened() {
    let (world, _, _, provider) = set_up().await;
    for (next, expected) in [
        ("&next=/enquiries/enq_1%3Fx%3D1", "/enquiries/enq_1?x=1"),
        ("&next=//evil.example", "/"),
        ("&next=/%09/evil.example", "/"),
        ("&next=/%5Cevil.example", "/"),
        ("&next=https://evil.example", "/"),
    ] {
        let away = world.depart(next).await;
        let code = provider.vouch(&away.place, world.now_seconds(), &json!({}));
        assert_eq!(
            location(&world.navigate(&away.back(&code), &away.cookie).await),
            expected,
            "{next}"
        );
    }
    for nowhere in [
        "",
        "?workspace=none",
        "?workspace=wsp_00000000000000000000000001",
    ] {
        assert_refused(
            &world
                .navigate(&format!("{WAYS_IN}/start{nowhere}"), "")
                .await,
            "not-set-up",
        );
    }
}

#[tokio::test]
async fn a_failing_provider_is_reported_as_such() {
    let (world, root, _, provider) = set_up().await;
    provider.take_secrets_in_the_body();
    world.app.clock.set(START.plus(Duration::from_mins(6)));
    world
        .signed_in(&world.sign_in_by(&provider, &json!({})).await)
        .await;
    let mut wrong = settings(&provider.issuer);
    wrong["clientSecret"] = json!("wrong");
    world.ask(&root, Method::PUT, SETTINGS, &wrong).await.ok();
    assert_refused(
        &world.sign_in_by(&provider, &json!({})).await,
        "code-refused",
    );
    let (away, gone) = (world.depart("").await, world.depart("").await);
    provider.stop();
    assert_refused(
        &world.navigate(&away.back("code"), &away.cookie).await,
        "provider-unavailable",
    );
    world.app.clock.set(START.plus(Duration::from_mins(12)));
    let start = format!("{WAYS_IN}/start?workspace={}", root.workspace_id);
    assert_refused(&world.navigate(&start, "").await, "provider-unavailable");
    world.delete(&root, SETTINGS).await.ok();
    assert_refused(
        &world.navigate(&gone.back("code"), &gone.cookie).await,
        "not-set-up",
    );
}

#[tokio::test]
async fn passwords_can_be_limited_to_administrators() {
    let (world, root, _, provider) = set_up().await;
    let kenji = json!({
        "email": "kenji@example.com", "firstName": "Kenji", "lastName": "Ito", "role": "agent", "password": PASSWORD,
    });
    world.post(&root, "/api/v1/staff", &kenji).await.ok();
    let log_in = async |email: &str, password: &str| {
        let body = json!({ "email": email, "password": password });
        world
            .ask_without_session(Method::POST, "/api/v1/auth/login", &body)
            .await
    };
    log_in("kenji@example.com", PASSWORD).await.ok();
    let mut change = settings(&provider.issuer);
    change["passwords"] = json!("administrators");
    world.ask(&root, Method::PUT, SETTINGS, &change).await.ok();
    let refused = log_in("kenji@example.com", PASSWORD).await;
    assert_eq!(
        (refused.code(), refused.status),
        ("single-sign-on-required", StatusCode::FORBIDDEN)
    );
    assert_eq!(
        log_in("kenji@example.com", "wrong").await.code(),
        "wrong-credentials",
        "the response does not reveal it"
    );
    log_in(EMAIL, PASSWORD).await.ok();
    let claims = json!({ "sub": "s-7", "email": "kenji@example.com" });
    assert_eq!(
        world
            .signed_in(&world.sign_in_by(&provider, &claims).await)
            .await,
        "kenji@example.com"
    );
}

#[tokio::test]
async fn starting_a_sign_in_is_limited_by_address() {
    let (world, root, _, _provider) = set_up().await;
    let path = format!("{WAYS_IN}/start?workspace={}", root.workspace_id);
    let from = async |address: [u8; 4]| {
        let peer = ConnectInfo(SocketAddr::from((address, 50_000)));
        world
            .send(
                Request::builder()
                    .uri(&path)
                    .extension(peer)
                    .body(Body::empty())
                    .unwrap(),
            )
            .await
    };
    for _ in 0..60 {
        assert!(location(&from([8, 8, 8, 8]).await).starts_with("http://127.0.0.1:"));
    }
    assert_refused(&from([8, 8, 8, 8]).await, "rate-limited");
    assert!(location(&from([9, 9, 9, 9]).await).starts_with("http://127.0.0.1:"));
}
