//! Sends the requests of `openidconnect` through the client for addresses that users enter.

use std::time::Duration;

use bytes::Bytes;
use futures_util::future::BoxFuture;
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};

use crate::outgoing::{self, FetchFailure, fetch};

/// How much of a response is read. Key sets and tokens with many claims take some tens of KiB.
const ANSWER_BYTES_MAX: usize = 256 * 1024;
/// Deadline of one exchange. Meanwhile a person waits in front of an empty page.
const EXCHANGE_TIMEOUT: Duration = Duration::from_secs(10);

/// Sends requests to providers.
pub(super) struct Requests(pub(super) outgoing::Client);

impl<'c> AsyncHttpClient<'c> for Requests {
    type Error = FetchFailure;
    type Future = BoxFuture<'c, Result<HttpResponse, FetchFailure>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(async move {
            let answer = fetch(
                &self.0,
                request.map(Bytes::from),
                ANSWER_BYTES_MAX,
                EXCHANGE_TIMEOUT,
            )
            .await?;
            Ok(answer.map(|body| body.to_vec()))
        })
    }
}
