//! A stop of a show on paper: its picture above, its title, its planned time and its notes below, on as many pages as they need.
//! Must not know the stop's picture, nor who is handed the pages.

use super::PaperFormat;
use crate::draw::measure;
use crate::draw::setter::{Setter, TextStyle};
use crate::i18n::{Lang, displayed, paragraphs, tr};
use crate::picture::{ColourRole, Picture, Projector, Sign, World};
use crate::session::Session;

/// Around everything.
const MARGIN: f32 = 48.0;
/// The picture is no higher than this part of the page.
const HIGHEST: f32 = 0.45;
/// Letter heights: the title, the notes, the time and the number.
const TITLE: f32 = 17.0;
const NOTES: f32 = 11.0;
/// Notes are as large as lets them stay on one page: so much larger at most, in such steps.
const LARGER: [f32; 6] = [1.6, 1.45, 1.3, 1.2, 1.1, 1.0];
const SMALL: f32 = 9.0;
/// Between two lines to write on.
const RULED: f32 = 26.0;
/// Between two blocks, and between two paragraphs.
const BLOCK: f32 = 16.0;
const PARAGRAPH: f32 = 5.0;

/// A page for a stop.
#[derive(Clone, Debug)]
pub struct HandOut {
    /// The page with its words.
    pub page: Picture,
    /// Where the stop's picture has its top left corner, and how large a point of it is; none on a page that goes on.
    pub picture: Option<([f32; 2], f32)>,
}

impl HandOut {
    /// The pages for the stop that a session is at, its words in a language; none while no show is on.
    #[must_use]
    pub fn of(session: &Session, lang: Lang) -> Vec<Self> {
        let Some(show) = session.show() else { return Vec::new() };
        let (number, all) = show.place();
        let said = Said {
            title: displayed(show.stop().title.get(lang)),
            number: format!("{number} / {all}"),
            planned_s: show.stop().planned_s,
            notes: show.stop().notes.get(lang).to_owned(),
        };
        let size = session.view().projector().size;
        let scale = (width() / size[0]).min(page_size()[1] * HIGHEST / size[1]);
        let pages = said.pages(size.map(|side| side * scale), lang).into_iter().map(|signs| page(signs, lang));
        let picture = |at| (at == 0).then_some(([MARGIN; 2], scale));
        pages.enumerate().map(|(at, page)| Self { page, picture: picture(at) }).collect()
    }
}

/// What is said of a stop.
struct Said {
    title: String,
    number: String,
    planned_s: Option<u32>,
    notes: String,
}

impl Said {
    /// The words of each page, below room for a picture on the first.
    fn pages(&self, picture: [f32; 2], lang: Lang) -> Vec<Vec<Sign>> {
        let mut tries = LARGER.into_iter().map(|by| self.pages_in(picture, NOTES * by, lang));
        tries.find(|pages| pages.len() == 1).unwrap_or_else(|| self.pages_in(picture, NOTES, lang))
    }

    /// The same with notes in letters of a height.
    fn pages_in(&self, picture: [f32; 2], letters: f32, lang: Lang) -> Vec<Vec<Sign>> {
        let measure = measure(lang);
        let mut flow = Flow::new(Setter::new(&measure, 1.0), &self.title, lang);
        flow.frame(picture);
        flow.number(&self.number);
        flow.paragraph(&self.title, TextStyle::strong(TITLE));
        if let Some(planned_s) = self.planned_s {
            let time = format!("{}:{:02}", planned_s / 60, planned_s % 60);
            flow.paragraph(&tr!(lang, "deck.planned", time = time), TextStyle::quiet(SMALL));
        }
        flow.y += BLOCK - PARAGRAPH;
        for paragraph in paragraphs(&self.notes) {
            flow.paragraph(paragraph.trim_end(), TextStyle::plain(letters));
        }
        flow.ruled();
        flow.pages()
    }
}

/// Paper on its short side.
fn page_size() -> [f32; 2] {
    let [long, short] = PaperFormat::A4.size();
    [short, long]
}

/// The width of its lines.
fn width() -> f32 {
    page_size()[0] - 2.0 * MARGIN
}

/// A page without a map.
fn page(signs: Vec<Sign>, lang: Lang) -> Picture {
    let nowhere = Projector { center: World { x: 0.5, y: 0.5 }, points_per_world: 1.0, size: [0.0; 2] };
    Picture {
        size: page_size(),
        background: ColourRole::Paper,
        corner: [0.0; 2],
        projector: nowhere,
        map: Vec::new(),
        signs,
        lang,
    }
}

/// Words that go on, on the next page when one is full.
struct Flow<'a> {
    setter: Setter<'a>,
    full: Vec<Vec<Sign>>,
    title: String,
    lang: Lang,
    y: f32,
}

impl<'a> Flow<'a> {
    fn new(setter: Setter<'a>, title: &str, lang: Lang) -> Self {
        Self { setter, full: Vec::new(), title: title.to_owned(), lang, y: MARGIN }
    }

    /// A thin line around the room for the picture.
    fn frame(&mut self, [width, height]: [f32; 2]) {
        self.setter.outline([MARGIN, MARGIN, MARGIN + width, MARGIN + height], ColourRole::SecondText, 0.75);
        self.y += height + BLOCK;
    }

    /// The number of the stop, at the foot of its first page.
    fn number(&mut self, text: &str) {
        let [width, height] = page_size();
        self.setter.right(text, [width - MARGIN, height - MARGIN / 2.0], TextStyle::quiet(SMALL));
    }

    fn paragraph(&mut self, text: &str, style: TextStyle) {
        let bottom = page_size()[1] - MARGIN;
        for line in self.setter.lines(text, width(), style) {
            if self.y + style.line() > bottom {
                self.turn();
            }
            self.setter.left(&line, [MARGIN, self.y + style.line() / 2.0], style);
            self.y += style.line();
        }
        self.y += PARAGRAPH;
    }

    /// Lines to write on, down to the foot of the page.
    fn ruled(&mut self) {
        let [left, right] = [MARGIN, MARGIN + width()];
        let mut y = self.y + RULED * 1.5;
        while y <= page_size()[1] - MARGIN {
            self.setter.stroke(vec![[left, y], [right, y]], ColourRole::Hairline, 0.75);
            y += RULED;
        }
    }

    /// Goes on to the next page, which says what it goes on with.
    fn turn(&mut self) {
        self.full.push(std::mem::take(&mut self.setter.signs));
        self.y = MARGIN;
        let head = tr!(self.lang, "deck.continued", title = self.title).into_owned();
        let style = TextStyle::quiet(SMALL);
        for line in self.setter.cut(&head, width(), 1, style) {
            self.setter.left(&line, [MARGIN, self.y + style.line() / 2.0], style);
        }
        self.y += style.line() + BLOCK;
    }

    fn pages(mut self) -> Vec<Vec<Sign>> {
        self.full.push(self.setter.signs);
        self.full
    }
}

#[cfg(test)]
mod tests {
    use super::{MARGIN, Said, page_size};
    use crate::i18n::Lang;
    use crate::picture::Sign;

    /// The texts of a page, each with the middle of its line.
    fn texts(signs: &[Sign]) -> Vec<(&str, f32)> {
        let mut texts = Vec::new();
        for sign in signs {
            if let Sign::Label(label) = sign {
                texts.push((label.text.as_str(), label.middle[1]));
            }
        }
        texts
    }

    fn said(notes: String) -> Said {
        Said { title: "Stop".to_owned(), number: "3 / 12".to_owned(), planned_s: Some(95), notes }
    }

    #[test]
    fn long_notes_go_on_and_lose_nothing() {
        for (lang, sentence) in [(Lang::En, "Say this and that, word by word. "), (Lang::ZhHant, "這一句要照樣講。")]
        {
            let notes = format!("{}\n\n{}\nend", sentence.repeat(200), sentence.repeat(30));
            let pages = said(notes.clone()).pages([400.0, 300.0], lang);
            assert!(pages.len() >= 2, "{} pages", pages.len());
            let mut written = String::new();
            for (at, page) in pages.iter().enumerate() {
                // Before the notes: number, title, time; or the head of a page that goes on.
                let words = texts(page).split_off(if at == 0 { 3 } else { 1 });
                for (text, y) in words {
                    assert!((MARGIN..page_size()[1] - MARGIN).contains(&y), "{text} at {y}");
                    written += text;
                }
            }
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            assert_eq!(bare(&written), bare(&notes));
        }
    }

    #[test]
    fn a_stop_says_its_number_title_and_time() {
        let pages = said(String::new()).pages([400.0, 300.0], Lang::En);
        assert_eq!(pages.len(), 1);
        let words: Vec<&str> = texts(&pages[0]).into_iter().map(|(text, _)| text).collect();
        assert_eq!(words, ["3 / 12", "Stop", "Planned time 1:35"]);
    }
}
