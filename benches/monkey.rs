//! A monkey at the real window: clicks, drags, the wheel, keys and words at random, with the memory sampled, on a screen of its own.
//! `cargo bench --bench monkey -- 3600` plays for an hour, without a number for a minute; `SEED=7` plays otherwise. It needs Xvfb,
//! openbox and xdotool, and fails where the program ends or has grown by more than a twentieth since the fifth minute. What it holds depends
//! on what is open, so every five minutes all that is open is closed, the project is opened anew, and what it holds then is compared.
//! Must not know what is in the window.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::env;
use std::error::Error;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The screen, and with it the window once it fills it.
const SCREEN: [u64; 2] = [1280, 800];
/// As many things are done one after the other before anything else is looked at.
const ROUND: usize = 12;
/// The memory is sampled so often.
const SAMPLE_S: u64 = 5;
/// It is put to rest after so many minutes, and again after as many; what it holds when it first rests is what it needs.
const REST_MIN: u64 = 5;
/// It is left alone for so long before it is measured, and then measured so often, a second apart.
const REST_S: u64 = 5;
const REST_SAMPLES: usize = 5;
/// By so much more of it may be held at the end, in percent.
const MAX_GROWTH: f64 = 5.0;

/// Keys of the window and of the stage, as xdotool names them; the ends of both are in there, since nothing can be found behind a stage
/// that never ends.
const KEYS: [&str; 74] = [
    "Escape",
    "Escape",
    "Escape",
    "Escape",
    "Escape",
    "Escape",
    "ctrl+r",
    "ctrl+e",
    "ctrl+p",
    "ctrl+f",
    "ctrl+g",
    "0",
    "Home",
    "End",
    "f",
    "Return",
    "plus",
    "minus",
    "Left",
    "Right",
    "Up",
    "Down",
    "shift+Left",
    "shift+Up",
    "alt+Left",
    "alt+Right",
    "n",
    "p",
    "ctrl+c",
    "ctrl+shift+c",
    "h",
    "h",
    "shift+h",
    "F11",
    "F11",
    "ctrl+l",
    "ctrl+t",
    "shift+m",
    "shift+g",
    "shift+u",
    "v",
    "ctrl+d",
    "b",
    "b",
    "F5",
    "shift+F5",
    "F9",
    "F6",
    "ctrl+j",
    "F8",
    "F1",
    "question",
    "Next",
    "Prior",
    "space",
    "BackSpace",
    "Tab",
    "shift+Tab",
    "w",
    "w",
    "l",
    "s",
    "z",
    "g",
    "e",
    "k",
    "shift+k",
    "t",
    "3",
    "1",
    "period",
    "comma",
    "ctrl+a",
    "Delete",
];

/// A manager of windows without frames, keys or desktops of its own: everything goes to the window.
const MANAGER: &str = r#"<?xml version="1.0"?><openbox_config xmlns="http://openbox.org/3.4/rc">
<focus><focusNew>yes</focusNew><focusLast>yes</focusLast></focus><desktops><number>1</number><popupTime>0</popupTime></desktops>
<applications><application class="*"><decor>no</decor><focus>yes</focus><maximized>yes</maximized></application></applications>
</openbox_config>"#;

/// What is typed where a text may be asked for.
const WORDS: [&str; 6] = ["living", "metro", "113.52, 23.06", "38 2553000 442000", "zzz", "a"];

type Broken = Box<dyn Error>;

/// What does steps at the window, and fails where the program has ended.
type Act<'a> = dyn FnMut(&mut dyn Iterator<Item = String>) -> Result<(), Broken> + 'a;

/// Numbers that are the same in every run (xorshift64*).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % end.max(1)
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        let at = self.below(u64::try_from(all.len()).unwrap_or(1));
        all[usize::try_from(at).unwrap_or(0)]
    }
}

/// A process that ends with this one.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ignored = self.0.kill();
        let _ignored = self.0.wait();
    }
}

fn main() -> ExitCode {
    let seconds = env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(60);
    let folder = env::temp_dir().join(format!("zonemap-monkey-{}", std::process::id()));
    let played = play(&folder, Duration::from_secs(seconds));
    let removed = fs::remove_dir_all(&folder);
    match played.and_then(|rests| verdict(&rests).map(|()| removed.map_err(Broken::from))) {
        Ok(_) => ExitCode::SUCCESS,
        Err(why) => {
            println!("FAILED: {why}");
            ExitCode::FAILURE
        }
    }
}

/// Plays for so long; what the program held at rest, in MiB.
fn play(folder: &Path, long: Duration) -> Result<Vec<f64>, Broken> {
    let project = project_in(folder)?;
    let (_screen, display) = screen()?;
    let on = |program: &str| {
        let mut command = Command::new(program);
        command.env("DISPLAY", &display).env_remove("WAYLAND_DISPLAY").stdin(Stdio::null()).stdout(Stdio::null());
        command
    };
    fs::write(folder.join("openbox.xml"), MANAGER)?;
    let mut manager = on("openbox");
    manager.arg("--config-file").arg(folder.join("openbox.xml"));
    let _manager = begun("openbox", manager.stderr(Stdio::null()))?;
    let program = env::var("ZONEMAP").unwrap_or_else(|_| env!("CARGO_BIN_EXE_zonemap").to_owned());
    let said = folder.join("said.txt");
    let mut command = on(&program);
    for name in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"] {
        command.env(name, folder);
    }
    command.env("ZONEMAP_PAINTER", "software").env("LIBGL_ALWAYS_SOFTWARE", "1").current_dir(folder);
    let mut window = begun(&program, command.stderr(File::create(&said)?))?;
    let id = window.0.id();
    sleep(Duration::from_secs(3));
    let mut dice = Dice(env::var("SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1) << 8 | 1 << 60);
    let mut act = |steps: &mut dyn Iterator<Item = String>| -> Result<(), Broken> {
        on("xdotool").args(steps).stderr(Stdio::null()).status().map_err(|why| format!("xdotool: {why}"))?;
        match window.0.try_wait()? {
            Some(status) => Err(format!("the program ended with {status}: {}", fs::read_to_string(&said)?).into()),
            None => Ok(()),
        }
    };
    let (begun, mut minute, mut held, mut sampled) = (Instant::now(), 1, Vec::new(), Instant::now());
    let mut rests = Vec::new();
    while begun.elapsed() < long {
        act(&mut (0..ROUND).flat_map(|_| step(&mut dice, &project)))?;
        if sampled.elapsed().as_secs() >= SAMPLE_S {
            sampled = Instant::now();
            held.push(held_mib(id)?);
        }
        if begun.elapsed().as_secs() / 60 >= minute {
            println!("minute {minute}: {}", told(&held));
            held.clear();
            if minute.is_multiple_of(REST_MIN) {
                rests.push(held_at_rest(&mut act, &project, id)?);
                println!("at rest: {:.1} MiB", rests.last().copied().unwrap_or_default());
            }
            minute += 1;
        }
    }
    rests.push(held_at_rest(&mut act, &project, id)?);
    Ok(rests)
}

fn opened(project: &Path) -> String {
    format!("key ctrl+o sleep 0.1 key ctrl+a type%{}%key Return", project.display())
}

/// What the program holds once it is out of whatever it was, has the project opened anew, and has had nothing to do for a while.
fn held_at_rest(act: &mut Act<'_>, project: &Path, process: u32) -> Result<f64, Broken> {
    let out = "key Escape sleep 0.3 ".repeat(8);
    act(&mut spelled(&format!("{out}{}", opened(project))).into_iter())?;
    sleep(Duration::from_secs(REST_S));
    let samples: Result<Vec<f64>, Broken> = (0..REST_SAMPLES)
        .map(|_| {
            sleep(Duration::from_secs(1));
            held_mib(process)
        })
        .collect();
    Ok(middle(&samples?))
}

/// A copy of the built-in zone to be opened as a project of the user's.
fn project_in(folder: &Path) -> Result<PathBuf, Broken> {
    let project = folder.join("zone");
    fs::create_dir_all(&project)?;
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata"))? {
        let entry = entry?;
        fs::copy(entry.path(), project.join(entry.file_name()))?;
    }
    Ok(project)
}

/// A screen that nobody looks at, and its name.
fn screen() -> Result<(Running, String), Broken> {
    let size = format!("{}x{}x24", SCREEN[0], SCREEN[1]);
    let mut command = Command::new("Xvfb");
    command.args(["-screen", "0", &size, "-nolisten", "tcp", "-displayfd", "1"]).stdin(Stdio::null());
    let mut screen = begun("Xvfb", command.stdout(Stdio::piped()).stderr(Stdio::null()))?;
    let mut number = String::new();
    BufReader::new(screen.0.stdout.take().ok_or("no output")?).read_line(&mut number)?;
    Ok((screen, format!(":{}", number.trim())))
}

fn begun(name: &str, command: &mut Command) -> Result<Running, Broken> {
    let debian = "on Debian: apt-get install xvfb openbox xdotool";
    Ok(Running(command.spawn().map_err(|why| format!("{name} cannot be started ({why}); {debian}"))?))
}

/// One thing that a user may do, as arguments of xdotool.
fn step(dice: &mut Dice, project: &Path) -> Vec<String> {
    let place = |dice: &mut Dice| format!("mousemove {} {}", dice.below(SCREEN[0]), dice.below(SCREEN[1]));
    let text = match dice.below(40) {
        0..=11 => format!("{} click 1", place(dice)),
        12 => format!("{} click --repeat 2 --delay 40 1", place(dice)),
        13 => format!("{} click {}", place(dice), 2 + dice.below(2)),
        14..=17 => {
            let held = if dice.below(4) == 0 { 2 } else { 1 };
            let (from, by, to) = (place(dice), place(dice), place(dice));
            format!("{from} mousedown {held} sleep 0.02 {by} sleep 0.02 {to} mouseup {held}")
        }
        18..=23 => {
            let (times, way) = (dice.below(6) + 1, 4 + dice.below(2));
            format!("{} click --repeat {times} --delay 16 {way}", place(dice))
        }
        24 => format!("key ctrl+f sleep 0.05 type%{}%key Return", dice.of(&WORDS)),
        25 if dice.below(6) == 0 => opened(project),
        25 => format!("type%{}", dice.of(&WORDS)),
        // Out of whatever it is.
        26 => "key Escape Escape Escape".to_owned(),
        _ => format!("key {}", dice.of(&KEYS)),
    };
    spelled(&text)
}

/// Steps as arguments; what stands between two signs of percent is typed and is one argument, whatever is in it.
fn spelled(text: &str) -> Vec<String> {
    let mut parts = text.split('%');
    let words = |part: &str| part.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let mut all = words(parts.next().unwrap_or_default());
    if let Some(typed) = parts.next() {
        all.extend(["--delay".to_owned(), "4".to_owned(), "--args".to_owned(), "1".to_owned(), typed.to_owned()]);
    }
    all.extend(parts.flat_map(words));
    all.extend(["sleep".to_owned(), "0.05".to_owned()]);
    all
}

/// What a process holds in memory.
fn held_mib(process: u32) -> Result<f64, Broken> {
    let text = fs::read_to_string(format!("/proc/{process}/smaps_rollup"))?;
    let line = text.lines().find_map(|line| line.strip_prefix("Rss:")).ok_or("no resident memory is told")?;
    Ok(line.trim_end_matches("kB").trim().parse::<f64>()? / 1024.0)
}

fn middle(samples: &[f64]) -> f64 {
    let mut sorted = samples.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

fn told(samples: &[f64]) -> String {
    let most = samples.iter().copied().fold(0.0, f64::max);
    format!("{:.1} MiB, {most:.1} at most", middle(samples))
}

/// Says how much the window grew, and whether that is too much.
fn verdict(rests: &[f64]) -> Result<(), Broken> {
    let (Some(first), Some(last)) = (rests.first(), rests.last()) else { return Err("it never was at rest".into()) };
    let growth = (last / first - 1.0) * 100.0;
    println!(
        "{first:.1} MiB when first at rest, {last:.1} MiB when last, {} times in all: {growth:+.1} %",
        rests.len()
    );
    if growth > MAX_GROWTH { Err(format!("it grew by {growth:.1} %").into()) } else { Ok(()) }
}
