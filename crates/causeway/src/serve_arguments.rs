//! The flags of `causeway serve`.

use std::{net::SocketAddr, path::PathBuf};

use clap::Args;

/// The flags of `causeway serve`. A missing value comes from the file, otherwise it is the default.
#[derive(Args, Default)]
pub(crate) struct ServeArguments {
    /// TOML file with settings under the names below, such as `database_url = "…"`.
    #[arg(long, env = "CAUSEWAY_CONFIG")]
    pub(crate) config: Option<PathBuf>,
    /// Address to serve on [default: 127.0.0.1:8080].
    #[arg(long, env = "CAUSEWAY_LISTEN")]
    pub(crate) listen: Option<SocketAddr>,
    /// URL at which browsers and channels reach this server, such as `https://chat.example.com`
    /// [default: from listen].
    #[arg(long, env = "CAUSEWAY_PUBLIC_URL")]
    pub(crate) public_url: Option<String>,
    /// `sqlite://…` or `postgres://…` [default: sqlite://data/causeway.db].
    #[arg(long, env = "CAUSEWAY_DATABASE_URL", hide_env_values = true)]
    pub(crate) database_url: Option<String>,
    /// Key that encrypts stored credentials, created at first start [default: data/causeway.key].
    #[arg(long, env = "CAUSEWAY_KEY_FILE")]
    pub(crate) key_file: Option<PathBuf>,
    /// Start with this key although it can't decrypt any stored credential. The credentials then
    /// have to be rotated.
    #[arg(long, env = "CAUSEWAY_REPLACE_KEY", value_parser = clap::builder::BoolishValueParser::new())]
    pub(crate) replace_key: bool,
    /// Non-public address ranges that webhooks may be in (CIDR, separated by commas).
    #[arg(long, env = "CAUSEWAY_WEBHOOK_ALLOW")]
    pub(crate) webhook_allow: Option<String>,
    /// Non-public address ranges from which files may be copied that visitors send by URL.
    #[arg(long, env = "CAUSEWAY_MEDIA_ALLOW")]
    pub(crate) media_allow: Option<String>,
    /// Non-public address ranges that identity providers of single sign-on may be in.
    #[arg(long, env = "CAUSEWAY_SIGN_IN_ALLOW")]
    pub(crate) sign_in_allow: Option<String>,
    /// Folder for files, as `file://…` [default: file://data/files].
    #[arg(long, env = "CAUSEWAY_FILES_URL")]
    pub(crate) files_url: Option<String>,
    /// Largest file, in bytes [default: 26214400].
    #[arg(long, env = "CAUSEWAY_FILE_BYTES_MAX")]
    pub(crate) file_bytes_max: Option<u64>,
    /// Limit of incoming requests per source and second [default: 600].
    #[arg(long, env = "CAUSEWAY_RATE_PER_SOURCE")]
    pub(crate) rate_per_source: Option<u32>,
    /// Addresses and ranges of your reverse proxies. `X-Forwarded-For` is trusted from these only
    /// [default: none].
    #[arg(long, env = "CAUSEWAY_TRUSTED_PROXIES")]
    pub(crate) trusted_proxies: Option<String>,
    /// E-mail address of the first administrator. Used only while there is no administrator.
    #[arg(long, env = "CAUSEWAY_ADMIN_EMAIL")]
    pub(crate) admin_email: Option<String>,
    /// Password of the first administrator. Used only while there is no administrator.
    #[arg(long, env = "CAUSEWAY_ADMIN_PASSWORD", hide_env_values = true)]
    pub(crate) admin_password: Option<String>,
}
