//! A chatbot answers: from the visitor's message to what staff and the channel see.

use std::time::Duration;

use causeway_server::{credentials::sign, http::schemas::schemas};
use causeway_testkit::{Receiver, both_engines, receiver::Answer as Reply};
use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Business, Connection, Person, Shop, Story, on, secret};

/// A channel whose rule tries the chatbot Robin, then Ann's group.
struct Scene {
    business: Business,
    /// Robin's endpoint.
    robin: Receiver,
    robin_id: String,
    robin_secret: String,
    agent: Person,
    shop: Shop,
}

async fn scene(business: Business) -> Scene {
    let robin = Receiver::start();
    let agent = business.hire_agent("Ann Lee").await;
    let shop = business
        .connect(Connection {
            members: &[&agent],
            ..Connection::default()
        })
        .await;
    let added = json!({ "name": "Robin", "webhookUrl": robin.url() });
    let added = business
        .admin
        .api
        .post("/chatbots", &added)
        .await
        .expect(StatusCode::CREATED);
    let robin_id = added["id"].as_str().unwrap().to_owned();
    let routing = json!({ "kind": "alternative", "destinations": [robin_id, shop.group_id] });
    let form = json!({ "routing": routing, "displayNameFormat": "firstName" });
    let path = format!("/channels/{}", shop.channel_id);
    business
        .admin
        .api
        .json(Method::PATCH, &path, &form)
        .await
        .expect(StatusCode::OK);
    let robin_secret = added["signingSecret"].as_str().unwrap().to_owned();
    Scene {
        business,
        robin,
        robin_id,
        robin_secret,
        agent,
        shop,
    }
}

impl Scene {
    fn answers(&self, answer: &Value) {
        self.robin
            .answer(Reply::Body("application/json", answer.to_string()));
    }

    async fn enquiry(&self, written: &Value) -> Value {
        self.business
            .admin
            .api
            .read(&format!(
                "/enquiries/{}",
                written["enquiryId"].as_str().unwrap()
            ))
            .await
    }

    async fn trace(&self, written: &Value) -> Vec<String> {
        let path = format!(
            "/enquiries/{}/trace",
            written["enquiryId"].as_str().unwrap()
        );
        let trace = self.business.admin.api.read(&path).await;
        trace["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|entry| entry["text"].as_str().unwrap().to_owned())
            .collect()
    }

    /// The author and text of each message in the enquiry.
    async fn messages_of(&self, written: &Value) -> Vec<(String, String)> {
        let messages = self
            .business
            .admin
            .conversation(written["enquiryId"].as_str().unwrap())
            .await;
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        messages
            .iter()
            .map(|one| (text(&one["author"]["kind"]), text(&one["text"])))
            .collect()
    }
}

fn pair(author: &str, text: &str) -> (String, String) {
    (author.to_owned(), text.to_owned())
}

both_engines! { on =>
    async fn a_chatbot_gets_signed_requests_answers_and_hands_over(business: Business) {
        let scene = scene(business).await;
        scene.answers(&json!({ "messages": [{ "type": "text", "text": "Hi! What is it about?" }] }));
        let written = scene.shop.writes("u-1", "m-1", "Hello").await;
        scene.business.ask_all().await;
        let asked = &scene.robin.received()[0];
        let timestamp = asked.header("webhook-timestamp").parse().unwrap();
        let signature = sign(&[&secret(&scene.robin_secret)], asked.header("webhook-id"), timestamp, &asked.body);
        assert_eq!(asked.header("webhook-signature"), signature);
        assert_eq!(asked.header("webhook-attempt"), "1");
        let mut story = Story::default();
        story.value("what Robin is asked with", &serde_json::from_slice(&asked.body).unwrap());

        let enquiry = scene.enquiry(&written).await;
        assert_eq!((&enquiry["status"], &enquiry["destinationId"]), (&json!("open"), &json!(scene.robin_id)));
        assert_eq!(scene.messages_of(&written).await, [pair("visitor", "Hello"), pair("bot", "Hi! What is it about?")]);
        let outbox = scene.shop.omni.read("/outbox").await;
        story.value("what the channel gets", &outbox["items"][0]);

        scene.answers(&json!({
            "messages": [{ "type": "text", "text": "A colleague is coming." }], "note": "A refund", "then": "handOver",
        }));
        scene.shop.writes("u-1", "m-2", "I want my money back").await;
        scene.business.ask_all().await;
        let asked: Value = serde_json::from_slice(&scene.robin.received()[1].body).unwrap();
        let schema = jsonschema::draft202012::new(&schemas()["chatbot.turn"]).unwrap();
        let faults: Vec<String> = schema.iter_errors(&asked).map(|fault| fault.to_string()).collect();
        assert_eq!(faults, Vec::<String>::new());
        let texts: Vec<_> = asked["data"]["messages"].as_array().unwrap().iter().map(|one| one["text"].clone()).collect();
        assert_eq!(texts, ["Hello", "Hi! What is it about?", "I want my money back"]);
        let enquiry = scene.enquiry(&written).await;
        assert_eq!(enquiry["offers"][0]["staffId"], scene.agent.id.to_string());
        scene.agent.api.call(&format!("/enquiries/{}/pick-up", enquiry["id"].as_str().unwrap())).await.expect(StatusCode::OK);
        let seen = scene.agent.conversation(enquiry["id"].as_str().unwrap()).await;
        story.value("what staff see of it", &json!(seen));
        story.value("how it was routed", &json!(scene.trace(&written).await));
        insta::assert_snapshot!("a_chatbot_answers_and_hands_over", story.finish());
    }

    async fn a_failing_chatbot_is_retried_and_then_skipped(business: Business) {
        let scene = scene(business).await;
        scene.robin.answer(Reply::Status(500));
        let written = scene.shop.writes("u-1", "m-1", "Hello").await;
        for pause in [1, 3, 0] {
            scene.business.ask_all().await;
            scene.business.pass(Duration::from_secs(pause));
        }
        let tries = scene.robin.received();
        assert_eq!(tries.iter().map(|one| one.header("webhook-attempt")).collect::<Vec<_>>(), ["1", "2", "3"]);
        assert!(tries.iter().all(|one| one.header("webhook-id") == tries[0].header("webhook-id")));
        assert_eq!(scene.enquiry(&written).await["offers"][0]["staffId"], scene.agent.id.to_string());
        assert_eq!(scene.trace(&written).await[1], "Robin failed: it answered 500.");
    }

    async fn administrators_see_why_an_answer_was_unusable(business: Business) {
        let scene = scene(business).await;
        scene.answers(&json!({ "messages": [{ "type": "text" }] }));
        scene.shop.writes("u-1", "m-1", "Hello").await;
        scene.business.ask_all().await;
        scene.answers(&json!({ "messages": [{ "type": "text", "text": "Hi!" }], "then": "close" }));
        scene.business.pass(Duration::from_secs(1));
        scene.business.ask_all().await;
        let robin = scene.business.admin.api.read(&format!("/chatbots/{}", scene.robin_id)).await;
        assert_eq!((&robin["webhookState"], &robin["failureReason"]), (&json!("healthy"), &Value::Null), "it works again");
        let written = scene.shop.writes("u-1", "m-2", "Hello again").await;
        assert_eq!(scene.enquiry(&written).await["status"], "open", "another matter");
        scene.robin.answer(Reply::Status(410));
        scene.business.ask_all().await;
        let robin = scene.business.admin.api.read(&format!("/chatbots/{}", scene.robin_id)).await;
        assert_eq!(robin["webhookState"], "stopped");
        assert_eq!(robin["failureReason"], "it answered 410");
        assert_eq!(scene.enquiry(&written).await["offers"][0]["staffId"], scene.agent.id.to_string());
    }

    async fn a_chatbot_that_times_out_is_skipped_and_its_late_answer_dropped(business: Business) {
        let scene = scene(business).await;
        let gate = causeway_testkit::receiver::Gate::closed();
        let late = json!({ "messages": [{ "type": "text", "text": "Hi!" }] }).to_string();
        scene.robin.answer(Reply::Hold(gate.clone(), Box::new(Reply::Body("application/json", late))));
        let written = scene.shop.writes("u-1", "m-1", "Hello").await;
        let asks = async {
            scene.business.ask_all().await;
        };
        let passes = async {
            while scene.robin.received().is_empty() {
                tokio::task::yield_now().await;
            }
            scene.business.pass(Duration::from_secs(20));
            scene.business.tick_all().await;
            gate.let_pass(1);
        };
        tokio::join!(asks, passes);
        assert_eq!(scene.messages_of(&written).await, [pair("visitor", "Hello")]);
        assert_eq!(scene.enquiry(&written).await["offers"][0]["staffId"], scene.agent.id.to_string());
        assert_eq!(scene.trace(&written).await[1], "Robin did not answer in time.");
    }

    async fn an_agent_hands_an_enquiry_back_to_a_chatbot(business: Business) {
        let scene = scene(business).await;
        scene.answers(&json!({ "then": "handOver" }));
        let written = scene.shop.writes("u-1", "m-1", "Hello").await;
        scene.business.ask_all().await;
        let path = |verb: &str| format!("/enquiries/{}/{verb}", written["enquiryId"].as_str().unwrap());
        scene.agent.api.call(&path("pick-up")).await.expect(StatusCode::OK);
        let to = json!({ "to": scene.robin_id, "mode": "loopback" });
        let handed = scene.agent.api.post(&path("transfer"), &to).await.expect(StatusCode::OK);
        assert_eq!((&handed["status"], &handed["transfer"]["to"]), (&json!("ongoing"), &json!(scene.robin_id)));
        scene.answers(&json!({ "messages": [{ "type": "text", "text": "Let me see." }], "then": "handOver" }));
        scene.business.ask_all().await;
        let back = scene.enquiry(&written).await;
        assert_eq!((&back["ownerId"], &back["transfer"]), (&json!(scene.agent.id), &Value::Null));
        assert_eq!(scene.messages_of(&written).await[1], pair("bot", "Let me see."));
        let unknown = json!({ "to": "bot_00000000000000000000000000", "mode": "blind" });
        let refused = scene.agent.api.post(&path("transfer"), &unknown).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}
