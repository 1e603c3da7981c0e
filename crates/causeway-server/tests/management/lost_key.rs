//! A server whose key file was lost.

use std::{fs, path::Path};

use causeway_server::{
    Node, NodeSettings, StartError,
    credentials::{KeyFile, TotpSecret},
    outgoing::AllowList,
    parts::TrustedProxies,
};
use causeway_testkit::TestDatabase;
use metrics_exporter_prometheus::PrometheusBuilder;
use tempfile::TempDir;

use super::world::{EMAIL, PASSWORD};

fn settings(folder: &TempDir, database: &TestDatabase) -> NodeSettings {
    NodeSettings {
        listen: "127.0.0.1:0".parse().unwrap(),
        public_url: None,
        database_url: database.url.clone(),
        key_file: folder.path().join("causeway.key"),
        replace_key: false,
        webhook_allow: AllowList::default(),
        media_allow: AllowList::default(),
        sign_in_allow: AllowList::default(),
        rate_per_source: 600,
        trusted_proxies: TrustedProxies::default(),
        files: folder.path().join("files"),
        file_bytes_max: 1024,
        program: "causeway".into(),
        administrator: Some((EMAIL.to_owned(), PASSWORD.to_owned())),
        metrics: PrometheusBuilder::new().build_recorder().handle(),
    }
}

/// Turns on two-step verification, whose secret is stored sealed.
async fn seal_something(node: &Node, key_file: &Path) {
    let app = node.app();
    let found = app.store.sign_in(EMAIL.to_owned()).await.unwrap().unwrap();
    let sealer = KeyFile::open(key_file).unwrap().unwrap();
    let sealed = TotpSecret::generate().seal(&sealer, found.staff_id);
    app.store
        .offer_second_factor(found.staff_id, sealed.clone())
        .await
        .unwrap();
    let (id, at) = (app.moment().uuid(), app.clock.now());
    let audit = causeway_store::AuditContext {
        id,
        workspace_id: found.workspace_id,
        staff_id: found.staff_id,
        at,
    };
    assert!(
        app.store
            .turn_second_factor_on(audit, sealed, 1, vec![])
            .await
            .unwrap()
    );
}

#[tokio::test]
async fn a_database_with_sealed_values_opens_only_with_their_key() {
    let (folder, database) = (tempfile::tempdir().unwrap(), TestDatabase::sqlite());
    let settings = settings(&folder, &database);
    let key_file = settings.key_file.clone();
    Node::start(settings.clone()).await.unwrap().stop().await;
    // Nothing is sealed yet, so any key fits.
    fs::remove_file(&key_file).unwrap();
    let node = Node::start(settings.clone()).await.unwrap();
    seal_something(&node, &key_file).await;
    node.stop().await;
    Node::start(settings.clone()).await.unwrap().stop().await;

    let key = fs::read(&key_file).unwrap();
    fs::remove_file(&key_file).unwrap();
    let refused = Node::start(settings.clone())
        .await
        .err()
        .expect("without the key");
    assert!(
        matches!(refused, StartError::KeyMissing { .. }),
        "{refused}"
    );
    assert!(
        refused.to_string().contains("CAUSEWAY_REPLACE_KEY")
            && refused.to_string().contains("backup"),
        "{refused}"
    );
    assert!(!key_file.exists(), "no new key is created");
    KeyFile::open_or_create(&key_file).unwrap();
    let refused = Node::start(settings.clone())
        .await
        .err()
        .expect("with another key");
    assert!(matches!(refused, StartError::OtherKey { .. }), "{refused}");

    // Lost, and replaced on purpose; the first value that is sealed with the new key makes it fit.
    Node::start(NodeSettings {
        replace_key: true,
        ..settings.clone()
    })
    .await
    .unwrap()
    .stop()
    .await;
    let node = Node::start(NodeSettings {
        replace_key: true,
        ..settings.clone()
    })
    .await
    .unwrap();
    seal_something(&node, &key_file).await;
    node.stop().await;
    Node::start(settings.clone()).await.unwrap().stop().await;
    // The old key doesn't fit any more.
    fs::write(&key_file, key).unwrap();
    assert!(matches!(
        Node::start(settings).await.err(),
        Some(StartError::OtherKey { .. })
    ));
}
