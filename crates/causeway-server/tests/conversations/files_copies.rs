//! Files that visitors send as addresses are copied in the background, under the same rules as all
//! outgoing requests.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{Router, body::Body, response::Response};
use causeway_server::workers::{self, Copier, Ran};
use causeway_store::CopyLimits;
use causeway_testkit::both_engines;
use http::StatusCode;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use crate::{
    files_uploads::PNG,
    support::{Business, Connection, Person, Screen, Shop, business, on},
};

/// Names and values.
type Headers = Vec<(&'static str, Vec<u8>)>;

/// A media server with a configurable response.
struct Media {
    url: String,
    status: Arc<Mutex<StatusCode>>,
    headers: Arc<Mutex<Headers>>,
}

async fn media(bytes: &'static [u8]) -> Media {
    let (status, headers) = (Arc::new(Mutex::new(StatusCode::OK)), Arc::default());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!(
        "http://{}/pictures/red%20one.png?size=large",
        listener.local_addr().unwrap()
    );
    let (current, more) = (Arc::clone(&status), Arc::<Mutex<Headers>>::clone(&headers));
    let answer = async move || {
        let mut response = Response::builder()
            .status(*current.lock().unwrap())
            .header("content-type", "image/png");
        for (name, value) in more.lock().unwrap().iter() {
            response = response.header(*name, value.as_slice());
        }
        response.body(Body::from(bytes)).unwrap()
    };
    let router = Router::new().fallback(answer);
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    Media {
        url,
        status,
        headers,
    }
}

struct Scene {
    business: Business,
    agent: Person,
    shop: Shop,
}

async fn scene(business: Business) -> Scene {
    let agent = business.hire_agent("Ann Lee").await;
    let shop = business
        .connect(Connection {
            members: &[&agent],
            ..Connection::default()
        })
        .await;
    Scene {
        business,
        agent,
        shop,
    }
}

impl Scene {
    /// A visitor sends the file at `url`; returns the enquiry's id.
    async fn sends(&self, id: &str, url: &str) -> String {
        let message = json!({ "id": id, "visitor": { "id": "u-1" }, "type": "image", "attachment": { "url": url } });
        let accepted = self
            .shop
            .omni
            .post("/messages", &message)
            .await
            .expect(StatusCode::CREATED);
        accepted["enquiryId"].as_str().unwrap().to_owned()
    }

    async fn attachment(&self, enquiry_id: &str) -> Value {
        self.agent.conversation(enquiry_id).await.pop().unwrap()["attachment"].clone()
    }

    async fn copies(&self) -> Ran {
        workers::copy_once(&self.business.app).await.unwrap()
    }
}

both_engines! { on =>
    async fn a_visitors_file_is_shown_immediately_and_copied_meanwhile(business: Business) {
        let media = media(PNG).await;
        let scene = scene(business).await;
        let enquiry_id = scene.sends("m-1", &media.url).await;
        assert_eq!(scene.attachment(&enquiry_id).await, json!({ "url": media.url, "state": "pending" }));
        scene.business.follow_events();
        let (mut screen, _) = Screen::open(&scene.agent, None).await;
        assert_eq!((scene.copies().await, scene.copies().await), (Ran::Something, Ran::Nothing));
        let updated = screen.until_kind("message.updated").await.pop().unwrap();
        let copied = scene.attachment(&enquiry_id).await;
        assert_eq!(updated.data["attachment"], copied);
        assert_eq!((&copied["state"], &copied["mimeType"], &copied["width"]), (&json!("ready"), &json!("image/png"), &json!(1)));
        assert_eq!(copied["name"], "red one.png");
        let path = copied["url"].as_str().unwrap().strip_prefix("/api/v1").unwrap();
        assert_eq!(scene.agent.api.get(path).await.body, PNG);
        // Sent again with the same address, it is the same message.
        let message = json!({ "id": "m-1", "visitor": { "id": "u-1" }, "type": "image", "attachment": { "url": media.url } });
        assert_eq!(scene.shop.omni.post("/messages", &message).await.expect(StatusCode::OK)["duplicate"], true);
        scene.business.pass(Duration::from_hours(48));
        workers::prune_once(&scene.business.app).await.unwrap();
        assert_eq!(scene.business.admin.api.get(path).await.status, StatusCode::OK);
    }

    async fn a_copy_that_a_dead_worker_left_is_made_again(business: Business) {
        let media = media(PNG).await;
        let scene = scene(business).await;
        let enquiry_id = scene.sends("m-1", &media.url).await;
        let now = scene.business.app.clock.now();
        // A worker claims it and dies.
        let limits = CopyLimits { total: 4, per_source: 4, ..CopyLimits::default() };
        let lease_until = now.plus(Duration::from_secs(90));
        let claimed = scene.business.app.store.claim_copies(now, lease_until, limits).await.unwrap();
        assert_eq!((claimed.len(), scene.copies().await), (1, Ran::Nothing));
        scene.business.pass(Duration::from_secs(90));
        assert_eq!(scene.copies().await, Ran::Something);
        assert_eq!(scene.attachment(&enquiry_id).await["state"], "ready");
    }

    async fn a_slow_media_server_delays_only_its_own_source(business: Business) {
        business.follow_events();
        let scene = scene(business).await;
        let connection = Connection { name: "Kiosk", members: &[&scene.agent], ..Connection::default() };
        let kiosk = scene.business.connect(connection).await;
        // It accepts connections and never responds.
        let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let silent = format!("http://{}/a.png", silent.local_addr().unwrap());
        for number in 0..20 {
            scene.sends(&format!("m-{number}"), &silent).await;
        }
        let media = media(PNG).await;
        let (mut screen, _) = Screen::open(&scene.business.admin, None).await;
        let copier = Copier::new(scene.business.app.clone());
        let stop = CancellationToken::new();
        while copier.start_due(&stop).await.unwrap() == Ran::Something {}
        for number in 0..8 {
            let attachment = json!({ "url": media.url });
            let message =
                json!({ "id": format!("k-{number}"), "visitor": { "id": "u-2" }, "type": "image", "attachment": attachment });
            kiosk.omni.post("/messages", &message).await.expect(StatusCode::CREATED);
            copier.start_due(&stop).await.unwrap();
            let updated = screen.until_kind("message.updated").await.pop().unwrap();
            assert_eq!((&updated.data["externalId"], &updated.data["attachment"]["state"]), (&message["id"], &json!("ready")));
        }
    }
}

#[tokio::test]
async fn temporary_failures_are_retried_for_an_hour_and_then_reported() {
    let media = media(PNG).await;
    let scene = scene(business().await).await;
    *media.status.lock().unwrap() = StatusCode::SERVICE_UNAVAILABLE;
    let enquiry_id = scene.sends("m-1", &media.url).await;
    let mut attempts = 0;
    while scene.attachment(&enquiry_id).await["state"] == "pending" {
        if scene.copies().await == Ran::Something {
            attempts += 1;
        }
        scene.business.pass(Duration::from_mins(40));
    }
    assert_eq!(attempts, 12);
    let failed = scene.attachment(&enquiry_id).await;
    let expected =
        json!({ "url": media.url, "state": "failed", "reason": "its server answered 503" });
    assert_eq!((failed, scene.copies().await), (expected, Ran::Nothing));
    let recovering = scene.sends("m-2", &media.url).await;
    scene.copies().await;
    *media.status.lock().unwrap() = StatusCode::OK;
    scene.business.pass(Duration::from_secs(10));
    scene.copies().await;
    assert_eq!(scene.attachment(&recovering).await["state"], "ready");
}

#[tokio::test]
async fn permanent_failures_are_not_retried() {
    static LARGE: [u8; 1024 * 1024 + 1] = [0; 1024 * 1024 + 1];
    let large = media(&LARGE).await;
    let removed = media(PNG).await;
    *removed.status.lock().unwrap() = StatusCode::GONE;
    let scene = scene(business().await).await;
    for (id, url, reason) in [
        ("m-1", removed.url.as_str(), "its server answered 410"),
        ("m-2", large.url.as_str(), "it has more than 1 MiB"),
        (
            "m-3",
            "http://10.0.0.1/a.png",
            "10.0.0.1 resolves to 10.0.0.1, a private address",
        ),
    ] {
        let enquiry_id = scene.sends(id, url).await;
        assert_eq!(scene.copies().await, Ran::Something);
        let failed = scene.attachment(&enquiry_id).await;
        let shown = failed["reason"].as_str().unwrap();
        assert_eq!(
            (&failed["state"], shown.starts_with(reason)),
            (&json!("failed"), true),
            "{shown}"
        );
    }
}

#[tokio::test]
async fn a_file_of_a_deleted_message_is_not_shown() {
    let media = media(PNG).await;
    let scene = scene(business().await).await;
    let enquiry_id = scene.sends("m-1", &media.url).await;
    scene
        .shop
        .sends_event(&json!({ "type": "message.deleted", "id": "m-1" }))
        .await;
    scene.copies().await;
    assert_eq!(scene.attachment(&enquiry_id).await, Value::Null);
    assert_eq!(scene.copies().await, Ran::Nothing);
    // Nothing refers to the copy, so it is deleted like every unreferenced file.
    scene.business.pass(Duration::from_hours(24));
    workers::prune_once(&scene.business.app).await.unwrap();
    assert_eq!(
        scene
            .business
            .app
            .store
            .condemn_unused_files(scene.business.app.clock.now())
            .await
            .unwrap(),
        []
    );
}

/// Runs attempts until the copy succeeds or is given up; returns the time that took.
async fn tried_for(scene: &Scene, enquiry_id: &str) -> Duration {
    let begin = scene.business.app.clock.now();
    loop {
        scene.copies().await;
        if scene.attachment(enquiry_id).await["state"] != "pending" {
            return scene.business.app.clock.now().since(begin);
        }
        let next = scene
            .business
            .app
            .store
            .next_due_copy()
            .await
            .unwrap()
            .expect("a retry is due");
        scene.business.app.clock.set(next);
    }
}

#[tokio::test]
async fn a_file_that_is_not_available_yet_is_retried_for_ten_minutes() {
    for (number, status) in [202, 204, 403, 404, 425].into_iter().enumerate() {
        let media = media(PNG).await;
        let scene = scene(business().await).await;
        *media.status.lock().unwrap() = StatusCode::from_u16(status).unwrap();
        let id = format!("m-{number}");
        let enquiry_id = scene.sends(&id, &media.url).await;
        // Available twenty seconds later, it is copied within half a minute.
        for _ in 0..4 {
            assert_eq!(scene.copies().await, Ran::Something, "{status}");
            let next = scene
                .business
                .app
                .store
                .next_due_copy()
                .await
                .unwrap()
                .unwrap();
            scene.business.app.clock.set(next);
        }
        *media.status.lock().unwrap() = StatusCode::OK;
        assert!(tried_for(&scene, &enquiry_id).await < Duration::from_secs(30));
        assert_eq!(
            scene.attachment(&enquiry_id).await["state"],
            "ready",
            "{status}"
        );
    }
    let missing = media(PNG).await;
    *missing.status.lock().unwrap() = StatusCode::NOT_FOUND;
    let scene = scene(business().await).await;
    let enquiry_id = scene.sends("m-1", &missing.url).await;
    let tried_for = tried_for(&scene, &enquiry_id).await;
    assert!(
        tried_for >= Duration::from_mins(10) && tried_for < Duration::from_mins(12),
        "{tried_for:?}"
    );
    let failed = scene.attachment(&enquiry_id).await;
    assert_eq!(
        (&failed["state"], &failed["reason"]),
        (&json!("failed"), &json!("its server answered 404"))
    );
}

#[tokio::test]
async fn an_empty_file_is_retried_as_not_available_yet() {
    let media = media(b"").await;
    let scene = scene(business().await).await;
    let enquiry_id = scene.sends("m-1", &media.url).await;
    scene.copies().await;
    assert_eq!(scene.attachment(&enquiry_id).await["state"], "pending");
    assert!(tried_for(&scene, &enquiry_id).await >= Duration::from_mins(10));
    assert_eq!(scene.attachment(&enquiry_id).await["reason"], "it is empty");
}

#[tokio::test]
async fn a_file_is_named_by_its_sender_or_its_server() {
    let media = media(PNG).await;
    let scene = scene(business().await).await;
    for (number, (disposition, given, name)) in [
        (
            "attachment; filename=\"invoice 7.png\"".as_bytes(),
            None,
            "invoice 7.png",
        ),
        (
            "inline; filename=plain.png; filename*=UTF-8''%E5%9C%96.png".as_bytes(),
            None,
            "圖.png",
        ),
        (
            "attachment; filename=\"größe.png\"".as_bytes(),
            None,
            "größe.png",
        ),
        (
            &b"attachment; filename=\"../../etc/passwd\""[..],
            None,
            "passwd",
        ),
        (&b"attachment"[..], None, "red one.png"),
        (
            &b"attachment; filename=\"server.png\""[..],
            Some("given.png"),
            "given.png",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        *media.headers.lock().unwrap() = vec![("content-disposition", disposition.to_vec())];
        let attachment = json!({ "url": media.url, "name": given });
        let message = json!({ "id": format!("m-{number}"), "visitor": { "id": "u-1" }, "type": "image", "attachment": attachment });
        let accepted = scene
            .shop
            .omni
            .post("/messages", &message)
            .await
            .expect(StatusCode::CREATED);
        scene.copies().await;
        let copied = scene
            .attachment(accepted["enquiryId"].as_str().unwrap())
            .await;
        assert_eq!(
            (&copied["state"], &copied["name"]),
            (&json!("ready"), &json!(name)),
            "{copied}"
        );
    }
}

#[tokio::test]
async fn an_address_with_a_password_is_refused_immediately() {
    let scene = scene(business().await).await;
    let attachment = json!({ "url": "http://user:pw@files.example.com/a.png" });
    let message = json!({ "id": "m-1", "visitor": { "id": "u-1" }, "type": "image", "attachment": attachment });
    let problem = scene
        .shop
        .omni
        .post("/messages", &message)
        .await
        .refused(422, "invalid-message");
    assert_eq!(problem["errors"][0]["pointer"], "/attachment/url");
    assert!(
        !problem.to_string().contains("pw@"),
        "the password is not repeated"
    );
    assert_eq!(scene.copies().await, Ran::Nothing);
}
