//! Who an identity belongs to, and which tokens prove it.

use super::*;

#[tokio::test]
async fn the_first_sign_in_matches_by_address_and_later_ones_by_subject() {
    let (world, root, _, provider) = set_up().await;
    let away = world.depart("").await;
    let asked: Vec<(String, String)> = away.place.query_pairs().into_owned().collect();
    let value = |name: &str| {
        asked
            .iter()
            .find(|(known, _)| known == name)
            .unwrap()
            .1
            .as_str()
    };
    assert!(
        away.place
            .as_str()
            .starts_with(&format!("{}/authorize?", provider.issuer))
    );
    assert_eq!(
        (value("response_type"), value("client_id"), value("scope")),
        ("code", CLIENT_ID, "openid email profile")
    );
    assert_eq!(
        (value("redirect_uri"), value("code_challenge_method")),
        (REDIRECT_URI, "S256")
    );
    let code = provider.vouch(&away.place, world.now_seconds(), &json!({}));
    let answer = world.navigate(&away.back(&code), &away.cookie).await;
    assert_eq!(world.signed_in(&answer).await, "jane@example.com");
    assert_eq!(
        cookie(&answer, "causeway_trip").unwrap(),
        "causeway_trip=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0"
    );

    // With another address, or none, the subject identifies the person.
    for claims in [
        json!({ "email": "jd@example.com" }),
        json!({ "email": null, "email_verified": null }),
    ] {
        provider.set_user_info(json!({ "sub": "s-1" }));
        assert_eq!(
            world
                .signed_in(&world.sign_in_by(&provider, &claims).await)
                .await,
            "jane@example.com"
        );
    }
    let log = world
        .get(&root, "/api/v1/audit-log?action=staff.singleSignOnLinked")
        .await
        .ok();
    assert_eq!(log.body["items"].as_array().unwrap().len(), 1);
    assert_eq!(
        (provider.asked("metadata"), provider.asked("token")),
        (2, 3),
        "its metadata is cached"
    );
    world.app.clock.set(START.plus(Duration::from_mins(6)));
    world.depart("").await;
    assert_eq!(provider.asked("metadata"), 3, "for a limited time");
}

#[tokio::test]
async fn untrusted_tokens_and_unknown_people_are_refused() {
    let (world, _, _, provider) = set_up().await;
    let past = world.now_seconds() - 1;
    for (claims, expected) in [
        (json!({ "nonce": "another" }), "untrusted"),
        (json!({ "nonce": null }), "untrusted"),
        (json!({ "aud": "another" }), "untrusted"),
        (json!({ "aud": [CLIENT_ID, "another"] }), "untrusted"),
        (json!({ "azp": "another" }), "untrusted"),
        (json!({ "iss": "https://another.example" }), "untrusted"),
        (json!({ "exp": past }), "untrusted"),
        (json!({ "sub": "" }), "untrusted"),
        (json!({ "sub": "s".repeat(256) }), "untrusted"),
        (json!({ "email_verified": false }), "email-not-verified"),
        (json!({ "email_verified": "false" }), "email-not-verified"),
        (json!({ "email": "nobody@example.com" }), "unknown-person"),
    ] {
        assert_refused(&world.sign_in_by(&provider, &claims).await, expected);
    }
    let taken = json!({ "azp": CLIENT_ID, "aud": [CLIENT_ID], "email_verified": "true" });
    assert_eq!(
        world
            .signed_in(&world.sign_in_by(&provider, &taken).await)
            .await,
        "jane@example.com"
    );
    assert_refused(
        &world.sign_in_by(&provider, &json!({ "sub": "s-2" })).await,
        "linked-to-another",
    );
}

#[tokio::test]
async fn the_address_may_come_from_the_userinfo_endpoint() {
    let (world, _, _, provider) = set_up().await;
    let no_email = json!({ "email": null, "email_verified": null });
    provider.set_user_info(
        json!({ "sub": "s-9", "email": "jane@example.com", "email_verified": true }),
    );
    assert_refused(&world.sign_in_by(&provider, &no_email).await, "untrusted");
    provider.set_user_info(json!({ "sub": "s-1", "email": "jane@example.com" }));
    assert_refused(
        &world.sign_in_by(&provider, &no_email).await,
        "email-not-verified",
    );
    provider.set_user_info(
        json!({ "sub": "s-1", "email": "jane@example.com", "email_verified": true }),
    );
    assert_eq!(
        world
            .signed_in(&world.sign_in_by(&provider, &no_email).await)
            .await,
        "jane@example.com"
    );
}

#[tokio::test]
async fn a_new_key_is_accepted_immediately_and_an_unlisted_one_never() {
    let (world, _, _, provider) = set_up().await;
    world
        .signed_in(&world.sign_in_by(&provider, &json!({})).await)
        .await;
    let asked = provider.asked("keys");
    provider.change_key("k-2", true);
    world
        .signed_in(&world.sign_in_by(&provider, &json!({})).await)
        .await;
    assert_eq!(provider.asked("keys"), asked + 1);
    // The client's secret does not authenticate the provider, and neither does an unsigned token.
    for algorithm in ["HS256", "none"] {
        provider.sign_by(algorithm);
        assert_refused(&world.sign_in_by(&provider, &json!({})).await, "untrusted");
    }
    // With the id of a known key, and with an id of its own.
    for id in ["k-2", "k-3"] {
        provider.change_key(id, false);
        assert_refused(&world.sign_in_by(&provider, &json!({})).await, "untrusted");
    }
}
