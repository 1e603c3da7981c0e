//! The recipes for automation tools: Node-RED with its flow, and the code for n8n.

use causeway_testkit::{CausewayProcess, TestDatabase, free_port, http_client};
use http::{HeaderMap, Method, StatusCode};
use serde_json::{Value, json};

use super::{
    block,
    desk::Desk,
    integrator::{Signed, answer_enquiry, signed},
};
use crate::support::{connect_to, eventually};

const GUIDE: &str = "docs/integrator.md";

#[tokio::test]
async fn the_node_red_flow_is_a_complete_channel() {
    let database = TestDatabase::sqlite();
    let causeway = CausewayProcess::start(&database.url).await;
    let channel = connect_to(&causeway, None).await;
    let port = free_port();
    let home = tempfile::tempdir().unwrap();
    let desk = Desk::of(&causeway, &channel)
        .await
        .with("1880", port.to_string());
    let desk = desk.env("HOME", home.path().to_string_lossy());
    let mut node_red = desk.start(&desk.text(&block(GUIDE, "export CAUSEWAY_URL=")));
    node_red
        .wait_for_line(|line| line.ends_with("Started flows"))
        .await;

    // Presses the button of the node "A visitor writes".
    let pressed = http_client(HeaderMap::new())
        .post(format!("http://127.0.0.1:{port}/inject/type"))
        .send()
        .await;
    assert_eq!(pressed.unwrap().status(), StatusCode::OK);
    let first = eventually("the message is an enquiry", async || {
        channel.admin.get("/enquiries").await["items"]
            .as_array()?
            .first()
            .cloned()
    });
    assert_eq!(first.await["lastMessage"]["text"], "Hello from Node-RED!");

    let path = format!("/sources/{}", channel.source["id"].as_str().unwrap());
    let webhook = json!({ "webhookUrl": format!("http://127.0.0.1:{port}/causeway") });
    let entered = channel
        .admin
        .request(Method::PATCH, &path)
        .json(&webhook)
        .send()
        .await
        .unwrap();
    assert_eq!(
        entered.status(),
        StatusCode::OK,
        "the challenge: {}",
        entered.text().await.unwrap()
    );
    answer_enquiry(&channel, "How can I help?").await;
    node_red
        .wait_for_line(|line| line.ends_with("[debug:What staff say] How can I help?"))
        .await;

    let forged = http_client(HeaderMap::new()).post(format!("http://127.0.0.1:{port}/causeway"));
    let forged = forged
        .header("content-type", "application/json")
        .body(signed().body)
        .send()
        .await
        .unwrap();
    assert_eq!(forged.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_n8n_code_answers_the_challenge_and_verifies_signatures() {
    let Signed {
        headers,
        body,
        secret,
    } = signed();
    let code = block(GUIDE, "const crypto").text;
    let desk = Desk::new().await;
    let run = async |headers: &HeaderMap, body: &str| -> Value {
        let headers: serde_json::Map<String, Value> = headers
            .iter()
            .map(|(name, value)| (name.to_string(), json!(value.to_str().unwrap())))
            .collect();
        // The variables that n8n provides to a node's code.
        let program = format!(
            "const [$env, headers, bytes] = [{}, {}, {}];
            const $input = {{ first: () => ({{ json: {{ headers }} }}) }};
            const node = {{ helpers: {{ getBinaryDataBuffer: async () => Buffer.from(bytes) }} }};
            (async function () {{ {code} }}).call(node).then((items) => console.log(JSON.stringify(items[0].json)));",
            json!({ "CAUSEWAY_SECRET": secret }),
            json!(headers),
            json!(body)
        );
        let output = desk.output("node", &["--eval", &program]).await;
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"))
    };
    let challenge = run(
        &HeaderMap::new(),
        r#"{"type":"url_verification","challenge":"abc"}"#,
    )
    .await;
    assert_eq!(challenge, json!({ "status": 200, "answer": "abc" }));
    let taken = run(&headers, body).await;
    assert_eq!(
        (&taken["status"], &taken["id"], &taken["event"]["type"]),
        (&json!(200), &json!("dlv_1"), &json!("enquiry.opened"))
    );
    let altered = run(&headers, &body.replace("open", "oqen")).await;
    assert_eq!(altered, json!({ "status": 401, "answer": "" }));
}
