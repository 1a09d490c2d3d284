//! How words come: they fade in and rise, figures count up. All is complete before the motion of a step is over.
//! Must not know what is said.

/// Words take so long, begin so much after those before them, and all have begun after the last of these, in seconds.
const WORDS_S: [f32; 3] = [0.35, 0.07, 0.6];
/// How far words rise, in points.
const RISE: f32 = 14.0;
/// How long a figure counts.
const COUNT_S: f32 = 0.9;

/// How far the words that come as the `at`th have come after a time, 0 to 1.
pub(super) fn words(since_s: f64, at: usize) -> f32 {
    part(since_s, at, WORDS_S[0])
}

/// The same of the figure in them.
pub(super) fn count(since_s: f64, at: usize) -> f32 {
    part(since_s, at, COUNT_S)
}

/// How much lower words stand that have come so far.
pub(super) fn rise(part: f32) -> f32 {
    RISE * (1.0 - part)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "a few seconds, a few blocks")]
fn part(since_s: f64, at: usize, length_s: f32) -> f32 {
    let begins_s = (at as f32 * WORDS_S[1]).min(WORDS_S[2]);
    let part = ((since_s as f32 - begins_s) / length_s).clamp(0.0, 1.0);
    // Fast at first, and slowly there.
    1.0 - (1.0 - part).powi(3)
}

/// What stands in the place of a figure on the way: the figure counted up so far, or one after the other of what is given for one in
/// words.
pub(super) fn on_the_way(figure: &str, through: &[String], part: f32) -> String {
    let counted = counted(figure, part);
    if counted != figure || through.is_empty() || part >= 1.0 {
        return counted;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a few words"
    )]
    let at = (part.max(0.0) * (through.len() + 1) as f32) as usize;
    through.get(at).map_or(counted, Clone::clone)
}

/// A figure as it is written, counted up so far: with the same decimals and the same gaps. What is no plain number is there at
/// once.
pub(super) fn counted(figure: &str, part: f32) -> String {
    if part >= 1.0 {
        return figure.to_owned();
    }
    let gap = figure.chars().find(|c| matches!(c, ',' | ' ' | '\u{a0}' | '\u{202f}'));
    let bare: String = figure.chars().filter(|c| Some(*c) != gap).collect();
    let plain = !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let Some(value) = Some(bare.as_str()).filter(|_| plain).and_then(|bare| bare.parse::<f64>().ok()) else {
        return figure.to_owned();
    };
    let decimals = bare.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let text = format!("{:.decimals$}", value * f64::from(part));
    let whole = text.find('.').unwrap_or(text.len());
    let mut grouped = String::new();
    for (at, c) in text.char_indices() {
        let is_between = at > 0 && at < whole && (whole - at).is_multiple_of(3);
        grouped.extend(gap.filter(|_| is_between));
        grouped.push(c);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::{COUNT_S, WORDS_S, count, counted, on_the_way, words};

    #[test]
    fn a_figure_in_words_goes_through_others_and_one_in_digits_counts() {
        let through = ["一億", "十億", "百億"].map(str::to_owned);
        let seen = [0.0, 0.3, 0.6, 0.8, 1.0].map(|part| on_the_way("千億", &through, part));
        assert_eq!(seen, ["一億", "十億", "百億", "千億", "千億"]);
        assert_eq!(on_the_way("100", &through, 0.5), "50");
        assert_eq!(on_the_way("千億", &[], 0.5), "千億");
    }

    #[test]
    fn figures_count_in_their_own_digits_and_end_as_they_are_written() {
        for figure in ["56.39", "19.1", "3 000", "1,200", "2022 → 2035", "> 100", "", "."] {
            assert_eq!(counted(figure, 1.0), figure);
        }
        assert_eq!(counted("56.39", 0.0), "0.00");
        assert_eq!(counted("19.1", 0.5), "9.6");
        assert_eq!(counted("3 000", 0.5), "1 500");
        assert_eq!(counted("1,234,567", 0.999), "1,233,332");
        for figure in ["2022 → 2035", "> 100", "", "."] {
            assert_eq!(counted(figure, 0.3), figure);
        }
    }

    #[test]
    fn all_words_have_come_in_time() {
        let last_s = f64::from(WORDS_S[2] + COUNT_S);
        assert!(last_s < 2.4);
        for at in [0, 3, 40] {
            assert!(words(0.0, at) < 1e-6 && words(last_s, at) >= 1.0 && count(last_s, at) >= 1.0);
        }
        assert!(words(f64::INFINITY, 9) >= 1.0);
    }
}
