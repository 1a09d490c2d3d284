//! Which dialog is open over the map: one at a time.
//! Must not know what is in it.

use egui::{Align2, Context, Id, LayerId, Order, Sense, Ui, UiBuilder, Window};

use crate::desktop::theme;

/// A window within the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::desktop) enum Dialog {
    Open,
    Export,
    HandOut,
    SaveData,
    Print,
    Help,
    CopyMenu,
    Commands,
    MapMenu,
    StageKeys,
    Outline,
    SelfCheck,
    Symbology,
    Import,
}

impl Dialog {
    /// Opens it, or closes it where it is open.
    pub(in crate::desktop) fn toggle(self, open: &mut Option<Self>) {
        *open = Some(self).filter(|_| *open != Some(self));
    }

    /// Takes pointer and keyboard from all that is below it; whether there was a click beside it. The outline stays beside the map,
    /// which is looked at while it is written.
    pub(in crate::desktop) fn take_input(self, context: &Context) -> bool {
        if self == Self::Outline {
            return false;
        }
        let (id, screen) = (Id::unique(self).with("backdrop"), context.content_rect());
        let layer = LayerId::new(Order::Middle, Id::unique(self));
        context.memory_mut(|memory| memory.set_modal_layer(layer));
        // That alone takes only the keyboard. What lies below the dialog in its own layer takes the pointer, and never the focus.
        let ui = Ui::new(context.clone(), id, UiBuilder::new().layer_id(layer).max_rect(screen));
        let backdrop = ui.interact(screen, id.with("press"), Sense::CLICK | Sense::DRAG);
        backdrop.clicked() || backdrop.secondary_clicked() || backdrop.drag_stopped()
    }

    /// Its frame, in the middle, with a title and the sign that closes it.
    pub(super) fn window<'open>(self, title: &str, open: &'open mut bool) -> Window<'open> {
        Window::new(theme::strong(title, 16.0))
            .id(Id::unique(self))
            .open(open)
            .anchor(Align2::CENTER_CENTER, [0.0, 0.0])
            .collapsible(false)
            .resizable(false)
            // It is there at once, however long a frame takes.
            .fade_in(false)
            .fade_out(false)
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
