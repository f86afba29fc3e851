//! Frames: payloads that show when they are torn or rotted.

/// What a journal begins with. Another number is another format.
pub(super) const MAGIC: &[u8; 18] = b"nutgraf-journal 1\n";

/// What every format's journal begins with.
pub(super) const NAME: &[u8; 16] = b"nutgraf-journal ";

const HEAD: usize = 8 + 8 + 4;

/// A payload as a frame.
pub(super) fn framed(number: u64, payload: &[u8]) -> Vec<u8> {
    let mut frame = Vec::with_capacity(HEAD + payload.len());
    frame.extend(number.to_le_bytes());
    frame.extend((payload.len() as u64).to_le_bytes());
    let sum = sum(&frame, payload);
    frame.extend(sum.to_le_bytes());
    frame.extend(payload);
    frame
}

fn sum(head: &[u8], payload: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(head);
    hasher.update(payload);
    hasher.finalize()
}

/// The payloads of the frames in these bytes, up to the first that is not whole.
pub(super) struct Frames<'a> {
    rest: &'a [u8],
    next: u64,
}

impl<'a> Frames<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, next: 0 }
    }

    /// Whether bytes are left that are no whole frame.
    pub(super) fn is_torn(&self) -> bool {
        !self.rest.is_empty()
    }
}

impl<'a> Iterator for Frames<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let (number, rest) = self.rest.split_first_chunk::<8>()?;
        let (length, rest) = rest.split_first_chunk::<8>()?;
        let (expected, rest) = rest.split_first_chunk::<4>()?;
        let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
        let (payload, rest) = rest.split_at_checked(length)?;
        let is_next = u64::from_le_bytes(*number) == self.next;
        if !is_next || sum(&self.rest[..16], payload) != u32::from_le_bytes(*expected) {
            return None;
        }
        self.rest = rest;
        self.next += 1;
        Some(payload)
    }
}
