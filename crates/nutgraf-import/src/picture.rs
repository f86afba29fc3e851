//! Pictures of an article: from the bytes of a file to pixels that fit a page.
//!
//! # Invariants
//!
//! - What is decoded is bounded before it is decoded, by its own header.
//! - What comes out is never larger than [`MOST_WIDTH`] by [`MOST_HEIGHT`], whatever goes in.

use std::io::Cursor;

use serde::{Deserialize, Serialize};
use zune_jpeg::{
    JpegDecoder,
    zune_core::{bytestream::ZCursor, colorspace::ColorSpace, options::DecoderOptions},
};

/// The widest picture that is handed out, in pixels: the column at twice its resolution, and
/// room for a wider one.
const MOST_WIDTH: u32 = 1600;

/// The highest picture that is handed out, in pixels: what every graphics card takes.
const MOST_HEIGHT: u32 = 2048;

/// The most pixels of a file that is decoded: a photograph of a good camera.
const MOST_PIXELS: u64 = 64 << 20;

/// The longest edge of a file that is decoded, in pixels.
const MOST_EDGE: u32 = 30_000;

/// A picture, scaled down where it was larger than a page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Width and height, in pixels.
    pub size: [u32; 2],
    /// Width and height of the file's picture, in pixels.
    pub original: [u32; 2],
    /// Red, green, blue and opacity of each pixel, row by row; colours are multiplied by the
    /// opacity.
    pub pixels: Vec<u8>,
}

/// Why a file gives no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum PictureError {
    /// It begins as no picture does that is known.
    #[error("it is no PNG or JPEG picture")]
    NoPicture,
    /// It is a picture of a kind that cannot be shown.
    #[error("only PNG and JPEG pictures are shown here")]
    OtherKind,
    /// It has more pixels than are decoded.
    #[error("it has more than {} million pixels", MOST_PIXELS >> 20)]
    TooManyPixels,
    /// It is broken.
    #[error("the file is damaged")]
    Damaged,
}

/// Decodes a picture, in the calling process.
///
/// Only the child calls this, and tests.
///
/// # Errors
/// When the bytes are no picture that can be shown.
pub fn picture(bytes: &[u8]) -> Result<Picture, PictureError> {
    let (original, pixels) = match bytes {
        [0x89, b'P', b'N', b'G', ..] => png(bytes)?,
        [0xff, 0xd8, 0xff, ..] => jpeg(bytes)?,
        [b'G', b'I', b'F', b'8', ..] | [b'R', b'I', b'F', b'F', ..] => {
            return Err(PictureError::OtherKind);
        }
        _ => return Err(PictureError::NoPicture),
    };
    Ok(fitted(original, pixels))
}

/// Refuses a picture by the size that its header names.
fn bounded(width: u32, height: u32) -> Result<[u32; 2], PictureError> {
    let is_small =
        width.max(height) <= MOST_EDGE && u64::from(width) * u64::from(height) <= MOST_PIXELS;
    match (width.min(height), is_small) {
        (0, _) => Err(PictureError::Damaged),
        (_, false) => Err(PictureError::TooManyPixels),
        (_, true) => Ok([width, height]),
    }
}

fn png(bytes: &[u8]) -> Result<([u32; 2], Vec<u8>), PictureError> {
    let damaged = |_| PictureError::Damaged;
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::ALPHA | png::Transformations::STRIP_16);
    let mut reader = decoder.read_info().map_err(damaged)?;
    let size = bounded(reader.info().width, reader.info().height)?;
    let length = reader.output_buffer_size().ok_or(PictureError::TooManyPixels)?;
    let mut pixels = vec![0; length];
    let frame = reader.next_frame(&mut pixels).map_err(damaged)?;
    pixels.truncate(frame.buffer_size());
    match frame.color_type {
        png::ColorType::Rgba => Ok((size, pixels)),
        png::ColorType::GrayscaleAlpha => {
            let grey = pixels.chunks_exact(2).flat_map(|grey| [grey[0], grey[0], grey[0], grey[1]]);
            Ok((size, grey.collect()))
        }
        _ => Err(PictureError::Damaged),
    }
}

fn jpeg(bytes: &[u8]) -> Result<([u32; 2], Vec<u8>), PictureError> {
    let options = DecoderOptions::default()
        .jpeg_set_out_colorspace(ColorSpace::RGBA)
        .set_max_width(MOST_EDGE as usize)
        .set_max_height(MOST_EDGE as usize);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|_| PictureError::Damaged)?;
    let info = decoder.info().ok_or(PictureError::Damaged)?;
    let size = bounded(info.width.into(), info.height.into())?;
    let turn = decoder.exif().map_or(1, |exif| orientation(exif));
    let pixels = decoder.decode().map_err(|_| PictureError::Damaged)?;
    if pixels.len() as u64 != 4 * u64::from(size[0]) * u64::from(size[1]) {
        return Err(PictureError::Damaged);
    }
    Ok(turned(size, pixels, turn))
}

/// Returns how a camera was held, 1 to 8, by the tag of the first directory of its notes.
fn orientation(exif: &[u8]) -> u16 {
    const ORIENTATION: u16 = 0x0112;
    let is_little = exif.starts_with(b"II");
    let short = |at: usize| {
        let bytes: [u8; 2] = exif.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if is_little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let found = || {
        let word = |at: usize| {
            let (first, second) = (short(at)?, short(at + 2)?);
            let (low, high) = if is_little { (first, second) } else { (second, first) };
            usize::try_from(u32::from(high) << 16 | u32::from(low)).ok()
        };
        let directory = word(4)?;
        let entries = (0..usize::from(short(directory)?)).map(|entry| directory + 2 + 12 * entry);
        let mut entries = entries.filter(|at| short(*at) == Some(ORIENTATION));
        short(entries.next()? + 8)
    };
    found().filter(|turn| (1..=8).contains(turn)).unwrap_or(1)
}

/// Turns a picture upright.
fn turned([width, height]: [u32; 2], pixels: Vec<u8>, turn: u16) -> ([u32; 2], Vec<u8>) {
    if turn <= 1 {
        return ([width, height], pixels);
    }
    let is_on_side = turn >= 5;
    let [new_width, new_height] = if is_on_side { [height, width] } else { [width, height] };
    let mut upright = Vec::with_capacity(pixels.len());
    for y in 0..new_height {
        for x in 0..new_width {
            let (right, below) = (new_width - 1 - x, new_height - 1 - y);
            let (from_x, from_y) = match turn {
                2 => (right, y),
                3 => (right, below),
                4 => (x, below),
                5 => (y, x),
                6 => (y, right),
                7 => (below, right),
                _ => (below, x),
            };
            let at = 4 * (from_y as usize * width as usize + from_x as usize);
            upright.extend_from_slice(&pixels[at..at + 4]);
        }
    }
    ([new_width, new_height], upright)
}

/// Returns a picture no larger than may be handed out.
fn fitted(original: [u32; 2], pixels: Vec<u8>) -> Picture {
    let [width, height] = original;
    let scale = f64::min(
        f64::from(MOST_WIDTH) / f64::from(width),
        f64::from(MOST_HEIGHT) / f64::from(height),
    );
    if scale >= 1.0 {
        return Picture { size: original, original, pixels: multiplied(pixels) };
    }
    let edge = |edge: u32| ((f64::from(edge) * scale).round() as u32).max(1);
    let size = [edge(width), edge(height)];
    Picture { size, original, pixels: multiplied(scaled(original, &pixels, size)) }
}

/// Multiplies the colours of pixels by their opacity, as a graphics card takes them.
fn multiplied(mut pixels: Vec<u8>) -> Vec<u8> {
    for pixel in pixels.chunks_exact_mut(4).filter(|pixel| pixel[3] < u8::MAX) {
        let opacity = u16::from(pixel[3]);
        for colour in &mut pixel[..3] {
            *colour = (u16::from(*colour) * opacity / 255) as u8;
        }
    }
    pixels
}

/// Scales a picture down; each pixel is the mean of those that it covers.
fn scaled([width, height]: [u32; 2], pixels: &[u8], [to_width, to_height]: [u32; 2]) -> Vec<u8> {
    let span = |at: u32, from: u32, to: u32| {
        let edge = |at: u32| (u64::from(at) * u64::from(from) / u64::from(to)) as usize;
        edge(at)..edge(at + 1).max(edge(at) + 1)
    };
    let mut scaled = Vec::with_capacity(4 * to_width as usize * to_height as usize);
    for y in 0..to_height {
        for x in 0..to_width {
            let (mut sums, mut count) = ([0_u64; 4], 0_u64);
            let columns = span(x, width, to_width);
            for row in span(y, height, to_height) {
                let row = row * width as usize;
                for pixel in
                    pixels[4 * (row + columns.start)..4 * (row + columns.end)].chunks_exact(4)
                {
                    // What is not seen has no colour to share.
                    let opacity = u64::from(pixel[3]);
                    for (sum, colour) in sums.iter_mut().zip(&pixel[..3]) {
                        *sum += u64::from(*colour) * opacity;
                    }
                    sums[3] += opacity;
                    count += 1;
                }
            }
            let mean = |sum: u64, by: u64| (sum / by.max(1)) as u8;
            scaled.extend(sums[..3].iter().map(|sum| mean(*sum, sums[3])));
            scaled.push(mean(sums[3], count));
        }
    }
    scaled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(color: png::ColorType, width: u32, height: u32, data: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(color);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(data).unwrap();
        writer.finish().unwrap();
        bytes
    }

    #[test]
    fn a_picture_comes_with_its_colours_and_opacity() {
        let grey = written(png::ColorType::Grayscale, 2, 1, &[7, 200]);
        let pixels = vec![7, 7, 7, 255, 200, 200, 200, 255];
        let whole = Picture { size: [2, 1], original: [2, 1], pixels };
        assert_eq!(picture(&grey), Ok(whole));
    }

    #[test]
    fn a_large_picture_is_scaled_to_the_page_and_keeps_its_mean() {
        let wide = written(png::ColorType::Grayscale, 3200, 2, &[[0, 200]; 3200].concat());
        let found = picture(&wide).unwrap();
        assert_eq!((found.size, found.original), ([1600, 1], [3200, 2]));
        assert!(found.pixels.chunks_exact(4).all(|pixel| *pixel == [100, 100, 100, 255]));
    }

    #[test]
    fn what_is_no_picture_says_why() {
        for (bytes, error) in [
            (&b"words"[..], PictureError::NoPicture),
            (b"GIF89a", PictureError::OtherKind),
            (b"\x89PNG\r\n\x1a\n", PictureError::Damaged),
            (b"\xff\xd8\xff\xe0", PictureError::Damaged),
        ] {
            assert_eq!(picture(bytes), Err(error));
        }
        let mut bomb = written(png::ColorType::Grayscale, 1, 1, &[0]);
        // Width and height stand behind the mark, a length and a name.
        bomb[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
        assert!(picture(&bomb).is_err());
        assert_eq!(bounded(30_000, 30_000), Err(PictureError::TooManyPixels));
    }

    const JPEGS: [&[u8]; 2] = [
        include_bytes!("../../../tests/fixtures/pictures/red.jpg"),
        include_bytes!("../../../tests/fixtures/pictures/red-progressive.jpg"),
    ];

    #[test]
    fn a_photograph_is_decoded_in_both_its_kinds() {
        for jpeg in JPEGS {
            let found = picture(jpeg).unwrap();
            assert_eq!(found.size, [60, 40]);
            let [red, green, blue, opacity] = found.pixels[..4] else { unreachable!() };
            assert!(red > 190 && green < 40 && blue < 40 && opacity == 255, "{red} {green} {blue}");
        }
    }

    #[test]
    fn no_flipped_byte_is_more_than_a_damaged_picture() {
        let png = written(png::ColorType::Grayscale, 3, 2, &[7; 6]);
        for whole in JPEGS.into_iter().chain([&png[..]]) {
            for at in 0..whole.len() {
                let mut other = whole.to_vec();
                other[at] ^= 0xff;
                if let Ok(found) = picture(&other) {
                    let [width, height] = found.size.map(|edge| edge as usize);
                    assert_eq!(found.pixels.len(), 4 * width * height);
                }
                let _ = picture(&whole[..at]);
            }
        }
    }

    #[test]
    fn a_picture_that_lies_on_its_side_is_turned_upright() {
        let pixels: Vec<u8> = (0..6).flat_map(|at| [at, 0, 0, 255]).collect();
        let reds = |turn| {
            let (size, pixels) = turned([3, 2], pixels.clone(), turn);
            (size, pixels.chunks_exact(4).map(|pixel| pixel[0]).collect::<Vec<_>>())
        };
        assert_eq!(reds(1), ([3, 2], vec![0, 1, 2, 3, 4, 5]));
        assert_eq!(reds(3), ([3, 2], vec![5, 4, 3, 2, 1, 0]));
        assert_eq!(reds(6), ([2, 3], vec![3, 0, 4, 1, 5, 2]));
        assert_eq!(reds(8), ([2, 3], vec![2, 5, 1, 4, 0, 3]));
        let exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0";
        assert_eq!((orientation(exif), orientation(b"II"), orientation(b"")), (6, 1, 1));
    }
}
