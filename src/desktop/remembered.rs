//! What is remembered from one window to the next: the settings, and where each project was looked at from.
//! Must not know where it is kept: eframe does.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::stage::Added;
use crate::project::Project;
use crate::session::{Place, Session, Settings};

const KEY: &str = "session";
/// As many projects' views are kept; of more, the first by name go.
const KEPT: usize = 100;

/// What is remembered.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Remembered {
    settings: Option<Settings>,
    views: BTreeMap<String, Place>,
    /// Keys that the user added to those of the stage.
    pub(super) stage_keys: Added,
}

impl Remembered {
    /// What an earlier window left; nothing when it left nothing, or nothing that can be read.
    pub(super) fn load(storage: Option<&dyn eframe::Storage>) -> Self {
        let text = storage.and_then(|storage| storage.get_string(KEY));
        text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
    }

    /// The settings, if there was an earlier window.
    pub(super) fn settings(&self) -> Option<Settings> {
        self.settings
    }

    /// Where a project was looked at from.
    pub(super) fn place(&self, project: &Project) -> Option<Place> {
        self.views.get(&project.path).copied()
    }

    /// Takes in where a session looks from; a view of everything is not worth remembering.
    pub(super) fn view_of(&mut self, session: &Session) {
        let path = session.project().path.clone();
        match session.view().moved_place() {
            Some(place) => self.views.insert(path, place),
            None => self.views.remove(&path),
        };
        while self.views.len() > KEPT {
            self.views.pop_first();
        }
    }

    /// Lets a key ask for something on the stage, or no longer.
    pub(super) fn bind(&mut self, row: &str, key: String, add: bool) {
        let keys = self.stage_keys.entry(row.to_owned()).or_default();
        keys.retain(|other| *other != key);
        if add {
            keys.push(key);
        }
        self.stage_keys.retain(|_, keys| !keys.is_empty());
    }

    pub(super) fn save(&mut self, settings: Settings, storage: &mut dyn eframe::Storage) {
        self.settings = Some(settings);
        if let Ok(text) = serde_json::to_string(self) {
            storage.set_string(KEY, text);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Remembered;
    use crate::i18n::Lang;
    use crate::picture::Theme;
    use crate::project::Project;
    use crate::session::{Action, Session, Settings};

    #[derive(Default)]
    struct Drawer(BTreeMap<String, String>);

    impl eframe::Storage for Drawer {
        fn get_string(&self, key: &str) -> Option<String> {
            self.0.get(key).cloned()
        }

        fn set_string(&mut self, key: &str, value: String) {
            self.0.insert(key.to_owned(), value);
        }

        fn remove_string(&mut self, key: &str) {
            self.0.remove(key);
        }

        fn flush(&mut self) {}
    }

    #[test]
    fn settings_and_view_come_back() {
        let settings = Settings {
            lang: Lang::ZhHans,
            theme: Theme::Dark,
            reduced_motion: true,
            graticule: true,
            uncertainty: true,
        };
        let mut session = Session::new(Project::default(), settings);
        session.apply(Action::Resize([800.0, 600.0]));
        session.apply(Action::ZoomMiddle { factor: 8.0 });
        let mut drawer = Drawer::default();
        let mut remembered = Remembered::default();
        remembered.view_of(&session);
        remembered.save(settings, &mut drawer);
        let again = Remembered::load(Some(&drawer));
        assert_eq!(again.settings(), Some(settings));
        assert_eq!(again.place(session.project()), session.view().moved_place());
    }

    #[test]
    fn what_cannot_be_read_is_nothing() {
        let drawer = Drawer([("session".to_owned(), "{\"settings\": 7".to_owned())].into());
        assert_eq!(Remembered::load(Some(&drawer)), Remembered::default());
    }
}
