//! Files in messages: only the uploader may send a file, and only readers of the conversation get
//! it.

use std::time::Duration;

use axum::body::Body;
use causeway_core::staff::Role;
use causeway_server::workers;
use causeway_testkit::{Receiver, both_engines};
use http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::{
    files_uploads::{PNG, handed_in},
    support::{Business, Connection, business, on},
};

fn picture(id: &str, file_id: &str) -> Value {
    json!({ "id": id, "visitor": { "id": "u-1" }, "type": "image", "text": "Look", "attachment": { "fileId": file_id } })
}

/// The path and query of an address.
fn path_of(url: &str) -> String {
    url.strip_prefix("http://causeway.test")
        .expect("an absolute address")
        .to_owned()
}

/// Opens an address without a credential.
async fn open(business: &Business, path: &str) -> (StatusCode, Vec<u8>) {
    use http_body_util::BodyExt;
    let request = Request::builder().uri(path).body(Body::empty()).unwrap();
    let (parts, body) = business
        .router
        .clone()
        .oneshot(request)
        .await
        .unwrap()
        .into_parts();
    (
        parts.status,
        body.collect().await.unwrap().to_bytes().to_vec(),
    )
}

both_engines! { on =>
    async fn a_visitors_file_is_shown_to_readers_and_kept(business: Business) {
        let ann = business.hire_agent("Ann Lee").await;
        let bob = business.hire_agent("Bob Ray").await;
        let shop = business.connect(Connection { members: &[&ann], ..Connection::default() }).await;
        let file_id = handed_in(&shop.omni, "red.png", "image/png", PNG).await;
        let accepted = shop.omni.post("/messages", &picture("m-1", &file_id)).await.expect(StatusCode::CREATED);
        let again = shop.omni.post("/messages", &picture("m-1", &file_id)).await.expect(StatusCode::OK);
        assert_eq!((&again["id"], &again["duplicate"]), (&accepted["id"], &json!(true)));
        let enquiry_id = accepted["enquiryId"].as_str().unwrap();
        let shown = ann.conversation(enquiry_id).await.pop().unwrap();
        let expected = json!({
            "url": format!("/api/v1/files/{file_id}"), "state": "ready", "fileId": file_id, "name": "red.png",
            "thumbnailUrl": format!("/api/v1/files/{file_id}?thumbnail=true"), "width": 1, "height": 1,
            "mimeType": "image/png", "size": PNG.len(),
        });
        assert_eq!(shown["attachment"], expected);
        let path = format!("/files/{file_id}");
        assert_eq!(ann.api.get(&path).await.body, PNG);
        bob.api.get(&path).await.refused(404, "not-found");
        // It is kept, however old it gets.
        business.pass(Duration::from_hours(48));
        workers::prune_once(&business.app).await.unwrap();
        assert_eq!(business.admin.api.get(&path).await.status, StatusCode::OK);
    }

    async fn a_reply_with_a_file_contains_an_address_that_expires(business: Business) {
        let receiver = Receiver::start();
        let ann = business.hire_agent("Ann Lee").await;
        let connection = Connection { members: &[&ann], receiver: Some(&receiver), ..Connection::default() };
        let shop = business.connect(connection).await;
        let enquiry = business.ongoing(&shop, "u-1", &ann).await;
        let file_id = handed_in(&ann.api, "Rechnung 7.pdf", "application/pdf", b"%PDF-1.7 bill").await;
        let path = format!("/enquiries/{}/messages", enquiry["id"].as_str().unwrap());
        let reply = json!({ "clientId": "c-1", "type": "file", "text": "The bill", "attachment": { "fileId": file_id } });
        let shown = ann.api.post(&path, &reply).await.expect(StatusCode::CREATED);
        assert_eq!((&shown["attachment"]["fileId"], &shown["attachment"]["name"]), (&json!(file_id), &json!("Rechnung 7.pdf")));
        let listed = ann.api.read(&format!("/enquiries/{}", enquiry["id"].as_str().unwrap())).await["lastMessage"].clone();
        assert_eq!((&listed["text"], &listed["fileName"]), (&json!("The bill"), &json!("Rechnung 7.pdf")));
        business.deliver_all().await;
        let sent = receiver.received().pop().unwrap().json()["data"]["message"]["attachment"].clone();
        assert_eq!((&sent["name"], &sent["mimeType"], &sent["size"]), (&json!("Rechnung 7.pdf"), &json!("application/pdf"), &json!(13)));
        assert_eq!(sent.as_object().unwrap().len(), 4, "only the documented fields: {sent}");
        let address = path_of(sent["url"].as_str().unwrap());
        assert_eq!(open(&business, &address).await, (StatusCode::OK, b"%PDF-1.7 bill".to_vec()));
        for forged in [address.replace("signature=", "signature=A"), address.replace("expires=1", "expires=2"), format!("/files/{file_id}/a")] {
            assert_eq!(open(&business, &forged).await.0, StatusCode::NOT_FOUND, "{forged}");
        }
        business.pass(Duration::from_hours(8 * 24 + 1));
        assert_eq!(open(&business, &address).await.0, StatusCode::NOT_FOUND);
    }
}

both_engines! { on =>
    async fn a_file_of_an_unsent_message_no_longer_opens(business: Business) {
        let receiver = Receiver::start();
        let ann = business.hire_agent("Ann Lee").await;
        let connection = Connection { members: &[&ann], receiver: Some(&receiver), ..Connection::default() };
        let shop = business.connect(connection).await;
        shop.omni.json(Method::PUT, "/channel/capabilities", &json!({ "deletes": true })).await.expect(StatusCode::OK);
        let enquiry = business.ongoing(&shop, "u-1", &ann).await;
        let messages = format!("/enquiries/{}/messages", enquiry["id"].as_str().unwrap());
        let file_id = handed_in(&ann.api, "red.png", "image/png", PNG).await;
        let mut ids = Vec::new();
        for id in ["c-1", "c-2"] {
            let reply = json!({ "clientId": id, "type": "image", "attachment": { "fileId": file_id } });
            ids.push(ann.api.post(&messages, &reply).await.expect(StatusCode::CREATED)["id"].as_str().unwrap().to_owned());
        }
        business.deliver_all().await;
        let sent = receiver.received().pop().unwrap().json();
        let address = path_of(sent["data"]["message"]["attachment"]["url"].as_str().unwrap());
        let path = format!("/files/{file_id}");
        let take_back = async |id: &str| ann.api.json(Method::DELETE, &format!("{messages}/{id}"), &Value::Null).await;
        take_back(&ids[0]).await;
        assert_eq!(open(&business, &address).await.0, StatusCode::OK, "another message still refers to it");
        take_back(&ids[1]).await;
        assert_eq!(open(&business, &address).await.0, StatusCode::NOT_FOUND);
        business.admin.api.get(&path).await.refused(404, "not-found");
        // Sent once more, it opens again.
        let reply = json!({ "clientId": "c-3", "type": "image", "attachment": { "fileId": file_id } });
        ann.api.post(&messages, &reply).await.expect(StatusCode::CREATED);
        assert_eq!(open(&business, &address).await.0, StatusCode::OK);

        let other_file = handed_in(&shop.omni, "red.png", "image/png", PNG).await;
        let picture = json!({ "id": "v-1", "visitor": { "id": "u-1" }, "type": "image", "attachment": { "fileId": other_file } });
        shop.omni.post("/messages", &picture).await.expect(StatusCode::CREATED);
        let path = format!("/files/{other_file}");
        assert_eq!(ann.api.get(&path).await.status, StatusCode::OK);
        shop.sends_event(&json!({ "type": "message.deleted", "id": "v-1" })).await;
        ann.api.get(&path).await.refused(404, "not-found");
    }
}

#[tokio::test]
async fn lists_contain_no_addresses_of_files() {
    for types in [json!(null), json!(["image"]), json!(["text"])] {
        let business = business().await;
        let ann = business.hire_agent("Ann Lee").await;
        let shop = business
            .connect(Connection {
                members: &[&ann],
                ..Connection::default()
            })
            .await;
        let saved = shop
            .omni
            .json(
                Method::PUT,
                "/channel/capabilities",
                &json!({ "types": types }),
            )
            .await;
        assert_eq!(saved.status, StatusCode::OK, "{types}");
        let enquiry = business.ongoing(&shop, "u-1", &ann).await;
        let path = format!("/enquiries/{}", enquiry["id"].as_str().unwrap());
        for (number, caption) in [None, Some("The plan")].into_iter().enumerate() {
            let file_id = handed_in(&ann.api, "plan 1.png", "image/png", PNG).await;
            let reply = json!({ "clientId": format!("c-{number}"), "type": "image", "text": caption, "attachment": { "fileId": file_id } });
            ann.api
                .post(&format!("{path}/messages"), &reply)
                .await
                .expect(StatusCode::CREATED);
            let list = ann.api.read("/enquiries").await.to_string();
            assert!(
                !list.contains("signature") && !list.contains("/files/"),
                "{types}: {list}"
            );
            let last = ann.api.read(&path).await["lastMessage"].clone();
            let text = format!(
                "{} {}",
                last["text"].as_str().unwrap_or_default(),
                last["fileName"].as_str().unwrap_or_default()
            );
            assert!(
                text.contains("plan 1.png") && text.contains(caption.unwrap_or_default()),
                "{types}: {last}"
            );
        }
        let elsewhere = json!({ "id": "m-9", "visitor": { "id": "u-1" }, "type": "audio",
            "attachment": { "url": "https://cdn.example.com/a.ogg?sig=secret", "name": "a.ogg" } });
        shop.omni
            .post("/messages", &elsewhere)
            .await
            .expect(StatusCode::CREATED);
        let last = ann.api.read(&path).await["lastMessage"].clone();
        assert_eq!(
            (&last["text"], &last["fileName"]),
            (&Value::Null, &json!("a.ogg"))
        );
    }
}

#[tokio::test]
async fn a_message_may_refer_only_to_files_of_its_sender() {
    let business = business().await;
    let ann = business.hire_agent("Ann Lee").await;
    let shop = business
        .connect(Connection {
            members: &[&ann],
            ..Connection::default()
        })
        .await;
    let other = business
        .connect(Connection {
            name: "Other",
            members: &[&ann],
            ..Connection::default()
        })
        .await;
    let other_file = handed_in(&other.omni, "red.png", "image/png", PNG).await;
    let anns = handed_in(&ann.api, "red.png", "image/png", PNG).await;
    let before = business.ledger();
    for file_id in [
        &other_file,
        &anns,
        &"file_01M7Q5CQG0E0081PBQ19M59NQS".to_owned(),
    ] {
        let refused = shop
            .omni
            .post("/messages", &picture("m-1", file_id))
            .await
            .refused(422, "invalid-message");
        assert_eq!(refused["errors"][0]["pointer"], "/attachment/fileId");
    }
    assert_eq!(business.ledger(), before);
    let enquiry = business.ongoing(&shop, "u-2", &ann).await;
    let admins = handed_in(&business.admin.api, "red.png", "image/png", PNG).await;
    let path = format!("/enquiries/{}/messages", enquiry["id"].as_str().unwrap());
    for file_id in [&other_file, &admins] {
        let reply =
            json!({ "clientId": "c-1", "type": "image", "attachment": { "fileId": file_id } });
        let refused = ann.api.post(&path, &reply).await.refused(422, "invalid");
        assert_eq!(refused["errors"][0]["pointer"], "/attachment/fileId");
    }
}

#[tokio::test]
async fn a_file_of_another_workspace_is_not_found() {
    let business = business().await;
    let shop = business.connect(Connection::default()).await;
    let file_id = handed_in(&shop.omni, "red.png", "image/png", PNG).await;
    shop.omni
        .post("/messages", &picture("m-1", &file_id))
        .await
        .expect(StatusCode::CREATED);
    let neighbour = business.neighbour().await;
    neighbour
        .admin
        .api
        .get(&format!("/files/{file_id}"))
        .await
        .refused(404, "not-found");
}

#[tokio::test]
async fn a_resent_message_contains_a_fresh_address() {
    let receiver = Receiver::start();
    let business = business().await;
    let ann = business.hire_agent("Ann Lee").await;
    let connection = Connection {
        members: &[&ann],
        receiver: Some(&receiver),
        ..Connection::default()
    };
    let shop = business.connect(connection).await;
    let enquiry = business.ongoing(&shop, "u-1", &ann).await;
    let file_id = handed_in(&ann.api, "red.png", "image/png", PNG).await;
    let path = format!("/enquiries/{}/messages", enquiry["id"].as_str().unwrap());
    let reply = json!({ "clientId": "c-1", "type": "image", "attachment": { "fileId": file_id } });
    let message = ann
        .api
        .post(&path, &reply)
        .await
        .expect(StatusCode::CREATED);
    business.deliver_all().await;
    let failed =
        json!({ "type": "message.failed", "messageId": message["id"], "reason": "too large" });
    shop.sends_event(&failed).await;
    business.pass(Duration::from_hours(20 * 24));
    let retry = format!("{path}/{}/retry", message["id"].as_str().unwrap());
    ann.api.call(&retry).await.expect(StatusCode::OK);
    business.deliver_all().await;
    let sent = receiver.received().pop().unwrap().json();
    let address = path_of(
        sent["data"]["message"]["attachment"]["url"]
            .as_str()
            .unwrap(),
    );
    assert_eq!(open(&business, &address).await.0, StatusCode::OK);
}

#[tokio::test]
async fn participants_see_earlier_files_and_former_ones_no_later_files() {
    let business = business().await;
    let ann = business.hire_agent("Ann Lee").await;
    let bob = business.hire_agent("Bob Ray").await;
    let shop = business
        .connect(Connection {
            members: &[&ann],
            ..Connection::default()
        })
        .await;
    let early = handed_in(&shop.omni, "red.png", "image/png", PNG).await;
    let accepted = shop
        .omni
        .post("/messages", &picture("m-1", &early))
        .await
        .expect(StatusCode::CREATED);
    let first = accepted["enquiryId"].as_str().unwrap().to_owned();
    ann.api
        .call(&format!("/enquiries/{first}/pick-up"))
        .await
        .expect(StatusCode::OK);
    ann.api
        .call(&format!("/enquiries/{first}/close"))
        .await
        .expect(StatusCode::OK);
    let change = json!({ "memberIds": [bob.id.to_string()] });
    let group = format!("/service-groups/{}", shop.group_id);
    business
        .admin
        .api
        .json(Method::PATCH, &group, &change)
        .await
        .expect(StatusCode::OK);
    business.keep_online(&bob).await;
    let late = handed_in(&shop.omni, "red.png", "image/png", PNG).await;
    let accepted = shop
        .omni
        .post("/messages", &picture("m-2", &late))
        .await
        .expect(StatusCode::CREATED);
    let second = accepted["enquiryId"].as_str().unwrap().to_owned();
    assert_ne!(first, second);
    bob.api
        .call(&format!("/enquiries/{second}/pick-up"))
        .await
        .expect(StatusCode::OK);
    for file_id in [&early, &late] {
        assert_eq!(
            bob.api.get(&format!("/files/{file_id}")).await.status,
            StatusCode::OK
        );
    }
    assert_eq!(
        ann.api.get(&format!("/files/{early}")).await.status,
        StatusCode::OK
    );
    ann.api
        .get(&format!("/files/{late}"))
        .await
        .refused(404, "not-found");
    let supervisor = business.hire("Sue Per", Role::Supervisor).await;
    supervisor
        .api
        .get(&format!("/files/{late}"))
        .await
        .refused(404, "not-found");
    let answer = business.admin.api.get(&format!("/files/{late}")).await;
    assert_eq!(
        answer.header(header::CACHE_CONTROL),
        "private, max-age=86400, immutable"
    );
}
