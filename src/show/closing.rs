//! The last stop: where everything comes from, and what is to be said of the map.
//! Must not know what was shown before.

use std::collections::BTreeSet;
use std::path::Path;

use super::maker::Maker;
use super::stop::{Block, Content, Layout, Stop};
use super::words::{Notes, some_of, source_line};
use crate::i18n::{Lang, Localized, map_review, tr};

/// The most files in one list.
const MAX_FILES: usize = 12;

pub(super) fn closing(maker: &mut Maker<'_>) {
    let (project, own) = (maker.project, maker.own);
    let title = Localized::each(|lang| tr!(lang, "stage.closing").into_owned());
    let mut stop = Stop { layout: Layout::Board, ..Stop::new("closing", title) };
    let source = &own.policy.source;
    if !source.title.is_empty() {
        stop.blocks.push(Block::heading(0, Localized::each(|lang| tr!(lang, "stage.sources").into_owned())));
        stop.blocks.push(Block::new(0, Content::Text(source_line(source))));
        if !source.note.is_empty() {
            stop.blocks.push(Block::remark(0, source.note.clone()));
        }
    }
    stop.blocks.push(Block::heading(0, Localized::each(|lang| tr!(lang, "stage.notice").into_owned())));
    if !own.notice.is_empty() {
        stop.blocks.push(Block::new(0, Content::Text(own.notice.clone())));
    }
    let review = Localized::each(|lang| map_review(&own.map_review_number, lang));
    stop.blocks.push(Block::new(0, Content::Text(review)));
    let of: BTreeSet<usize> = maker.layers().filter_map(|layer| layer.file).collect();
    let paths = of.into_iter().filter_map(|file| Some(project.files.get(file)?.path.as_str()));
    let files: Vec<&str> = paths.filter_map(|path| Path::new(path).file_name()?.to_str()).collect();
    if !files.is_empty() {
        let text = |lang: Lang| tr!(lang, "sheet.data", files = some_of(&files, MAX_FILES, lang)).into_owned();
        stop.blocks.push(Block::remark(0, Localized::each(text)));
    }
    let mut notes = Notes::default();
    notes.add(Localized::each(|lang| {
        let parts: Vec<&str> = source.parts.iter().map(|part| part.title.get(lang)).collect();
        let parts = crate::i18n::list(&parts, lang);
        if parts.is_empty() { String::new() } else { tr!(lang, "stage.source-parts", list = parts).into_owned() }
    }));
    stop.notes = notes.text();
    maker.push(stop);
}
