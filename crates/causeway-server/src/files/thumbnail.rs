//! Pictures drawn small, for lists and conversations. They are drawn from scratch, so nothing of the sender's metadata, such
//! as where a photo was taken, is in them.
//!
//! A file of a few kilobytes can unfold into gigabytes, or take minutes, in ways that its header does not tell. So this runs
//! in a process of its own ([`draw_picture`]), which may use as much memory and time as [`super::drawing`] gives it.

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

use super::measure::SIDE_MAX as SOURCE_SIDE_MAX;

/// Longest side of a small picture, in pixels: sharp at the width of a conversation on a dense screen.
const SIDE_MAX: u32 = 640;
/// Of JPEG: hard to tell from the original at this size.
const QUALITY: u8 = 82;
/// Most bytes of a small picture: all its pixels, uncompressed.
const BYTES_MAX: u64 = 4 * (SIDE_MAX as u64).pow(2);
/// How much a drawing steps back behind everything else on the machine.
const NICENESS: i32 = 10;

/// How the process ends whose picture can't be drawn.
pub(super) const NOT_DRAWABLE: u8 = 10;
/// How the process ends that was hindered, by a full disk for instance.
pub(super) const HINDERED: u8 = 11;

/// What the process that draws one picture may use.
#[derive(Clone, Copy, Debug)]
pub struct DrawingLimits {
    /// Bytes of memory.
    pub memory_bytes: u64,
    /// Seconds of a processor.
    pub seconds: u64,
}

/// Draws the picture that is the standard input small to the standard output: all that a process of its own does.
pub fn draw_picture(limits: DrawingLimits) -> ExitCode {
    let hindered = |error: io::Error| {
        eprintln!("drawing was hindered: {error}");
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

/// Lets the system end this process where it uses more than it may. What is refused memory aborts.
fn limit(limits: DrawingLimits) -> io::Result<()> {
    for (resource, most) in [
        (Resource::Data, limits.memory_bytes),
        (Resource::Cpu, limits.seconds),
        (Resource::Fsize, BYTES_MAX),
        (Resource::Core, 0),
    ] {
        // The server may have been given less itself.
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

/// Draws a picture small and upright.
fn draw(from: impl BufRead + Seek, memory_bytes: u64) -> Result<Vec<u8>, ImageError> {
    let mut reader = ImageReader::new(from).with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(SOURCE_SIDE_MAX);
    limits.max_image_height = Some(SOURCE_SIDE_MAX);
    limits.max_alloc = Some(memory_bytes);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder()?;
    // The decoders count what they need beside the picture, not the picture.
    limits.reserve(decoder.total_bytes())?;
    let orientation = decoder.orientation()?;
    let image = DynamicImage::from_decoder(decoder)?;
    // Made small before it is turned: to turn it takes as much memory once more.
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

    use super::{
        super::measure::tests::{encoded, with_orientation},
        *,
    };

    const PLENTY: u64 = 64 * 1024 * 1024;

    fn drawn(bytes: &[u8]) -> Result<(DynamicImage, ImageFormat), ImageError> {
        let small = draw(Cursor::new(bytes), PLENTY)?;
        Ok((
            image::load_from_memory(&small).unwrap(),
            image::guess_format(&small).unwrap(),
        ))
    }

    #[test]
    fn a_picture_of_each_type_is_drawn_within_its_bounds() {
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
                "what is small stays so"
            );
        }
    }

    #[test]
    fn a_picture_is_shown_upright_whatever_its_camera_says() {
        let (small, _) = drawn(&with_orientation(&RgbImage::from_pixel(
            40,
            20,
            Rgb([1, 2, 3]),
        )))
        .unwrap();
        assert_eq!((small.width(), small.height()), (20, 40));
    }

    #[test]
    fn what_takes_more_memory_than_there_is_or_is_no_picture_is_refused() {
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
