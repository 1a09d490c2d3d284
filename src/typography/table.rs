//! Values by their number, each made when it is first asked for, so that a font of many thousand glyphs costs nothing to open.
//! Must not know what the values are.

use std::sync::OnceLock;

/// So many values are given room at once.
const PAGE: usize = 256;

type Page<T> = Box<[OnceLock<T>]>;

/// Values by number, below a count.
pub(super) struct Table<T> {
    pages: Box<[OnceLock<Page<T>>]>,
}

impl<T> Table<T> {
    /// Room for so many values.
    pub(super) fn new(count: usize) -> Self {
        Self { pages: room(count.div_ceil(PAGE)) }
    }

    /// A value, made if nobody asked for it before; none where there is no room for its number.
    pub(super) fn get(&self, at: usize, make: impl FnOnce() -> T) -> Option<&T> {
        let page = self.pages.get(at / PAGE)?.get_or_init(|| room(PAGE));
        Some(page[at % PAGE].get_or_init(make))
    }
}

fn room<T>(count: usize) -> Box<[OnceLock<T>]> {
    std::iter::repeat_with(OnceLock::new).take(count).collect()
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn a_value_is_made_once_and_kept() {
        let table = Table::new(300);
        assert_eq!(table.get(299, || 7), Some(&7));
        assert_eq!(table.get(299, || 8), Some(&7));
        assert_eq!(table.get(0, || 9), Some(&9));
        assert_eq!(table.get(1000, || 9), None);
    }
}
