//! The words of a position on a grid: numbers in metres, and what tells their system, their zone and which of them is which.
//! Must not know where any of them is.

/// What a text says of a position on a grid, as far as it says it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Said {
    /// The two coordinates, in the order of the text.
    pub(super) numbers: [f64; 2],
    /// What they are called, each by itself.
    pub(super) names: [Option<Name>; 2],
    /// The number behind `EPSG:`.
    pub(super) epsg: Option<u16>,
    /// The number of a zone.
    pub(super) zone: Option<u16>,
    /// The letter behind the number of a UTM zone, in lower case.
    pub(super) band: Option<char>,
    /// How wide the zones are, degrees: 3 or 6.
    pub(super) width_deg: Option<u16>,
    /// Whether the text speaks of UTM.
    pub(super) is_utm: bool,
}

/// What a coordinate is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    /// How far north.
    North,
    /// How far east.
    East,
    /// X: north in Chinese surveys, east elsewhere.
    X,
    /// Y: the other.
    Y,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Word {
    Number(f64),
    /// A whole number and a letter straight behind it, such as 49N.
    Band(u16, char),
    Name(Name),
    Epsg,
    Utm,
    Zone,
    Degree,
    Width(u16),
}

/// Words in Latin letters, with what they mean; nothing of what only says which grid of a country it is.
const LATIN: &[(&str, Option<Word>)] = &[
    ("x", Some(Word::Name(Name::X))),
    ("y", Some(Word::Name(Name::Y))),
    ("n", Some(Word::Name(Name::North))),
    ("north", Some(Word::Name(Name::North))),
    ("northing", Some(Word::Name(Name::North))),
    ("e", Some(Word::Name(Name::East))),
    ("east", Some(Word::Name(Name::East))),
    ("easting", Some(Word::Name(Name::East))),
    ("epsg", Some(Word::Epsg)),
    ("utm", Some(Word::Utm)),
    ("zone", Some(Word::Zone)),
    ("degree", Some(Word::Degree)),
    ("deg", Some(Word::Degree)),
    ("gauss", None),
    ("krüger", None),
    ("kruger", None),
    ("m", None),
];

/// The same in Chinese, longer ones before those that they begin with.
const CHINESE: &[(&str, Option<Word>)] = &[
    ("北坐標", Some(Word::Name(Name::North))),
    ("北坐标", Some(Word::Name(Name::North))),
    ("縱坐標", Some(Word::Name(Name::North))),
    ("纵坐标", Some(Word::Name(Name::North))),
    ("東坐標", Some(Word::Name(Name::East))),
    ("东坐标", Some(Word::Name(Name::East))),
    ("橫坐標", Some(Word::Name(Name::East))),
    ("横坐标", Some(Word::Name(Name::East))),
    ("北", Some(Word::Name(Name::North))),
    ("東", Some(Word::Name(Name::East))),
    ("东", Some(Word::Name(Name::East))),
    ("三度", Some(Word::Width(3))),
    ("六度", Some(Word::Width(6))),
    ("度", Some(Word::Degree)),
    ("°", Some(Word::Degree)),
    ("帶", Some(Word::Zone)),
    ("带", Some(Word::Zone)),
    ("第", None),
    ("高斯", None),
    ("克呂格", None),
    ("克吕格", None),
    ("米", None),
];

/// What a text in lower case and half-width signs says; none where a word of it belongs to no position on a grid, or there are not two numbers.
pub(super) fn said(text: &str) -> Option<Said> {
    let words = words(text)?;
    let is_name = |word: &&Word| matches!(word, Word::Name(_));
    // A name stands before its number, unless a number stands before the first name.
    let named_first = words.iter().find(|word| is_name(word) || is_metres(**word)).is_some_and(|word| is_name(&word));
    let (mut said, mut numbers) = (Said::default(), Vec::<(f64, Option<Name>)>::new());
    let (mut name, mut at) = (None, 0);
    while let Some(&word) = words.get(at) {
        let next = words.get(at + 1).copied();
        match (word, next) {
            (Word::Epsg, Some(Word::Number(code))) => {
                said.epsg = Some(whole(code)?);
                at += 1;
            }
            (Word::Number(number), Some(Word::Degree)) => {
                said.width_deg = Some(whole(number).filter(|width| matches!(width, 3 | 6))?);
                at += 1;
            }
            (Word::Zone, Some(Word::Number(number))) | (Word::Number(number), Some(Word::Zone))
                if whole(number).is_some_and(is_zone) =>
            {
                said.zone = whole(number);
                at += 1;
            }
            (Word::Number(number), _) => numbers.push((number, name.take())),
            (Word::Band(zone, band), _) => (said.zone, said.band) = (Some(zone), Some(band)),
            (Word::Name(found), _) if named_first => name = Some(found),
            (Word::Name(found), _) => numbers.last_mut()?.1 = Some(found),
            (Word::Width(width), _) => said.width_deg = Some(width),
            (Word::Utm, _) => said.is_utm = true,
            (Word::Zone, _) => {}
            (Word::Epsg | Word::Degree, _) => return None,
        }
        at += 1;
    }
    let [first, second] = numbers[..] else { return None };
    (said.numbers, said.names) = ([first.0, second.0], [first.1, second.1]);
    Some(said)
}

/// Whether a word is a coordinate, and not the number of a zone or a width.
fn is_metres(word: Word) -> bool {
    matches!(word, Word::Number(number) if number.abs() >= 100.0)
}

fn is_zone(number: u16) -> bool {
    (1..=60).contains(&number)
}

/// A number that is whole and small enough for a code.
fn whole(number: f64) -> Option<u16> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is whole and within bounds")]
    (number.fract() == 0.0 && (0.0..=65_535.0).contains(&number)).then_some(number as u16)
}

fn words(text: &str) -> Option<Vec<Word>> {
    let (mut words, mut rest) = (Vec::new(), text);
    while let Some(c) = rest.chars().next() {
        if c.is_whitespace() || ",;:=()[]/+、".contains(c) {
            rest = &rest[c.len_utf8()..];
        } else if "-−–".contains(c) {
            rest = &rest[c.len_utf8()..];
            // A hyphen between words is none of a number.
            if rest.starts_with(|c: char| c.is_ascii_digit()) {
                let number = number(&mut rest)?;
                words.push(if words.last() == Some(&Word::Epsg) { number } else { negative(number)? });
            }
        } else if c.is_ascii_digit() || c == '.' {
            words.push(number(&mut rest)?);
        } else if c.is_alphabetic() && !is_han(c) {
            let letters = take(&mut rest, |c| c.is_alphabetic() && !is_han(c));
            if letters == "cgcs" {
                rest = rest.strip_prefix("2000")?;
            } else {
                words.extend(LATIN.iter().find(|(word, _)| *word == letters)?.1);
            }
        } else {
            let (word, meaning) = CHINESE.iter().find(|(word, _)| rest.starts_with(word))?;
            rest = &rest[word.len()..];
            words.extend(*meaning);
        }
    }
    Some(words)
}

fn is_han(c: char) -> bool {
    c >= '\u{3400}'
}

fn negative(number: Word) -> Option<Word> {
    if let Word::Number(number) = number { Some(Word::Number(-number)) } else { None }
}

/// A number, or a zone with its letter.
fn number(rest: &mut &str) -> Option<Word> {
    let digits = take(rest, |c| c.is_ascii_digit() || c == '.');
    let mut letters = rest.chars();
    let band = letters.next().filter(|c| ('c'..='x').contains(c) && !matches!(c, 'i' | 'o'));
    let zone = digits.parse().ok().filter(|&zone| is_zone(zone));
    if let (Some(band), Some(zone), false) = (band, zone, letters.next().is_some_and(char::is_alphanumeric)) {
        *rest = &rest[1..];
        return Some(Word::Band(zone, band));
    }
    digits.parse().ok().map(Word::Number)
}

fn take<'a>(rest: &mut &'a str, belongs: impl Fn(char) -> bool) -> &'a str {
    let end = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
    let (taken, after) = rest.split_at(end);
    *rest = after;
    taken
}
