//! Ids: a readable prefix and 128 bits, as in `enq_01JD…`.

use std::fmt;

use uuid::Uuid;

/// Crockford's alphabet: no I, L, O and U, so that an id can be read aloud.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// 128 bits at five bits per character.
const ENCODED_LENGTH: usize = 26;

/// The operations that all kinds of ids share.
pub trait Id: Copy + Send + Sync + 'static {
    /// The prefix, with its underscore.
    const PREFIX: &'static str;

    /// The id with these bits.
    fn from_uuid(uuid: Uuid) -> Self;

    /// The bits, as the database stores them.
    fn uuid(self) -> Uuid;
}

/// Writes `prefix` and the bits of `uuid`, most significant first.
fn write_id(f: &mut fmt::Formatter<'_>, prefix: &str, uuid: Uuid) -> fmt::Result {
    let bits = uuid.as_u128();
    f.write_str(prefix)?;
    for place in (0..ENCODED_LENGTH).rev() {
        let index = (bits >> (place * 5)) & 31;
        let letter = ALPHABET[usize::try_from(index).expect("five bits")];
        fmt::Write::write_char(f, char::from(letter))?;
    }
    Ok(())
}

/// Parses the output of [`write_id`]; `None` for another prefix, length or letter.
fn read_id(prefix: &str, text: &str) -> Option<Uuid> {
    let encoded = text.strip_prefix(prefix)?.as_bytes();
    // The first character holds only the top three bits.
    if encoded.len() != ENCODED_LENGTH || encoded[0] > b'7' {
        return None;
    }
    let mut bits = 0_u128;
    for letter in encoded {
        let index = ALPHABET.iter().position(|known| known == letter)?;
        bits = (bits << 5) | index as u128;
    }
    Some(Uuid::from_u128(bits))
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl Id for $name {
            const PREFIX: &'static str = $prefix;
            fn from_uuid(uuid: Uuid) -> Self { Self(uuid) }
            fn uuid(self) -> Uuid { self.0 }
        }

        impl $name {
            /// Parses the id in its text form; `None` if it is not an id of this kind.
            pub fn parse(text: &str) -> Option<Self> { read_id($prefix, text).map(Self) }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write_id(f, $prefix, self.0) }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write_id(f, $prefix, self.0) }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Self::parse(&text).ok_or_else(|| serde::de::Error::custom(concat!("not an id that starts with ", $prefix)))
            }
        }
    )* };
}

ids! {
    /// A workspace: one business.
    WorkspaceId = "wsp_";
    /// A source: the third-party account behind a channel.
    SourceId = "src_";
    /// A channel: a named entry point on one source.
    ChannelId = "chn_";
    /// A visitor: a person on a channel.
    VisitorId = "vis_";
    /// A room: the permanent conversation of one visitor on one channel.
    RoomId = "room_";
    /// An enquiry: one matter in a room.
    EnquiryId = "enq_";
    /// A message in a room.
    MessageId = "msg_";
    /// A staff member: a person who signs in.
    StaffId = "stf_";
    /// A service group.
    GroupId = "grp_";
    /// A delivery: one event owed to one source.
    DeliveryId = "dlv_";
    /// A label: a tag on enquiries.
    LabelId = "lbl_";
    /// A canned response: a saved text that staff insert by its key.
    CannedResponseId = "cnr_";
    /// A sticky binding of a visitor to the staff member who handled their last enquiry.
    StickyBindingId = "stb_";
    /// A file that was uploaded or copied here.
    FileId = "file_";
    /// An API token: the credential of a program that calls the management API.
    ApiTokenId = "tok_";
    /// A session: one sign-in of a staff member.
    SessionId = "ses_";
    /// A chatbot: a program that answers visitors.
    ChatbotId = "bot_";
    /// A turn: one answer that a chatbot owes.
    TurnId = "trn_";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_round_trips_through_its_text_form() {
        for bits in [0, 1, u128::MAX, 0x0192_d5a0_0000_7000_8000_0000_0000_0001] {
            let id = EnquiryId::from_uuid(Uuid::from_u128(bits));
            assert_eq!(EnquiryId::parse(&id.to_string()), Some(id));
        }
    }

    #[test]
    fn an_id_of_another_kind_or_shape_is_refused() {
        let id = EnquiryId::from_uuid(Uuid::from_u128(7)).to_string();
        assert_eq!(MessageId::parse(&id), None);
        for text in [
            "",
            "enq_",
            "enq_0",
            "enq_8ZZZZZZZZZZZZZZZZZZZZZZZZZ",
            "enq_0000000000000000000000000U",
        ] {
            assert_eq!(EnquiryId::parse(text), None, "{text}");
        }
    }
}
