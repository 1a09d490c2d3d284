//! Which dialog is open over the map: one at a time.
//! Must not know what is in it.

/// A window within the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::desktop) enum Dialog {
    Open,
    Export,
    Help,
    CopyMenu,
    StageKeys,
    Outline,
    SelfCheck,
}

impl Dialog {
    /// Opens it, or closes it where it is open.
    pub(in crate::desktop) fn toggle(self, open: &mut Option<Self>) {
        *open = Some(self).filter(|_| *open != Some(self));
    }

    /// Shows it by what is told whether it is open, and may close it.
    pub(in crate::desktop) fn show(self, open: &mut Option<Self>, show: impl FnOnce(&mut bool)) {
        let was_open = *open == Some(self);
        let mut is_open = was_open;
        show(&mut is_open);
        if was_open && !is_open {
            *open = None;
        }
    }
}
