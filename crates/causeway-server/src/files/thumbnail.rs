//! Pictures drawn small, for lists and conversations. They are drawn anew, so nothing of the sender's metadata, such as
//! where a photo was taken, is in them.

use std::{fs, io::BufReader, path::Path};

use causeway_core::{attachment::Picture, file::MediaType};
use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, codecs::jpeg::JpegEncoder,
    codecs::webp::WebPEncoder, metadata::Orientation,
};

/// Longest side of a small picture, in pixels: sharp at the width of a conversation on a dense screen.
const SIDE_MAX: u32 = 640;
/// Longest side of a picture that is drawn at all.
const SOURCE_SIDE_MAX: u32 = 16_384;
/// Memory that drawing one may take: a file of a few kilobytes can unfold into gigabytes.
const ALLOC_MAX: u64 = 256 * 1024 * 1024;
/// Of JPEG: hard to tell from the original at this size.
const QUALITY: u8 = 82;

/// Types that can be drawn.
pub(super) fn can_be_drawn(media_type: &MediaType) -> bool {
    format_of(media_type).is_some()
}

fn format_of(media_type: &MediaType) -> Option<ImageFormat> {
    match media_type.as_str() {
        "image/png" => Some(ImageFormat::Png),
        "image/jpeg" => Some(ImageFormat::Jpeg),
        "image/gif" => Some(ImageFormat::Gif),
        "image/webp" => Some(ImageFormat::WebP),
        _ => None,
    }
}

/// Draws the picture at `from` small, upright, at `to`, and tells its own measures. Blocks.
pub(super) fn draw(from: &Path, to: &Path) -> Result<Picture, ImageError> {
    let mut reader = ImageReader::new(BufReader::new(fs::File::open(from)?)).with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(SOURCE_SIDE_MAX);
    limits.max_image_height = Some(SOURCE_SIDE_MAX);
    limits.max_alloc = Some(ALLOC_MAX);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder()?;
    // The decoders count what they need beside the picture, not the picture.
    limits.reserve(decoder.total_bytes())?;
    let orientation = decoder.orientation()?;
    let image = DynamicImage::from_decoder(decoder)?;
    let (width, height) = (image.width(), image.height());
    // Made small before it is turned: to turn it takes as much memory once more.
    let mut small = if width.max(height) > SIDE_MAX { image.thumbnail(SIDE_MAX, SIDE_MAX) } else { image };
    small.apply_orientation(orientation);
    let picture = if lies(orientation) { Picture { width: height, height: width } } else { Picture { width, height } };
    let mut bytes = Vec::new();
    if small.color().has_alpha() {
        small.to_rgba8().write_with_encoder(WebPEncoder::new_lossless(&mut bytes))?;
    } else {
        small.to_rgb8().write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, QUALITY))?;
    }
    // It can be lost: then the picture is shown as a file. So it need not be durable, only whole.
    let unfinished = to.with_extension("drawing");
    fs::write(&unfinished, &bytes)?;
    fs::rename(&unfinished, to)?;
    Ok(picture)
}

/// Whether a picture lies on its side.
fn lies(orientation: Orientation) -> bool {
    match orientation {
        Orientation::NoTransforms
        | Orientation::Rotate180
        | Orientation::FlipHorizontal
        | Orientation::FlipVertical => false,
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH => {
            true
        }
    }
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage, Rgba, RgbaImage};

    use super::*;

    fn drawn(bytes: &[u8]) -> Result<(Picture, DynamicImage, ImageFormat), ImageError> {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("a"), folder.path().join("a.small"));
        fs::write(&from, bytes).unwrap();
        let picture = draw(&from, &to)?;
        let small = fs::read(&to).unwrap();
        let format = image::guess_format(&small).unwrap();
        Ok((picture, image::load_from_memory(&small).unwrap(), format))
    }

    fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = std::io::Cursor::new(Vec::new());
        image.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_picture_of_each_type_is_drawn_within_its_bounds() {
        let wide = DynamicImage::from(RgbImage::from_pixel(1_600, 400, Rgb([200, 30, 30])));
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
            let (picture, small, kind) = drawn(&encoded(&wide, format)).unwrap();
            assert_eq!((picture.width, picture.height), (1_600, 400));
            assert_eq!((small.width(), small.height(), kind), (640, 160, ImageFormat::Jpeg));
        }
        let clear = DynamicImage::from(RgbaImage::from_pixel(30, 20, Rgba([0, 0, 0, 0])));
        for format in [ImageFormat::Png, ImageFormat::Gif] {
            let (_, small, kind) = drawn(&encoded(&clear, format)).unwrap();
            assert_eq!((small.width(), small.height(), kind), (30, 20, ImageFormat::WebP), "what is small stays so");
        }
    }

    #[test]
    fn a_picture_is_shown_upright_whatever_its_camera_says() {
        // A JPEG with an orientation of 6: the camera was turned, so width and height change places.
        let jpeg = encoded(&DynamicImage::from(RgbImage::from_pixel(40, 20, Rgb([1, 2, 3]))), ImageFormat::Jpeg);
        let exif = b"\xff\xe1\x00\x22Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00";
        let turned = [&jpeg[..2], exif, &jpeg[2..]].concat();
        let (picture, small, _) = drawn(&turned).unwrap();
        assert_eq!((picture.width, picture.height, small.width(), small.height()), (20, 40, 20, 40));
    }

    #[test]
    fn what_unfolds_beyond_its_bounds_or_is_no_picture_is_refused() {
        // The headers of PNGs that are too long, and of one that is not, but of 8,000 by 16,000 pixels.
        for sides in [[0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60], [0, 0, 0x1F, 0x40, 0, 0, 0x3E, 0x80]] {
            let mut bomb = encoded(&DynamicImage::from(RgbImage::new(1, 1)), ImageFormat::Png);
            bomb[16..24].copy_from_slice(&sides);
            let checksum = crc32fast::hash(&bomb[12..29]).to_be_bytes();
            bomb[29..33].copy_from_slice(&checksum);
            assert!(matches!(drawn(&bomb), Err(ImageError::Limits(_))), "{sides:?}");
        }
        assert!(drawn(b"\x89PNG\r\n\x1a\nbroken").is_err());
        assert!(drawn(b"").is_err());
    }
}
