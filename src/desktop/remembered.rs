//! What is remembered from one window to the next: the settings, where each project was looked at from, and how its show
//! was planned.
//! Must not know where it is kept: eframe does.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::stage::Added;
use crate::project::{Project, ShowPlan};
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
    /// Whether the presenter's view opens with the show.
    pub(super) presenter_view: bool,
    plans: BTreeMap<String, Planned>,
}

/// A plan that is not in the project's file, and the one that was in there when it was made.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Planned {
    own: ShowPlan,
    plan: ShowPlan,
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

    /// The plan of the show of a project that was just opened; none when nothing was changed about it, or when its file has another
    /// plan by now.
    pub(super) fn plan(&self, project: &Project) -> Option<ShowPlan> {
        let planned = self.plans.get(&project.path).filter(|planned| planned.own == project.show)?;
        Some(planned.plan.clone())
    }

    /// Takes in the plan of a session's show, of which `own` stands in the project's file.
    pub(super) fn plan_of(&mut self, session: &Session, own: &ShowPlan) {
        let (path, plan) = (session.project().path.clone(), session.project().show.clone());
        if plan == *own {
            self.plans.remove(&path);
        } else {
            self.plans.insert(path, Planned { own: own.clone(), plan });
        }
        while self.plans.len() > KEPT {
            self.plans.pop_first();
        }
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
    use crate::project::{Project, ShowPlan, StopEntry};
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
    fn a_plan_comes_back_unless_the_file_has_another_by_now() {
        let plan =
            |id: &str| ShowPlan { stops: vec![StopEntry { id: id.to_owned(), hide: true, ..StopEntry::default() }] };
        let mut session = Session::new(Project::default(), Settings::default());
        session.apply(Action::PlanShow(plan("a")));
        let (mut drawer, mut remembered) = (Drawer::default(), Remembered::default());
        remembered.plan_of(&session, &ShowPlan::default());
        remembered.save(session.settings(), &mut drawer);
        let again = Remembered::load(Some(&drawer));
        assert_eq!(again.plan(&Project::default()), Some(plan("a")));
        let mut changed = Project::default();
        changed.show = plan("b");
        assert_eq!(again.plan(&changed), None);
        remembered.plan_of(&session, &plan("a"));
        assert_eq!(remembered.plan(&Project::default()), None, "it is in the file");
    }

    #[test]
    fn what_cannot_be_read_is_nothing() {
        let drawer = Drawer([("session".to_owned(), "{\"settings\": 7".to_owned())].into());
        assert_eq!(Remembered::load(Some(&drawer)), Remembered::default());
    }
}
