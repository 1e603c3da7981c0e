//! Files are uploaded as forms or as raw bodies, typed by their content, and served so that nothing
//! in them is executed.

use std::time::Duration;

use axum::body::Body;
use causeway_server::workers;
use causeway_testkit::{TestDatabase, both_engines};
use http::{Method, StatusCode, header};
use serde_json::{Value, json};

use crate::support::{Answer, Business, Caller, Choice, Connection, business, on};

/// A PNG of one red pixel.
pub(crate) const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde\0\0\0\x0cIDATx\x9cc\xf8\xcf\xc0\0\0\x03\x01\x01\0\xc9\xfe\x92\xef\0\0\0\0IEND\xaeB`\x82";

/// Uploads a file as a raw body.
pub(crate) async fn hand_in(api: &Caller, name: &str, media_type: &str, bytes: &[u8]) -> Answer {
    let request = api
        .request(Method::POST, "/files")
        .header(header::CONTENT_TYPE, media_type)
        .header(
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        );
    api.send(request.body(Body::from(bytes.to_vec())).unwrap())
        .await
}

/// Uploads a file as a raw body; returns its id.
pub(crate) async fn handed_in(api: &Caller, name: &str, media_type: &str, bytes: &[u8]) -> String {
    let file = hand_in(api, name, media_type, bytes)
        .await
        .expect(StatusCode::CREATED);
    file["fileId"].as_str().unwrap().to_owned()
}

async fn get(api: &Caller, path: &str, extra: &[(header::HeaderName, &str)]) -> Answer {
    let mut request = api.request(Method::GET, path);
    for (name, value) in extra {
        request = request.header(name, *value);
    }
    api.send(request.body(Body::empty()).unwrap()).await
}

fn files_on_disk(business: &Business) -> usize {
    fn below(path: &std::path::Path) -> usize {
        let entries = std::fs::read_dir(path).unwrap().map(Result::unwrap);
        entries
            .map(|entry| {
                if entry.path().is_dir() {
                    below(&entry.path())
                } else {
                    1
                }
            })
            .sum()
    }
    below(&business.database.files())
}

both_engines! { on =>
    async fn a_form_and_a_raw_body_give_the_same_file(business: Business) {
        let shop = business.connect(Connection::default()).await;
        let raw = hand_in(&shop.omni, "red.png", "image/png", PNG).await.expect(StatusCode::CREATED);
        let form = [
            b"--x\r\ncontent-disposition: form-data; name=\"note\"\r\n\r\nnothing\r\n\
              --x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"red.png\"\r\ncontent-type: image/png\r\n\r\n"
                .as_slice(),
            PNG,
            b"\r\n--x--\r\n",
        ]
        .concat();
        let request = shop.omni.request(Method::POST, "/files");
        let request = request.header(header::CONTENT_TYPE, "multipart/form-data; boundary=x").body(Body::from(form));
        let formed = shop.omni.send(request.unwrap()).await.expect(StatusCode::CREATED);
        let without_id = |mut file: Value| {
            file.as_object_mut().unwrap().remove("fileId");
            file
        };
        let expected = json!({
            "name": "red.png", "mimeType": "image/png", "size": PNG.len(), "width": 1, "height": 1,
            "sha256": formed["sha256"],
        });
        assert_eq!(without_id(raw), expected);
        assert_eq!(without_id(formed), expected);
    }

    async fn unreferenced_files_are_deleted_after_a_day(business: Business) {
        let id = handed_in(&business.admin.api, "red.png", "image/png", PNG).await;
        assert_eq!(get(&business.admin.api, &format!("/files/{id}?thumbnail=true"), &[]).await.status, StatusCode::OK);
        assert_eq!(files_on_disk(&business), 2, "the image and its thumbnail");
        business.pass(Duration::from_hours(23));
        workers::prune_once(&business.app).await.unwrap();
        assert_eq!(get(&business.admin.api, &format!("/files/{id}"), &[]).await.status, StatusCode::OK);
        business.pass(Duration::from_hours(1));
        workers::prune_once(&business.app).await.unwrap();
        get(&business.admin.api, &format!("/files/{id}"), &[]).await.refused(404, "not-found");
        assert_eq!(files_on_disk(&business), 0);
    }
}

#[tokio::test]
async fn a_file_is_typed_by_its_content() {
    let business = business().await;
    let api = &business.admin.api;
    for (name, declared, bytes, known) in [
        ("a.png", "text/html", PNG, "image/png"),
        (
            "a.html",
            "image/png",
            b"<script>alert(1)</script>".as_slice(),
            "text/html",
        ),
        (
            "a.svg",
            "image/svg+xml",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            "application/octet-stream",
        ),
        ("a.txt", "text/plain", "Grüße".as_bytes(), "text/plain"),
        ("a.csv", "text/csv", b"a,b\n1,2\n", "text/csv"),
        ("a.bin", "", b"\x00\x01", "application/octet-stream"),
    ] {
        let file = hand_in(api, name, declared, bytes)
            .await
            .expect(StatusCode::CREATED);
        let served = get(
            api,
            &format!("/files/{}", file["fileId"].as_str().unwrap()),
            &[],
        )
        .await;
        let type_served = served
            .header(header::CONTENT_TYPE)
            .split(';')
            .next()
            .unwrap()
            .to_owned();
        let inline = served
            .header(header::CONTENT_DISPOSITION)
            .starts_with("inline");
        // Everything that a browser could execute is served as a download, without its type if
        // possible.
        assert!(
            !inline || ["image/png", "text/plain"].contains(&type_served.as_str()),
            "{name}: {type_served}"
        );
        if name != "a.html" && name != "a.svg" {
            assert_eq!(
                (file["mimeType"].as_str().unwrap(), type_served.as_str()),
                (known, known),
                "{name}"
            );
        }
        assert_eq!(served.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        assert_eq!(
            served.header(header::CONTENT_SECURITY_POLICY),
            "sandbox; default-src 'none'"
        );
        assert_eq!(served.body, bytes);
    }
}

#[tokio::test]
async fn unsafe_file_names_are_cleaned() {
    let business = business().await;
    let api = &business.admin.api;
    for (given, kept) in [
        ("../../etc/passwd", "passwd"),
        ("a\tb.png", "a_b.png"),
        ("...", "file"),
    ] {
        let file = hand_in(api, given, "image/png", PNG)
            .await
            .expect(StatusCode::CREATED);
        assert_eq!(file["name"], kept);
    }
    let request = api
        .request(Method::POST, "/files")
        .body(Body::from(PNG))
        .unwrap();
    assert_eq!(
        api.send(request).await.expect(StatusCode::CREATED)["name"],
        "file"
    );
}

#[tokio::test]
async fn a_refused_upload_leaves_nothing_behind() {
    let choice = Choice {
        file_bytes_max: 1_000,
        ..Choice::default()
    };
    let business = Business::open(TestDatabase::sqlite(), choice).await;
    let shop = business.connect(Connection::default()).await;
    let before = business.ledger();
    // Declared beforehand, and found while reading.
    hand_in(&shop.omni, "a", "text/plain", &vec![b'a'; 20_000])
        .await
        .refused(413, "payload-too-large");
    let pieces =
        futures_util::stream::iter((0..11).map(|_| Ok::<_, std::io::Error>(vec![b'a'; 100])));
    let request = shop
        .omni
        .request(Method::POST, "/files")
        .body(Body::from_stream(pieces))
        .unwrap();
    shop.omni
        .send(request)
        .await
        .refused(413, "payload-too-large");
    // The parts around a file are kept in memory until they are complete.
    let endless =
        futures_util::stream::iter((0..100).map(|_| Ok::<_, std::io::Error>(vec![b'a'; 1_000])));
    let request = shop
        .omni
        .request(Method::POST, "/files")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
    shop.omni
        .send(request.body(Body::from_stream(endless)).unwrap())
        .await
        .refused(413, "payload-too-large");
    let broken = futures_util::stream::iter([
        Ok(vec![b'a'; 100]),
        Err(std::io::Error::other("disconnected")),
    ]);
    let request = shop
        .omni
        .request(Method::POST, "/files")
        .body(Body::from_stream(broken))
        .unwrap();
    assert_eq!(
        shop.omni.send(request).await.refused(422, "invalid")["errors"][0]["pointer"],
        "/file"
    );
    hand_in(&shop.omni, "a", "text/plain", b"")
        .await
        .refused(422, "invalid");
    for (media_type, body) in [
        ("multipart/form-data", "x"),
        (
            "multipart/form-data; boundary=x",
            "--x\r\ncontent-disposition: form-data; name=\"other\"\r\n\r\na\r\n--x--",
        ),
        (
            "multipart/form-data; boundary=x",
            "--x\r\ncontent-disposition: form-data; name=\"file\"\r\n\r\na",
        ),
    ] {
        let request = shop
            .omni
            .request(Method::POST, "/files")
            .header(header::CONTENT_TYPE, media_type);
        shop.omni
            .send(request.body(Body::from(body)).unwrap())
            .await
            .refused(422, "invalid");
    }
    business
        .with_token("cw_wrong")
        .post("/files", &json!({}))
        .await
        .refused(401, "invalid-token");
    assert_eq!((business.ledger(), files_on_disk(&business)), (before, 0));
}

#[tokio::test]
async fn a_range_request_gets_part_of_a_file() {
    let business = business().await;
    let api = &business.admin.api;
    let path = format!(
        "/files/{}",
        handed_in(api, "a.txt", "text/plain", b"0123456789").await
    );
    for (range, status, content_range, bytes) in [
        ("bytes=2-4", 206, "bytes 2-4/10", "234"),
        ("bytes=7-", 206, "bytes 7-9/10", "789"),
        ("bytes=-2", 206, "bytes 8-9/10", "89"),
        ("bytes=0-1,4-5", 200, "", "0123456789"),
        ("lines=1-2", 200, "", "0123456789"),
    ] {
        let answer = get(
            api,
            &path,
            &[(header::RANGE, range), (header::ACCEPT_ENCODING, "gzip")],
        )
        .await;
        assert_eq!(
            (answer.status.as_u16(), &answer.body[..]),
            (status, bytes.as_bytes()),
            "{range}"
        );
        let returned = answer
            .headers
            .get(header::CONTENT_RANGE)
            .map_or("", |value| value.to_str().unwrap());
        assert_eq!(returned, content_range);
        assert_eq!(
            answer.header(header::CONTENT_LENGTH),
            bytes.len().to_string()
        );
    }
    let beyond = get(api, &path, &[(header::RANGE, "bytes=10-")]).await;
    assert_eq!(beyond.header(header::CONTENT_RANGE), "bytes */10");
    beyond.refused(416, "range-not-satisfiable");
    let whole = get(api, &path, &[]).await;
    let tag = whole.header(header::ETAG).to_owned();
    let known = get(api, &path, &[(header::IF_NONE_MATCH, &tag)]).await;
    assert_eq!(
        (known.status, known.body.len()),
        (StatusCode::NOT_MODIFIED, 0)
    );
}

#[tokio::test]
async fn a_thumbnail_is_an_image_of_its_own() {
    let business = business().await;
    let api = &business.admin.api;
    let id = handed_in(api, "red.png", "image/png", PNG).await;
    let small = get(api, &format!("/files/{id}?thumbnail=true"), &[]).await;
    assert_eq!(
        (small.status, small.header(header::CONTENT_TYPE)),
        (StatusCode::OK, "image/jpeg")
    );
    assert!(small.body.starts_with(b"\xff\xd8"));
    let text = handed_in(api, "a.txt", "text/plain", b"no picture").await;
    get(api, &format!("/files/{text}?thumbnail=true"), &[])
        .await
        .refused(404, "not-found");
    get(api, &format!("/files/{id}?thumbnail=perhaps"), &[])
        .await
        .refused(422, "invalid");
    // A broken image is stored like any other file.
    let broken = hand_in(api, "b.png", "image/png", &PNG[..40])
        .await
        .expect(StatusCode::CREATED);
    assert_eq!(
        (&broken["mimeType"], &broken["width"]),
        (&json!("image/png"), &Value::Null)
    );
}
