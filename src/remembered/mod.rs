//! What is remembered from one window to the next: the settings, where each project was looked at from and by what it was coloured, how its show was planned, and
//! where it broke off; what was opened lately, how it is to be read, and where files were put.
//! Must not know when it is kept, nor what a window is.

mod reading;
mod recent;
mod show_position;
mod symbology;

pub use recent::Recent;
pub use show_position::ShowPosition;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::project::{Project, ShowPlan};
use crate::session::{Action, Session, Settings, Viewpoint};
use reading::FileReading;
use symbology::Symbology;

/// As many projects' views are kept; of more, the first by name go.
const KEPT: usize = 100;
/// As many files that could not be read are kept beside the one that can.
const ASIDE: usize = 100;

/// Keys that a user has added to those of the stage, by the row's id, each as it is written.
pub type AddedKeys = BTreeMap<String, Vec<String>>;

/// What is remembered.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Remembered {
    settings: Option<Settings>,
    views: BTreeMap<String, Viewpoint>,
    /// Keys that the user added to those of the stage.
    stage_keys: AddedKeys,
    /// Whether the presenter's view opens with the show.
    presenter_view: bool,
    plans: BTreeMap<String, Planned>,
    /// By which fields layers were coloured and labelled, by the paths of their projects.
    symbology: BTreeMap<String, Symbology>,
    /// How files are to be read, by their paths, where the user said so.
    readings: BTreeMap<String, FileReading>,
    /// Where the window stood and how large it was, in eframe's words.
    window: Option<String>,
    recent: Recent,
    /// Whether anything is otherwise than it was kept last.
    #[serde(skip)]
    changed: bool,
}

/// A plan that is not in the project's file, and the one that was in there when it was made.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Planned {
    own: ShowPlan,
    plan: ShowPlan,
}

/// Why nothing is remembered.
#[derive(Debug)]
pub enum Forgotten {
    /// What an earlier window left cannot be read; it was kept under this name.
    Aside(PathBuf),
    /// It cannot be read, and not be put aside either: nothing may be kept in its place.
    InTheWay(io::Error),
}

impl Remembered {
    /// What an earlier window left in a file; nothing when it left none. What cannot be read of it is left out by itself.
    ///
    /// # Errors
    /// Why nothing of it can be read.
    pub fn load(file: &Path) -> Result<Self, Forgotten> {
        match fs::read(file) {
            Ok(bytes) => match serde_json::from_slice(&bytes) {
                Ok(Value::Object(all)) => Ok(Self::of(all)),
                _ => Err(put_aside(file).map_or_else(Forgotten::InTheWay, Forgotten::Aside)),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(Forgotten::InTheWay(error)),
        }
    }

    fn of(mut all: Map<String, Value>) -> Self {
        let settings = all.remove("settings").map(settings_of);
        let presenter_view = all.remove("presenter_view").is_some_and(|value| value == Value::Bool(true));
        Self {
            settings,
            views: each(all.remove("views")),
            stage_keys: each(all.remove("stage_keys")),
            presenter_view,
            plans: each(all.remove("plans")),
            symbology: each(all.remove("symbology")),
            readings: each(all.remove("readings")),
            window: all.remove("window").and_then(|window| serde_json::from_value(window).ok()),
            recent: all.remove("recent").and_then(|recent| serde_json::from_value(recent).ok()).unwrap_or_default(),
            changed: false,
        }
    }

    /// The bytes to keep, if anything has changed since they were asked for last.
    pub fn news(&mut self) -> Option<Vec<u8>> {
        if !std::mem::take(&mut self.changed) {
            return None;
        }
        serde_json::to_vec_pretty(self).ok()
    }

    /// The settings, if there was an earlier window.
    #[must_use]
    pub fn settings(&self) -> Option<Settings> {
        self.settings
    }

    /// Takes in the settings.
    pub fn settings_are(&mut self, settings: Settings) {
        self.changed |= self.settings.replace(settings) != Some(settings);
    }

    /// Keys that the user added to those of the stage.
    #[must_use]
    pub fn stage_keys(&self) -> &AddedKeys {
        &self.stage_keys
    }

    /// Whether the presenter's view opens with the show.
    #[must_use]
    pub fn presenter_view(&self) -> bool {
        self.presenter_view
    }

    /// Takes in whether it does.
    pub fn open_presenter_view(&mut self, opens: bool) {
        self.changed |= self.presenter_view != opens;
        self.presenter_view = opens;
    }

    /// Where the last window stood and how large it was, in eframe's words.
    #[must_use]
    pub fn window(&self) -> Option<&str> {
        self.window.as_deref()
    }

    /// Takes in where the window stands; while it is not known, it is where it was.
    pub fn window_is(&mut self, window: Option<String>) {
        if window.is_some() && self.window != window {
            self.window = window;
            self.changed = true;
        }
    }

    /// What was opened lately, and where a file was put last.
    #[must_use]
    pub fn recent(&self) -> &Recent {
        &self.recent
    }

    /// Takes in what was opened, the latest last.
    pub fn opened(&mut self, paths: &[PathBuf]) {
        self.changes_recent(|recent| paths.iter().for_each(|path| recent.open(path)));
    }

    /// Takes in where a file was put.
    pub fn saved(&mut self, file: &Path) {
        self.changes_recent(|recent| recent.save(file));
    }

    fn changes_recent(&mut self, change: impl FnOnce(&mut Recent)) {
        let before = self.recent.clone();
        change(&mut self.recent);
        self.changed |= self.recent != before;
    }

    /// Where a project was looked at from.
    #[must_use]
    pub fn place(&self, project: &Project) -> Option<Viewpoint> {
        self.views.get(&project.path()).copied()
    }

    /// Takes in where a session looks from; a view of everything is not worth remembering.
    pub fn view_of(&mut self, session: &Session) {
        let path = session.project().path();
        let place = session.lasting().view.moved_place();
        if self.views.get(&path).copied() == place {
            return;
        }
        self.changed = true;
        match place {
            Some(place) => self.views.insert(path, place),
            None => self.views.remove(&path),
        };
        while self.views.len() > KEPT {
            self.views.pop_first();
        }
    }

    /// What colours and labels a project that was just opened as they were.
    #[must_use]
    pub fn symbology(&self, project: &Project) -> Vec<Action> {
        self.symbology.get(&project.path()).map_or_else(Vec::new, |chosen| symbology::actions(chosen, project))
    }

    /// Takes in by which fields a session colours and labels, where that is not as its project says.
    pub fn symbology_of(&mut self, session: &Session) {
        let (path, chosen) = (session.project().path(), symbology::chosen_in(session));
        if self.symbology.get(&path).unwrap_or(&Symbology::new()) == &chosen {
            return;
        }
        self.changed = true;
        if chosen.is_empty() {
            self.symbology.remove(&path);
        } else {
            self.symbology.insert(path, chosen);
        }
        while self.symbology.len() > KEPT {
            self.symbology.pop_first();
        }
    }

    /// Lets a key ask for something on the stage, or no longer.
    pub fn bind(&mut self, row: &str, key: String, add: bool) {
        self.changed = true;
        let keys = self.stage_keys.entry(row.to_owned()).or_default();
        keys.retain(|other| *other != key);
        if add {
            keys.push(key);
        }
        self.stage_keys.retain(|_, keys| !keys.is_empty());
    }

    /// The plan of the show of a project that was just opened; none when nothing was changed about it, or when its file has another
    /// plan by now.
    #[must_use]
    pub fn plan(&self, project: &Project) -> Option<ShowPlan> {
        let planned = self.plans.get(&project.path()).filter(|planned| planned.own == project.show_plan())?;
        Some(planned.plan.clone())
    }

    /// Takes in the plan of a session's show, of which `own` stands in the project's file.
    pub fn plan_of(&mut self, session: &Session, own: &ShowPlan) {
        let (path, plan) = (session.project().path(), session.plan());
        if plan == own {
            self.changed |= self.plans.remove(&path).is_some();
        } else if !self.plans.get(&path).is_some_and(|planned| planned.own == *own && planned.plan == *plan) {
            self.changed = true;
            self.plans.insert(path, Planned { own: own.clone(), plan: plan.clone() });
        }
        while self.plans.len() > KEPT {
            self.plans.pop_first();
        }
    }
}

/// Settings as they were kept, each that cannot be read as it is by itself.
fn settings_of(kept: Value) -> Settings {
    let (Value::Object(kept), Ok(mut all)) = (kept, serde_json::to_value(Settings::default())) else {
        return Settings::default();
    };
    for (name, value) in kept {
        let before = all.clone();
        all[name] = value;
        if serde_json::from_value::<Settings>(all.clone()).is_err() {
            all = before;
        }
    }
    serde_json::from_value(all).unwrap_or_default()
}

/// The values of an object that can be read.
fn each<T: DeserializeOwned>(values: Option<Value>) -> BTreeMap<String, T> {
    let Some(Value::Object(values)) = values else { return BTreeMap::new() };
    values.into_iter().filter_map(|(name, value)| Some((name, serde_json::from_value(value).ok()?))).collect()
}

/// Gives a file a name beside its own that no other has.
fn put_aside(file: &Path) -> io::Result<PathBuf> {
    let names = (1..=ASIDE).map(|number| file.with_extension(format!("unread-{number}.json")));
    let aside = names.into_iter().find(|name| !name.exists()).ok_or(io::ErrorKind::AlreadyExists)?;
    fs::rename(file, &aside).map(|()| aside)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Forgotten, Remembered};
    use crate::i18n::Lang;
    use crate::picture::Theme;
    use crate::project::{Project, ProjectContent, ShowPlan, StopEntry};
    use crate::session::{Action, Session, Settings};

    /// What another window remembers of this.
    fn again(remembered: &mut Remembered) -> Remembered {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("remembered.json");
        fs::write(&file, remembered.news().expect("something new")).expect("a file");
        assert_eq!(remembered.news(), None, "said once");
        Remembered::load(&file).expect("it can be read")
    }

    fn plan(id: &str) -> ShowPlan {
        let stops = vec![StopEntry { id: id.to_owned(), hide: true, ..StopEntry::default() }];
        ShowPlan { stops, ..ShowPlan::default() }
    }

    #[test]
    fn settings_and_view_come_back() {
        let settings = Settings {
            lang: Lang::ZhHans,
            theme: Theme::Dark,
            reduced_motion: true,
            graticule: true,
            uncertainty: true,
            ground: false,
        };
        let mut session = Session::new(Project::default(), settings);
        session.apply(Action::Resize([800.0, 600.0]));
        session.apply(Action::ZoomMiddle { factor: 8.0 });
        let mut remembered = Remembered::default();
        assert_eq!(remembered.news(), None);
        remembered.view_of(&session);
        remembered.settings_are(settings);
        let again = again(&mut remembered);
        assert_eq!(again.settings(), Some(settings));
        assert_eq!(again.place(session.project()), session.view().moved_place());
        remembered.view_of(&session);
        remembered.settings_are(settings);
        remembered.plan_of(&session, &ShowPlan::default());
        remembered.open_presenter_view(false);
        assert_eq!(remembered.news(), None, "nothing has changed");
    }

    #[test]
    fn a_plan_comes_back_unless_the_file_has_another_by_now() {
        let mut session = Session::new(Project::default(), Settings::default());
        session.apply(Action::PlanShow(plan("a")));
        let mut remembered = Remembered::default();
        remembered.plan_of(&session, &ShowPlan::default());
        let again = again(&mut remembered);
        assert_eq!(again.plan(&Project::default()), Some(plan("a")));
        let mut changed = ProjectContent::default();
        changed.own.show = plan("b");
        assert_eq!(again.plan(&changed.into()), None);
        remembered.plan_of(&session, &plan("a"));
        assert_eq!(remembered.plan(&Project::default()), None, "it is in the file");
        assert!(remembered.news().is_some());
    }

    #[test]
    fn what_cannot_be_read_takes_nothing_else_with_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("remembered.json");
        let view = r#"{"center":[113.5,23.0],"points_per_world":5e6}"#;
        let text = format!(
            r#"{{"window":["a"],"settings":{{"lang":"Klingon","theme":"dark","reduced_motion":7,"graticule":true,"newer":[]}},"newer":1,
            "views":{{"a":{view},"b":{{"center":null}},"c":{view}}},"stage_keys":{{"next":["J"],"back":7}},"presenter_view":"yes",
            "plans":{{"a":{{"own":{{"stops":[]}},"plan":{{"stops":[{{"id":"x","hide":true}}]}}}},"b":[]}}}}"#
        );
        fs::write(&file, text).expect("a file");
        let remembered = Remembered::load(&file).expect("it can be read");
        let wanted = Settings { theme: Theme::Dark, graticule: true, ..Settings::default() };
        assert_eq!(remembered.settings(), Some(wanted));
        assert_eq!(remembered.views.keys().collect::<Vec<_>>(), ["a", "c"]);
        assert_eq!(remembered.stage_keys().keys().collect::<Vec<_>>(), ["next"]);
        assert!(!remembered.presenter_view());
        assert_eq!(remembered.window(), None);
        assert_eq!(remembered.plans["a"].plan, plan("x"));
    }

    #[test]
    fn a_file_that_cannot_be_read_is_kept_aside() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("remembered.json");
        assert_eq!(Remembered::load(&file).expect("none is no fault"), Remembered::default());
        for (number, torn) in ["{\"settings\": 7", "[]", ""].into_iter().enumerate() {
            fs::write(&file, torn).expect("a file");
            let Err(Forgotten::Aside(aside)) = Remembered::load(&file) else { panic!("{torn}") };
            assert_eq!(aside, folder.path().join(format!("remembered.unread-{}.json", number + 1)));
            assert_eq!(fs::read_to_string(&aside).expect("a file"), torn);
            assert!(!file.exists());
        }
        fs::create_dir(&file).expect("a folder where a file should be");
        assert!(matches!(Remembered::load(&file), Err(Forgotten::InTheWay(_))));
    }
}
