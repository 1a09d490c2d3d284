//! What stands in the write-ahead log beside a database (`SQLite` Database File Format, "The Write-Ahead Log") put into its pages.
//! Must not write either file: `SQLite` itself would.

/// The lengths of the header of the log and of each frame, bytes.
const HEADER: usize = 32;
const FRAME: usize = 24;
/// What a log begins with; its last bit says in which order of bytes its checksums are taken.
const MAGIC: u32 = 0x377f_0682;

/// A database with all that was committed to its log, and of how many pages that is; none where that is nothing.
pub(super) fn applied(database: &[u8], log: &[u8], most: usize) -> Option<(Vec<u8>, usize)> {
    let log = Log::of(log)?;
    if page_length(database)? != log.page {
        return None;
    }
    let page = log.page;
    let (frames, pages) = log.committed();
    let length = pages.checked_mul(page).filter(|length| *length <= most)?;
    let mut whole = database.to_vec();
    whole.resize(length, 0);
    for (number, content) in &frames {
        let at = (number - 1).checked_mul(page)?;
        // What lies beyond the end was cut off by a later transaction.
        if let Some(target) = whole.get_mut(at..at + page) {
            target.copy_from_slice(content);
        }
    }
    (!frames.is_empty()).then_some((whole, frames.len()))
}

/// How long the pages of a database are; none where its header says nothing that can be.
pub(super) fn page_length(database: &[u8]) -> Option<usize> {
    match usize::from(u16::from_be_bytes(*database.get(16..)?.first_chunk()?)) {
        1 => Some(1 << 16),
        length if length.is_power_of_two() && length >= 512 => Some(length),
        _ => None,
    }
}

/// A log being read.
struct Log<'a> {
    frames: &'a [u8],
    page: usize,
    is_big: bool,
    salts: &'a [u8],
    sums: [u32; 2],
}

impl<'a> Log<'a> {
    /// A log whose header is whole.
    fn of(bytes: &'a [u8]) -> Option<Self> {
        let (header, frames) = bytes.split_at_checked(HEADER)?;
        let magic = number(header, 0)?;
        let page = usize::try_from(number(header, 8)?).ok()?;
        let is_big = magic & 1 == 1;
        let sums = summed([0, 0], &header[..24], is_big);
        let is_whole = magic & !1 == MAGIC
            && page.is_power_of_two()
            && (512..=1 << 16).contains(&page)
            && [number(header, 24)?, number(header, 28)?] == sums;
        is_whole.then_some(Self { frames, page, is_big, salts: &header[16..24], sums })
    }

    /// The pages of all transactions that were committed, by their numbers from 1, and how many pages the database has after the last of them.
    fn committed(mut self) -> (Vec<(usize, &'a [u8])>, usize) {
        let (mut frames, mut whole, mut pages) = (Vec::new(), 0, 0);
        while let Some((number, page, size)) = self.next_frame() {
            frames.push((number, page));
            if size > 0 {
                (whole, pages) = (frames.len(), size);
            }
        }
        frames.truncate(whole);
        (frames, pages)
    }

    /// The next page that belongs to this log: what remains behind of an older one has other salts or sums.
    fn next_frame(&mut self) -> Option<(usize, &'a [u8], usize)> {
        let (header, rest) = self.frames.split_at_checked(FRAME)?;
        let (page, rest) = rest.split_at_checked(self.page)?;
        let sums = summed(summed(self.sums, &header[..8], self.is_big), page, self.is_big);
        let is_own = header[8..16] == *self.salts && [number(header, 16)?, number(header, 20)?] == sums;
        let at = usize::try_from(number(header, 0)?).ok().filter(|at| is_own && *at > 0)?;
        (self.frames, self.sums) = (rest, sums);
        Some((at, page, usize::try_from(number(header, 4)?).ok()?))
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_be_bytes(*bytes))
}

/// The checksum of pairs of numbers that follow those already summed.
fn summed([mut first, mut second]: [u32; 2], bytes: &[u8], is_big: bool) -> [u32; 2] {
    let of = |bytes: [u8; 4]| if is_big { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) };
    for [one, other] in bytes.as_chunks::<4>().0.as_chunks::<2>().0 {
        first = first.wrapping_add(of(*one)).wrapping_add(second);
        second = second.wrapping_add(of(*other)).wrapping_add(first);
    }
    [first, second]
}
