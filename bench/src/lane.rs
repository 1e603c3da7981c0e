//! One conversation's queue, with an endpoint that writes the head and the body of each response
//! separately, like Python's `http.server`. With Nagle's algorithm, the body leaves only after the
//! head is acknowledged.

use std::time::Instant;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, watch};

use crate::processor::Meter;
use crate::report::Sample;
use crate::shop::{Shop, text_message};

/// Number of replies waiting for the endpoint.
const QUEUED: usize = 500;

/// Measures the time from one delivery to the next.
pub(crate) async fn measure(shop: &Shop) -> Result<Sample> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let webhook = format!("http://{}/webhook", listener.local_addr()?);
    let (open, gate) = watch::channel(false);
    let (arrivals_sender, mut arrivals) = mpsc::unbounded_channel();
    tokio::spawn(serve(listener, gate, arrivals_sender));
    let token = shop.connect_another(&webhook).await?;
    let name = shop.load_name();
    let answer = shop
        .connect_as(&token)
        .await?
        .post_message(&text_message(&name, &name, &name))
        .await?;
    let answer: Value = serde_json::from_slice(&answer)?;
    let path = format!(
        "/enquiries/{}",
        answer["enquiryId"]
            .as_str()
            .context("the response has no enquiryId")?
    );
    shop.admin
        .post(&format!("{path}/pick-up"), &json!({}))
        .await;
    for number in 0..QUEUED {
        let text = format!("{name} reply {number}");
        let reply = json!({ "clientId": text, "type": "text", "text": text });
        shop.admin.post(&format!("{path}/messages"), &reply).await;
    }
    let meter = Meter::start();
    let began = Instant::now();
    open.send(true).context("the endpoint stopped")?;
    let mut sample = Sample::new(began.elapsed());
    let mut last = began;
    for _ in 0..QUEUED {
        let arrived = arrivals.recv().await.context("the endpoint stopped")?;
        sample.record(arrived - last);
        last = arrived;
    }
    Ok(sample.lasting(last - began).taking(meter.stop()))
}

async fn serve(
    listener: TcpListener,
    gate: watch::Receiver<bool>,
    arrivals_sender: mpsc::UnboundedSender<Instant>,
) {
    while let Ok((stream, _)) = listener.accept().await {
        let (gate, arrivals_sender) = (gate.clone(), arrivals_sender.clone());
        // A connection that Causeway closes ends with an error.
        tokio::spawn(async move { drop(converse(stream, gate, arrivals_sender).await) });
    }
}

/// Answers the requests of a connection. Messages wait until the gate opens.
async fn converse(
    stream: TcpStream,
    mut gate: watch::Receiver<bool>,
    arrivals_sender: mpsc::UnboundedSender<Instant>,
) -> Result<()> {
    let mut stream = BufReader::new(stream);
    loop {
        let mut length = 0;
        let mut line = String::new();
        while stream.read_line(&mut line).await? > 2 {
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse()?;
            }
            line.clear();
        }
        let mut body = vec![0; length];
        stream.read_exact(&mut body).await?;
        let event: Value = serde_json::from_slice(&body)?;
        let answer = event["challenge"].as_str().unwrap_or("{}").to_owned();
        if event["type"] == "message.created" {
            gate.wait_for(|open| *open).await?;
            // The receiver is dropped if the measurement has ended.
            let _ = arrivals_sender.send(Instant::now());
        }
        let head = format!(
            "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n",
            answer.len()
        );
        stream.write_all(head.as_bytes()).await?;
        stream.write_all(answer.as_bytes()).await?;
    }
}
