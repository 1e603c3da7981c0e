//! Language matching: a lookup as in RFC 4647 §3.4 along the parents of a tag in CLDR, so that
//! `zh-HK` falls back to `zh-Hant` and not to `zh`.

use icu_locale::{
    DataLocale, Locale, LocaleCanonicalizer, LocaleFallbacker, fallback::LocaleFallbackConfig,
};

/// Whether something in the language `offered` serves a reader of `wanted`; both are language tags
/// (RFC 5646).
///
/// It does if `offered` is `wanted` or one of its fallbacks, or the reverse if `wanted` is less
/// specific than `offered` (`en` is served by `en-GB`). A tag of only a language serves all of it.
/// Two regions or scripts of one language don't serve each other: `pt-BR` and `pt-PT`, `zh-HK` and
/// `zh-CN`.
pub fn serves(offered: &str, wanted: &str) -> bool {
    let (Some(offered), Some(wanted)) = (read(offered), read(wanted)) else {
        // An invalid tag is compared by its primary language subtag.
        return primary(offered).eq_ignore_ascii_case(primary(wanted));
    };
    if offered.script.is_none() && offered.region.is_none() && offered.language == wanted.language {
        return true;
    }
    let same_language = offered.language == wanted.language;
    let (offered, wanted) = (fallbacks(offered), fallbacks(wanted));
    let first = |chain: &[DataLocale], other: &[DataLocale]| {
        chain.first().is_some_and(|tag| other.contains(tag))
    };
    first(&offered, &wanted) || (same_language && first(&wanted, &offered))
}

/// The entry of `offered` that best serves a reader of `wanted`: the nearest fallback of `wanted`
/// (RFC 4647 §3.4), or else any that [serves](serves) them.
pub fn best<'a>(
    offered: &(impl Iterator<Item = &'a str> + Clone),
    wanted: &str,
) -> Option<&'a str> {
    let nearest = read(wanted).and_then(|wanted| {
        let find = |step| offered.clone().find(|tag| read(tag) == Some(step));
        fallbacks(wanted).into_iter().find_map(find)
    });
    nearest.or_else(|| offered.clone().find(|tag| serves(tag, wanted)))
}

/// Whether `tag` is a well-formed language tag (RFC 5646).
pub fn is_tag(tag: &str) -> bool {
    read(tag).is_some()
}

/// The canonical form of the tag: `iw` is `he`, `zh_hk` is `zh-HK`. Extensions and variants are
/// irrelevant here.
fn read(tag: &str) -> Option<DataLocale> {
    let mut locale: Locale = tag.trim().replace('_', "-").parse().ok()?;
    LocaleCanonicalizer::new_common().canonicalize(&mut locale);
    let id = locale.id;
    (!id.language.is_unknown()).then(|| DataLocale::from((id.language, id.script, id.region)))
}

/// The tag and its fallbacks, nearest first.
fn fallbacks(tag: DataLocale) -> Vec<DataLocale> {
    let mut steps = LocaleFallbacker::new()
        .for_config(LocaleFallbackConfig::default())
        .fallback_for(tag);
    let mut tags = Vec::new();
    while !steps.get().is_unknown() {
        tags.push(*steps.get());
        steps.step();
    }
    tags
}

fn primary(tag: &str) -> &str {
    tag.trim().split(['-', '_']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_serves_readers_whose_language_falls_back_to_it() {
        for (offered, wanted) in [
            ("en", "en"),
            ("en", "en-GB"),
            ("EN", "en_gb"),
            ("en-GB", "en"),
            ("en-GB", "en-gb"),
            ("en-001", "en-GB"),
            ("es-419", "es-AR"),
            ("zh", "zh-HK"),
            ("zh-Hant", "zh-HK"),
            ("zh-HK", "zh-Hant"),
            ("zh-Hant", "zh-TW"),
            ("zh-Hant-HK", "zh-HK"),
            ("zh-Hans", "zh-CN"),
            ("zh-Hans", "zh-SG"),
            ("zh-CN", "zh"),
            ("zh-Hans", "zh"),
            ("pt", "pt-PT"),
            ("pt-PT", "pt-AO"),
            ("pt-BR", "pt"),
            ("he", "iw"),
            ("no", "nb-NO"),
            ("sr", "sr-Latn"),
            ("de", "de-CH-1996"),
            ("de-CH", "de-CH-u-co-phonebk"),
            ("Deutsch", "deutsch"),
        ] {
            assert!(serves(offered, wanted), "{offered} for {wanted}");
        }
    }

    #[test]
    fn the_nearest_of_several_languages_is_the_best() {
        let offered = ["en", "zh-Hant", "zh-Hans", "ja", "pt-BR"];
        for (wanted, best_of) in [
            ("en-GB", Some("en")),
            ("zh-HK", Some("zh-Hant")),
            ("zh-TW", Some("zh-Hant")),
            ("zh-CN", Some("zh-Hans")),
            ("zh", Some("zh-Hans")),
            ("ja-JP", Some("ja")),
            ("pt", Some("pt-BR")),
            ("pt-PT", None),
            ("de", None),
            ("not a tag", None),
        ] {
            assert_eq!(best(&offered.into_iter(), wanted), best_of, "{wanted}");
        }
        assert_eq!(best(&["zh", "zh-HK"].into_iter(), "zh-HK"), Some("zh-HK"));
        assert_eq!(
            best(&["zh", "zh-Hant"].into_iter(), "zh-HK"),
            Some("zh-Hant")
        );
    }

    #[test]
    fn another_region_or_script_does_not_match() {
        for (offered, wanted) in [
            ("zh-HK", "zh-CN"),
            ("zh-CN", "zh-HK"),
            ("zh-TW", "zh-CN"),
            ("zh-HK", "zh-Hans"),
            ("zh-Hans", "zh-HK"),
            ("zh-Hant", "zh"),
            ("zh-Hant", "zh-SG"),
            ("zh-HK", "zh-TW"),
            ("pt-BR", "pt-PT"),
            ("pt-PT", "pt-BR"),
            ("en-US", "en-GB"),
            ("sr-Latn", "sr"),
            ("hi-Latn", "en-IN"),
            ("en", "de"),
            ("en", ""),
            ("en", "english please"),
        ] {
            assert!(!serves(offered, wanted), "{offered} for {wanted}");
        }
    }
}
