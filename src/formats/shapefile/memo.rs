//! The long texts beside a table of a shapefile: blocks of a `.dbt` (dBASE III and IV) or an `.fpt` (`FoxPro`), by their numbers.
//! Must not know which column a text is of.

use std::borrow::Cow;

/// The length of a block where the file does not say another, bytes.
const BLOCK: usize = 512;
/// What ends a text of dBASE III, and what one of dBASE IV begins with.
const END: u8 = 0x1a;
const LONG: [u8; 4] = [0xff, 0xff, 0x08, 0x00];

/// All texts beside a table.
pub(super) struct Memos {
    bytes: Cow<'static, [u8]>,
    block: usize,
    is_foxpro: bool,
}

impl Memos {
    /// The texts in the bytes of an `.fpt`, or of a `.dbt`.
    pub(super) fn of(bytes: Cow<'static, [u8]>, is_foxpro: bool) -> Self {
        let two = |at: usize| bytes.get(at..).and_then(|rest| rest.first_chunk().copied());
        let said = if is_foxpro { two(6).map(u16::from_be_bytes) } else { two(20).map(u16::from_le_bytes) };
        let block = usize::from(said.unwrap_or(0));
        // The third version has blocks of one length, and anything there.
        let is_said = is_foxpro || block >= BLOCK && block.is_multiple_of(BLOCK);
        Self { block: if is_said && block > 0 { block } else { BLOCK }, bytes, is_foxpro }
    }

    /// The text of a field, which holds the number of its block in digits, or in four bytes; none where there is none.
    pub(super) fn text(&self, field: &[u8]) -> Option<&[u8]> {
        let number = match *field {
            [a, b, c, d] => u32::from_le_bytes([a, b, c, d]),
            _ => std::str::from_utf8(field.trim_ascii()).ok()?.parse().ok()?,
        };
        let from = usize::try_from(number).ok().filter(|number| *number > 0)?.checked_mul(self.block)?;
        let rest = self.bytes.get(from..)?;
        let (head, text) = rest.split_at_checked(8)?;
        let length = |at: usize| head[at..].first_chunk().copied();
        if self.is_foxpro {
            // Other types are pictures and objects.
            let is_text = length(0).map(u32::from_be_bytes) == Some(1);
            let length = usize::try_from(length(4).map(u32::from_be_bytes)?).ok()?;
            return text.get(..length).filter(|_| is_text);
        }
        if head.starts_with(&LONG) {
            let length = usize::try_from(length(4).map(u32::from_le_bytes)?).ok()?;
            return text.get(..length.checked_sub(8)?);
        }
        Some(&rest[..memchr::memchr(END, rest)?])
    }
}
