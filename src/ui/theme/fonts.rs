//! The bundled fonts.
//!
//! # Invariants
//! Every name of a font is in this file; panels name a [`Face`].

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily, FontId};

/// A face of the bundled fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Face {
    Draft,
    DraftItalic,
    DraftSemiBold,
    DraftSemiBoldItalic,
    Interface,
    InterfaceMedium,
    InterfaceSemiBold,
    Mono,
}

impl Face {
    fn name(self) -> &'static str {
        match self {
            Self::Draft => "Literata",
            Self::DraftItalic => "Literata Italic",
            Self::DraftSemiBold => "Literata SemiBold",
            Self::DraftSemiBoldItalic => "Literata SemiBold Italic",
            Self::Interface => "Inter",
            Self::InterfaceMedium => "Inter Medium",
            Self::InterfaceSemiBold => "Inter SemiBold",
            Self::Mono => "Plex Mono",
        }
    }

    /// Returns the face at a size in points.
    pub fn at(self, size: f32) -> FontId {
        let family = match self {
            Self::Interface => FontFamily::Proportional,
            Self::Mono => FontFamily::Monospace,
            other => FontFamily::Name(other.name().into()),
        };
        FontId::new(size, family)
    }
}

/// Returns the definitions of the bundled fonts for egui.
pub(super) fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let files: [(&str, &'static [u8]); 9] = [
        (Face::Draft.name(), include_bytes!("../../../assets/fonts/Literata-Regular.ttf")),
        (Face::DraftItalic.name(), include_bytes!("../../../assets/fonts/Literata-Italic.ttf")),
        (Face::DraftSemiBold.name(), include_bytes!("../../../assets/fonts/Literata-SemiBold.ttf")),
        (
            Face::DraftSemiBoldItalic.name(),
            include_bytes!("../../../assets/fonts/Literata-SemiBoldItalic.ttf"),
        ),
        (Face::Interface.name(), include_bytes!("../../../assets/fonts/Inter-Regular.ttf")),
        (Face::InterfaceMedium.name(), include_bytes!("../../../assets/fonts/Inter-Medium.ttf")),
        (
            Face::InterfaceSemiBold.name(),
            include_bytes!("../../../assets/fonts/Inter-SemiBold.ttf"),
        ),
        (Face::Mono.name(), include_bytes!("../../../assets/fonts/PlexMono-Regular.ttf")),
        ("Symbols", include_bytes!("../../../assets/fonts/Symbols.ttf")),
    ];
    for (name, bytes) in files {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
        let family = match name {
            name if name == Face::Interface.name() => FontFamily::Proportional,
            name if name == Face::Mono.name() => FontFamily::Monospace,
            name => FontFamily::Name(name.into()),
        };
        // Missing glyphs come from the interface's face, then from the symbols.
        let mut chain = vec![name.to_owned()];
        chain.extend([Face::Interface.name(), "Symbols"].map(str::to_owned));
        chain.dedup();
        fonts.families.insert(family, chain);
    }
    fonts
}
