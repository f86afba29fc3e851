//! Pictures on the page: what takes their place, and their textures.
//!
//! # Invariants
//! - A frame decodes nothing and waits for nothing: it draws what is there, and asks for what
//!   is not.
//! - The textures that are kept are those of the last frame, and others up to a bound.

use std::collections::HashMap;

use egui::{
    ColorImage, Context, CornerRadius, Id, Pos2, Rect, Role, Sense, TextureFilter, TextureHandle,
    TextureOptions, Ui, Vec2, vec2,
};

use super::layout::{CODE_ROOM, NARROWEST, UnitLayouter, UnitPart};
use crate::{
    app::{ArticlePicture, ShownPicture, Workspace},
    ui::{
        theme::{Face, Theme},
        widgets,
    },
};
use nutgraf_engine::markdown::StyledText;

/// The most bytes of textures that are kept beyond those in view.
const MOST_BYTES: usize = 48 << 20;

/// The highest picture on the page, in points: more would not be seen as a whole.
const HIGHEST: f32 = 640.0;

/// Height of the place of a picture that is not shown, in points.
const PLACE: f32 = 72.0;

/// What stands in the place of a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
enum PictureShape {
    /// The picture, of this size in points.
    Shown(Vec2),
    /// Its words.
    Words,
}

/// Returns what stands in the place of a picture in a column of a width, in points.
fn shape(known: Option<&ArticlePicture>, width: f32) -> PictureShape {
    let Some(ArticlePicture::Shown(shown)) = known else { return PictureShape::Words };
    let [original_width, original_height] = shown.original.map(|edge| edge.max(1) as f32);
    let scale = (width / original_width).min(HIGHEST / original_height).min(1.0);
    let size = vec2(original_width * scale, original_height * scale);
    PictureShape::Shown(size.round().max(vec2(1.0, 1.0)))
}

/// Returns what is said in the place of a picture: its words, and why it is not shown.
fn words(known: Option<&ArticlePicture>, alternative: &str) -> (String, String) {
    let name = match alternative.trim() {
        "" => "Picture".to_owned(),
        words => words.to_owned(),
    };
    let state = match known {
        None | Some(ArticlePicture::Reading) => "The picture is being read…".to_owned(),
        Some(ArticlePicture::Problem(problem)) => format!("Not shown: {problem}."),
        Some(ArticlePicture::Shown(_)) => String::new(),
    };
    (name, state)
}

impl UnitLayouter<'_> {
    /// Lays out a picture, or what is said in its place.
    pub(super) fn picture(
        &self,
        address: &str,
        runs: &[StyledText],
        at: Pos2,
        width: f32,
        parts: &mut Vec<UnitPart>,
    ) -> f32 {
        let alternative: String = runs.iter().map(|run| run.text.as_str()).collect();
        let known = self.workspace.picture(address);
        let size = match shape(known, width) {
            PictureShape::Shown(size) => size,
            PictureShape::Words => {
                let (name, state) = words(known, &alternative);
                let inner = (width - 2.0 * CODE_ROOM.x).max(NARROWEST);
                let scale = &self.theme.type_scale;
                let palette = &self.theme.palette;
                let name =
                    self.plain(name, Face::DraftItalic.at(scale.draft.0 - 2.0), palette.ink, inner);
                let state =
                    self.plain(state, Face::Interface.at(scale.small.0), palette.dim, inner);
                let height = name.size().y + state.size().y + 2.0 * CODE_ROOM.y;
                let size = vec2(width, height.max(PLACE));
                let place = Rect::from_min_size(at, size);
                parts.push(UnitPart::Picture(place, address.to_owned(), alternative));
                let below = at + CODE_ROOM + vec2(0.0, name.size().y);
                parts.push(UnitPart::Words(at + CODE_ROOM, name, Vec::new()));
                parts.push(UnitPart::Words(below, state, Vec::new()));
                return place.bottom();
            }
        };
        let place = Rect::from_min_size(at, size);
        parts.push(UnitPart::Picture(place, address.to_owned(), alternative));
        place.bottom()
    }
}

/// The textures of pictures.
#[derive(Default)]
pub(super) struct PictureTextures {
    textures: HashMap<u64, PictureTexture>,
    frame: u64,
}

struct PictureTexture {
    handle: TextureHandle,
    bytes: usize,
    /// The frame that drew it last.
    used: u64,
}

impl PictureTextures {
    /// Begins a frame, and lets go of the textures that were not drawn for longest.
    pub(super) fn begin_frame(&mut self) {
        let last = self.frame;
        self.frame += 1;
        let mut unseen: Vec<(u64, u64, usize)> = self
            .textures
            .iter()
            .filter(|(_, texture)| texture.used < last)
            .map(|(serial, texture)| (texture.used, *serial, texture.bytes))
            .collect();
        unseen.sort_unstable();
        let mut bytes: usize = unseen.iter().map(|(.., bytes)| bytes).sum();
        for (_, serial, size) in unseen {
            if bytes <= MOST_BYTES {
                break;
            }
            bytes -= size;
            self.textures.remove(&serial);
        }
    }

    /// Returns the texture of a picture; `None` where its pixels have to be read again.
    fn texture(&mut self, ctx: &Context, shown: &ShownPicture) -> Option<&TextureHandle> {
        let frame = self.frame;
        if let Some(picture) =
            shown.pixels.as_ref().filter(|_| !self.textures.contains_key(&shown.serial))
        {
            let size = picture.size.map(|edge| edge as usize);
            let image = ColorImage::from_rgba_premultiplied(size, &picture.pixels);
            let options = TextureOptions {
                mipmap_mode: Some(TextureFilter::Linear),
                ..TextureOptions::LINEAR
            };
            let handle = ctx.load_texture("picture", image, options);
            let texture = PictureTexture { handle, bytes: picture.pixels.len(), used: frame };
            self.textures.insert(shown.serial, texture);
        }
        let texture = self.textures.get_mut(&shown.serial)?;
        texture.used = frame;
        Some(&texture.handle)
    }

    /// Draws a picture, or its place. Returns whether it has to be asked for.
    pub(super) fn draw(
        &mut self,
        ui: &Ui,
        theme: &Theme,
        workspace: &Workspace,
        (id, rect): (Id, Rect),
        (address, alternative): (&str, &str),
    ) -> bool {
        if !ui.clip_rect().intersects(rect) {
            return false;
        }
        let known = workspace.picture(address);
        let (name, state) = words(known, alternative);
        let response = widgets::named(ui.interact(rect, id, Sense::hover()), Role::Image, &name);
        let radius = CornerRadius::same(theme.metrics.radius as u8);
        let Some(ArticlePicture::Shown(shown)) = known else {
            ui.painter().rect_filled(rect, radius, theme.palette.side);
            let _ = response.on_hover_text(format!("{address}: {state}"));
            return known.is_none();
        };
        match self.texture(ui.ctx(), shown) {
            Some(texture) => {
                egui::Image::from_texture((texture.id(), rect.size()))
                    .corner_radius(radius)
                    .paint_at(ui, rect);
                false
            }
            None => {
                ui.painter().rect_filled(rect, radius, theme.palette.side);
                true
            }
        }
    }
}
