//! The show that a project makes of itself: which stops, what is said on each and in which steps, whatever the project.
//! Must not know how a stop looks.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use zonemap::i18n::{Lang, Localized};
use zonemap::project::{BoundarySegment, FeatureId, Project, Style};
use zonemap::show::{Aim, Block, Content, Deck, Layout, Stop};

use crate::common::{json_of, open_text, own_show, repository};

fn ids(deck: &Deck) -> Vec<&str> {
    deck.stops.iter().map(|stop| stop.id.as_str()).collect()
}

fn stop<'a>(deck: &'a Deck, id: &str) -> &'a Stop {
    deck.stops.iter().find(|stop| stop.id == id).unwrap_or_else(|| panic!("no stop {id}"))
}

fn points(stop: &Stop) -> impl Iterator<Item = (usize, &Localized, &Localized)> {
    let point = |block: &'_ Block| matches!(block.content, Content::Point { .. });
    stop.blocks.iter().filter(move |block| point(block)).map(|block| {
        let texts = block.content.texts();
        (block.build, texts[0], texts[1])
    })
}

fn key(project: &Project, id: FeatureId) -> &str {
    project.feature(id).expect("a feature of the project").key()
}

fn keys(project: &Project, ids: &[FeatureId]) -> String {
    ids.iter().map(|&id| key(project, id)).collect::<Vec<_>>().join(" ")
}

/// What a thing of a chart is called.
fn name(content: &Content) -> &'static str {
    match content {
        Content::Stat { .. } => "stat",
        Content::Card { .. } => "card",
        Content::Moment { .. } => "moment",
        Content::Shares { .. } => "shares",
        Content::Figure { .. }
        | Content::Heading(_)
        | Content::Point { .. }
        | Content::Area { .. }
        | Content::Text(_)
        | Content::Remark(_) => "other",
    }
}

/// All that a stop shows, as text.
pub(crate) fn written(project: &Project, stop: &Stop, lang: Lang) -> String {
    let mut text =
        format!("# {} {:?} {} s\n{}\n", stop.id, stop.layout, stop.planned_s.unwrap_or(0), stop.title.get(lang));
    let aim = match &stop.aim {
        Aim::Zone => "zone".to_owned(),
        Aim::Features(ids) => keys(project, ids),
        Aim::Box(b) => format!("{:.3} {:.3} {:.3} {:.3}", b.west, b.south, b.east, b.north),
    };
    writeln!(text, "aim: {aim}").expect("a text");
    for Block { build, content } in &stop.blocks {
        let said = match content {
            Content::Figure { figure, unit, note, .. } => {
                format!("figure {} {} | {}", figure.get(lang), unit.get(lang), note.get(lang))
            }
            Content::Heading(heading) => format!("heading {}", heading.get(lang)),
            Content::Point { head, text, tie, .. } => {
                let tie = tie.map_or_else(|| "-".to_owned(), |tie| format!("{tie:?}"));
                format!("point {tie} {} | {}", head.get(lang), text.get(lang))
            }
            Content::Area { feature, figure, share } => {
                format!("area {} {} {:.4}", key(project, *feature), figure.get(lang), share.unwrap_or(f64::NAN))
            }
            Content::Text(said) => format!("text {}", said.get(lang)),
            Content::Remark(said) => format!("remark {}", said.get(lang)),
            Content::Stat { .. } | Content::Card { .. } | Content::Moment { .. } | Content::Shares { .. } => {
                let said: Vec<&str> = content.texts().iter().map(|text| text.get(lang)).collect();
                format!("{} {}", name(content), said.join(" | "))
            }
        };
        writeln!(text, "{build} {said}").expect("a text");
    }
    for reveal in &stop.reveals {
        writeln!(text, "{} reveals {}", reveal.build, keys(project, &reveal.features)).expect("a text");
    }
    stop.notes.get(lang).lines().for_each(|line| writeln!(text, "  {line}").expect("a text"));
    text
}

/// What holds of every show: ids once, steps without a gap, features that are there, few enough points, a place to look at.
fn check(project: &Project, deck: &Deck) {
    let all: BTreeSet<&str> = ids(deck).into_iter().collect();
    assert_eq!(all.len(), deck.stops.len(), "an id twice: {:?}", ids(deck));
    for stop in &deck.stops {
        let id = &stop.id;
        assert!(id.chars().all(|c| c.is_alphanumeric() || c == '-'), "{id}");
        let said = stop.blocks.iter().map(|block| block.build);
        let builds: BTreeSet<usize> = said.chain(stop.reveals.iter().map(|reveal| reveal.build)).chain([0]).collect();
        assert!(builds.iter().copied().eq(0..=stop.last_build()), "{id}: steps {builds:?}");
        let areas = stop.blocks.iter().filter(|block| matches!(block.content, Content::Area { .. })).count();
        assert!(points(stop).count() + areas <= 10, "{id}: {} points, {areas} areas", points(stop).count());
        let headings = stop.blocks.iter().filter(|block| matches!(block.content, Content::Heading(_))).count();
        assert!(headings <= 3 && (headings == 0 || stop.layout == Layout::Board), "{id}: {headings} headings");
        let shown = stop
            .blocks
            .iter()
            .filter_map(|block| if let Content::Area { feature, .. } = block.content { Some(feature) } else { None });
        let aimed = if let Aim::Features(ids) = &stop.aim { ids.clone() } else { Vec::new() };
        let revealed: Vec<FeatureId> = stop.reveals.iter().flat_map(|reveal| reveal.features.clone()).collect();
        assert_eq!(revealed.iter().collect::<BTreeSet<_>>().len(), revealed.len(), "{id}: revealed twice");
        for feature in shown.chain(aimed).chain(stop.selected).chain(revealed) {
            assert!(project.shape(feature).is_some(), "{id}: {feature:?}");
        }
        if let Aim::Box(b) = stop.aim {
            assert!(b.west < b.east && b.south < b.north, "{id}: {b:?}");
        }
        assert!(stop.planned_s.is_some_and(|planned_s| planned_s >= 20), "{id}");
        assert!(!stop.hidden, "{id}");
    }
}

#[test]
fn the_built_in_zone_has_these_stops() {
    let (project, deck) = own_show();
    let expected = "cover zone zone-parts manufacturing innovation living measures measures-1 measures-2 measures-3 measures-4 measures-5 \
                    livelihood-1 livelihood-2 transport routes targets cases-1 cases-2 cases-3 cases-4 closing";
    assert_eq!(ids(&deck).join(" "), expected);
    check(&project, &deck);
    let planned_s: u32 = deck.stops.iter().filter_map(|stop| stop.planned_s).sum();
    assert!((900..=1800).contains(&planned_s), "a talk of {planned_s} s");
}

#[test]
fn the_built_in_show_reads_like_this() {
    let (project, deck) = own_show();
    for lang in Lang::ALL {
        let all: Vec<String> = deck.stops.iter().map(|stop| written(&project, stop, lang)).collect();
        insta::assert_snapshot!(format!("built-in.{}", lang.code()), all.join("\n"));
    }
}

#[test]
fn every_text_is_there_in_every_language() {
    let (_, deck) = own_show();
    for stop in &deck.stops {
        let said = stop.blocks.iter().flat_map(|block| block.content.texts());
        for (what, text) in said.filter(|text| !text.is_empty()).chain([&stop.title, &stop.notes]).enumerate() {
            for lang in Lang::ALL {
                let there =
                    text.in_language(lang).is_some_and(|text| !text.trim().is_empty() && !text.contains("stage."));
                assert!(there, "{}: text {what} in {lang:?}: {text:?}", stop.id);
            }
        }
    }
}

#[test]
fn every_segment_is_drawn_in_once_and_every_part_with_its_share() {
    let (project, deck) = own_show();
    let zone = stop(&deck, "zone");
    let drawn: Vec<FeatureId> = zone.reveals.iter().flat_map(|reveal| reveal.features.clone()).collect();
    let segments = drawn.iter().filter(|id| project.layers[id.layer].style == Style::Boundary).count();
    assert_eq!((segments, drawn.len()), (15, 18), "15 limits, then the three parts");
    for reveal in &zone.reveals {
        let sides = reveal.features.iter().filter_map(|&id| BoundarySegment::of(project.feature(id)?).side);
        assert_eq!(sides.collect::<BTreeSet<_>>().len(), 1, "one side a step");
    }
    let shares: Vec<(String, f64)> = stop(&deck, "zone-parts")
        .blocks
        .iter()
        .filter_map(|block| {
            let Content::Area { figure, share, .. } = &block.content else { return None };
            Some((figure.get(Lang::En).to_owned(), share.expect("a share")))
        })
        .collect();
    // 19.1, 11.7 and 25.59 of 56.39 km².
    for ((figure, share), (declared, expected)) in
        shares.iter().zip([("19.1 km²", 0.338_712), ("11.7 km²", 0.207_483), ("25.59 km²", 0.453_804)])
    {
        assert_eq!(figure, declared);
        assert!((share - expected).abs() < 1e-6, "{figure}: {share}");
    }
    assert!((shares.iter().map(|(_, share)| share).sum::<f64>() - 1.0).abs() < 1e-9);
}

#[test]
fn every_measure_is_said_on_one_stop_with_its_tie() {
    let (_, deck) = own_show();
    let mut said: BTreeMap<&str, Vec<(&str, Option<String>)>> = BTreeMap::new();
    for stop in &deck.stops {
        for block in &stop.blocks {
            if let Content::Point { head, tie, .. } = &block.content {
                let tie = tie.map(|tie| serde_json::to_value(tie).expect("a tie").as_str().expect("a word").to_owned());
                said.entry(head.get(Lang::En)).or_default().push((&stop.id, tie));
            }
        }
    }
    let policy = json_of("geodata/policy.json");
    let measures = policy["items"].as_array().expect("items").iter().filter(|item| item["measure"] == true);
    let mut count = 0;
    for item in measures {
        let title = item["title"]["en"].as_str().expect("a title");
        let on = said.get(title).unwrap_or_else(|| panic!("{title} is on no stop"));
        assert_eq!(on.len(), 1, "{title}: {on:?}");
        // The source states what is inferred of an area for the whole zone.
        let tie = item["tie"].as_str().map(|tie| if tie == "inferred" { "zone-wide" } else { tie });
        assert_eq!(on[0].1.as_deref(), tie, "{title}");
        count += 1;
    }
    assert_eq!(count, 64);
    // A count of ours is no fact of the source.
    let measures = stop(&deck, "measures").blocks.iter().flat_map(|block| block.content.texts());
    for text in measures {
        assert!(!text.get(Lang::En).contains(|c: char| c.is_ascii_digit()), "{text:?}");
    }
}

#[test]
fn what_is_inferred_or_fitted_is_said_to_be() {
    let (project, deck) = own_show();
    for stop in &deck.stops {
        let inferred = stop
            .blocks
            .iter()
            .any(|block| matches!(block.content, Content::Point { tie: Some(zonemap::project::Tie::Inferred), .. }));
        // A segment says how it is known; that a measure bears on an area is said where the two are brought together.
        assert_eq!(inferred, stop.id == "zone", "{}", stop.id);
    }
    for part in ["manufacturing", "innovation", "living"] {
        let warns = stop(&deck, part).blocks.iter().any(
            |block| matches!(&block.content, Content::Remark(text) if text.get(Lang::En).contains("proves nothing")),
        );
        assert!(warns, "{part}");
        let notes = stop(&deck, part).notes.get(Lang::En);
        assert!(notes.contains("inferred"), "{part}: {notes}");
    }
    let notice = stop(&deck, "closing").blocks.iter().flat_map(|block| block.content.texts());
    assert!(notice.into_iter().any(|text| *text == project.own.notice));
}

#[test]
fn transport_looks_at_its_places_and_the_routes_lead_out() {
    let (project, deck) = own_show();
    let Aim::Box(near) = stop(&deck, "transport").aim else { panic!("no box") };
    let zone = project.extent();
    assert!(near.east - near.west < zone.east - zone.west && near.north - near.south < zone.north - zone.south);
    let routes = stop(&deck, "routes");
    let revealed: Vec<String> = routes.reveals.iter().map(|reveal| keys(&project, &reveal.features)).collect();
    assert_eq!(revealed, ["B-LN-01 B-PT-07", "B-LN-02 B-PT-08"]);
    let targets: Vec<usize> = points(stop(&deck, "targets")).map(|(build, _, _)| build).collect();
    assert_eq!(targets, [0, 0, 1, 1, 1], "2022, then 2035");
}

#[test]
fn other_projects_make_small_shows() {
    for (path, expected) in [
        ("tests/projects/harbour", "cover harbour harbour-parts quay 1-50 measures-1 closing"),
        ("tests/projects/harbour/areas.geojson", "cover harbour harbour-parts quay 1-50 closing"),
        ("geodata/places.geojson", "cover closing"),
        ("geodata/region_land.geojson", "cover areas closing"),
    ] {
        let project = zonemap::formats::open(&repository(path), &zonemap::formats::OpenOptions::default()).expect(path);
        let deck = Deck::of(&project);
        assert_eq!(ids(&deck).join(" "), expected, "{path}");
        check(&project, &deck);
    }
    let nothing = Project::default();
    let deck = Deck::of(&nothing);
    assert_eq!(ids(&deck), ["cover", "closing"]);
    check(&nothing, &deck);
    let empty = open_text(r#"{"type":"FeatureCollection","features":[]}"#).expect("an empty file");
    check(&empty, &Deck::of(&empty));
}

/// Squares side by side, each a hundredth of a degree wide; `first` begins the list of features.
fn squares(columns: usize, rows: usize, first: &str) -> Project {
    let square = |at: usize| {
        let [w, e] = [0, 1].map(|by| (at % columns + by) as f64 / 100.0);
        let [s, n] = [0, 1].map(|by| (at / columns + by) as f64 / 100.0);
        format!(
            r#"{{"type":"Feature","id":"s{at}","properties":{{}},"geometry":{{"type":"Polygon","coordinates":[[[{w},{s}],[{e},{s}],[{e},{n}],[{w},{n}],[{w},{s}]]]}}}}"#
        )
    };
    let all: Vec<String> = (0..columns * rows).map(square).collect();
    open_text(format!(r#"{{"type":"FeatureCollection","features":[{first}{}]}}"#, all.join(","))).expect("it opens")
}

#[test]
fn many_areas_make_few_stops_and_the_rest_is_counted() {
    let project = squares(200, 100, "");
    let deck = Deck::of(&project);
    assert_eq!(ids(&deck), ["cover", "areas", "closing"]);
    check(&project, &deck);
    let last = stop(&deck, "areas").blocks.last().expect("blocks");
    assert!(matches!(&last.content, Content::Remark(text) if text.get(Lang::En).contains("19992")), "{last:?}");

    // A file has no title but its name, which says nothing to an audience; what is told first is the largest.
    assert_eq!(stop(&deck, "cover").title.get(Lang::En), "Areas");
    let stats = stop(&deck, "cover").blocks.iter().filter(|block| matches!(block.content, Content::Stat { .. }));
    let stats: Vec<String> = stats.map(|block| block.content.texts()[0].get(Lang::En).to_owned()).collect();
    assert_eq!(stats[0], "20000");
    let listed = stop(&deck, "areas").blocks.iter().filter_map(|block| {
        let Content::Area { feature, figure, .. } = &block.content else { return None };
        assert!(!figure.get(Lang::En).is_empty(), "each with its figure");
        Some(project.area_m2(*feature))
    });
    let listed: Vec<f64> = listed.collect();
    assert!(listed.windows(2).all(|pair| pair[0] >= pair[1]), "{listed:?}");

    let whole = r#"{"type":"Feature","id":"all","properties":{},"geometry":{"type":"Polygon","coordinates":[[[0,0],[0.4,0],[0.4,0.5],[0,0.5],[0,0]]]}},"#;
    let project = squares(40, 50, whole);
    let deck = Deck::of(&project);
    check(&project, &deck);
    assert_eq!(deck.stops.len(), 3 + 8 + 1, "{:?}", ids(&deck));
    let last = stop(&deck, "all-parts").blocks.last().expect("blocks");
    assert!(matches!(&last.content, Content::Remark(text) if text.get(Lang::En).contains("1992")), "{last:?}");
}
