//! What the two processes of an import say to each other: one frame each way.
//!
//! A frame is a mark with the version of this form, the lengths of a head and a body,
//! the head as JSON, the body as it is, and then the end of the stream.
//!
//! # Invariants
//!
//! Neither side reads more than the lengths that are allowed, whatever the other one sends,
//! and what is not exactly one frame is none. The body is no JSON, because a text of 32 MiB
//! would grow to six times as much by its escapes.

use std::io::{self, Read, Write};

use serde::{Serialize, de::DeserializeOwned};

/// A frame's first bytes; the last of them is the version.
const MARK: [u8; 8] = *b"nutgraf\x01";

/// The longest head, in bytes: three thousand authors take a tenth of it.
const LONGEST_HEAD: u64 = 1024 * 1024;

/// What a head needs beside what it lists, in bytes: the title is a line, the rest are words
/// of this program.
const REST: u64 = 4096;

/// Why a stream is not one frame.
#[derive(Debug)]
pub enum FrameError {
    /// It ended early.
    Early,
    /// It is longer than it says, or says that it is longer than allowed.
    TooMuch,
    /// It is something else.
    Rubbish,
}

/// Writes a frame whose body has at most `most` bytes.
///
/// # Errors
/// When head or body are too long, or the other side does not listen.
pub(crate) fn write(
    to: &mut impl Write,
    head: &impl Serialize,
    body: &[u8],
    most: u64,
) -> io::Result<()> {
    let head = serde_json::to_vec(head)?;
    let length = |part: &[u8], most| match u32::try_from(part.len()) {
        Ok(length) if u64::from(length) <= most => Ok(length.to_le_bytes()),
        _ => Err(io::Error::from(io::ErrorKind::FileTooLarge)),
    };
    let lengths = [length(&head, LONGEST_HEAD)?, length(body, most)?];
    to.write_all(&MARK)?;
    to.write_all(&lengths.concat())?;
    to.write_all(&head)?;
    to.write_all(body)?;
    to.flush()
}

/// Whether a list leaves a head short enough.
pub(crate) fn fits(list: &impl Serialize) -> bool {
    serde_json::to_vec(list).is_ok_and(|list| list.len() as u64 + REST <= LONGEST_HEAD)
}

/// Reads a stream that is one frame, to its end; its body has at most `most` bytes.
///
/// # Errors
/// When it is anything else.
pub(crate) fn read<Head: DeserializeOwned>(
    from: &mut impl Read,
    most: u64,
) -> Result<(Head, Vec<u8>), FrameError> {
    let mark: [u8; 8] = exact(from)?;
    if mark != MARK {
        return Err(FrameError::Rubbish);
    }
    let head = length(from, LONGEST_HEAD)?;
    let body = length(from, most)?;
    let head = part(from, head)?;
    let body = part(from, body)?;
    match exact::<1>(from) {
        Ok(_) => return Err(FrameError::TooMuch),
        Err(FrameError::Early) => {}
        Err(error) => return Err(error),
    }
    let head = serde_json::from_slice(&head).map_err(|_| FrameError::Rubbish)?;
    Ok((head, body))
}

fn length(from: &mut impl Read, most: u64) -> Result<u64, FrameError> {
    let length = u32::from_le_bytes(exact(from)?).into();
    if length <= most { Ok(length) } else { Err(FrameError::TooMuch) }
}

/// Reads so many bytes; memory grows with what comes, not with what was promised.
fn part(from: &mut impl Read, length: u64) -> Result<Vec<u8>, FrameError> {
    let mut bytes = Vec::new();
    let read = from.take(length).read_to_end(&mut bytes);
    match read {
        Ok(read) if read as u64 == length => Ok(bytes),
        // A pipe that breaks has ended.
        _ => Err(FrameError::Early),
    }
}

fn exact<const N: usize>(from: &mut impl Read) -> Result<[u8; N], FrameError> {
    let mut bytes = [0; N];
    from.read_exact(&mut bytes).map_err(|_| FrameError::Early)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::LARGEST_TEXT;

    fn frame(body: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        write(&mut bytes, &"head", body, LARGEST_TEXT).unwrap();
        bytes
    }

    fn reading(bytes: &[u8]) -> Result<(String, Vec<u8>), FrameError> {
        read(&mut &*bytes, LARGEST_TEXT)
    }

    #[test]
    fn a_frame_comes_back_as_it_was_sent() {
        let body = b"\0\xff words\r\n";
        assert_eq!(reading(&frame(body)).unwrap(), ("head".to_owned(), body.to_vec()));
    }

    #[test]
    fn a_frame_cut_off_anywhere_is_none() {
        let whole = frame(b"body");
        for end in 0..whole.len() {
            assert!(matches!(reading(&whole[..end]), Err(FrameError::Early)), "{end}");
        }
        let longer = [&whole[..], b"x"].concat();
        assert!(matches!(reading(&longer), Err(FrameError::TooMuch)));
    }

    #[test]
    fn no_flipped_bit_gets_more_than_the_frame_or_a_panic() {
        let whole = frame(b"body");
        for bit in 0..whole.len() * 8 {
            let mut other = whole.clone();
            other[bit / 8] ^= 1 << (bit % 8);
            if let Ok((head, body)) = reading(&other) {
                assert!(head.len() + body.len() <= 8, "{bit}");
            }
        }
    }

    #[test]
    fn a_promise_of_more_than_is_allowed_is_refused_before_it_is_read() {
        let mut promise = frame(b"");
        promise[12..16].copy_from_slice(&u32::MAX.to_le_bytes());
        assert!(matches!(reading(&promise), Err(FrameError::TooMuch)));
        let too_long = vec![b'x'; LARGEST_TEXT as usize + 1];
        assert!(write(&mut io::sink(), &"head", &too_long, LARGEST_TEXT).is_err());
        assert!(write(&mut io::sink(), &"head", b"four", 3).is_err());
        assert!(matches!(read::<String>(&mut &*frame(b"four"), 3), Err(FrameError::TooMuch)));
    }
}
