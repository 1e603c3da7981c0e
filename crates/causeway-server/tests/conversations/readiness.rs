//! A node is ready while it can store data.

use axum::body::Body;
use causeway_testkit::both_engines;
use http::{Request, StatusCode};
use tower::ServiceExt;

use crate::{
    files_uploads::{PNG, hand_in},
    support::{Business, Connection, business, on, text_message},
};

async fn readiness(business: &Business) -> StatusCode {
    let request = Request::get("/readyz").body(Body::empty()).unwrap();
    business
        .router
        .clone()
        .oneshot(request)
        .await
        .unwrap()
        .status()
}

both_engines! { on =>
    async fn a_node_without_its_files_folder_is_not_ready(business: Business) {
        let shop = business.connect(Connection::default()).await;
        assert_eq!(readiness(&business).await, StatusCode::OK);
        let folder = business.database.files();
        std::fs::rename(&folder, folder.with_extension("away")).unwrap();
        assert_eq!(readiness(&business).await, StatusCode::SERVICE_UNAVAILABLE);
        let refused = hand_in(&shop.omni, "red.png", "image/png", PNG).await;
        assert!(refused.status.is_server_error(), "{}", refused.status);
        std::fs::rename(folder.with_extension("away"), &folder).unwrap();
        assert_eq!(readiness(&business).await, StatusCode::OK);
        hand_in(&shop.omni, "red.png", "image/png", PNG).await.expect(StatusCode::CREATED);
    }
}

#[tokio::test]
async fn writes_to_a_removed_database_are_refused() {
    let business = business().await;
    let shop = business.connect(Connection::default()).await;
    shop.omni
        .post("/messages", &text_message("u-1", "m-1", "Hello"))
        .await
        .expect(StatusCode::CREATED);
    let file = business
        .database
        .url
        .strip_prefix("sqlite://")
        .unwrap()
        .to_owned();
    std::fs::remove_file(&file).unwrap();
    let refused = shop
        .omni
        .post("/messages", &text_message("u-1", "m-2", "Lost"))
        .await;
    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(readiness(&business).await, StatusCode::SERVICE_UNAVAILABLE);
}
