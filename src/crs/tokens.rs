//! The words of a written position: numbers, signs of degrees, minutes and seconds, directions.
//! Must not know in which order they make sense.

use std::iter::Peekable;
use std::str::Chars;

/// Longitude or latitude.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Axis {
    Lon,
    Lat,
}

/// A direction such as `E` or 東經, or the plain name of an axis such as `lat` or 緯度, which has no sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) axis: Axis,
    pub(super) negative: Option<bool>,
}

/// What a number of an angle counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Degree,
    Minute,
    Second,
}

/// A word of a written position.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token {
    /// Never negative, never infinite.
    Number(f64),
    Unit(Unit),
    Mark(Mark),
    Minus,
    Comma,
}

const EAST: Mark = Mark { axis: Axis::Lon, negative: Some(false) };
const WEST: Mark = Mark { axis: Axis::Lon, negative: Some(true) };
const NORTH: Mark = Mark { axis: Axis::Lat, negative: Some(false) };
const SOUTH: Mark = Mark { axis: Axis::Lat, negative: Some(true) };
const LON: Mark = Mark { axis: Axis::Lon, negative: None };
const LAT: Mark = Mark { axis: Axis::Lat, negative: None };

/// The words of a text; none when one of them belongs to no position.
pub(super) fn tokens(text: &str) -> Option<Vec<Token>> {
    let narrow: String = text.chars().map(narrow).collect();
    let mut rest = narrow.trim_matches(|c: char| c.is_whitespace() || "()[]".contains(c)).chars().peekable();
    let mut tokens = Vec::new();
    while let Some(&c) = rest.peek() {
        if c.is_whitespace() || matches!(c, ':' | '=' | '+') {
            rest.next();
        } else if c.is_ascii_digit() || c == '.' {
            let digits = run(&mut rest, |c| c.is_ascii_digit() || c == '.');
            // Two hundred digits are still a finite number.
            tokens.push(Token::Number(digits.parse().ok()?));
        } else if c.is_ascii_alphabetic() {
            tokens.push(Token::Mark(english(&run(&mut rest, |c| c.is_ascii_alphabetic()))?));
        } else if "東东西南北經经緯纬".contains(c) {
            tokens.push(Token::Mark(chinese(&mut rest)?));
        } else {
            tokens.push(sign(&mut rest)?);
        }
    }
    Some(tokens)
}

/// The half-width form of a full-width sign or digit.
pub(super) fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    }
}

fn run(rest: &mut Peekable<Chars<'_>>, belongs: impl Fn(char) -> bool) -> String {
    std::iter::from_fn(|| rest.next_if(|&c| belongs(c))).collect()
}

fn english(word: &str) -> Option<Mark> {
    Some(match word.to_ascii_lowercase().as_str() {
        "e" | "east" => EAST,
        "w" | "west" => WEST,
        "n" | "north" => NORTH,
        "s" | "south" => SOUTH,
        "lon" | "lng" | "long" | "longitude" => LON,
        "lat" | "latitude" => LAT,
        _ => return None,
    })
}

/// 東經 and its like, 經度 and 緯度, of either script.
fn chinese(rest: &mut Peekable<Chars<'_>>) -> Option<Mark> {
    let longitude = |c: &char| "經经".contains(*c);
    let latitude = |c: &char| "緯纬".contains(*c);
    match rest.next()? {
        '東' | '东' => rest.next_if(longitude).map(|_| EAST),
        '西' => rest.next_if(longitude).map(|_| WEST),
        '北' => rest.next_if(latitude).map(|_| NORTH),
        '南' => rest.next_if(latitude).map(|_| SOUTH),
        '經' | '经' => rest.next_if_eq(&'度').map(|_| LON),
        _ => rest.next_if_eq(&'度').map(|_| LAT),
    }
}

fn sign(rest: &mut Peekable<Chars<'_>>) -> Option<Token> {
    Some(match rest.next()? {
        ',' | ';' | '、' => Token::Comma,
        '-' | '−' | '–' => Token::Minus,
        '°' | 'º' | '˚' | '度' => Token::Unit(Unit::Degree),
        '分' => Token::Unit(Unit::Minute),
        '″' | '"' | '”' | '“' | '秒' => Token::Unit(Unit::Second),
        prime @ ('′' | '\'' | '’' | '‘') => {
            let second = rest.next_if_eq(&prime).is_some();
            Token::Unit(if second { Unit::Second } else { Unit::Minute })
        }
        _ => return None,
    })
}
