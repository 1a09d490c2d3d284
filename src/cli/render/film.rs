//! `zonemap render --deck --frames`: the show as a film, as a plain stream of pictures, as numbered ones, or through ffmpeg.
//! Must not draw.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::wanted::{Wanted, Wrong};
use super::{Render, not_written, overwrites};
use crate::cli::{Done, Shell, exit};
use crate::export::{FilmExport, read_too, write_whole, write_whole_at, write_whole_by, y4m_frame, y4m_head};
use crate::formats::STANDARD_INPUT;
use crate::i18n::{Lang, grouped, tr};
use crate::paint::raster::{Image, png_of};
use crate::session::Session;

/// Pictures a second at most, and seconds a step.
const MOST: u32 = 120;
const LONGEST_S: f64 = 600.0;
/// The program that makes films.
const ENCODER: &str = "ffmpeg";
/// It is told how many parts of the work are done.
const PARTS: usize = 10;

/// What becomes of the pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A plain stream of them.
    Y4m,
    /// Numbered files.
    Png,
    /// A film by ffmpeg, with what it is asked for.
    Encoded(&'static str),
}

/// The endings of films that ffmpeg makes, and how.
const ENCODED: [(&str, &str); 3] = [
    (
        "mp4",
        "-c:v libx264 -crf 20 -preset medium -pix_fmt yuv420p -movflags +faststart -colorspace bt709 -color_primaries bt709 -color_trc bt709 -color_range tv -bitexact -f mp4",
    ),
    (
        "gif",
        "-lavfi fps=10,scale=800:-1:flags=lanczos,split[a][b];[a]palettegen[p];[b][p]paletteuse=dither=none -loop 0 -f gif",
    ),
    ("webp", "-lavfi fps=12,scale=960:-1:flags=lanczos -c:v libwebp -q:v 70 -loop 0 -f webp"),
];

/// A film that is wanted.
#[derive(Clone, Copy)]
pub(super) struct FilmWanted {
    kind: Kind,
    frames_per_s: u32,
    step_s: Option<f64>,
}

impl FilmWanted {
    pub(super) fn new(args: &Render, into_folder: bool) -> Result<Option<Self>, Wrong> {
        let Some(text) = &args.show.frames else { return Ok(None) };
        let frames_per_s = text.parse().ok().filter(|frames| (1..=MOST).contains(frames));
        let frames_per_s = frames_per_s.ok_or_else(|| Wrong::new("render.frames", text).of_at_most(MOST as usize))?;
        let seconds = |text: &String| {
            let seconds = text.parse().ok().filter(|seconds: &f64| *seconds > 0.0 && *seconds <= LONGEST_S);
            seconds.ok_or_else(|| Wrong::new("render.seconds", text))
        };
        let step_s = args.show.seconds.as_ref().map(seconds).transpose()?;
        let ending = args.output.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let name = args.kind.clone().or(into_folder.then(|| "png".to_owned())).or(ending).unwrap_or_default();
        let kind = match name.as_str() {
            "y4m" => Kind::Y4m,
            "png" if into_folder => Kind::Png,
            other => {
                let found = ENCODED.iter().find(|(ending, _)| *ending == other);
                let choice =
                    || ["y4m"].into_iter().chain(ENCODED.map(|(ending, _)| ending)).map(str::to_owned).collect();
                let (_, how) = found.ok_or_else(|| Wrong::new("render.film", other).among(choice()))?;
                Kind::Encoded(how)
            }
        };
        if args.output.as_os_str() == STANDARD_INPUT && kind != Kind::Y4m {
            return Err(Wrong::new("render.film-on-output", &name));
        }
        Ok(Some(Self { kind, frames_per_s, step_s }))
    }
}

/// Films the show, which is on in the session, from stop to stop.
pub(super) fn render(
    session: &Session,
    (wanted, film): (&Wanted, FilmWanted),
    (stops, inputs): (Vec<usize>, &[PathBuf]),
    shell: &mut Shell<'_>,
) -> Done {
    if let Some(input) = read_too(&wanted.output, inputs) {
        return overwrites(&wanted.output, input, shell);
    }
    let FilmWanted { kind, frames_per_s, step_s } = film;
    let film = FilmExport { export: wanted.export.clone(), frames_per_s, step_s, stops };
    let done = match kind {
        Kind::Y4m if wanted.output.as_os_str() == STANDARD_INPUT => stream(&film, session, shell),
        Kind::Y4m => write_whole_by(&wanted.output, &mut |file| {
            play(&film, session, shell, &mut |image, number| y4m(file, image, number, frames_per_s))
        }),
        Kind::Png => numbered(&film, session, &wanted.output, shell),
        Kind::Encoded(how) => {
            let mut encode = |part: &Path| encoded(&film, session, (how, part), shell);
            write_whole_at(&wanted.output, &mut encode)
        }
    };
    match done {
        Ok(()) => Ok(exit::OK),
        Err(error) => not_written(&wanted.output, &error, shell),
    }
}

fn y4m(out: &mut dyn Write, image: &Image, number: usize, frames_per_s: u32) -> io::Result<()> {
    if number == 1 {
        y4m_head(out, image, frames_per_s)?;
    }
    y4m_frame(out, image)
}

/// Shows the pictures and tells how far it is.
fn play(
    film: &FilmExport,
    session: &Session,
    shell: &mut Shell<'_>,
    show: &mut dyn FnMut(&Image, usize) -> io::Result<()>,
) -> io::Result<()> {
    let (count, lang, mut told) = (film.count(session), shell.lang, 0);
    film.play(session, &mut |image, number| {
        show(image, number)?;
        tell((number, count), &mut told, lang, shell.err)
    })
}

/// Says how many pictures are done, now and then.
fn tell((number, count): (usize, usize), told: &mut usize, lang: Lang, err: &mut dyn Write) -> io::Result<()> {
    let part = number * PARTS / count.max(1);
    if part <= *told {
        return Ok(());
    }
    *told = part;
    #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
    let [number, count] = [number, count].map(|number| grouped(number as f64));
    writeln!(err, "zonemap: {}", tr!(lang, "render.filmed", number = number, count = count))
}

fn stream(film: &FilmExport, session: &Session, shell: &mut Shell<'_>) -> io::Result<()> {
    let frames_per_s = film.frames_per_s;
    let (count, lang) = (film.count(session), shell.lang);
    let (out, err) = (&mut shell.out, &mut shell.err);
    let mut told = 0;
    film.play(session, &mut |image, number| {
        y4m(out, image, number, frames_per_s)?;
        tell((number, count), &mut told, lang, err)
    })
}

fn numbered(film: &FilmExport, session: &Session, folder: &Path, shell: &mut Shell<'_>) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let digits = film.count(session).to_string().len().max(5);
    play(film, session, shell, &mut |image, number| {
        let bytes = png_of(image, film.export.pixels_per_point()).map_err(io::Error::other)?;
        write_whole(&folder.join(format!("{number:0digits$}.png")), &bytes)
    })
}

fn encoded(film: &FilmExport, session: &Session, (how, part): (&str, &Path), shell: &mut Shell<'_>) -> io::Result<()> {
    let mut child = encoder(how, part).map_err(|error| {
        if error.kind() == io::ErrorKind::NotFound {
            io::Error::other(tr!(shell.lang, "render.no-ffmpeg"))
        } else {
            error
        }
    })?;
    let Some(pipe) = child.stdin.take() else { return Err(io::ErrorKind::BrokenPipe.into()) };
    let mut pipe = io::BufWriter::new(pipe);
    let played = play(film, session, shell, &mut |image, number| y4m(&mut pipe, image, number, film.frames_per_s));
    let played = played.and_then(|()| pipe.flush());
    drop(pipe);
    let ended = child.wait_with_output()?;
    if ended.status.success() {
        return played;
    }
    let said = String::from_utf8_lossy(&ended.stderr);
    Err(io::Error::other(format!("{ENCODER}: {}", said.trim().lines().last().unwrap_or_default())))
}

fn encoder(how: &str, part: &Path) -> io::Result<Child> {
    let mut command = Command::new(ENCODER);
    command.args(["-v", "error", "-nostdin", "-f", "yuv4mpegpipe", "-i", "pipe:0"]);
    command.args(how.split(' ')).arg("-y").arg(part);
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn()
}
