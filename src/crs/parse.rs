//! Reading a position that a person pastes: decimal degrees or degrees, minutes and seconds, in Chinese or English.
//! Must not know where it came from.

use super::Axes;
use super::tokens::{Axis, Mark, Token, Unit, tokens};
use crate::geometry::LonLat;

/// The longest text that is read as a position, in bytes.
pub(super) const LONGEST: usize = 200;

/// A position in a text such as `113.52, 23.06`, `23.06N 113.52E`, `23°05′24″N 113°31′12″E`, `東經113°31′12″ 北緯23°05′24″` or
/// `緯度 23.06，經度 113.52`. Two bare numbers are longitude and latitude, unless only the other order is possible.
/// None when it is anything else.
///
/// ```
/// use zonemap::crs::parse_position;
///
/// let at = parse_position("23°05′24″N 113°31′12″E").expect("a position");
/// assert_eq!((at.lon, at.lat), (113.52, 23.09));
/// ```
#[must_use]
pub fn parse_position(text: &str) -> Option<LonLat> {
    degrees(text).first().map(|(at, _)| *at)
}

/// Every position in degrees that a text may be, the usual one first; the order where the text does not tell it.
pub(super) fn degrees(text: &str) -> Vec<(LonLat, Option<Axes>)> {
    let Some([first, second]) = (text.len() <= LONGEST).then(|| angles(text)).flatten() else { return Vec::new() };
    let orders: &[(Axes, Option<Axes>)] = match (first.axis, second.axis) {
        (Some(Axis::Lat), None | Some(Axis::Lon)) | (None, Some(Axis::Lon)) => &[(Axes::Yx, None)],
        (Some(Axis::Lon), None | Some(Axis::Lat)) | (None, Some(Axis::Lat)) => &[(Axes::Xy, None)],
        (None, None) => &[(Axes::Xy, Some(Axes::Xy)), (Axes::Yx, Some(Axes::Yx))],
        (Some(Axis::Lon), Some(Axis::Lon)) | (Some(Axis::Lat), Some(Axis::Lat)) => &[],
    };
    let read = |&(axes, untold): &(Axes, Option<Axes>)| {
        let (lon, lat) = if axes == Axes::Xy { (&first, &second) } else { (&second, &first) };
        let at = LonLat::new(lon.degrees, lat.degrees).ok()?;
        Some((at, untold))
    };
    orders.iter().filter_map(read).collect()
}

fn angles(text: &str) -> Option<[Angle; 2]> {
    let tokens = tokens(text)?;
    let mut rest = &tokens[..];
    let first = angle(&mut rest)?;
    let _between = take(&mut rest, Token::Comma);
    let second = angle(&mut rest)?;
    rest.is_empty().then_some([first, second])
}

/// An angle with its axis, if the text says which.
struct Angle {
    degrees: f64,
    axis: Option<Axis>,
}

/// Reads an angle: a mark before it or after it, or a plain name of the axis before and a direction after.
fn angle(rest: &mut &[Token]) -> Option<Angle> {
    let before = mark(rest, |_| true);
    let minus = take(rest, Token::Minus);
    let degrees = size(rest)?;
    let after = mark(rest, |mark| {
        mark.negative.is_some() && before.is_none_or(|named| named.negative.is_none() && named.axis == mark.axis)
    });
    let said = after.or(before);
    let direction = said.and_then(|mark| mark.negative);
    // A sign and a direction together may contradict each other.
    if minus && direction.is_some() {
        return None;
    }
    let negative = minus || direction == Some(true);
    Some(Angle { degrees: if negative { -degrees } else { degrees }, axis: said.map(|mark| mark.axis) })
}

/// Takes a token if it comes next.
fn take(rest: &mut &[Token], token: Token) -> bool {
    let is_next = rest.first() == Some(&token);
    if is_next {
        *rest = &rest[1..];
    }
    is_next
}

fn mark(rest: &mut &[Token], fits: impl Fn(Mark) -> bool) -> Option<Mark> {
    let [Token::Mark(mark), after @ ..] = *rest else { return None };
    fits(*mark).then(|| {
        *rest = after;
        *mark
    })
}

/// Reads the size of an angle in degrees: a number, then minutes and seconds as far as there are any. Only the last may have decimals.
fn size(rest: &mut &[Token]) -> Option<f64> {
    let [Token::Number(number), after @ ..] = *rest else { return None };
    let (mut degrees, mut last) = (*number, *number);
    *rest = after;
    if !take(rest, Token::Unit(Unit::Degree)) {
        return Some(degrees);
    }
    for (unit, share) in [(Unit::Minute, 60.0), (Unit::Second, 3600.0)] {
        let [Token::Number(value), Token::Unit(found), after @ ..] = *rest else { break };
        if *found == unit {
            if *value >= 60.0 || last.fract() != 0.0 {
                return None;
            }
            (degrees, last) = (degrees + value / share, *value);
            *rest = after;
        }
    }
    Some(degrees)
}
