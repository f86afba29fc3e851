//! The pictures of the open article, as far as they were asked for.
//!
//! # Invariants
//! - A picture is read once for as long as its file is as it was; whether it still is, is
//!   looked at when the window comes to the front.
//! - The pixels that are kept are bounded; a picture whose pixels were let go keeps its size,
//!   so that nothing moves.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    app::effect::Effect,
    exchange::picture::{PictureReading, PictureStamp},
};
use nutgraf_import::Picture;

/// The most bytes of pixels that are kept: two or three pictures as large as they come.
const MOST_BYTES: usize = 32 << 20;

/// The most addresses that are known.
const MOST_PICTURES: usize = 1_000;

/// What is known of a picture.
#[derive(Clone, Debug)]
pub enum ArticlePicture {
    /// It is being read.
    Reading,
    /// It can be shown.
    Shown(ShownPicture),
    /// Why it cannot be shown, as the end of a sentence.
    Problem(String),
}

/// A picture that can be shown.
#[derive(Clone, Debug)]
pub struct ShownPicture {
    /// Differs from that of every other picture, and of an earlier one of the same file.
    pub serial: u64,
    /// Width and height of the file's picture, in pixels.
    pub original: [u32; 2],
    /// Its pixels, as long as they are kept.
    pub pixels: Option<Arc<Picture>>,
    stamp: PictureStamp,
}

/// The pictures of the open article, by their address in the draft.
#[derive(Debug, Default)]
pub(in crate::app) struct PictureState {
    project: Option<PathBuf>,
    known: HashMap<String, ArticlePicture>,
    /// Addresses whose pixels are kept, the one that was read last at the end.
    kept: Vec<String>,
    serial: u64,
}

impl PictureState {
    /// Returns what is known of a picture; `None` where it was not asked for.
    pub(in crate::app) fn get(&self, address: &str) -> Option<&ArticlePicture> {
        self.known.get(address)
    }

    /// Rises whenever something becomes known of a picture.
    pub(in crate::app) fn serial(&self) -> u64 {
        self.serial
    }

    /// Forgets the pictures of another article.
    pub(in crate::app) fn follow(&mut self, project: Option<&Path>) {
        if self.project.as_deref() != project {
            self.serial += 1;
            *self = Self {
                project: project.map(Path::to_owned),
                serial: self.serial,
                ..Self::default()
            };
        }
    }

    /// Asks for a picture that is not known, or whose pixels are not kept.
    pub(in crate::app) fn ask(&mut self, address: String) -> Option<Effect> {
        match self.known.get(&address) {
            Some(ArticlePicture::Reading | ArticlePicture::Problem(_)) => return None,
            Some(ArticlePicture::Shown(shown)) if shown.pixels.is_some() => return None,
            Some(ArticlePicture::Shown(_)) => {}
            None => {
                if self.known.len() >= MOST_PICTURES {
                    self.known.clear();
                    self.kept.clear();
                }
                self.known.insert(address.clone(), ArticlePicture::Reading);
            }
        }
        Some(self.read(address, None))
    }

    /// Asks for all pictures again whose files are not as they were.
    pub(in crate::app) fn ask_again(&self) -> Vec<Effect> {
        let known = self.known.iter().filter_map(|(address, picture)| match picture {
            ArticlePicture::Reading => None,
            ArticlePicture::Shown(shown) => Some((address, Some(shown.stamp.clone()))),
            ArticlePicture::Problem(_) => Some((address, None)),
        });
        known.map(|(address, stamp)| self.read(address.clone(), stamp)).collect()
    }

    fn read(&self, address: String, known: Option<PictureStamp>) -> Effect {
        Effect::ReadPicture { project: self.project.clone(), address, known }
    }

    /// Takes in what came of a picture.
    pub(in crate::app) fn take(
        &mut self,
        project: Option<&Path>,
        address: String,
        reading: PictureReading,
    ) {
        if self.project.as_deref() != project {
            return;
        }
        let picture = match reading {
            PictureReading::Unchanged => return,
            PictureReading::Problem(problem) => {
                let problem = ArticlePicture::Problem(problem.to_string());
                let is_same = |known: &&ArticlePicture| match (known, &problem) {
                    (ArticlePicture::Problem(known), ArticlePicture::Problem(now)) => known == now,
                    _ => false,
                };
                if self.known.get(&address).filter(is_same).is_some() {
                    return;
                }
                problem
            }
            PictureReading::Shown(stamp, pixels) => {
                let original = pixels.original;
                let serial = self.serial + 1;
                let pixels = Some(pixels);
                ArticlePicture::Shown(ShownPicture { serial, original, pixels, stamp })
            }
        };
        self.serial += 1;
        self.kept.retain(|kept| *kept != address);
        if matches!(picture, ArticlePicture::Shown(_)) {
            self.kept.push(address.clone());
        }
        self.known.insert(address, picture);
        self.let_go();
    }

    /// Lets go of the pixels that were read first, until those that are kept are few enough.
    fn let_go(&mut self) {
        let Self { known, kept, .. } = self;
        let size =
            |known: &HashMap<String, ArticlePicture>, address: &String| match known.get(address) {
                Some(ArticlePicture::Shown(shown)) => {
                    shown.pixels.as_ref().map_or(0, |picture| picture.pixels.len())
                }
                _ => 0,
            };
        let mut bytes: usize = kept.iter().map(|address| size(known, address)).sum();
        // The last one is kept however large it is: it was asked for.
        while bytes > MOST_BYTES && kept.len() > 1 {
            let first = kept.remove(0);
            bytes -= size(known, &first);
            if let Some(ArticlePicture::Shown(shown)) = known.get_mut(&first) {
                shown.pixels = None;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::picture::PictureProblem;

    fn picture(bytes: usize) -> Arc<Picture> {
        let edge = (bytes / 4) as u32;
        Arc::new(Picture { size: [edge, 1], original: [edge, 1], pixels: vec![0; bytes] })
    }

    fn shown(state: &PictureState, address: &str) -> Option<bool> {
        match state.get(address) {
            Some(ArticlePicture::Shown(shown)) => Some(shown.pixels.is_some()),
            _ => None,
        }
    }

    #[test]
    fn a_picture_is_asked_for_once_and_forgotten_with_its_article() {
        let mut state = PictureState::default();
        let (one, other) = (Some(Path::new("/a/one.ron")), Some(Path::new("/b/two.ron")));
        state.follow(one);
        assert!(state.ask("a.png".into()).is_some());
        assert!(state.ask("a.png".into()).is_none());
        state.take(one, "a.png".into(), PictureReading::Problem(PictureProblem::Missing));
        assert!(state.ask("a.png".into()).is_none());
        assert_eq!(state.ask_again().len(), 1, "it may be there by now");
        state.follow(other);
        assert!(state.get("a.png").is_none());
        state.take(one, "a.png".into(), PictureReading::Problem(PictureProblem::Missing));
        assert!(state.get("a.png").is_none(), "it was the other article's");
    }

    #[test]
    fn the_pixels_that_are_kept_are_bounded_and_come_back_when_they_are_asked_for() {
        let stamp = PictureStamp::default();
        let mut state = PictureState::default();
        for address in ["a", "b", "c"] {
            state.ask(address.into());
            let reading = PictureReading::Shown(stamp.clone(), picture(MOST_BYTES / 2));
            state.take(None, address.into(), reading);
        }
        assert_eq!(
            ["a", "b", "c"].map(|address| shown(&state, address)),
            [false, true, true].map(Some)
        );
        assert!(state.ask("a".into()).is_some() && state.ask("c".into()).is_none());
    }
}
