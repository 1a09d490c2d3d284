//! The ground beneath every map: where it is drawn, how it meets a project's own land, what is around, and that it counts nowhere.
//! Must not know how the coast is stored.

use zonemap::draw::{PaperFormat, Sheet, SheetOptions, draw};
use zonemap::geometry::{Extent, LonLat};
use zonemap::i18n::Lang;
use zonemap::paint::raster::{Image, Part, image};
use zonemap::picture::{ColourRole, Item, LIGHT, Label, Picture, Rgb, Sign, World};
use zonemap::project::Project;
use zonemap::session::{Action, Session, Settings, Viewpoint};

use crate::common::{builtin, copy_of, edit, open_text, zonemap};

const NAIROBI: [f64; 2] = [36.8, -1.3];
const PACIFIC: [f64; 2] = [-140.0, 5.0];

fn session(project: Project, lang: Lang) -> Session {
    let settings = Settings { lang, reduced_motion: true, ..Settings::default() };
    let mut session = Session::new(project, settings);
    session.apply(Action::Resize([800.0, 500.0]));
    session
}

/// A small area at a position.
fn parcel([x, y]: [f64; 2]) -> Project {
    let (e, n) = (x + 0.01, y + 0.01);
    open_text(format!(
        r#"{{"type": "Feature", "properties": {{}}, "geometry": {{"type": "Polygon", "coordinates": [[[{x},{y}],[{e},{y}],[{e},{n}],[{x},{n}],[{x},{y}]]]}}}}"#
    ))
    .expect("it opens")
}

/// Looks at a position at a scale: so many times smaller than the ground, at the equator's length of a degree there.
fn look(session: &mut Session, [lon, lat]: [f64; 2], smaller: f64) {
    let metres_per_point = smaller * 0.0254 / 96.0;
    let points_per_world = 40_075_016.685_578_49 * lat.to_radians().cos() / metres_per_point;
    session.apply(Action::LookFrom(Viewpoint { center: [lon, lat], points_per_world }));
}

fn painted(picture: &Picture) -> Image {
    image(picture, &LIGHT, 1.0, Part::Map).expect("it is painted")
}

fn colour_at(session: &Session, image: &Image, [lon, lat]: [f64; 2]) -> Rgb {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a pixel")]
    let [x, y] = session.view().projector().screen_from_lonlat(LonLat { lon, lat }).map(|c| c as usize);
    let at = (y * image.width + x) * 4;
    Rgb(image.rgba[at], image.rgba[at + 1], image.rgba[at + 2])
}

fn labels(session: &Session) -> Vec<Label> {
    let label = |sign| if let Sign::Label(label) = sign { Some(label) } else { None };
    draw(session).signs.into_iter().filter_map(label).collect()
}

#[test]
fn any_project_has_land_and_sea_beneath_it() {
    let mut session = session(parcel(NAIROBI), Lang::En);
    session.apply(Action::Frame(Extent { west: -170.0, south: -60.0, east: 170.0, north: 70.0 }));
    let image = painted(&draw(&session));
    let [land, water] = [ColourRole::Land, ColourRole::Water].map(|role| LIGHT.colour(role));
    for (name, at, colour) in [
        ("Denver", [-105.0, 39.7], land),
        ("Urumqi", [87.6, 43.8], land),
        ("the Pacific", PACIFIC, water),
        ("the Indian Ocean", [75.0, -20.0], water),
    ] {
        assert_eq!(colour_at(&session, &image, at), colour, "{name}");
    }
    session.apply(Action::Ground(false));
    let image = painted(&draw(&session));
    assert_eq!(colour_at(&session, &image, PACIFIC), land, "one plain tone without it");
}

#[test]
fn the_coast_fades_out_where_the_scale_is_too_large_for_it() {
    let mut session = session(parcel(NAIROBI), Lang::En);
    let water_at = |session: &mut Session, smaller: f64| {
        look(session, [40.2, -3.0], smaller);
        let image = painted(&draw(session));
        colour_at(session, &image, [40.2, -3.0])
    };
    let [land, water] = [ColourRole::Land, ColourRole::Water].map(|role| LIGHT.colour(role));
    assert_eq!(water_at(&mut session, 1_100_000.0), water);
    assert_eq!(water_at(&mut session, 490_000.0), land);
    let Rgb(between, ..) = water_at(&mut session, 700_000.0);
    assert!(between < land.0 && between > water.0, "{between}");
    look(&mut session, [40.2, -3.0], 10_000.0);
    let is_land = |item: &Item| matches!(item, Item::Fill { role: ColourRole::Land, .. });
    assert!(!draw(&session).map.iter().any(is_land), "nothing of it is even asked for");
}

/// On either side of the end of the project's own land and water there is the same.
#[test]
fn where_the_project_s_own_land_ends_there_is_no_line() {
    let mut session = session(builtin(), Lang::En);
    let extent = session.project().layers[0].data.shapes().extent();
    for smaller in [30_000.0, 600_000.0, 2_000_000.0, 8_000_000.0] {
        for (at, beyond) in
            [([extent.west, 24.0], [-1.0, 0.0]), ([115.0, extent.north], [0.0, 1.0]), ([extent.east, 25.0], [1.0, 0.0])]
        {
            look(&mut session, at, smaller);
            let image = painted(&draw(&session));
            let degrees = 360.0 / session.view().projector().points_per_world;
            for step in -6..=6 {
                let off = f64::from(step) * degrees;
                let near = [at[0] + beyond[0] * off, at[1] + beyond[1] * off];
                let Rgb(r, g, b) = colour_at(&session, &image, near);
                let land = LIGHT.colour(ColourRole::Land);
                let off = r.abs_diff(land.0).max(g.abs_diff(land.1)).max(b.abs_diff(land.2));
                assert!(off <= 2, "1:{smaller} {near:?}: {r} {g} {b}");
            }
        }
    }
}

#[test]
fn the_world_goes_on_beyond_180_degrees() {
    let mut session = session(parcel([179.99, -16.5]), Lang::En);
    look(&mut session, [181.0, 60.0], 20_000_000.0);
    let image = painted(&draw(&session));
    let land = LIGHT.colour(ColourRole::Land);
    assert_eq!(colour_at(&session, &image, [200.0, 66.0]), land, "Alaska");
    assert_eq!(colour_at(&session, &image, [170.0, 66.0]), land, "Chukotka");
    assert_eq!(colour_at(&session, &image, [180.0, 67.5]), land, "land on the very line");
    let Picture { projector, .. } = draw(&session);
    assert!(projector.screen_from_world(World { x: 1.0, y: 0.3 })[0] < 800.0);
}

#[test]
fn it_is_no_feature() {
    let mut session = session(parcel(NAIROBI), Lang::En);
    session.apply(Action::Frame(Extent { west: -170.0, south: -60.0, east: 170.0, north: 70.0 }));
    let denver = session.view().projector().screen_from_lonlat(LonLat { lon: -105.0, lat: 39.7 });
    assert!(session.features_at(denver).is_empty());
    assert_eq!(session.project().layers.len(), 1);
    assert!(session.project().full_extent().east < 40.0);
}

#[test]
fn a_sheet_names_the_source_only_where_it_is_seen() {
    let said = |session: &Session| {
        let picture = Sheet::new(session, &SheetOptions::on(PaperFormat::A4)).picture();
        let words = picture
            .signs
            .iter()
            .filter_map(|sign| if let Sign::Label(label) = sign { Some(&label.text) } else { None });
        words.clone().any(|text| text.contains("Natural Earth"))
    };
    for lang in Lang::ALL {
        let mut session = session(builtin(), lang);
        assert!(!said(&session));
        look(&mut session, [113.5, 23.0], 500_000.0);
        assert!(!said(&session), "the project's own land reaches as far as the sheet");
        look(&mut session, [113.5, 23.0], 8_000_000.0);
        assert!(said(&session));
        session.apply(Action::Ground(false));
        assert!(!said(&session));
    }
}

#[test]
fn a_file_is_rendered_with_it_unless_asked_otherwise() {
    let scene = |more: &[&str]| {
        let args = ["render", "tests/cases/60-hkgz.geojson", "--bbox", "100,10,130,35", "--format", "scene", "-o", "-"];
        let answer = zonemap(args.iter().chain(more));
        assert_eq!(answer.code, 0, "{}", answer.err);
        answer.out
    };
    assert!(
        scene(&[]).contains("Water en\n")
            && scene(&[]).lines().any(|line| line.starts_with("fill") && line.contains(" Land "))
    );
    let without = scene(&["--no-ground"]);
    assert!(
        without.contains(" Land en\n")
            && !without.lines().any(|line| line.starts_with("fill") && line.contains(" Land "))
    );
}

#[test]
fn names_around_tell_where_one_is_and_give_way_to_all_else() {
    for (lang, district, city) in [
        (Lang::En, "Tianhe District", "Guangzhou"),
        (Lang::ZhHant, "天河區", "廣州市"),
        (Lang::ZhHans, "天河区", "广州市"),
    ] {
        let mut session = session(builtin(), lang);
        session.apply(Action::Resize([1600.0, 1000.0]));
        let texts = |session: &mut Session, smaller: f64| -> Vec<String> {
            look(session, [113.52, 23.09], smaller);
            labels(session).into_iter().map(|label| label.text).collect()
        };
        for (smaller, name, wanted) in [
            (100_000.0, district, true),
            (20_000.0, district, false),
            (3_000_000.0, district, false),
            (300_000.0, city, true),
            (20_000_000.0, city, false),
        ] {
            let texts = texts(&mut session, smaller);
            assert_eq!(texts.iter().any(|text| text == name), wanted, "{name} at 1:{smaller}: {texts:?}");
        }
        let there = session.project().named(0, "ctx-07").next().expect("a name");
        look(&mut session, [113.361, 23.125], 100_000.0);
        assert!(session.features_at([800.0, 500.0]).iter().all(|id| id.layer != there.layer), "it answers to no click");
    }
}

#[test]
fn no_name_around_is_written_beside_a_place_of_that_name() {
    for (lang, place, name) in [(Lang::ZhHant, "深圳", "深圳市"), (Lang::En, "Nansha, Guangzhou", "Nansha District")]
    {
        let mut session = session(builtin(), lang);
        session.apply(Action::Resize([1600.0, 1000.0]));
        look(&mut session, [113.8, 22.7], 400_000.0);
        let texts: Vec<String> = labels(&session).into_iter().map(|label| label.text).collect();
        assert!(texts.iter().any(|text| text == place), "{texts:?}");
        assert!(!texts.iter().any(|text| text == name), "{texts:?}");
    }
}

#[test]
fn roads_fade_out_where_their_data_end() {
    let session = session(builtin(), Lang::En);
    let faint = |session: &Session| {
        let of_roads = |item: &&Item| matches!(item, Item::Line { pen, .. } if pen.role == ColourRole::Road);
        let is_faint = |item: &&Item| matches!(item, Item::Line { pen, .. } if pen.opacity < 0.5);
        draw(session).map.iter().filter(of_roads).filter(is_faint).count()
    };
    assert!(faint(&session) > 5, "{}", faint(&session));
    // A layer that does not say so ends where it ends.
    let folder = copy_of("geodata");
    edit(&folder.path().join("project.json"), ", \"open_ended\": true", "");
    let args = [
        "render".as_ref(),
        folder.path().as_os_str(),
        "--format".as_ref(),
        "scene".as_ref(),
        "-o".as_ref(),
        "-".as_ref(),
    ];
    let answer = zonemap(args);
    let roads: Vec<&str> =
        answer.out.lines().filter(|line| line.starts_with("line") && line.contains(" Road ")).collect();
    assert!(!roads.is_empty() && roads.iter().all(|line| line.contains(" Road 1.00 ")), "{roads:?}");
}
