//! Files spoilt in every way there is, opened by the library's own doors and by the program: no panic, no abort, no wrong exit code.
//! Must not know what is right about a file.
//!
//! `MUTATIONS=1000000 cargo test --release --test it mutations -- --nocapture` tries so many by the doors and a tenth by the
//! program, and fails where one takes the processor more than two seconds. `JOBS=2` tries them on two threads of the one process,
//! `SEED=7` spoils them otherwise.

use std::fs;
use std::io::Write as _;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::{scope, sleep};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::common::{answer, copy_of, files_below, program, repository};
use crate::fuzz_targets::targets::{ENDINGS, through_the_doors};

/// No file may take the processor longer.
const LONGEST: Duration = Duration::from_secs(2);
/// Times count in a build that is made to be fast.
const IS_FAST: bool = !cfg!(debug_assertions);
/// One that takes so long on the wall is taken for a hang, whatever else the machine does.
const HANG: Duration = Duration::from_mins(2);
/// After so many files it is told how far the run is.
const OFTEN: u64 = 20_000;

pub(crate) fn number_of(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Numbers that are the same in every run (xorshift64*).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(salt: u64) -> Self {
        Self((number_of("SEED").unwrap_or(1) << 8 | salt) | 1 << 60)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(high).expect("31 bits") % end.max(1)
    }

    pub(crate) fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// What is put where something else was.
const WORDS: [&str; 40] = [
    "null",
    "true",
    "{}",
    "[]",
    "\"\"",
    "[[]]",
    "[[[]]]",
    "-0.0",
    "0",
    "180",
    "-180",
    "180.0000001",
    "90",
    "-90.5",
    "540",
    "1e308",
    "1e400",
    "-1e-320",
    "113.5000000000000000001",
    "NaN",
    "12607000",
    "\"—\"",
    "\"1,234.5 公頃\"",
    "\"約 3 km²\"",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "\"a\\nb\"",
    "\"\u{202e}x\"",
    "\u{feff}",
    ",",
    ":",
    "}",
    "]",
    "\"type\":\"Point\",",
    "\"type\":\"GeometryCollection\",",
    "\"coordinates\":[],",
    "\"geometry\":null,",
    "\"id\":{\"a\":1},",
    "\"name\":[1],",
    "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:4547\"}},",
];

/// Spoils a text in one to three places: mostly a figure, so that the rest can be read.
pub(crate) fn spoil(text: &mut Vec<u8>, others: &[Vec<u8>], dice: &mut Dice) {
    for _ in 0..=dice.below(3) {
        let (from, run) = (dice.below(text.len()), dice.below(60) + 1);
        let to = (from + run).min(text.len());
        match dice.below(24) {
            0 => text.truncate(from),
            1 => drop(text.drain(from..to)),
            2 => {
                let again = text[from..to].to_vec();
                let at = dice.below(text.len());
                text.splice(at..at, again);
            }
            3 => {
                let other = dice.of(others);
                let start = dice.below(other.len());
                let end = (start + dice.below(400)).min(other.len());
                text.splice(from..to, other[start..end].iter().copied());
            }
            4 => {
                if let Some(byte) = text.get_mut(from) {
                    *byte ^= 1 << dice.below(8);
                }
            }
            5 => {
                text.splice(from..from, dice.of(&WORDS).bytes());
            }
            6 | 7 => put(text, from, dice.of(&WORDS).as_bytes()),
            8..=15 => {
                let digits: String = (0..dice.below(12)).map(|_| char::from(b"0123456789"[dice.below(10)])).collect();
                let figure = text[figure_after(text, from)].to_vec();
                // Nearly what it was: a vertex that is off by a metre or a millimetre.
                let kept = figure.len().saturating_sub(digits.len() / 2);
                put(text, from, &[&figure[..kept], digits.as_bytes()].concat());
            }
            _ => {
                let other = text[figure_after(text, dice.below(text.len()))].to_vec();
                put(text, from, &other);
            }
        }
    }
}

/// Where the first figure at a place or after it stands; nothing at the end where there is none.
fn figure_after(text: &[u8], from: usize) -> Range<usize> {
    let is_digit = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'.');
    let start = text[from..].iter().position(is_digit).map_or(text.len(), |start| from + start);
    let end = text[start..].iter().position(|byte| !is_digit(byte)).map_or(text.len(), |end| start + end);
    start..end
}

/// Puts something in the place of a figure.
fn put(text: &mut Vec<u8>, from: usize, what: &[u8]) {
    let figure = figure_after(text, from);
    text.splice(figure, what.iter().copied());
}

/// Every data file and project file of this repository that is not large.
pub(crate) fn sources() -> Vec<Vec<u8>> {
    let folders = ["geodata", "tests/projects", "tests/cases"].map(|folder| files_below(folder, "json"));
    let others = ENDINGS.iter().flat_map(|ending| files_below("tests/formats", &format!(".{ending}")));
    let all = folders.into_iter().flatten().chain(others).map(|file| fs::read(repository(&file)).expect("a file"));
    let small: Vec<_> = all.filter(|bytes| (1..80_000).contains(&bytes.len())).collect();
    assert!(small.len() > 10);
    small
}

/// Where spoilt files go: alone, or as one of a project.
struct Bench {
    sources: Vec<Vec<u8>>,
    project: TempDir,
    names: Vec<PathBuf>,
    alone: TempDir,
    dice: Dice,
}

impl Bench {
    fn new(salt: u64) -> Self {
        let project = copy_of("geodata");
        let names = fs::read_dir(project.path()).expect("a folder").map(|entry| entry.expect("an entry").path());
        let names = names.filter(|path| path.to_string_lossy().contains("json")).collect();
        Self { sources: sources(), project, names, alone: TempDir::new().expect("a folder"), dice: Dice::new(salt) }
    }

    /// Does something with a path that names a spoilt file or a project with one in it.
    fn each(&mut self, mut then: impl FnMut(&Path)) {
        if self.dice.below(4) == 0 {
            let name = self.dice.of(&self.names).clone();
            let own = fs::read(&name).expect("a file");
            let mut text = own.clone();
            spoil(&mut text, &self.sources, &mut self.dice);
            fs::write(&name, text).expect("a spoilt file");
            then(self.project.path());
            fs::write(&name, own).expect("the file as it was");
        } else {
            let mut text = self.dice.of(&self.sources).clone();
            spoil(&mut text, &self.sources, &mut self.dice);
            let file = self.alone.path().join("a.geojson");
            fs::write(&file, text).expect("a spoilt file");
            then(&file);
        }
    }
}

/// How far a run is.
#[derive(Default)]
struct Run {
    begun: AtomicU64,
    /// Ended by each exit code; by the doors, whether it could not be opened.
    codes: [AtomicU64; 4],
    /// What the slowest took, in nanoseconds.
    slowest: AtomicU64,
}

impl Run {
    fn count(&self, code: usize, took: Duration) {
        self.codes[code].fetch_add(1, Ordering::Relaxed);
        self.slowest.fetch_max(u64::try_from(took.as_nanos()).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    /// Says how a long run goes.
    fn tell(&self, what: &str, since: Instant) {
        if number_of("MUTATIONS").is_some() {
            let codes: Vec<u64> = self.codes.iter().map(|count| count.load(Ordering::Relaxed)).collect();
            let (done, slowest) =
                (codes.iter().sum::<u64>(), Duration::from_nanos(self.slowest.load(Ordering::Relaxed)));
            let text = format!(
                "{done} spoilt files by {what}, by codes from 0 {codes:?}, the slowest in {slowest:?}, all in {:?}",
                since.elapsed()
            );
            writeln!(std::io::stdout(), "{text}").expect("somebody to tell");
        }
    }
}

/// Tries `wanted` spoilt files on `JOBS` threads, each with a bench of its own. The first that breaks is kept and ends all.
fn try_all(what: &str, wanted: u64, salt: u64, each: impl Fn(&Run, u64, &Path) -> Result<(), String> + Sync) -> Run {
    let (run, since, jobs) = (Run::default(), Instant::now(), number_of("JOBS").unwrap_or(1));
    let work = |job: u64, beat: &AtomicU64| {
        let mut bench = Bench::new(salt + 2 * job);
        loop {
            let number = run.begun.fetch_add(1, Ordering::Relaxed);
            if number >= wanted {
                beat.store(u64::MAX, Ordering::Relaxed);
                return;
            }
            beat.store(since.elapsed().as_secs(), Ordering::Relaxed);
            bench.each(|path| {
                if let Err(why) = each(&run, number, path) {
                    run.begun.fetch_max(wanted, Ordering::Relaxed);
                    let kept = keep(path);
                    panic!("mutation {number} {why}; it is kept as {}", kept.display());
                }
            });
            if number % OFTEN == OFTEN - 1 {
                run.tell(what, since);
            }
        }
    };
    scope(|scope| {
        let beats: Vec<AtomicU64> = (0..jobs).map(|_| AtomicU64::new(0)).collect();
        let beats = &*beats.leak();
        let at_work: Vec<_> = (0..).zip(beats).map(|(job, beat)| scope.spawn(move || work(job, beat))).collect();
        while at_work.iter().any(|job| !job.is_finished()) {
            sleep(Duration::from_millis(20));
            let late = since.elapsed().saturating_sub(HANG).as_secs();
            if beats.iter().any(|beat| beat.load(Ordering::Relaxed) < late)
                && at_work.iter().any(|job| !job.is_finished())
            {
                // Nothing else ends a thread that hangs; the files are where they are.
                writeln!(std::io::stderr(), "a spoilt file hangs: {}", std::env::temp_dir().display()).expect("told");
                std::process::abort();
            }
        }
    });
    run.tell(what, since);
    run
}

/// Keeps what broke: a file, or a project's folder.
fn keep(path: &Path) -> PathBuf {
    let kept = TempDir::new().expect("a place to keep it").keep();
    let files = if path.is_dir() {
        fs::read_dir(path).expect("a folder").map(|entry| entry.expect("an entry").path()).collect()
    } else {
        vec![path.to_owned()]
    };
    for file in files {
        fs::copy(&file, kept.join(file.file_name().expect("a name"))).expect("kept");
    }
    kept
}

/// Time of the processor that this thread has taken, so that others at work do not count.
fn taken() -> Duration {
    #[cfg(unix)]
    {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
        Duration::new(u64::try_from(time.tv_sec).unwrap_or(0), u32::try_from(time.tv_nsec).unwrap_or(0))
    }
    #[cfg(not(unix))]
    Duration::ZERO
}

#[test]
fn by_the_librarys_own_doors() {
    let wanted = number_of("MUTATIONS");
    let before = crate::common::builtin();
    let run = try_all("the doors", wanted.unwrap_or(150), 1, |run, _, path| {
        let begun = taken();
        let opened = catch_unwind(AssertUnwindSafe(|| through_the_doors(path, Some(&before))));
        let (opened, took) = (opened.map_err(|_panic| "panicked")?, taken().saturating_sub(begun));
        run.count(if opened { 0 } else { 3 }, took);
        if IS_FAST && took > LONGEST { Err(format!("took {took:?}")) } else { Ok(()) }
    });
    assert!(run.codes[0].load(Ordering::Relaxed) > 0, "some can still be opened");
}

#[test]
fn by_the_program() {
    let wanted = number_of("MUTATIONS").map(|doors| doors / 10);
    let zone = repository("geodata/zones.geojson");
    let out = TempDir::new().expect("a folder");
    let picture = out.path().join("a.png");
    let run = try_all("the program", wanted.unwrap_or(25), 2, |counted, number, path| {
        let command = ["verify", "info", "areas", "diff", "render"][usize::try_from(number % 5).expect("small")];
        let mut run = program();
        run.arg(command).arg(path);
        match command {
            "diff" => drop(run.arg(&zone)),
            "render" => drop(run.args(["--size", "64x40", "-o"]).arg(&picture)),
            _ => {}
        }
        let may_be = if command == "info" { &[0, 3][..] } else { &[0, 1, 3] };
        // Others at work can make one run late, but not each of three.
        for again in [true, true, false] {
            let begun = Instant::now();
            let told = answer(&mut run);
            let took = begun.elapsed();
            if !may_be.contains(&told.code) || told.err.contains("panicked") {
                return Err(format!("in {command} ended with {}: {}", told.code, told.err));
            }
            if took <= LONGEST || !IS_FAST {
                counted.count(usize::try_from(told.code).expect("small"), took);
                break;
            }
            if !again {
                return Err(format!("in {command} took {took:?}"));
            }
        }
        Ok(())
    });
    let read = run.codes[..2].iter().map(|count| count.load(Ordering::Relaxed)).sum::<u64>();
    assert!(read > 0, "some can still be read");
}
