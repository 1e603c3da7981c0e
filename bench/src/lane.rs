//! One conversation's queue, drained by an endpoint that writes the head and the body of each answer apart, as Python's
//! `http.server` does: with Nagle's algorithm on, the body leaves only once the head was acknowledged.

use std::time::Instant;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, watch};

use crate::processor::Meter;
use crate::report::Sample;
use crate::shop::{Shop, text_message};

/// Replies that wait for the endpoint.
const QUEUED: usize = 500;

/// Measures from one delivery to the next.
pub(crate) async fn measure(shop: &Shop) -> Result<Sample> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let webhook = format!("http://{}/webhook", listener.local_addr()?);
    let (open, gate) = watch::channel(false);
    let (tell, mut arrivals) = mpsc::unbounded_channel();
    tokio::spawn(serve(listener, gate, tell));
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
            .context("an answer tells the enquiry")?
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
    open.send(true).context("the endpoint serves")?;
    let mut sample = Sample::new(began.elapsed());
    let mut last = began;
    for _ in 0..QUEUED {
        let arrived = arrivals.recv().await.context("the endpoint serves")?;
        sample.record(arrived - last);
        last = arrived;
    }
    Ok(sample.lasting(last - began).taking(meter.stop()))
}

async fn serve(
    listener: TcpListener,
    gate: watch::Receiver<bool>,
    tell: mpsc::UnboundedSender<Instant>,
) {
    while let Ok((stream, _)) = listener.accept().await {
        let (gate, tell) = (gate.clone(), tell.clone());
        // An error is how a connection ends that Causeway no longer needs.
        tokio::spawn(async move { drop(converse(stream, gate, tell).await) });
    }
}

/// Answers one request after the other; messages only once the gate is open.
async fn converse(
    stream: TcpStream,
    mut gate: watch::Receiver<bool>,
    tell: mpsc::UnboundedSender<Instant>,
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
            // The measurement may have ended: the receiver is gone then.
            let _ = tell.send(Instant::now());
        }
        let head = format!(
            "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n",
            answer.len()
        );
        stream.write_all(head.as_bytes()).await?;
        stream.write_all(answer.as_bytes()).await?;
    }
}
