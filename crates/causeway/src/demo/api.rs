//! A client of the management API for the demo.

use anyhow::{Context, bail};
use reqwest::{
    Client, RequestBuilder,
    header::{COOKIE, SET_COOKIE},
};
use serde_json::{Value, json};

/// A signed-in session.
pub(super) struct Api {
    client: Client,
    url: String,
    cookie: String,
    me: String,
}

impl Api {
    pub(super) async fn sign_in(url: &str, email: &str, password: &str) -> anyhow::Result<Self> {
        let client = client()?;
        let login = client.post(format!("{url}/api/v1/auth/login"));
        let answer = login
            .json(&json!({ "email": email, "password": password }))
            .send()
            .await?;
        if !answer.status().is_success() {
            bail!(
                "{email} can't sign in with the demo's password: is the data folder one of the demo?"
            );
        }
        let cookies = answer
            .headers()
            .get_all(SET_COOKIE)
            .iter()
            .filter_map(|cookie| cookie.to_str().ok());
        let cookie = cookies
            .filter_map(|cookie| cookie.split(';').next())
            .collect::<Vec<_>>()
            .join("; ");
        let body: Value = answer.json().await?;
        let me = body["me"]["id"]
            .as_str()
            .context("the response to the sign-in has no staff id")?
            .to_owned();
        Ok(Self {
            client,
            url: url.to_owned(),
            cookie,
            me,
        })
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }

    pub(super) async fn get(&self, path: &str) -> anyhow::Result<Value> {
        self.send(self.client.get(format!("{}{path}", self.url)))
            .await
    }

    pub(super) async fn post(&self, path: &str, body: &Value) -> anyhow::Result<Value> {
        self.send(self.client.post(format!("{}{path}", self.url)).json(body))
            .await
    }

    /// Returns the entry of `list` whose `field` equals that of `new`. If there is none, creates
    /// `new` at `path`.
    pub(super) async fn find_or_add(
        &self,
        list: &Value,
        field: &str,
        path: &str,
        new: &Value,
    ) -> anyhow::Result<Value> {
        if let Some(existing) = find(list, field, &new[field]) {
            return Ok(existing.clone());
        }
        self.post(path, new).await
    }

    /// Changes the name of the signed-in staff member.
    pub(super) async fn patch_me(&self, first_name: &str, last_name: &str) -> anyhow::Result<()> {
        let path = format!("{}/api/v1/staff/{}", self.url, self.me);
        let body = json!({ "firstName": first_name, "lastName": last_name });
        self.send(self.client.patch(path).json(&body))
            .await
            .map(drop)
    }

    async fn send(&self, request: RequestBuilder) -> anyhow::Result<Value> {
        let answer = request.header(COOKIE, &self.cookie).send().await?;
        let status = answer.status();
        let body = answer.text().await?;
        if !status.is_success() {
            bail!("{status}: {body}");
        }
        Ok(serde_json::from_str(&body)?)
    }
}

/// The entry of a list whose `field` is `value`.
pub(super) fn find<'a>(list: &'a Value, field: &str, value: &Value) -> Option<&'a Value> {
    list["items"]
        .as_array()?
        .iter()
        .find(|item| item[field] == *value)
}

/// A client for loopback addresses that the demo itself chose.
#[expect(
    clippy::disallowed_methods,
    reason = "it calls no address that a user entered"
)]
pub(super) fn client() -> anyhow::Result<Client> {
    Ok(Client::builder()
        .no_proxy()
        .timeout(std::time::Duration::from_secs(30))
        .build()?)
}
