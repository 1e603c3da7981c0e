//! What can be read from sealed values without opening them.

use crate::{Store, StoreError, db::statements};

statements! {
    /// A header is the first five bytes: a version and the key's id.
    const HEADERS: Sql = "SELECT substr(sealed, 1, 5) FROM credentials
        UNION SELECT substr(sealed, 1, 5) FROM chatbot_secrets
        UNION SELECT substr(totp_secret, 1, 5) FROM staff WHERE totp_secret IS NOT NULL
        UNION SELECT substr(client_secret, 1, 5) FROM single_sign_on WHERE client_secret IS NOT NULL";
}

impl Store {
    /// The distinct headers of all sealed values: one for every key that sealed at least one.
    pub async fn sealed_headers(&self) -> Result<Vec<Vec<u8>>, StoreError> {
        self.db
            .read(async move |conn| {
                let found: Vec<(Vec<u8>,)> = conn.query(HEADERS).all().await?;
                Ok(found.into_iter().map(|(header,)| header).collect())
            })
            .await
    }
}
