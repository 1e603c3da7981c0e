//! Automatic texts in several languages: which variant a visitor gets, and the texts of a new
//! channel in the four languages of Causeway. The API and the dashboard take those from here.

use std::collections::BTreeMap;

use crate::{Faults, Reason, fields::join, language, template};

/// Variants of an automatic text by language tag (RFC 5646); at most [`VARIANTS_MAX`].
pub type Variants = BTreeMap<String, String>;

/// Most variants of one automatic text.
pub const VARIANTS_MAX: usize = 20;

/// Longest language tag of a variant, in characters.
pub const LANGUAGE_MAX: usize = 35;

/// The variant that suits a visitor of this language best, or else `text`.
pub fn wording<'a>(text: &'a str, variants: &'a Variants, language: Option<&str>) -> &'a str {
    language
        .and_then(|wanted| language::best(&variants.keys().map(String::as_str), wanted))
        .and_then(|tag| variants.get(tag))
        .map_or(text, String::as_str)
}

/// Checks the variants at `pointer`: their number, tags and texts.
pub fn check(pointer: &str, variants: &Variants, faults: &mut Faults) {
    if variants.len() > VARIANTS_MAX {
        faults.add(pointer, Reason::TooMany { max: VARIANTS_MAX });
    }
    for (tag, text) in variants.iter().take(VARIANTS_MAX) {
        let pointer = join(pointer, tag);
        if tag.chars().count() > LANGUAGE_MAX || !language::is_tag(tag) {
            faults.add(pointer, Reason::InvalidLanguage);
        } else {
            template::check(&pointer, text, faults);
        }
    }
}

/// A text in all four languages.
pub(crate) struct Wordings {
    /// In English, for visitors of every language without a variant.
    pub(crate) text: &'static str,
    traditional_chinese: &'static str,
    simplified_chinese: &'static str,
    japanese: &'static str,
}

impl Wordings {
    /// The text in the other languages.
    pub(crate) fn variants(&self) -> Variants {
        [
            ("zh-Hant", self.traditional_chinese),
            ("zh-Hans", self.simplified_chinese),
            ("ja", self.japanese),
        ]
        .into_iter()
        .map(|(tag, text)| (tag.to_owned(), text.to_owned()))
        .collect()
    }
}

pub(crate) const WELCOME: Wordings = Wordings {
    text: "Hello! Thank you for contacting {{channel.name}}. We’ll be with you shortly.",
    traditional_chinese: "您好！感謝您聯絡 {{channel.name}}，我們很快會回覆您。",
    simplified_chinese: "您好！感谢您联系 {{channel.name}}，我们会尽快回复您。",
    japanese: "{{channel.name}} へお問い合わせいただきありがとうございます。担当者がまもなくご案内します。",
};

pub(crate) const AWAY: Wordings = Wordings {
    text: "We’re away at the moment. We’ve received your message and will get back to you as soon as we can.",
    traditional_chinese: "我們目前不在線上。您的訊息已收到，我們會盡快回覆您。",
    simplified_chinese: "我们目前不在线。您的消息已收到，我们会尽快回复您。",
    japanese: "ただいま対応できる担当者がおりません。メッセージを受け付けましたので、後ほどご連絡いたします。",
};

pub(crate) const CLOSE: Wordings = Wordings {
    text: "This conversation is now closed. If there’s anything else, just send us a message.",
    traditional_chinese: "這次對話已結束。如有其他需要，歡迎隨時傳訊息給我們。",
    simplified_chinese: "本次对话已结束。如有其他需要，欢迎随时给我们发消息。",
    japanese: "このお問い合わせは終了しました。ほかにご用件がございましたら、いつでもメッセージをお送りください。",
};

pub(crate) const AUTO_CLOSE: Wordings = Wordings {
    text: "Are you still there? We’ll close this conversation soon. Send a message to keep it open.",
    traditional_chinese: "請問您還在嗎？對話即將結束，傳送訊息即可繼續。",
    simplified_chinese: "请问您还在吗？对话即将结束，发送消息即可继续。",
    japanese: "まだご利用中でしょうか？まもなくこの会話を終了します。続ける場合はメッセージをお送りください。",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visitor_gets_the_variant_of_their_language_or_the_text() {
        let variants = WELCOME.variants();
        for (language, expected) in [
            (None, WELCOME.text),
            (Some("en-GB"), WELCOME.text),
            (Some("fr"), WELCOME.text),
            (Some("zh-HK"), WELCOME.traditional_chinese),
            (Some("zh-CN"), WELCOME.simplified_chinese),
            (Some("ja-JP"), WELCOME.japanese),
        ] {
            let chosen = wording(WELCOME.text, &variants, language);
            assert_eq!(chosen, expected, "{language:?}");
        }
    }

    #[test]
    fn variants_need_a_language_tag_and_a_valid_text() {
        let mut faults = Faults::default();
        let variants = Variants::from([
            ("en-GB".to_owned(), "Hello".to_owned()),
            ("not a tag".to_owned(), "Hello".to_owned()),
            ("de".to_owned(), "{{visitor.nmae}}".to_owned()),
            ("fr".to_owned(), " ".to_owned()),
        ]);
        check("/texts", &variants, &mut faults);
        let pointers: Vec<_> = faults
            .into_vec()
            .into_iter()
            .map(|fault| fault.pointer)
            .collect();
        assert_eq!(pointers, ["/texts/de", "/texts/fr", "/texts/not a tag"]);
    }

    #[test]
    fn the_texts_of_a_new_channel_are_valid() {
        let mut faults = Faults::default();
        for wordings in [WELCOME, AWAY, CLOSE, AUTO_CLOSE] {
            template::check("/text", wordings.text, &mut faults);
            check("/texts", &wordings.variants(), &mut faults);
        }
        assert_eq!(faults, Faults::default());
    }
}
