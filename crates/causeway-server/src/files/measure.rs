//! Reads the size of an image from its header. This happens before the sender gets a response, so
//! it must be fast and use little memory, whatever the file contains.

use std::io::{BufRead, Cursor, Read, Seek, SeekFrom};

use causeway_core::{attachment::Picture, file::MediaType};
use image::{
    ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, codecs::jpeg::JpegDecoder,
    metadata::Orientation,
};

/// Longest side of an image that gets a thumbnail, in pixels.
pub(super) const SIDE_MAX: u32 = 16_384;
/// Memory that reading a header may take, in bytes: colour profiles are compressed.
const ALLOC_MAX: u64 = 4 * 1024 * 1024;
/// How much of a JPEG is searched for its header. Cameras put previews and depth maps before it.
const JPEG_HEAD_BYTES: [u64; 3] = [64 * 1024, 1024 * 1024, 8 * 1024 * 1024];

/// The format, if images of this type get thumbnails.
pub(super) fn format_of(media_type: &MediaType) -> Option<ImageFormat> {
    match media_type.as_str() {
        "image/png" => Some(ImageFormat::Png),
        "image/jpeg" => Some(ImageFormat::Jpeg),
        "image/gif" => Some(ImageFormat::Gif),
        "image/webp" => Some(ImageFormat::WebP),
        _ => None,
    }
}

/// The size of an image when it is upright. Blocking.
pub(super) fn measure(
    from: impl BufRead + Seek,
    format: ImageFormat,
) -> Result<Picture, ImageError> {
    if format == ImageFormat::Jpeg {
        measure_jpeg(from)
    } else {
        measure_other(from, format)
    }
}

fn measure_other(from: impl BufRead + Seek, format: ImageFormat) -> Result<Picture, ImageError> {
    let mut reader = ImageReader::with_format(from, format);
    reader.limits(limits());
    upright(reader.into_decoder()?)
}

/// The decoder reads all of its input before it looks at the header, so it gets as little as
/// possible.
fn measure_jpeg(mut from: impl BufRead + Seek) -> Result<Picture, ImageError> {
    let mut measured = Err(ImageError::IoError(
        std::io::ErrorKind::UnexpectedEof.into(),
    ));
    for bytes_max in JPEG_HEAD_BYTES {
        let mut head = Vec::new();
        from.seek(SeekFrom::Start(0))?;
        let read = from.by_ref().take(bytes_max).read_to_end(&mut head)?;
        measured = JpegDecoder::new(Cursor::new(head)).and_then(upright);
        if measured.is_ok() || (read as u64) < bytes_max {
            break;
        }
    }
    measured
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    limits.max_alloc = Some(ALLOC_MAX);
    limits
}

fn upright(mut decoder: impl ImageDecoder) -> Result<Picture, ImageError> {
    let (width, height) = decoder.dimensions();
    limits().check_dimensions(width, height)?;
    let lies = lies(decoder.orientation()?);
    Ok(if lies {
        Picture {
            width: height,
            height: width,
        }
    } else {
        Picture { width, height }
    })
}

/// Whether the orientation swaps width and height.
fn lies(orientation: Orientation) -> bool {
    match orientation {
        Orientation::NoTransforms
        | Orientation::Rotate180
        | Orientation::FlipHorizontal
        | Orientation::FlipVertical => false,
        Orientation::Rotate90
        | Orientation::Rotate270
        | Orientation::Rotate90FlipH
        | Orientation::Rotate270FlipH => true,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use image::{DynamicImage, Rgb, RgbImage};

    use super::*;

    pub(in crate::files) fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        image.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    /// A JPEG with orientation 6: the camera was turned, so width and height are swapped.
    pub(in crate::files) fn with_orientation(image: &RgbImage) -> Vec<u8> {
        let jpeg = encoded(&DynamicImage::from(image.clone()), ImageFormat::Jpeg);
        let exif = b"\xff\xe1\x00\x22Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00";
        [&jpeg[..2], exif, &jpeg[2..]].concat()
    }

    fn measures(bytes: &[u8], format: ImageFormat) -> Option<(u32, u32)> {
        let picture = measure(Cursor::new(bytes), format).ok()?;
        Some((picture.width, picture.height))
    }

    #[test]
    fn the_size_is_read_from_the_header_of_each_type() {
        let wide = DynamicImage::from(RgbImage::from_pixel(1_600, 400, Rgb([200, 30, 30])));
        for format in [
            ImageFormat::Png,
            ImageFormat::Jpeg,
            ImageFormat::WebP,
            ImageFormat::Gif,
        ] {
            assert_eq!(
                measures(&encoded(&wide, format), format),
                Some((1_600, 400)),
                "{format:?}"
            );
        }
        assert_eq!(
            measures(&with_orientation(&RgbImage::new(40, 20)), ImageFormat::Jpeg),
            Some((20, 40))
        );
    }

    #[test]
    fn the_header_of_a_jpeg_is_found_behind_a_large_preview() {
        let jpeg = encoded(
            &DynamicImage::from(RgbImage::new(40, 20)),
            ImageFormat::Jpeg,
        );
        let segment = [b"\xff\xe4\xff\xff".to_vec(), vec![0; 0xFFFD]].concat();
        for segments in [3, 40] {
            let bytes = [&jpeg[..2], &segment.repeat(segments), &jpeg[2..]].concat();
            assert_eq!(
                measures(&bytes, ImageFormat::Jpeg),
                Some((40, 20)),
                "{segments}"
            );
        }
    }

    #[test]
    fn an_image_too_long_or_without_a_header_has_no_size() {
        let mut long = encoded(&DynamicImage::from(RgbImage::new(1, 1)), ImageFormat::Png);
        long[16..24].copy_from_slice(&[0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60]);
        let checksum = crc32fast::hash(&long[12..29]).to_be_bytes();
        long[29..33].copy_from_slice(&checksum);
        assert_eq!(measures(&long, ImageFormat::Png), None);
        for broken in [&b"\x89PNG\r\n\x1a\nbroken"[..], b"", b"\xff\xd8\xff"] {
            for format in [
                ImageFormat::Png,
                ImageFormat::Jpeg,
                ImageFormat::WebP,
                ImageFormat::Gif,
            ] {
                assert_eq!(measures(broken, format), None);
            }
        }
    }
}
