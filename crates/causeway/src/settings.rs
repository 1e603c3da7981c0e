//! Settings: from flags, the environment or a TOML file, in that order.

use std::{net::SocketAddr, path::PathBuf};

use anyhow::Context;
use causeway_server::{
    NodeSettings, files::FILE_BYTES_MAX, outgoing::AllowList, parts::TrustedProxies,
};
use metrics_exporter_prometheus::PrometheusHandle;
use serde::Deserialize;
use url::Url;

use crate::{serve_arguments::ServeArguments, setting_names};

/// The settings in a file.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct SettingsFile {
    listen: Option<SocketAddr>,
    public_url: Option<String>,
    database_url: Option<String>,
    key_file: Option<PathBuf>,
    webhook_allow: Option<String>,
    media_allow: Option<String>,
    sign_in_allow: Option<String>,
    files_url: Option<String>,
    file_bytes_max: Option<u64>,
    rate_per_source: Option<u32>,
    trusted_proxies: Option<String>,
    admin_email: Option<String>,
    admin_password: Option<String>,
}

/// The resolved settings of a node.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) listen: SocketAddr,
    pub(crate) public_url: Option<String>,
    pub(crate) database_url: String,
    pub(crate) key_file: PathBuf,
    pub(crate) replace_key: bool,
    pub(crate) webhook_allow: AllowList,
    pub(crate) media_allow: AllowList,
    pub(crate) sign_in_allow: AllowList,
    /// Folder for files.
    pub(crate) files: PathBuf,
    pub(crate) file_bytes_max: u64,
    pub(crate) rate_per_source: u32,
    pub(crate) trusted_proxies: TrustedProxies,
    /// E-mail address and password of the first administrator.
    pub(crate) administrator: Option<(String, String)>,
}

impl Settings {
    /// Merges flags, environment, file and defaults.
    pub(crate) fn resolve(arguments: ServeArguments) -> anyhow::Result<Self> {
        let file = match &arguments.config {
            None => SettingsFile::default(),
            Some(path) => setting_names::read_file(path)?,
        };
        let listen = arguments
            .listen
            .or(file.listen)
            .unwrap_or(SocketAddr::from(([127, 0, 0, 1], 8080)));
        let webhooks = arguments
            .webhook_allow
            .or(file.webhook_allow)
            .unwrap_or_default();
        let sign_in = arguments
            .sign_in_allow
            .or(file.sign_in_allow)
            .unwrap_or_default();
        let media = arguments
            .media_allow
            .or(file.media_allow)
            .unwrap_or_default();
        let proxies = arguments
            .trusted_proxies
            .or(file.trusted_proxies)
            .unwrap_or_default();
        let public_url = arguments
            .public_url
            .or(file.public_url)
            .filter(|url| !url.is_empty());
        if let Some(url) = &public_url {
            check_public_url(url)?;
        }
        let file_bytes_max = arguments
            .file_bytes_max
            .or(file.file_bytes_max)
            .unwrap_or(FILE_BYTES_MAX);
        anyhow::ensure!(
            file_bytes_max > 0,
            "CAUSEWAY_FILE_BYTES_MAX must be at least 1"
        );
        let rate_per_source = arguments
            .rate_per_source
            .or(file.rate_per_source)
            .unwrap_or(600);
        anyhow::ensure!(
            rate_per_source > 0,
            "CAUSEWAY_RATE_PER_SOURCE must be at least 1"
        );
        let email = arguments
            .admin_email
            .or(file.admin_email)
            .filter(|email| !email.is_empty());
        let password = arguments
            .admin_password
            .or(file.admin_password)
            .filter(|password| !password.is_empty());
        Ok(Self {
            listen,
            public_url,
            database_url: arguments
                .database_url
                .or(file.database_url)
                .filter(|url| !url.is_empty())
                .unwrap_or_else(|| "sqlite://data/causeway.db".to_owned()),
            key_file: arguments
                .key_file
                .or(file.key_file)
                .unwrap_or_else(|| "data/causeway.key".into()),
            replace_key: arguments.replace_key,
            webhook_allow: allow_list("CAUSEWAY_WEBHOOK_ALLOW", &webhooks)?,
            media_allow: allow_list("CAUSEWAY_MEDIA_ALLOW", &media)?,
            sign_in_allow: allow_list("CAUSEWAY_SIGN_IN_ALLOW", &sign_in)?,
            files: files_folder(arguments.files_url.or(file.files_url).as_deref())?,
            file_bytes_max,
            rate_per_source,
            trusted_proxies: proxies
                .parse()
                .context("CAUSEWAY_TRUSTED_PROXIES can't be used")?,
            administrator: administrator(email, password)?,
        })
    }

    /// The settings that a node starts with.
    pub(crate) fn for_node(&self, program: PathBuf, metrics: PrometheusHandle) -> NodeSettings {
        NodeSettings {
            listen: self.listen,
            public_url: self.public_url.clone(),
            database_url: self.database_url.clone(),
            key_file: self.key_file.clone(),
            replace_key: self.replace_key,
            webhook_allow: self.webhook_allow.clone(),
            media_allow: self.media_allow.clone(),
            sign_in_allow: self.sign_in_allow.clone(),
            files: self.files.clone(),
            file_bytes_max: self.file_bytes_max,
            rate_per_source: self.rate_per_source,
            trusted_proxies: self.trusted_proxies.clone(),
            program,
            administrator: self.administrator.clone(),
            metrics,
        }
    }
}

/// Parses the address ranges of `setting`.
fn allow_list(setting: &'static str, text: &str) -> anyhow::Result<AllowList> {
    let list: AllowList = text
        .parse()
        .with_context(|| format!("{setting} can't be used"))?;
    Ok(list.of_setting(setting))
}

/// Refuses a public URL that can't work. The dashboard, the APIs and cookies need the root of their
/// host.
fn check_public_url(text: &str) -> anyhow::Result<()> {
    let example = "it must be like https://chat.example.com";
    let url = Url::parse(text)
        .with_context(|| format!("CAUSEWAY_PUBLIC_URL can't be used, {example}"))?;
    anyhow::ensure!(
        matches!(url.scheme(), "https" | "http") && url.has_host(),
        "CAUSEWAY_PUBLIC_URL must begin with https:// or http://"
    );
    anyhow::ensure!(
        url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none(),
        "CAUSEWAY_PUBLIC_URL must have no user name, ? or #: {example}"
    );
    anyhow::ensure!(
        url.path().trim_matches('/').is_empty(),
        "CAUSEWAY_PUBLIC_URL must have no path, because Causeway serves at the root of its host. Give it its own host name, such as \
         https://chat.example.com"
    );
    Ok(())
}

/// The folder of a `file://` URL, as an absolute or a relative path.
fn files_folder(url: Option<&str>) -> anyhow::Result<PathBuf> {
    let url = url
        .filter(|url| !url.is_empty())
        .unwrap_or("file://data/files");
    anyhow::ensure!(
        !url.starts_with("s3:"),
        "CAUSEWAY_FILES_URL names an object store, which is not supported: use file:// and a folder, such as file://data/files"
    );
    let path = url.strip_prefix("file://").filter(|path| !path.is_empty());
    path.map(PathBuf::from)
        .context("CAUSEWAY_FILES_URL must be file:// and a folder, such as file://data/files")
}

/// E-mail address and password, both or neither.
fn administrator(
    email: Option<String>,
    password: Option<String>,
) -> anyhow::Result<Option<(String, String)>> {
    match (email, password) {
        (Some(email), Some(password)) => Ok(Some((email, password))),
        (None, None) => Ok(None),
        (Some(_), None) => {
            anyhow::bail!("CAUSEWAY_ADMIN_EMAIL is set and CAUSEWAY_ADMIN_PASSWORD is missing")
        }
        (None, Some(_)) => {
            anyhow::bail!("CAUSEWAY_ADMIN_PASSWORD is set and CAUSEWAY_ADMIN_EMAIL is missing")
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn flags_override_the_file_and_the_file_overrides_defaults() {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(
            file.path(),
            "listen = \"127.0.0.1:9000\"\nrate_per_source = 5\n",
        )
        .unwrap();
        let config = Some(file.path().to_owned());
        let settings = Settings::resolve(ServeArguments {
            config,
            rate_per_source: Some(7),
            ..Default::default()
        });
        let settings = settings.unwrap();
        assert_eq!(settings.listen.port(), 9000);
        assert_eq!(settings.rate_per_source, 7);
        assert_eq!(settings.database_url, "sqlite://data/causeway.db");
    }

    #[test]
    fn an_unknown_setting_is_refused() {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), "lissten = \"127.0.0.1:9000\"\n").unwrap();
        let config = Some(file.path().to_owned());
        let error = Settings::resolve(ServeArguments {
            config,
            ..Default::default()
        })
        .err()
        .expect("the setting is unknown");
        assert!(
            error
                .to_string()
                .ends_with("is not a setting; did you mean listen?"),
            "{error}"
        );
    }

    #[test]
    fn an_invalid_setting_is_refused_in_one_line() {
        let refused = |arguments: ServeArguments| {
            let error = Settings::resolve(arguments)
                .err()
                .expect("the setting is invalid");
            let message = format!("{error:#}");
            assert!(
                message.starts_with("CAUSEWAY_") && !message.contains('\n'),
                "{message}"
            );
            message
        };
        let urls = [
            "https://example.com/chat",
            "https://example.com/?a=b",
            "https://example.com/#a",
            "https://jane@example.com",
            "ftp://example.com",
            "chat.example.com",
            "https://",
        ];
        for url in urls {
            let public_url = Some(url.to_owned());
            assert!(
                refused(ServeArguments {
                    public_url,
                    ..Default::default()
                })
                .contains("CAUSEWAY_PUBLIC_URL"),
                "{url}"
            );
        }
        for url in [
            "https://chat.example.com",
            "https://chat.example.com/",
            "http://[::1]:8080",
            "",
        ] {
            let public_url = Some(url.to_owned());
            assert!(
                Settings::resolve(ServeArguments {
                    public_url,
                    ..Default::default()
                })
                .is_ok(),
                "{url}"
            );
        }
        for url in [
            "s3://bucket/prefix",
            "data/files",
            "https://example.com/files",
            "file://",
        ] {
            let files_url = Some(url.to_owned());
            assert!(
                refused(ServeArguments {
                    files_url,
                    ..Default::default()
                })
                .contains("file:// and a folder"),
                "{url}"
            );
        }
        refused(ServeArguments {
            file_bytes_max: Some(0),
            ..Default::default()
        });
        refused(ServeArguments {
            rate_per_source: Some(0),
            ..Default::default()
        });
    }

    #[test]
    fn an_administrator_has_both_an_address_and_a_password_or_neither() {
        let resolve = |email: Option<&str>, password: Option<&str>| {
            let (admin_email, admin_password) =
                (email.map(str::to_owned), password.map(str::to_owned));
            Settings::resolve(ServeArguments {
                admin_email,
                admin_password,
                ..Default::default()
            })
        };
        let (email, password) = (Some("root@example.com"), Some("correct horse"));
        assert!(resolve(email, password).unwrap().administrator.is_some());
        assert!(resolve(None, None).unwrap().administrator.is_none());
        for (email, password, missing) in [
            (email, None, "CAUSEWAY_ADMIN_PASSWORD"),
            (None, password, "CAUSEWAY_ADMIN_EMAIL"),
            (email, Some(""), "CAUSEWAY_ADMIN_PASSWORD"),
        ] {
            let error = resolve(email, password)
                .err()
                .expect("one of the two is missing")
                .to_string();
            assert!(error.contains(&format!("{missing} is missing")), "{error}");
        }
    }

    #[test]
    fn an_invalid_address_range_is_refused() {
        let webhook_allow = Some("127.0.0.0/8, everything".to_owned());
        assert!(
            Settings::resolve(ServeArguments {
                webhook_allow,
                ..Default::default()
            })
            .is_err()
        );
        let sign_in_allow = Some("id.example.com".to_owned());
        let error = Settings::resolve(ServeArguments {
            sign_in_allow,
            ..Default::default()
        })
        .err()
        .expect("the range is invalid");
        assert!(
            error.to_string().contains("CAUSEWAY_SIGN_IN_ALLOW"),
            "{error}"
        );
        let trusted_proxies = Some("proxy.example.com".to_owned());
        let error = Settings::resolve(ServeArguments {
            trusted_proxies,
            ..Default::default()
        })
        .err()
        .expect("the range is invalid");
        assert!(
            error.to_string().contains("CAUSEWAY_TRUSTED_PROXIES"),
            "{error}"
        );
    }
}
