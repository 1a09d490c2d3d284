//! What an audience takes away: presentations, web pages, documents. Read back by other means than those that wrote them.
//! Must not know how a slide is drawn.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read as _};
use std::path::Path;
use std::process::Command;

use roxmltree::Document;
use tempfile::TempDir;
use zonemap::draw::draw;
use zonemap::draw::stage::slide;
use zonemap::i18n::Lang;
use zonemap::picture::{Picture, Theme};
use zonemap::session::{Action, Session, Settings};
use zonemap::show::Deck;

use crate::common::{Answer, answer, builtin, copy_of, json_of, program};

/// Small pictures are enough to look at what is around them.
const SMALL: [&str; 4] = ["--size", "640x360", "--dpi", "96"];

pub(crate) fn render(folder: &Path, name: &str, args: &[&str]) -> Answer {
    let output = format!("{}/{name}", folder.to_str().expect("a plain path"));
    let lang: &[&str] = if args.contains(&"--lang") { &[] } else { &["--lang", "en"] };
    answer(program().args(["render", "--deck", "-o", &output]).args(args).args(lang))
}

fn made(name: &str, args: &[&str]) -> Vec<u8> {
    let folder = TempDir::new().expect("a folder");
    let answer = render(folder.path(), name, args);
    assert_eq!((answer.code, answer.err.as_str()), (0, ""), "{args:?}");
    fs::read(folder.path().join(name)).expect("the file")
}

/// The parts of a package by their names.
fn parts(package: Vec<u8>) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(package)).expect("a package");
    let mut parts = BTreeMap::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).expect("a part");
        assert_eq!(part.last_modified().map(|date| date.year()), Some(1980), "a date of its own");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("bytes");
        let name = part.name().expect("a name").into_owned();
        assert!(parts.insert(name.clone(), bytes).is_none(), "{name} twice");
    }
    parts
}

fn text_of(part: &[u8]) -> &str {
    std::str::from_utf8(part).expect("a text")
}

/// Where a relation leads from a part's folder.
fn resolved(from: &str, target: &str) -> String {
    let mut path: Vec<&str> = from.split('/').collect();
    path.pop();
    for step in target.split('/') {
        if step == ".." {
            path.pop();
        } else {
            path.push(step);
        }
    }
    path.join("/")
}

/// The relations of a part: each id with where it leads.
fn relations(parts: &BTreeMap<String, Vec<u8>>, of: &str) -> BTreeMap<String, String> {
    let (folder, file) = of.rsplit_once('/').map_or(("", of), |(folder, file)| (folder, file));
    let name = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
    let Some(part) = parts.get(&name) else { return BTreeMap::new() };
    let xml = Document::parse(text_of(part)).expect("well-formed");
    let each = xml.root_element().children().filter(roxmltree::Node::is_element).map(|relation| {
        let value = |name| relation.attribute(name).expect("an attribute").to_owned();
        (value("Id"), resolved(of, &value("Target")))
    });
    each.collect()
}

/// All runs of text in a part.
fn texts(part: &[u8]) -> Vec<String> {
    let xml = Document::parse(text_of(part)).expect("well-formed");
    let runs = xml.descendants().filter(|node| node.has_tag_name((DRAWING, "t")));
    runs.filter_map(|node| node.text().map(str::to_owned)).collect()
}

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const SLIDES: &str = "http://schemas.openxmlformats.org/presentationml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

#[test]
fn every_part_of_a_presentation_is_known_and_every_relation_leads_somewhere() {
    let parts = parts(made("x.pptx", &SMALL));
    let types = Document::parse(text_of(&parts["[Content_Types].xml"])).expect("well-formed");
    let known = |attribute: &str| -> BTreeSet<String> {
        types.descendants().filter_map(|node| node.attribute(attribute).map(str::to_owned)).collect()
    };
    let (endings, overridden) = (known("Extension"), known("PartName"));
    for (name, bytes) in &parts {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        assert!(endings.contains(ending), "{name}");
        let is_plain = ending != "xml" || name == "[Content_Types].xml";
        assert!(is_plain || overridden.contains(&format!("/{name}")), "{name} has no kind");
        if ending == "xml" || ending == "rels" {
            let xml = Document::parse(text_of(bytes)).expect(name);
            let relations = relations(&parts, name);
            for id in xml.descendants().flat_map(|node| node.attributes()).filter(|a| a.namespace() == Some(OFFICE)) {
                assert!(relations.contains_key(id.value()), "{name} refers to {}", id.value());
            }
            for target in relations.values() {
                assert!(parts.contains_key(target), "{name} leads to {target}");
            }
        }
    }
    assert!(overridden.iter().all(|name| parts.contains_key(&name[1..])), "a kind of nothing");
    assert!(relations(&parts, "").values().any(|target| target == "ppt/presentation.xml"));
}

#[test]
fn each_stop_is_a_slide_with_its_title_its_words_and_its_notes() {
    let parts = parts(made("x.pptx", &SMALL));
    let main = Document::parse(text_of(&parts["ppt/presentation.xml"])).expect("well-formed");
    let relations = relations(&parts, "ppt/presentation.xml");
    let ids = main.descendants().filter(|node| node.has_tag_name((SLIDES, "sldId")));
    let slides: Vec<&String> = ids.map(|id| &relations[id.attribute((OFFICE, "id")).expect("a relation")]).collect();
    let deck = Deck::of(&builtin());
    let stops: Vec<_> = deck.shown().map(|(_, stop)| stop).collect();
    assert_eq!(slides.len(), stops.len());
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '*').collect::<String>();
    for (stop, name) in stops.iter().zip(slides) {
        let xml = Document::parse(text_of(&parts[name])).expect("well-formed");
        let titles: Vec<_> = xml.descendants().filter(|node| node.attribute("type") == Some("title")).collect();
        assert_eq!(titles.len(), 1, "{}: one title", stop.id);
        let shape = titles[0].ancestors().find(|node| node.has_tag_name((SLIDES, "sp"))).expect("a shape");
        let said: String =
            shape.descendants().filter(roxmltree::Node::is_text).filter_map(|node| node.text()).collect();
        assert_eq!(bare(&said), bare(stop.title.get(Lang::En)), "{}", stop.id);
        let picture = xml.descendants().find(|node| node.has_tag_name((SLIDES, "pic"))).expect("a picture");
        assert!(picture.descendants().any(|node| node.attribute("descr").is_some_and(|text| !text.is_empty())));
        let notes = relations_of_notes(&parts, name);
        let wanted = bare(stop.notes.get(Lang::En));
        assert_eq!(notes.map(|part| bare(&texts(&parts[&part]).concat())).unwrap_or_default(), wanted, "{}", stop.id);
    }
    // 16:9, and words where they stand on the stage: the figure of the first stop is one text.
    let slide = main.descendants().find(|node| node.has_tag_name((SLIDES, "sldSz"))).expect("a size");
    let length = |name| slide.attribute(name).and_then(|length| length.parse::<f64>().ok()).expect("a number");
    assert!((length("cx") / length("cy") - 16.0 / 9.0).abs() < 1e-3);
    let first = texts(&parts["ppt/slides/slide1.xml"]);
    assert!(first.iter().any(|text| text == "100") && first.iter().any(|text| text == "56.39"), "{first:?}");
    assert!(
        first.iter().any(|text| text == "the scale of the smart-manufacturing cluster planned for 2035"),
        "{first:?}"
    );
}

fn relations_of_notes(parts: &BTreeMap<String, Vec<u8>>, slide: &str) -> Option<String> {
    relations(parts, slide).into_values().find(|target| target.contains("notesSlide"))
}

#[test]
fn a_presentation_is_the_same_twice_and_small_enough() {
    let args = ["--stops", "1-3"];
    let once = made("x.pptx", &args);
    assert!(once == made("x.pptx", &args), "other bytes");
    // The show has 32 stops.
    assert!(once.len() < 3 * 20_000_000 / 32, "{} bytes", once.len());
}

/// Opened by another program, where that is installed.
#[test]
fn impress_opens_a_presentation() {
    let folder = TempDir::new().expect("a folder");
    assert_eq!(render(folder.path(), "x.pptx", &[&SMALL[..], &["--stops", "1-4"]].concat()).code, 0);
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    let run = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
        .args([folder.path(), &folder.path().join("x.pptx")])
        .output();
    let Ok(output) = run else { return };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let pdf = fs::read(folder.path().join("x.pdf")).expect("a document");
    let plain = String::from_utf8_lossy(&pdf).replace("/Type /Page", "/Type/Page");
    assert_eq!(plain.matches("/Type/Page").count() - plain.matches("/Type/Pages").count(), 4);
}

fn page(args: &[&str]) -> String {
    String::from_utf8(made("x.html", args)).expect("a text")
}

/// The values of an attribute.
fn values<'a>(page: &'a str, attribute: &'a str) -> impl Iterator<Item = &'a str> {
    let before = format!(" {attribute}=\"");
    let found: Vec<usize> = page.match_indices(&before).map(|(at, _)| at + before.len()).collect();
    found.into_iter().map(move |at| &page[at..at + page[at..].find('"').expect("an end")])
}

#[test]
fn a_web_page_needs_nothing_else_and_has_every_stop_in_every_language() {
    let page = page(&[]);
    assert!(page.len() < 6_000_000, "{} bytes", page.len());
    for elsewhere in ["http:", "https:", "src=", "@import", "<script src", "<link rel=\"stylesheet"] {
        assert!(!page.contains(elsewhere), "{elsewhere}");
    }
    assert!(page.contains("default-src 'none'") && page.contains("@media print") && page.contains("aria-live"));
    let ids: Vec<&str> = values(&page, "id").collect();
    let once: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), once.len(), "an id twice");
    for link in values(&page, "href").filter(|link| link.starts_with('#')) {
        assert!(once.contains(&link[1..]), "{link}");
    }
    for (at, _) in page.match_indices("url(#") {
        let rest = &page[at + 5..];
        let id = &rest[..rest.find(')').expect("an end")];
        assert!(once.contains(id), "{id}");
    }
    let deck = Deck::of(&builtin());
    for (_, stop) in deck.shown() {
        let begin = page.find(&format!("<section class=\"stop\" id=\"stop-{}\"", stop.id)).expect(&stop.id);
        let section = &page[begin..begin + page[begin..].find("</section>").expect("an end")];
        assert_eq!(section.matches("<h2").count(), 3, "{}: a heading in each language", stop.id);
        assert_eq!(section.matches("role=\"img\"").count(), 1);
        assert_eq!(section.contains("data-appendix"), stop.appendix, "{}", stop.id);
        assert!(!section.contains("class=\"notes\""), "notes are for the presenter");
    }
    for role in values(&page, "fill").filter(|fill| fill.starts_with("var(")) {
        assert!(page.contains(&format!("{}:#", &role[4..role.len() - 1])), "{role} has no value");
    }
}

#[test]
fn a_web_page_is_the_same_twice_and_has_notes_when_asked() {
    let args = ["--stops", "1-2"];
    assert!(page(&args) == page(&args), "other bytes");
    let with = page(&["--stops", "1-2", "--notes", "--each-step"]);
    assert!(with.contains("class=\"notes\"") && with.contains("id=\"stop-where-1\""));
}

/// Presses keys in a page, and tells after each which stop is shown, in which language and theme.
const PRESSED: &str = r#"<script>
const said = [];
const look = () => { const on = document.querySelector(".stop.on"); said.push([on.id, document.documentElement.dataset.lang, document.documentElement.dataset.theme, document.getElementById("now").textContent].join("|")); };
const press = (key) => { document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })); look(); };
look();
["ArrowRight", "PageDown", "ArrowLeft", "End", "ArrowRight", "Home", "t", "l", "3", "Enter", "+"].forEach(press);
const zoomed = document.querySelector(".stop.on .ground").getAttribute("transform");
const seen = [...document.querySelectorAll(".stop.on .words")].filter((words) => getComputedStyle(words).display !== "none");
const box = seen[0].querySelector("h2").getBoundingClientRect();
const shown = seen.length;
document.title = "told " + said.join(" ; ") + " ; " + zoomed + " ; " + (box.width > 0 && box.right < innerWidth) + " ; " + shown;
</script>"#;

/// In a browser, where one is installed; the gate installs one.
#[test]
fn a_browser_turns_the_stops_by_key() {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("x.html");
    let text = page(&["--stops", "1-3,12"]).replace("</body>", &format!("{PRESSED}</body>"));
    fs::write(&file, text).expect("written");
    let run = Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
        .args(["--window-size=1280,720", "--virtual-time-budget=3000", "--dump-dom"])
        .arg(format!("file://{}", file.display()))
        .output();
    let Ok(output) = run else {
        assert!(std::env::var_os("REQUIRE_BROWSER").is_none(), "no browser");
        return;
    };
    let dom = String::from_utf8_lossy(&output.stdout);
    let begin = dom.find("<title>told ").unwrap_or_else(|| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    let told = &dom[begin + 12..begin + dom[begin..].find("</title>").expect("an end")];
    let told: Vec<&str> = told.split(" ; ").collect();
    let stops: Vec<&str> = told[..12].iter().map(|one| one.split('|').next().unwrap_or_default()).collect();
    let [a, b, c] = ["stop-cover", "stop-where", "stop-limits"];
    assert_eq!(stops, [a, b, c, b, c, c, a, a, a, a, c, c], "the appendix is not come to");
    let state = |at: usize| -> Vec<&str> { told[at].split('|').collect() };
    assert_eq!(state(0)[1..3], ["en", "dark"]);
    assert!(state(1)[3].starts_with("2 / 3 "), "{told:?}");
    assert_eq!(state(7)[2], "light");
    assert_ne!(state(8)[1], "en");
    assert_eq!(told[12], "translate(-400.00 -225.00) scale(1.5000)");
    assert_eq!((told[13], told[14]), ("true", "1"), "the title is on the screen, in one language");
}

#[test]
fn what_is_odd_in_a_plan_makes_no_odd_file() {
    let copy = copy_of("geodata");
    let mut project = json_of("geodata/project.json");
    project["show"] = serde_json::json!({ "stops": [
        { "id": "a<b>&\"c", "title": "Less < more & \"more\"", "points": ["]]> <script>alert(1)</script>"], "notes": "a\u{1}b\n\nc" },
    ]});
    fs::write(copy.path().join("project.json"), project.to_string()).expect("written");
    let count = (Deck::unplanned(&builtin()).stops.len() + 1).to_string();
    let args = [&SMALL[..], &["--stops", &count, copy.path().to_str().expect("a plain path")]].concat();
    let parts = parts(made("x.pptx", &args));
    let said = texts(&parts["ppt/slides/slide1.xml"]);
    assert!(said.iter().any(|text| text == "]]> <script>alert(1)</script>"), "{said:?}");
    let page = page(&args);
    assert!(!page.contains("<script>alert") && page.contains("&lt;script&gt;alert(1)"));
    assert_eq!(page.matches("<section").count(), 1);
}

#[test]
fn a_document_can_be_read_aloud() {
    let pdf = made("x.pdf", &["--stops", "1-3"]);
    let plain = String::from_utf8_lossy(&pdf);
    for said in ["/StructTreeRoot", "/MarkInfo", "/Figure", "/H1", "/Alt"] {
        assert!(plain.contains(said), "no {said}");
    }
    let table: usize = plain
        .rsplit("startxref")
        .next()
        .and_then(|text| text.split_whitespace().next()?.parse().ok())
        .expect("a table");
    assert!(pdf[table..].starts_with(b"xref") && plain.contains("/PageMode/UseOutlines"), "its outline is shown");
    let words = crate::paint::streams(&pdf).join("\n");
    assert!(words.contains("/ActualText(Guangyuan East Road)"), "a road's name is one word");
}

/// A slide says what the stage says, sign for sign, only apart.
#[test]
fn a_slide_holds_all_that_stands_on_the_stage() {
    let settings = Settings { lang: Lang::ZhHant, theme: Theme::Dark, reduced_motion: true, ..Settings::default() };
    let mut session = Session::new(builtin(), settings);
    session.apply(Action::Resize([1600.0, 900.0]));
    let deck = session.deck();
    for (at, stop) in deck.shown() {
        for step in 0..=stop.last_build() {
            let at_stop = session.at_stop(at, Some(step), [1600.0, 900.0]);
            let slide = slide(&at_stop).expect("a slide");
            let sorted = |picture: &Picture| {
                let mut signs: Vec<String> = picture.signs.iter().map(|sign| format!("{sign:.2?}")).collect();
                signs.sort();
                signs
            };
            let (whole, stage) = (slide.whole(), draw(&at_stop));
            assert!(whole.map == stage.map && whole.projector == stage.projector, "{} {step}", stop.id);
            assert_eq!(sorted(&whole), sorted(&stage), "{} {step}", stop.id);
        }
    }
}
