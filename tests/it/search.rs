//! Search: that everything is found by its own names, in every script and form, in the order that is promised.
//! Must not know of any index.

use proptest::prelude::*;
use zonemap::i18n::Lang;
use zonemap::project::{FeatureId, Hit, Project, ProjectContent, Rank, Style, Target};

use crate::common::{builtin, open_text};

/// What a hit is called: a feature's key, an item's id.
fn called(project: &Project, hit: &Hit) -> String {
    match hit.target {
        Target::Feature(id) => project.feature(id).expect("a feature").key().to_owned(),
        Target::Item(at) => project.own.policy.items[at].id.clone(),
    }
}

fn found(project: &Project, query: &str) -> Vec<String> {
    project.search(query).iter().map(|hit| called(project, hit)).collect()
}

/// Districts, towns and waters around the zone come last, by name and by sound; what else is said of them finds nothing.
#[test]
fn names_around_are_found_last() {
    let project = builtin();
    for (query, key) in
        [("黃埔", "ctx-06"), ("黄埔区", "ctx-06"), ("machong", "ctx-12"), ("mcz", "ctx-12"), ("深圳", "ctx-03")]
    {
        let hits = project.search(query);
        let is_around = |hit: &Hit| hit.rank == Rank::Around;
        assert!(
            hits.iter().any(|hit| is_around(hit) && called(&project, hit) == key),
            "{query}: {:?}",
            found(&project, query)
        );
        let first = hits.iter().position(is_around).expect("it is there");
        assert!(hits[first..].iter().all(is_around), "{query}: {:?}", found(&project, query));
    }
    assert!(project.search("district").iter().filter(|hit| hit.rank == Rank::Around).count() == 5, "by their names");
    assert!(!project.search("3000").iter().any(|hit| hit.rank == Rank::Around));
}

#[test]
fn every_item_is_found_by_its_title_in_every_language() {
    let project = builtin();
    assert_eq!(project.own.policy.items.len(), 160);
    for (at, item) in project.own.policy.items.iter().enumerate() {
        for lang in Lang::ALL {
            let title = item.title.get(lang);
            let hits = project.search(title);
            let place = hits.iter().position(|hit| hit.target == Target::Item(at)).expect(title);
            let same = |hit: &&Hit| match hit.target {
                Target::Feature(_) => false,
                Target::Item(other) => project.own.policy.items[other].title.get(lang) == title,
            };
            let others = place - hits[..place].iter().filter(same).count();
            assert!(others < 5, "{title} is hit {place}: {:?}", found(&project, title));
        }
    }
}

#[test]
fn every_searched_feature_is_found_by_name_and_key() {
    let project = builtin();
    let mut searched = 0;
    for id in project.feature_ids() {
        let layer = &project.layers[id.layer];
        let feature = project.feature(id).expect("a feature");
        let is_searched = !["land", "water"].contains(&layer.id.as_str());
        let rank = if layer.style == Style::Name { Rank::Around } else { Rank::Exact };
        searched += usize::from(is_searched);
        for text in Lang::ALL.map(|lang| feature.name().get(lang)).into_iter().chain([feature.key()]) {
            let hit = project.search(text).into_iter().find(|hit| hit.target == Target::Feature(id));
            assert_eq!(hit.map(|hit| hit.rank), is_searched.then_some(rank), "{text}");
        }
    }
    assert!(searched > 40, "only {searched} features");
}

#[test]
fn scripts_and_forms_find_the_same() {
    let project = builtin();
    for ways in [
        &["製造", "制造", " 製造\u{3000}", "制\u{200b}造"][..],
        &["ai", "AI", "ＡＩ", "ａｉ"],
        &["guangzhou", "Guǎngzhōu", "ＧＵＡＮＧＺＨＯＵ"],
        &["香港 青年", "青年　香港", "青年 香港 青年"],
        &["廣園東路", "广园东路"],
    ] {
        let first = project.search(ways[0]);
        assert!(!first.is_empty(), "{}", ways[0]);
        for way in ways {
            assert_eq!(project.search(way), first, "{way}");
        }
    }
}

#[test]
fn both_names_of_a_sub_area_find_it() {
    let project = builtin();
    for name in ["科技創新合作園區", "科技创新合作园区", "科技創新合作區", "科技创新合作区", "innovation"]
    {
        assert_eq!(found(&project, name)[0], "innovation", "{name}");
    }
}

#[test]
fn better_hits_come_first_and_features_before_items() {
    let project = builtin();
    for query in ["珠江", "路", "zone", "香港", "technology", "A-CT", "w"] {
        let hits = project.search(query);
        assert!(!hits.is_empty(), "{query}");
        let order = |hit: &Hit| (hit.rank, hit.target);
        assert!(hits.is_sorted_by_key(order), "{query}: {hits:?}");
    }
    let road = project.search("廣園東路");
    assert_eq!(called(&project, &road[0]), "guangyuan-east");
    assert_eq!(project.search("廣園東")[0].rank, Rank::NamePrefix);
    assert_eq!(project.search("園東路")[0].rank, Rank::NameContains);
}

#[test]
fn all_words_must_be_there() {
    let project = builtin();
    let both = found(&project, "academicians guangzhou");
    assert!(both.contains(&"A-CT-04".to_owned()), "{both:?}");
    assert!(both.len() < found(&project, "guangzhou").len());
    assert!(project.search("academicians xyzzy").is_empty());
    for nothing in ["", " ", "\u{3000}\t\n", "\u{202e}\u{200b}", "xyzzy", "錕斤拷", "\0"] {
        assert_eq!(project.search(nothing), [], "{nothing:?}");
    }
}

#[test]
fn an_item_is_shown_where_it_belongs() {
    let project = builtin();
    let key = |id: FeatureId| project.feature(id).map(|feature| feature.key().to_owned());
    for (at, item) in project.own.policy.items.iter().enumerate() {
        let expected = item.feature.as_ref().or(item.places.first());
        let shown = project.feature_of_item(at).and_then(key);
        assert_eq!(shown.as_ref(), expected, "{}", item.id);
    }
    assert_eq!(project.feature_of_item(160), None);
}

#[test]
fn an_item_without_a_feature_is_shown_at_the_whole_if_it_is_of_the_zone() {
    let mut project = ProjectContent::clone(&builtin());
    for item in &mut project.own.policy.items {
        (item.feature, item.places) = (None, Vec::new());
    }
    for (at, item) in project.own.policy.items.iter().enumerate() {
        let of_the_zone = ["zone", "sub-area"]
            .contains(&serde_json::to_value(item.level).expect("a level").as_str().expect("a name"));
        let shown = project.feature_of_item(at);
        assert_eq!(shown, of_the_zone.then_some(project.wholes[0].whole), "{}", item.id);
    }
}

#[test]
fn what_is_opened_with_it_is_found() {
    let project = builtin();
    assert!(project.search("Xyzzy-Straße").is_empty());
    let other = r#"{"type": "Feature", "id": 7, "properties": {"name": "Xyzzy-Straße"}, "geometry": {"type": "Point", "coordinates": [113.5, 23.1]}}"#;
    let project = project.together_with(open_text(other).expect("a project"));
    let id = FeatureId { layer: project.layers.len() - 1, feature: 0 };
    assert_eq!(project.search("XYZZY-STRASSE"), [Hit { target: Target::Feature(id), rank: Rank::Exact }]);
}

#[test]
fn values_of_any_property_are_found_and_named() {
    let file = r#"{"type": "Feature", "id": 7, "properties": {"name": "Quay", "status": "在建，Phase ２", "plot": 120.50, "more": {"note": ["Größe", null, true]}},
        "geometry": {"type": "Point", "coordinates": [113.5, 23.1]}}"#;
    let project = open_text(file).expect("a project");
    let id = FeatureId { layer: 0, feature: 0 };
    for (query, value) in [
        ("在建", Some(("status", "在建，Phase ２"))),
        ("phase 2", Some(("status", "在建，Phase ２"))),
        ("quay phase", Some(("status", "在建，Phase ２"))),
        ("120.50", Some(("plot", "120.50"))),
        ("grosse", Some(("more", "Größe"))),
    ] {
        assert_eq!(project.search(query), [Hit { target: Target::Feature(id), rank: Rank::ValueContains }], "{query}");
        let value = value.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(project.value_found(id, query), value, "{query}");
    }
    assert_eq!(project.search("quay")[0].rank, Rank::Exact);
    assert_eq!(project.value_found(id, "quay"), None);
    for nothing in ["status", "true", "null", "phase 3", "quay 在建 xyzzy"] {
        assert_eq!(project.search(nothing), [], "{nothing}");
    }
}

#[test]
fn pinyin_and_its_initials_find_a_name_in_both_scripts() {
    let project = builtin();
    for (query, key) in [
        ("yzyj", "living"),
        ("yzyjshsq", "living"),
        ("youzhi yiju", "living"),
        ("youzhiyijushenghuoshequ", "living"),
        ("YZYJ 生活", "living"),
        ("znzz", "manufacturing"),
        ("zhineng zhizao", "manufacturing"),
        ("kjcx", "innovation"),
    ] {
        assert_eq!(found(&project, query).first().map(String::as_str), Some(key), "{query}");
    }
    for name in ["優質宜居生活社區", "优质宜居生活社区"] {
        let file = format!(
            r#"{{"type": "Feature", "properties": {{"name": "{name}"}}, "geometry": {{"type": "Point", "coordinates": [113.5, 23.1]}}}}"#
        );
        let project = open_text(&file).expect("a project");
        let hit = Hit { target: Target::Feature(FeatureId { layer: 0, feature: 0 }), rank: Rank::SoundsAlike };
        assert_eq!(project.search("yzyj"), [hit], "{name}");
        assert_eq!(project.search("zhgc"), [], "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_query_panics(text in any::<String>(), part in "[香港製造a \u{0}-\u{1f}\u{200b}-\u{202e}\u{301}]{0,40}", times in 1_usize..250) {
        thread_local!(static PROJECT: Project = builtin());
        PROJECT.with(|project| {
            for query in [text.clone(), part.clone(), part.repeat(times), text.repeat(times)] {
                let query: String = query.chars().take(10_000).collect();
                let _hits = project.search(&query);
            }
        });
    }
}
