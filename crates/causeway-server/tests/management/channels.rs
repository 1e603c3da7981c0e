use serde_json::{Value, json};

use super::world::{Answer, Person, World};

const CHANNELS: &str = "/api/v1/channels";

async fn source(world: &World, root: &Person, name: &str) -> String {
    world
        .post(root, "/api/v1/sources", &json!({ "name": name }))
        .await
        .ok()
        .id()
        .to_owned()
}

fn form(source_id: &str, name: &str) -> Value {
    json!({ "sourceId": source_id, "name": name, "routing": { "kind": "alternative", "destinations": [] } })
}

async fn go(world: &World, root: &Person, id: &str, verb: &str) -> Answer {
    world
        .post(root, &format!("{CHANNELS}/{id}/{verb}"), &Value::Null)
        .await
}

#[tokio::test]
async fn a_channel_requires_name_and_routing_and_has_defaults() {
    let (world, root) = World::set_up().await;
    let source = source(&world, &root, "Shop").await;
    let created = world.post(&root, CHANNELS, &form(&source, "Chat")).await;
    insta::assert_json_snapshot!("channel_created", created.shown());
    let path = format!("{CHANNELS}/{}", created.id());
    assert_eq!(world.get(&root, &path).await.body, created.body);
    assert_eq!(
        world.get(&root, CHANNELS).await.body["items"],
        json!([created.body])
    );
    let source = world.get(&root, &format!("/api/v1/sources/{source}")).await;
    assert_eq!(
        (&source.body["channelId"], &source.body["channelName"]),
        (&json!(created.id()), &json!("Chat"))
    );
}

#[tokio::test]
async fn every_setting_of_a_channel_can_be_set_and_changed() {
    let (world, root) = World::set_up().await;
    let group = world
        .post(&root, "/api/v1/service-groups", &json!({ "name": "Sales" }))
        .await
        .ok();
    let mut body = form(&source(&world, &root, "Shop").await, "Chat");
    body["routing"]["destinations"] = json!([group.id()]);
    body["sticky"] =
        json!({ "enabled": true, "expiryDays": null, "backup": false, "waitSeconds": 15 });
    body["autoClose"] = json!({ "enabled": true, "quietSeconds": 600, "warningSeconds": 60, "text": "Still there?",
        "texts": { "fr": "Toujours là ?" } });
    body["displayNameFormat"] = json!("none");
    body["messages"] = json!({
        "welcome": { "enabled": true, "text": "Hi {{visitor.name}}", "texts": { "ja": "ようこそ", "zh-Hant": "您好" }, "when": "everyEnquiry" },
        "away": { "enabled": false, "text": "Away", "texts": {} },
        "close": { "enabled": false, "text": "Bye", "texts": { "de": "Tschüss" } },
    });
    let created = world.post(&root, CHANNELS, &body).await.ok();
    for name in [
        "routing",
        "sticky",
        "displayNameFormat",
        "messages",
        "autoClose",
    ] {
        assert_eq!(created.body[name], body[name], "{name}");
    }
    let change = json!({ "name": "Shop chat", "sticky": { "enabled": true }, "displayNameFormat": "firstAndLastName" });
    let changed = world
        .patch(&root, &format!("{CHANNELS}/{}", created.id()), &change)
        .await
        .ok();
    assert_eq!(
        (&changed.body["name"], &changed.body["version"]),
        (&json!("Shop chat"), &json!(2))
    );
    assert_eq!(
        changed.body["sticky"],
        json!({ "enabled": true, "expiryDays": 30, "backup": true, "waitSeconds": 60 })
    );
    assert_eq!(
        changed.body["messages"], body["messages"],
        "omitted fields keep their values"
    );
}

#[tokio::test]
async fn a_disabled_automatic_message_needs_no_text_and_keeps_its_old_one() {
    let (world, root) = World::set_up().await;
    let mut body = form(&source(&world, &root, "Shop").await, "Chat");
    body["messages"] = json!({ "away": { "enabled": false, "text": "" }, "close": { "enabled": true, "text": "Bye" } });
    let created = world.post(&root, CHANNELS, &body).await.ok();
    assert_eq!(created.body["messages"]["away"]["enabled"], json!(false));
    assert_eq!(
        created.body["messages"]["welcome"]["enabled"],
        json!(true),
        "omitted fields get their defaults"
    );
    let path = format!("{CHANNELS}/{}", created.id());
    for close in [
        json!({ "enabled": false }),
        json!({ "enabled": false, "text": null }),
    ] {
        let changed = world
            .patch(&root, &path, &json!({ "messages": { "close": close } }))
            .await
            .ok();
        assert_eq!(
            changed.body["messages"]["close"],
            json!({ "enabled": false, "text": "Bye", "texts": {} }),
            "a text of one's own comes without the standard texts in other languages"
        );
        assert_eq!(
            changed.body["messages"]["away"], created.body["messages"]["away"],
            "omitted fields keep their values"
        );
    }
    for text in [json!(""), Value::Null] {
        let change = json!({ "messages": { "close": { "enabled": true, "text": text } } });
        assert_eq!(
            world.patch(&root, &path, &change).await.pointers(),
            ["/messages/close/text"]
        );
    }
}

#[tokio::test]
async fn texts_in_other_languages_are_checked_like_the_text() {
    let (world, root) = World::set_up().await;
    let mut body = form(&source(&world, &root, "Shop").await, "Chat");
    body["messages"] = json!({ "away": { "enabled": true, "text": "Away", "texts": {
        "ja": "不在です", "no tag": "Away", "de": "{{visitor.nmae}}", "fr": 7,
    } } });
    body["autoClose"] = json!({ "enabled": true, "texts": ["fr"] });
    let refused = world.post(&root, CHANNELS, &body).await;
    assert_eq!(
        refused.pointers(),
        ["/messages/away/texts/fr", "/autoClose/texts"]
    );
    body["messages"]["away"]["texts"]["fr"] = json!("Absent");
    body["autoClose"]["texts"] = json!({});
    let refused = world.post(&root, CHANNELS, &body).await;
    assert_eq!(
        refused.pointers(),
        ["/messages/away/texts/no tag", "/messages/away/texts/de"]
    );
}

#[tokio::test]
async fn all_invalid_fields_are_reported_together() {
    let (world, root) = World::set_up().await;
    let refused = world.post(&root, CHANNELS, &json!({})).await;
    assert_eq!(
        (refused.code(), refused.pointers()),
        ("invalid", vec!["/sourceId", "/name", "/routing"])
    );
    let body = json!({
        "sourceId": "shop", "name": "x".repeat(41), "routing": { "kind": "time" },
        "sticky": { "expiryDays": 366 }, "displayNameFormat": "nick",
        "messages": { "welcome": { "enabled": 1, "text": "Hi", "when": "never" }, "away": { "enabled": true } },
    });
    let refused = world.post(&root, CHANNELS, &body).await;
    insta::assert_json_snapshot!("channel_faults", refused.shown());

    let mut body = form(&source(&world, &root, "Shop").await, "Chat");
    let unknown = "grp_00000000000000000000000001";
    body["routing"]["destinations"] = json!([unknown, unknown]);
    body["messages"] = json!({
        "welcome": { "enabled": true, "text": "Hi {{nobody}}" },
        "away": { "enabled": true, "text": "x".repeat(1_001) },
        "close": { "enabled": true, "text": " " },
    });
    let refused = world.post(&root, CHANNELS, &body).await;
    insta::assert_json_snapshot!("channel_settings_faults", refused.shown());
}

#[tokio::test]
async fn name_and_source_are_free_again_after_archiving() {
    let (world, root) = World::set_up().await;
    let (shop, kiosk) = (
        source(&world, &root, "Shop").await,
        source(&world, &root, "Kiosk").await,
    );
    let first = world.post(&root, CHANNELS, &form(&shop, "Chat")).await.ok();
    assert_eq!(
        world
            .post(&root, CHANNELS, &form(&shop, "Other"))
            .await
            .code(),
        "source-in-use"
    );
    assert_eq!(
        world
            .post(&root, CHANNELS, &form(&kiosk, "Chat"))
            .await
            .code(),
        "name-taken"
    );
    go(&world, &root, first.id(), "archive").await.ok();
    world.post(&root, CHANNELS, &form(&shop, "Chat")).await.ok();
}

#[tokio::test]
async fn a_channel_is_suspended_resumed_and_archived_for_good() {
    let (world, root) = World::set_up().await;
    let created = world
        .post(
            &root,
            CHANNELS,
            &form(&source(&world, &root, "Shop").await, "Chat"),
        )
        .await
        .ok();
    for (verb, state) in [
        ("suspend", "suspended"),
        ("suspend", "suspended"),
        ("resume", "active"),
        ("archive", "archived"),
    ] {
        assert_eq!(
            go(&world, &root, created.id(), verb).await.ok().body["state"],
            state
        );
    }
    for verb in ["suspend", "resume"] {
        assert_eq!(
            go(&world, &root, created.id(), verb).await.code(),
            "channel-archived"
        );
    }
    assert_eq!(
        go(&world, &root, "chn_00000000000000000000000001", "suspend")
            .await
            .code(),
        "not-found"
    );
}
