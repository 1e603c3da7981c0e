//! Files in messages.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    Faults, Fields, FileId, Reason, Thing,
    file::{FileName, MediaType},
};

/// A file in a message. It has an address, or is stored here, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Attachment {
    /// An `http` or `https` address: the sender's, or in outgoing messages the one from which the
    /// channel downloads a file stored here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The id of the file, if it is stored here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_id: Option<FileId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Media type: as the sender gave it, or detected from the content if the file is stored here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mime_type: Option<String>,
    /// Size in bytes: as the sender gave it, or measured if the file is stored here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<i64>,
    /// Dimensions, if it is a picture that is stored here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Picture>,
    /// The state of the copy of a file that a visitor sent by address; `None` if there is nothing
    /// to copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copying: Option<Copying>,
}

/// A picture's dimensions, after applying its orientation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// The state of a copy that is not finished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "camelCase")]
pub enum Copying {
    /// The copy is in progress.
    Pending,
    /// Causeway gave up copying the file.
    Failed {
        /// Why, for staff.
        reason: String,
    },
}

/// What is known of a file that is stored here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptFile {
    pub id: FileId,
    pub name: FileName,
    pub media_type: MediaType,
    /// In bytes.
    pub size: i64,
    /// Dimensions, if it is a picture of which a thumbnail can be shown.
    pub picture: Option<Picture>,
}

impl Attachment {
    /// Reads `attachment`: a `fileId`, or a `url` with the metadata that the sender gives.
    pub(crate) fn read(fields: &Fields<'_>, faults: &mut Faults) -> Option<Self> {
        let attachment = fields.required_object("attachment", faults)?;
        attachment.know(&["fileId", "url", "name", "mimeType", "size"]);
        if attachment.value("fileId").is_some() {
            let file_id = attachment.required_string("fileId", 1, 64, faults)?;
            let known = ["url", "name", "mimeType", "size"];
            attachment.allow_only(
                &known,
                &[],
                &Reason::NotAllowedWith { field: "fileId" },
                faults,
            );
            let file_id = FileId::parse(&file_id);
            if file_id.is_none() {
                faults.add(
                    attachment.pointer("fileId"),
                    Reason::NotAnId { of: Thing::File },
                );
            }
            return Some(Self {
                file_id: Some(file_id?),
                ..Self::default()
            });
        }
        if attachment.value("url").is_none() {
            faults.add(
                attachment.pointer("url"),
                Reason::RequiredUnless {
                    others: vec!["fileId"],
                },
            );
        }
        let url = attachment.web_address("url", faults).filter(|url| {
            let opens_by_itself = !holds_user_info(url);
            if !opens_by_itself {
                faults.add(attachment.pointer("url"), Reason::UrlWithCredentials);
            }
            opens_by_itself
        });
        let name = attachment.string("name", 1, 255, faults);
        let mime_type = attachment.string("mimeType", 1, 127, faults);
        let size = attachment.integer("size", 0..=i64::MAX, faults);
        Some(Self {
            url: Some(url?),
            name,
            mime_type,
            size,
            ..Self::default()
        })
    }

    /// Fills in the metadata of the stored file that this attachment refers to.
    pub fn fill(&mut self, file: &KeptFile) {
        self.file_id = Some(file.id);
        self.name
            .get_or_insert_with(|| file.name.as_str().to_owned());
        self.mime_type = Some(file.media_type.as_str().to_owned());
        self.size = Some(file.size);
        self.picture = file.picture;
        self.copying = None;
    }

    /// The fields of the Omni API. A file without an address is represented by its id.
    pub fn to_wire(&self) -> Map<String, Value> {
        let mut wire = Map::new();
        match (&self.url, self.file_id) {
            (Some(url), _) => wire.insert("url".into(), url.as_str().into()),
            (None, Some(id)) => wire.insert("fileId".into(), id.to_string().into()),
            (None, None) => None,
        };
        let texts = [("name", &self.name), ("mimeType", &self.mime_type)];
        let given = texts
            .into_iter()
            .filter_map(|(name, text)| Some((name.to_owned(), text.as_deref()?.into())));
        wire.extend(given);
        wire.extend(self.size.map(|size| ("size".to_owned(), size.into())));
        wire
    }

    /// A text that replaces it in plain text: its address, else its name.
    pub fn as_text(&self) -> &str {
        self.url
            .as_deref()
            .or(self.name.as_deref())
            .unwrap_or_default()
    }
}

/// Whether an address contains credentials. Causeway refuses these: everyone who sees the message
/// would see them.
fn holds_user_info(url: &str) -> bool {
    url::Url::parse(url).is_ok_and(|url| !url.username().is_empty() || url.password().is_some())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_address_with_credentials_is_refused() {
        for (url, good) in [
            ("https://files.example.com/a@b.png?user:pw@host", true),
            ("https://user:pw@files.example.com/a.png", false),
            ("http://user@files.example.com/a.png", false),
            ("http://:pw@files.example.com/a.png", false),
            ("http://user%40corp:p%40w@files.example.com/a.png", false),
            ("http:\\\\user:pw@files.example.com\\a.png", false),
        ] {
            let (body, mut faults) = (json!({ "attachment": { "url": url } }), Faults::default());
            let read = Attachment::read(&Fields::root(&body, &mut faults), &mut faults);
            let pointers: Vec<String> = faults
                .into_vec()
                .into_iter()
                .map(|fault| fault.pointer)
                .collect();
            let expected: &[&str] = if good { &[] } else { &["/attachment/url"] };
            assert_eq!(
                (read.is_some(), pointers.as_slice()),
                (
                    good,
                    expected
                        .iter()
                        .map(|one| (*one).to_owned())
                        .collect::<Vec<_>>()
                        .as_slice()
                ),
                "{url}"
            );
        }
    }
}
