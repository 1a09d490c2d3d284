//! The features of a collection read by several threads, with the outcome that one would have.
//! Must not know what is in a feature.

use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use super::reader::{Ahead, Reader};
use super::scanner::Scanner;
use crate::formats::error::ReadError;
use crate::threads;

/// How many bytes a thread reads at a time: more than it takes to hand them over, less than a cache holds.
const PIECE: usize = 1 << 18;

/// How a text is read.
#[derive(Clone, Copy)]
pub(super) struct Chunking {
    /// How many threads read; with one, it is the thread that asks.
    pub(super) threads: usize,
    /// About how many bytes each reads at a time.
    pub(super) piece: usize,
}

impl Chunking {
    /// By the thread that asks.
    pub(super) const ONE: Self = Self { threads: 1, piece: PIECE };

    /// What suits this machine and a text.
    pub(super) fn of(text: &str) -> Self {
        Self { threads: threads::cores().min(text.len() / PIECE), piece: PIECE }
    }
}

/// A part of an array of features: what was read, where that ended, and whether there are more.
type Part<'a> = Result<(Reader, Scanner<'a>, bool), ReadError>;

/// An array of features, in pieces that begin where a feature seems to begin. What was read of a piece counts when all
/// before it has come to that very place as the beginning of a feature, so that it is no guess any more.
pub(super) fn features<'a>(reader: &mut Reader, scan: &mut Scanner<'a>, chunking: Chunking) -> Result<(), ReadError> {
    let text = scan.text();
    scan.open(b'[', "expected.features")?;
    if !scan.more(b']')? {
        return Ok(());
    }
    if chunking.threads < 2 {
        return run(reader, scan, text.len()).map(drop);
    }
    let (starts, ahead) = (starts(text, scan.place(), chunking.piece), reader.ahead());
    thread::scope(|scope| {
        let read_every = |first: usize| -> Receiver<Part<'a>> {
            let (sender, receiver) = sync_channel(1);
            let own = starts.windows(2).skip(first).step_by(chunking.threads);
            let work = move || own.map(|piece| part(text, piece, ahead)).all(|part| sender.send(part).is_ok());
            // One that is refused sends nothing.
            let _begun = threads::begin(scope, work);
            receiver
        };
        let receivers: Vec<_> = (0..chunking.threads).map(read_every).collect();
        let mut more = true;
        for (&start, receiver) in starts.iter().zip(receivers.iter().cycle()) {
            more = more && run(reader, scan, start)?;
            // No part comes from a thread that was refused or has ended: it is read here, as what follows.
            let Ok(part) = receiver.recv() else { continue };
            if more && scan.place() == start {
                let (later, after, more_after) = part?;
                reader.append(later);
                (*scan, more) = (after, more_after);
            }
        }
        if more { run(reader, scan, text.len()).map(drop) } else { Ok(()) }
    })
}

fn part<'a>(text: &'a str, piece: &[usize], before: Ahead) -> Part<'a> {
    let (start, end) = (piece[0], piece[1]);
    let (mut reader, mut scan) = (before.later(), Scanner::new(text, start));
    let more = run(&mut reader, &mut scan, end)?;
    Ok((reader, scan, more))
}

/// Reads features up to the first that begins at an offset or later; false when there is none.
fn run(reader: &mut Reader, scan: &mut Scanner<'_>, end: usize) -> Result<bool, ReadError> {
    while scan.place() < end {
        reader.feature(scan)?;
        if !scan.more(b']')? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Where the pieces begin: the first feature, then where others seem to, and last the end of the text.
fn starts(text: &str, first: usize, piece: usize) -> Vec<usize> {
    let mut starts = vec![first];
    let mut from = first + piece;
    while let Some(start) = seems_to_begin(text, from) {
        starts.push(start);
        from = start + piece;
    }
    starts.push(text.len());
    starts
}

/// The bracket before the next `"Feature"`, which nearly every writer puts first.
fn seems_to_begin(text: &str, from: usize) -> Option<usize> {
    let after = text.get(text.ceil_char_boundary(from)..)?;
    let bracket = after.match_indices("\"Feature\"").find_map(|(word, _)| after[..word].rfind('{'))?;
    Some(text.len() - after.len() + bracket)
}
