//! Connected channels, and visitors who write on them.

use causeway_testkit::Receiver;
use http::{StatusCode, header::AUTHORIZATION};
use serde_json::{Value, json};

use super::{Answer, Business, Caller, Person};

/// How to connect a channel. The defaults are minimal and without automatic messages.
pub(crate) struct Connection<'a> {
    pub(crate) name: &'a str,
    pub(crate) receiver: Option<&'a Receiver>,
    /// Staff who get offers for its enquiries.
    pub(crate) members: &'a [&'a Person],
    /// Events in the source's form.
    pub(crate) events: Option<&'a [&'a str]>,
    /// Fields that override the channel's form.
    pub(crate) form: Value,
}

impl Default for Connection<'_> {
    fn default() -> Self {
        Self {
            name: "In-app chat",
            receiver: None,
            members: &[],
            events: Some(&[]),
            form: json!({}),
        }
    }
}

/// A connected channel, from its own side.
pub(crate) struct Shop {
    pub(crate) source_id: String,
    pub(crate) channel_id: String,
    pub(crate) group_id: String,
    pub(crate) access_token: String,
    pub(crate) signing_secret: String,
    /// The Omni API with its token.
    pub(crate) omni: Caller,
}

impl Business {
    /// Connects a channel through the management API, as an administrator does.
    pub(crate) async fn connect(&self, connection: Connection<'_>) -> Shop {
        let api = &self.admin.api;
        let Connection {
            name,
            receiver,
            members,
            events,
            form,
        } = connection;
        let member_ids: Vec<String> = members.iter().map(|person| person.id.to_string()).collect();
        let group = json!({ "name": name, "memberIds": member_ids });
        let group = api
            .post("/service-groups", &group)
            .await
            .expect(StatusCode::CREATED);
        let source =
            json!({ "name": name, "webhookUrl": receiver.map(Receiver::url), "events": events });
        let source = api
            .post("/sources", &source)
            .await
            .expect(StatusCode::CREATED);
        let quiet = json!({ "enabled": false, "text": "-" });
        let mut channel = json!({
            "sourceId": source["id"], "name": name, "displayNameFormat": "none",
            "routing": { "kind": "alternative", "destinations": [group["id"]] },
            "messages": {
                "welcome": { "enabled": false, "text": "-", "when": "firstContact" }, "away": quiet, "close": quiet,
            },
        });
        for (field, value) in form.as_object().unwrap() {
            channel[field] = value.clone();
        }
        let channel = api
            .post("/channels", &channel)
            .await
            .expect(StatusCode::CREATED);
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let access_token = text(&source["accessToken"]);
        Shop {
            source_id: text(&source["id"]),
            channel_id: text(&channel["id"]),
            group_id: text(&group["id"]),
            omni: self.with_token(&access_token),
            access_token,
            signing_secret: text(&source["signingSecret"]),
        }
    }

    /// The Omni API with this token.
    pub(crate) fn with_token(&self, token: &str) -> Caller {
        Caller::new(
            &self.router,
            "/omni/v1",
            AUTHORIZATION,
            &format!("Bearer {token}"),
        )
    }

    /// A visitor writes and an agent picks up; returns the enquiry.
    pub(crate) async fn ongoing(&self, shop: &Shop, visitor_id: &str, agent: &Person) -> Value {
        let written = shop
            .writes(visitor_id, &format!("{visitor_id}-first"), "Hello!")
            .await;
        let path = format!(
            "/enquiries/{}/pick-up",
            written["enquiryId"].as_str().unwrap()
        );
        agent.api.call(&path).await.expect(StatusCode::OK)
    }
}

impl Shop {
    /// A visitor writes a text that is accepted.
    pub(crate) async fn writes(&self, visitor_id: &str, id: &str, text: &str) -> Value {
        self.omni
            .post("/messages", &text_message(visitor_id, id, text))
            .await
            .expect(StatusCode::CREATED)
    }

    /// Sends an event that is accepted.
    #[track_caller]
    pub(crate) fn sends_event(&self, event: &Value) -> impl Future<Output = ()> {
        let event = event.clone();
        async move {
            let answer = self.omni.post("/events", &event).await;
            assert_eq!(
                answer.status,
                StatusCode::NO_CONTENT,
                "{event}: {:?}",
                answer.body
            );
            assert!(answer.body.is_empty());
        }
    }
}

impl Person {
    /// Replies in an enquiry.
    pub(crate) async fn replies(&self, enquiry_id: &str, client_id: &str, text: &str) -> Answer {
        let message = json!({ "clientId": client_id, "type": "text", "text": text });
        self.api
            .post(&format!("/enquiries/{enquiry_id}/messages"), &message)
            .await
    }

    /// The whole conversation around an enquiry.
    pub(crate) async fn conversation(&self, enquiry_id: &str) -> Vec<Value> {
        let list = self
            .api
            .read(&format!("/enquiries/{enquiry_id}/messages?limit=200"))
            .await;
        list["items"].as_array().unwrap().clone()
    }
}

/// A text message as a channel sends it.
pub(crate) fn text_message(visitor_id: &str, id: &str, text: &str) -> Value {
    json!({ "id": id, "visitor": { "id": visitor_id }, "type": "text", "text": text })
}
