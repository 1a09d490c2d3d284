//! The window: its bars, panels and map, and what each of them asks for, done.
//! Must not change the session but by actions.

mod checking;
mod commands;
mod comparing;
mod exporting;
mod glyphs;
mod on_disk;
mod opening;
mod over;
mod pasting;
mod places;
mod presenting;
mod remembering;
mod staging;
mod symbology;

use std::path::PathBuf;
use std::time::Duration;

use egui::{Context, Ui, ViewportCommand};

use super::canvas::Canvas;
use super::command;
use super::focus::{Focus, Region};
use super::in_turn::InTurn;
use super::job::Job;
use super::keeper::Keeper;
use super::messages::{MessageKind, Messages};
use super::panels::{
    Dialog, PanelContext, card, checks, command_list, compare, export, hand_out, import, layers, map_menu, open,
    outline, print, rehearsal, save_data, search, stage_keys, status, symbology as symbology_panel, tools, top,
};
use super::presenter;
use super::request::Request;
use super::reveal::{Revealing, reveal};
use super::right_to_left::RightToLeft;
use super::stage::{Awake, Resume, Stage};
use super::textures::InOrder;
use super::thumbnails::Thumbnails;
use super::window_placement;
use super::{Gpu, fonts, theme};
use crate::draw::prepare_ground;
use crate::formats::{OpenError, by_themselves};
use crate::i18n::{Lang, tr};
use crate::picture::{ColourRole, Theme};
use crate::remembered::Remembered;
use crate::session::{self, Action, Compared, Findings, Session};
use exporting::Exporting;
use on_disk::OnDisk;
use opening::Opened;
use pasting::Pasted;
use places::CardSubject;

/// Narrower windows than this begin with the left panel folded.
const NARROW: f32 = 1100.0;
/// The heights of the bars above and below the map, and the widths of the panels beside it, in points.
const TOP: f32 = 48.0;
const STATUS: f32 = 30.0;
const LAYERS: f32 = 252.0;
const CARD: f32 = 400.0;

/// The whole window.
#[derive(Default)]
pub struct App {
    context: Context,
    session: Session,
    paths: Vec<PathBuf>,
    canvas: Canvas,
    search: search::State,
    status: status::State,
    open: open::State,
    export: export::State,
    hand_out: hand_out::State,
    on_disk: OnDisk,
    save_data: save_data::State,
    import: import::State,
    pasted: Pasted,
    print: print::State,
    compare: compare::State,
    outline: outline::State,
    rehearsal: rehearsal::State,
    presenter: presenter::State,
    pictures: Thumbnails,
    loading: Option<Job<Opened>>,
    /// What is being opened.
    opening: Vec<PathBuf>,
    exporting: Option<Exporting>,
    checking: Option<Job<Findings>>,
    grouping: Option<Job<()>>,
    comparing: Option<Job<Result<Compared, OpenError>>>,
    /// The characters of its names that no font has, being looked for.
    glyphs: Option<Job<Vec<char>>>,
    /// The land of the world being unpacked, for which no frame waits.
    ground: Option<Job<()>>,
    /// The file of the other version, if there is one and it is a file.
    compared_with: Option<PathBuf>,
    revealing: Option<Revealing>,
    messages: Messages,
    dialog: Option<Dialog>,
    /// The dialog that was open in the last frame.
    dialog_before: Option<Dialog>,
    /// Where files are put while no other folder is known.
    home: Option<PathBuf>,
    remembered: Remembered,
    /// What keeps that; none where nothing is to be remembered.
    keeper: Option<Keeper>,
    /// Where the window was in the last frame.
    stood: [Option<egui::Rect>; 2],
    /// Whether it has been seen to that the window is on a screen.
    is_placed: bool,
    /// What the stage keeps while a show is on.
    stage: Option<Stage>,
    resume: Resume,
    /// Keeps the screen on while a show is on, and while it is checked that it would.
    awake: Option<Awake>,
    stage_keys: stage_keys::State,
    tools: tools::State,
    command_list: command_list::State,
    map_menu: map_menu::State,
    focus: Focus,
    /// What the card was about in the last frame.
    card_subject: Option<CardSubject>,
    symbology: symbology_panel::State,
    /// What stands over the map, for which its words make room, in points from its upper left corner.
    covered: Vec<[f32; 4]>,
    /// The language and the theme that egui has been told of.
    worn: (Lang, Theme),
}

impl App {
    /// The window on a session. `paths` are what it was opened from; none is the built-in zone.
    #[must_use]
    pub fn new(context: &Context, session: Session, paths: Vec<PathBuf>) -> Self {
        let worn = (session.lang(), session.theme());
        context.add_plugin(InOrder::default());
        context.add_plugin(InTurn::default());
        context.add_plugin(RightToLeft::default());
        context.set_fonts(fonts::definitions(worn.0));
        theme::set(context, worn.1);
        let mut app = Self { context: context.clone(), session, paths, worn, ..Self::default() };
        app.begin_looking_at_disk();
        app.check();
        app.look_for_glyphs();
        app.begin_outline();
        app.ground = Some(Job::begin(context, "ground", |_| prepare_ground()));
        app.canvas.ground_is_prepared(true);
        app
    }

    /// The same window with its map painted by the graphics card.
    #[must_use]
    pub fn painted_by(mut self, gpu: Gpu) -> Self {
        self.canvas.paint_by(gpu);
        self
    }

    /// How large the map is in a wide window of a size that is opened for the first time.
    pub(super) fn map_size([width, height]: [f32; 2]) -> [f32; 2] {
        [width - LAYERS - CARD, height - TOP - STATUS]
    }

    /// What the window shows.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// What is told: what went wrong and was not put away yet, and for a while what was made.
    #[must_use]
    pub fn messages(&self) -> Vec<String> {
        self.messages.all().iter().map(|message| message.text.clone()).collect()
    }

    /// Does what a user could have done.
    pub fn apply(&mut self, action: Action) {
        self.session.apply(action);
    }

    /// All that is in the window, laid out in the order in which it is read, which is that of the Tab key.
    fn panels(&mut self, ui: &mut Ui) -> Vec<Request> {
        let mut requests = Vec::new();
        let places = self.places(ui);
        let panel = PanelContext { session: &self.session };
        places.fill(ui, Region::Bar, |ui| top::show(ui, panel, &mut self.search, &mut requests));
        places.fill(ui, Region::Layers, |ui| layers::show(ui, panel, &mut requests));
        let tools = self.tools_over(ui.ctx(), places.map, &mut requests);
        let mut actions = Vec::new();
        places.fill(ui, Region::Map, |ui| drop(self.canvas.show(ui, &self.session, &mut actions)));
        requests.extend(actions.into_iter().map(Request::Do));
        self.over_map(ui.ctx(), &places, tools, &mut requests);
        let panel = PanelContext { session: &self.session };
        let builtin = self.paths.is_empty();
        let other = self.on_disk.other().filter(|path| self.paths.as_slice() == [*path]);
        places.fill(ui, Region::Card, |ui| match self.session.panel() {
            session::Panel::Card => card::show(ui, panel, &mut requests),
            session::Panel::Checks => checks::show(ui, panel, &mut requests),
            session::Panel::Comparison => self.compare.show(ui, panel, (builtin, other), &mut requests),
        });
        places.fill(ui, Region::Status, |ui| status::show(ui, panel, &mut self.status, &mut requests));
        self.search.show(ui, PanelContext { session: &self.session }, &mut requests);
        self.dialogs(ui.ctx(), places.map, &mut requests);
        requests
    }

    fn dispatch(&mut self, context: &Context, request: Request) {
        match request {
            Request::Do(action) => self.session.apply(action),
            Request::Ask(command) => self.run_command(context, command, false),
            Request::Open(paths) => self.open(paths),
            Request::OpenAs { paths, file, options } => {
                self.remembered.reading_is(&file, &options);
                self.open(paths);
            }
            Request::Compare(other) => self.compare(other),
            Request::Export(request) => self.export_to(request),
            Request::HandOut(request) => self.hand_out_to(request),
            Request::SaveData(request) => self.save_data_to(request),
            Request::Print(path) => self.print_to(path),
            Request::SavePlan(file) => self.save_plan(&file),
            Request::Copy(text) => self.copy_text(context, text),
            Request::StageKey { row, key, add } => self.remembered.bind(row, key, add),
            Request::Reveal(file) => self.revealing = Some(reveal(context, &file)),
            Request::Symbology(layer) => self.open_symbology(Some(layer)),
            Request::Stop => {
                let _stopped = self.stop();
            }
            Request::Dismiss(at) => self.messages.dismiss(at),
        }
    }

    /// Takes in what came of the work in the background.
    fn take_ended(&mut self) {
        if let Some(ended) = Job::take(&mut self.loading) {
            self.take_loaded(ended);
        }
        if let Some((path, ended)) = self.exporting.as_ref().and_then(|job| Some((job.name().to_owned(), job.ended()?)))
        {
            self.exporting = None;
            self.take_exported(&path, ended);
        }
        if self.ground.is_some() {
            // It may end before there is a window to wake.
            self.context.request_repaint_after(Duration::from_millis(100));
        }
        // Where nobody could unpack it, the map does so when it needs it.
        if Job::take(&mut self.ground).is_some_and(|ended| ended.is_err()) {
            self.canvas.ground_is_prepared(false);
        }
        self.take_revealed();
        if let Some(ended) = Job::take(&mut self.checking) {
            self.take_checked(ended);
        }
        if let Some(ended) = Job::take(&mut self.glyphs) {
            self.take_glyphs(ended);
        }
        if let Some(ended) = Job::take(&mut self.grouping) {
            self.take_groups(ended);
        }
        self.make_groups();
        if let Some(ended) = Job::take(&mut self.comparing) {
            self.take_compared(ended);
        }
    }

    /// A graphics card that fails is told of once, if not over a show.
    fn take_failure(&mut self) -> bool {
        let failure = self.canvas.take_failure();
        let failed = failure.is_some();
        if let Some(why) = failure {
            self.messages.tell(MessageKind::Warning, tr!(self.session.lang(), "message.graphics", why = why));
        }
        failed
    }

    fn tell_title(&self) {
        let title = self.session.project().title().get(self.session.lang()).to_owned();
        self.context.send_viewport_cmd(ViewportCommand::Title(title));
    }

    /// Tells egui of another language or theme.
    fn apply_theme(&mut self, context: &Context) {
        let wanted = (self.session.lang(), self.session.theme());
        if wanted.0 != self.worn.0 {
            context.set_fonts(fonts::definitions(wanted.0));
            self.tell_title();
        }
        if wanted.1 != self.worn.1 {
            theme::set(context, wanted.1);
            // What was laid out in the other colours is never seen.
            context.request_discard("the theme is another");
        }
        self.worn = wanted;
    }
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        let context = ui.ctx().clone();
        if !std::mem::replace(&mut self.is_placed, true) {
            window_placement::bring_back(frame);
        }
        self.look_where_it_stands(&context);
        self.enter_or_leave_stage(&context);
        // What is being opened waits meanwhile: the show is of what is open.
        if self.session.show().is_some() {
            self.show_stage(ui);
            self.enter_or_leave_stage(&context);
            self.take_failure();
            self.apply_theme(&context);
            self.remember();
            return;
        }
        self.take_ended();
        self.look_at_disk(ui.ctx());
        self.blink(&context);
        let dropped: Vec<PathBuf> =
            context.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
        if !dropped.is_empty() {
            self.open(by_themselves(dropped));
        }
        self.take_pasted(&context);
        self.focus.begin(&context, self.canvas.features());
        let is_on_map = self.canvas.has_focus(&context);
        for (command, far) in command::pressed(ui, &self.session, self.dialog.is_some(), is_on_map) {
            self.run_command(&context, command, far);
        }
        self.keep_one_panel(ui.available_width());
        let requests = self.panels(ui);
        self.focus.end(&context, self.session.theme().palette(), self.canvas.has_focus(&context));
        let dispatched = !requests.is_empty() | self.take_failure();
        for request in requests {
            self.dispatch(&context, request);
        }
        self.apply_theme(&context);
        if dispatched {
            context.request_repaint();
        }
        // A show that has just been asked for is on the stage in this very frame's wake.
        self.enter_or_leave_stage(&context);
        self.remember();
    }

    /// Called again and again, and at the end: eframe has told its storage where the window stands.
    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        self.remembered.window_is(window_placement::words(storage));
        self.remember();
    }

    /// What is seen before anything is painted: the theme's land, as where nothing is on the map.
    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        theme::colour(self.session.theme().palette().colour(ColourRole::Land)).to_normalized_gamma_f32()
    }

    fn auto_save_interval(&self) -> Duration {
        window_placement::PAUSE
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}
