//! Draws thumbnails for lists and conversations. They are drawn from the pixels alone, so they
//! contain none of the sender's metadata, such as the place of a photo.
//!
//! A file of a few kilobytes can expand into gigabytes, or take minutes, in ways that its header
//! does not reveal. So this runs in a separate process ([`draw_picture`]) with the limits of memory
//! and time that [`crate::files::drawing`] sets.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Seek, Write},
    os::fd::{AsFd, BorrowedFd},
    process::ExitCode,
};

use image::{
    DynamicImage, ImageDecoder, ImageError, ImageReader, Limits, codecs::jpeg::JpegEncoder,
    codecs::webp::WebPEncoder,
};
use rustix::process::{Resource, Rlimit, getrlimit, nice, setrlimit};

use crate::files::measure::SIDE_MAX as SOURCE_SIDE_MAX;

/// Longest side of a thumbnail, in pixels: sharp at the width of a conversation on a dense screen.
const SIDE_MAX: u32 = 640;
/// JPEG quality: hard to tell from the original at this size.
const QUALITY: u8 = 82;
/// Most bytes of a thumbnail: all its pixels, uncompressed.
const BYTES_MAX: u64 = 4 * (SIDE_MAX as u64).pow(2);
/// Scheduling priority: everything else on the machine goes first.
const NICENESS: i32 = 10;

/// Exit code: the image can't be drawn.
pub(super) const NOT_DRAWABLE: u8 = 10;
/// Exit code: another failure, such as a full disk.
pub(super) const HINDERED: u8 = 11;

/// Limits of the process that draws one thumbnail.
#[derive(Clone, Copy, Debug)]
pub struct DrawingLimits {
    pub memory_bytes: u64,
    /// CPU time.
    pub seconds: u64,
}

/// Draws a thumbnail of the image on standard input to standard output: the whole task of a
/// separate process.
pub fn draw_picture(limits: DrawingLimits) -> ExitCode {
    let hindered = |error: io::Error| {
        eprintln!("drawing failed: {error}");
        ExitCode::from(HINDERED)
    };
    if let Err(error) = limit(limits) {
        return hindered(error);
    }
    let open = |stream: BorrowedFd<'_>| stream.try_clone_to_owned().map(File::from);
    let (from, mut to) = match (open(io::stdin().as_fd()), open(io::stdout().as_fd())) {
        (Ok(from), Ok(to)) => (from, to),
        (Err(error), _) | (_, Err(error)) => return hindered(error),
    };
    match draw(BufReader::new(from), limits.memory_bytes) {
        Ok(bytes) => to
            .write_all(&bytes)
            .map_or_else(hindered, |()| ExitCode::SUCCESS),
        Err(error) => {
            eprintln!("not drawable: {error}");
            ExitCode::from(NOT_DRAWABLE)
        }
    }
}

/// Sets the system's limits for this process. A refused allocation aborts it.
fn limit(limits: DrawingLimits) -> io::Result<()> {
    for (resource, most) in [
        (Resource::Data, limits.memory_bytes),
        (Resource::Cpu, limits.seconds),
        (Resource::Fsize, BYTES_MAX),
        (Resource::Core, 0),
    ] {
        // The server may run under a lower limit.
        let most = getrlimit(resource)
            .maximum
            .map_or(most, |maximum| maximum.min(most));
        setrlimit(
            resource,
            Rlimit {
                current: Some(most),
                maximum: Some(most),
            },
        )?;
    }
    nice(NICENESS)?;
    Ok(())
}

/// Draws a thumbnail, upright.
fn draw(from: impl BufRead + Seek, memory_bytes: u64) -> Result<Vec<u8>, ImageError> {
    let mut reader = ImageReader::new(from).with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(SOURCE_SIDE_MAX);
    limits.max_image_height = Some(SOURCE_SIDE_MAX);
    limits.max_alloc = Some(memory_bytes);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder()?;
    // The decoders count the memory that they need beside the image, not the image.
    limits.reserve(decoder.total_bytes())?;
    let orientation = decoder.orientation()?;
    let image = DynamicImage::from_decoder(decoder)?;
    // Scaled before it is rotated: rotating takes the same memory again.
    let is_large = image.width().max(image.height()) > SIDE_MAX;
    let mut small = if is_large {
        image.thumbnail(SIDE_MAX, SIDE_MAX)
    } else {
        image
    };
    small.apply_orientation(orientation);
    let mut bytes = Vec::new();
    if small.color().has_alpha() {
        small
            .to_rgba8()
            .write_with_encoder(WebPEncoder::new_lossless(&mut bytes))?;
    } else {
        small
            .to_rgb8()
            .write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, QUALITY))?;
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::{ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

    use super::*;
    use crate::files::measure::tests::{encoded, with_orientation};

    const PLENTY: u64 = 64 * 1024 * 1024;

    fn drawn(bytes: &[u8]) -> Result<(DynamicImage, ImageFormat), ImageError> {
        let small = draw(Cursor::new(bytes), PLENTY)?;
        Ok((
            image::load_from_memory(&small).unwrap(),
            image::guess_format(&small).unwrap(),
        ))
    }

    #[test]
    fn an_image_of_each_type_is_drawn_within_its_bounds() {
        let wide = DynamicImage::from(RgbImage::from_pixel(1_600, 400, Rgb([200, 30, 30])));
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
            let (small, kind) = drawn(&encoded(&wide, format)).unwrap();
            assert_eq!(
                (small.width(), small.height(), kind),
                (640, 160, ImageFormat::Jpeg)
            );
        }
        let clear = DynamicImage::from(RgbaImage::from_pixel(30, 20, Rgba([0, 0, 0, 0])));
        for format in [ImageFormat::Png, ImageFormat::Gif] {
            let (small, kind) = drawn(&encoded(&clear, format)).unwrap();
            assert_eq!(
                (small.width(), small.height(), kind),
                (30, 20, ImageFormat::WebP),
                "a small image keeps its size"
            );
        }
    }

    #[test]
    fn a_thumbnail_is_upright_for_every_orientation() {
        let (small, _) = drawn(&with_orientation(&RgbImage::from_pixel(
            40,
            20,
            Rgb([1, 2, 3]),
        )))
        .unwrap();
        assert_eq!((small.width(), small.height()), (20, 40));
    }

    #[test]
    fn an_image_over_the_memory_limit_or_no_image_is_refused() {
        let large = encoded(
            &DynamicImage::from(RgbImage::new(1_000, 1_000)),
            ImageFormat::Png,
        );
        assert!(draw(Cursor::new(&large), PLENTY).is_ok());
        assert!(matches!(
            draw(Cursor::new(&large), 1_000_000),
            Err(ImageError::Limits(_))
        ));
        assert!(drawn(b"\x89PNG\r\n\x1a\nbroken").is_err());
        assert!(drawn(b"").is_err());
    }
}
