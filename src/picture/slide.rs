//! A slide: a picture, and the words over it each in a box of its own, for those who lay them out again.
//! Must not know what the words say, nor what they are written into.

use super::{ColourRole, Label, Picture, Sign};

/// A slide of a talk.
#[derive(Clone, Debug)]
pub struct Slide {
    /// What it is called in an outline.
    pub title: String,
    /// A short name, unique among the slides.
    pub id: String,
    /// Everything but the words that stand in boxes.
    pub picture: Picture,
    /// The place of the first of its signs that lies over the map and does not move with it.
    pub over: usize,
    /// Whether it stands behind the last of those that are told.
    pub appendix: bool,
    /// What the picture is, for those who do not see it.
    pub about: String,
    /// The words, in the order in which they are read.
    pub texts: Vec<TextBox>,
    /// What only the speaker sees; empty for nothing.
    pub notes: String,
}

/// Words in a box.
#[derive(Clone, Debug, PartialEq)]
pub struct TextBox {
    /// What they are.
    pub purpose: Purpose,
    /// On which side their lines begin.
    pub side: Side,
    /// Whether a bullet stands before them, and so many points of room with it.
    pub bullet: Option<f32>,
    /// Left, top, right, bottom of the words without a bullet, in points of the picture.
    pub place: [f32; 4],
    /// The lines as they are set, each in runs of one look.
    pub lines: Vec<Vec<Label>>,
}

/// What words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// What the slide is called.
    Title,
    /// What words below it are about.
    Heading,
    /// What stands on the map beside what it speaks of.
    Callout,
    /// All others.
    Text,
}

/// Where lines are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// They begin alike.
    Left,
    /// Their middles are alike.
    Middle,
    /// They end alike.
    Right,
}

impl Slide {
    /// A picture without words of its own.
    #[must_use]
    pub fn of(picture: Picture, title: String) -> Self {
        Self {
            about: title.clone(),
            title,
            id: "map".to_owned(),
            over: picture.signs.len(),
            appendix: false,
            picture,
            texts: Vec::new(),
            notes: String::new(),
        }
    }

    /// All of it as one picture.
    #[must_use]
    pub fn whole(&self) -> Picture {
        with_texts(&self.picture, &self.texts)
    }
}

/// A picture with words over it.
#[must_use]
pub fn with_texts(picture: &Picture, texts: &[TextBox]) -> Picture {
    let mut whole = picture.clone();
    whole.signs.extend(texts.iter().flat_map(TextBox::labels).cloned().map(Sign::Label));
    whole
}

impl TextBox {
    /// Its words, line after line.
    pub fn labels(&self) -> impl Iterator<Item = &Label> {
        self.lines.iter().flatten()
    }

    /// The height of the largest of its text.
    #[must_use]
    pub fn size(&self) -> f32 {
        self.labels().map(|label| label.size).fold(0.0, f32::max)
    }

    /// Its words as one paragraph, in runs of one look: lines are joined as they were broken.
    #[must_use]
    pub fn runs(&self) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for line in &self.lines {
            for (at, label) in line.iter().enumerate() {
                let mut text = label.text.clone();
                if let Some(before) = runs.last().and_then(|run: &Run| run.text.chars().last()) {
                    let begins = text.chars().next();
                    // Within a line a space is where there is a gap; between two it is what the break took.
                    let is_gap =
                        if at == 0 { Self::is_spaced(before, begins) } else { Self::is_apart(&line[at - 1], label) };
                    if is_gap {
                        text.insert(0, ' ');
                    }
                }
                let look = (label.role, label.strong, label.slanted, label.size.to_bits());
                match runs.last_mut().filter(|run| (run.role, run.strong, run.slanted, run.size.to_bits()) == look) {
                    Some(run) => run.text += &text,
                    None => runs.push(Run {
                        text,
                        role: label.role,
                        strong: label.strong,
                        slanted: label.slanted,
                        size: label.size,
                    }),
                }
            }
        }
        runs
    }

    /// Whether a space stood between two lines, by the last character of one and the first of the next: Chinese is written without.
    #[must_use]
    pub fn is_spaced(before: char, after: Option<char>) -> bool {
        let Some(after) = after else { return false };
        !(is_wide(before) || is_wide(after) || before == '-' || before == '/' || before.is_whitespace())
    }

    /// Whether two runs of a line have a space between them.
    #[must_use]
    pub fn is_apart(before: &Label, after: &Label) -> bool {
        let wide = before.text.chars().last().is_some_and(is_wide) || after.text.chars().next().is_some_and(is_wide);
        !wide && !after.text.starts_with([',', '.', ';', ':', '!', '?', ')', ']'])
    }

    /// Its words as one paragraph.
    #[must_use]
    pub fn text(&self) -> String {
        self.runs().into_iter().map(|run| run.text).collect()
    }
}

/// Words of one look.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Their colour's purpose.
    pub role: ColourRole,
    /// Whether they are bold.
    pub strong: bool,
    /// Whether they lean.
    pub slanted: bool,
    /// The height of the text in points.
    pub size: f32,
}

/// Whether a character is one of those that are written without spaces.
fn is_wide(c: char) -> bool {
    u32::from(c) >= 0x2E80
}

#[cfg(test)]
mod tests {
    use super::{Label, Purpose, Side, TextBox};

    fn text(lines: &[&str]) -> String {
        let line = |text: &&str| vec![Label::new((*text).to_owned(), [0.0; 2], 10.0, false)];
        let lines = lines.iter().map(line).collect();
        TextBox { purpose: Purpose::Text, side: Side::Left, bullet: None, place: [0.0; 4], lines }.text()
    }

    #[test]
    fn lines_are_joined_as_they_were_broken() {
        assert_eq!(text(&["a zone", "of three", "areas"]), "a zone of three areas");
        assert_eq!(text(&["穗港智造", "合作區"]), "穗港智造合作區");
        assert_eq!(text(&["Hong Kong–", "Guangzhou"]), "Hong Kong– Guangzhou");
        assert_eq!(text(&["3,234 人，", "as said"]), "3,234 人，as said");
        assert_eq!(text(&["state-", "owned"]), "state-owned");
        assert_eq!(text(&[]), "");
    }
}
