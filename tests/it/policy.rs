//! The policy of the built-in zone: how many items of which kind, each in three languages, and which card shows which.
//! Must not know how a card looks.

use std::collections::BTreeMap;

use zonemap::i18n::{Lang, Localized};
use zonemap::project::{Card, Kind, Project, Tie};

use crate::common::builtin;

/// How many items each group has, counted by hand from the report.
const GROUPS: &[(&str, usize)] = &[
    ("G-ID", 3),
    ("G-EXT", 10),
    ("G-POS", 8),
    ("G-TGT", 5),
    ("G-S1", 6),
    ("G-S2", 5),
    ("G-S3", 5),
    ("G-EMP", 8),
    ("G-DSN", 3),
    ("G-MT1", 3),
    ("G-MT2", 4),
    ("G-MT3", 3),
    ("G-MT4", 6),
    ("G-MT5", 6),
    ("G-LV1", 4),
    ("G-LV2", 3),
    ("G-LV3", 2),
    ("G-LV4", 2),
    ("G-LV5", 2),
    ("G-LV6", 9),
    ("G-CS0", 1),
    ("G-CS1", 3),
    ("G-CS2", 9),
    ("G-CS3", 6),
    ("G-CT", 10),
    ("G-ORG", 15),
    ("G-LOC", 19),
];

/// Sub-area, how many policy focuses, how many measures the report ties to it.
const SUB_AREAS: [(&str, usize, usize); 3] = [("manufacturing", 5, 3), ("innovation", 4, 3), ("living", 4, 2)];

/// How many measures the report ties to no sub-area.
const UNTIED: usize = 56;

/// Characters that are written otherwise in the other Chinese, traditional and simplified, in the same order.
const TRADITIONAL: &str = "們個來時會對動國學業區園車東廣開關門間問無經濟術創實際線頭點機構產與標將處義報導種類級設計試驗讓\
    說話語請課調論議護購費資質貿賓輕輸運過達遠連進還邊醫錄鐘錢鋪長電靈頁項順須預領題願風飛飲館馬體黃龍灣粵製發總統條現當場歲氣";
const SIMPLIFIED: &str = "们个来时会对动国学业区园车东广开关门间问无经济术创实际线头点机构产与标将处义报导种类级设计试验让\
    说话语请课调论议护购费资质贸宾轻输运过达远连进还边医录钟钱铺长电灵页项顺须预领题愿风飞饮馆马体黄龙湾粤制发总统条现当场岁气";

fn card<'a>(project: &'a Project, key: &str) -> Card<'a> {
    project.card(project.named(0, key).next().expect("a feature"))
}

/// Every text of the project that is kept in languages, with a word on where it stands.
fn texts(project: &Project) -> Vec<(String, &Localized)> {
    let policy = &project.own.policy;
    let mut texts = vec![
        ("title".to_owned(), &project.own.title),
        ("notice".to_owned(), &project.own.notice),
        ("source".to_owned(), &policy.source.title),
        ("source note".to_owned(), &policy.source.note),
    ];
    texts.extend(policy.source.parts.iter().map(|part| (part.id.clone(), &part.title)));
    texts.extend(policy.groups.iter().map(|group| (group.id.clone(), &group.title)));
    texts.extend(project.layers.iter().map(|layer| (layer.id.clone(), &layer.title)));
    for item in &policy.items {
        let reasons = item.relevant.iter().map(|relevance| &relevance.reason);
        let labels = item.figures.iter().map(|figure| &figure.label);
        let all = [&item.title, &item.text].into_iter().chain(reasons).chain(labels).chain(&item.note);
        texts.extend(all.map(|text| (item.id.clone(), text)));
    }
    texts
}

#[test]
fn every_group_has_the_items_that_were_counted() {
    let policy = &builtin().own.policy;
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    for item in &policy.items {
        *counted.entry(&item.group).or_default() += 1;
    }
    let expected: BTreeMap<&str, usize> = GROUPS.iter().copied().collect();
    assert_eq!(counted, expected);
    assert_eq!(policy.items.len(), 160);
    let order: Vec<&str> = policy.groups.iter().map(|group| group.id.as_str()).collect();
    assert_eq!(order, GROUPS.iter().map(|(id, _)| *id).collect::<Vec<_>>());
}

#[test]
fn there_are_sixty_four_measures_eight_of_them_stated() {
    let policy = &builtin().own.policy;
    let measures: Vec<_> = policy.items.iter().filter(|item| item.measure).collect();
    assert_eq!(measures.len(), 64);
    for (key, _, stated) in SUB_AREAS {
        let tied = measures.iter().filter(|item| item.tie == Some(Tie::Stated) && item.feature.as_deref() == Some(key));
        assert_eq!(tied.count(), stated, "{key}");
    }
    let untied = measures.iter().filter(|item| item.tie != Some(Tie::Stated)).count();
    assert_eq!(untied, UNTIED);
    assert!(measures.iter().all(|item| item.tie.is_some()), "a measure that does not say how it is tied");
}

#[test]
fn a_sub_area_shows_its_focus_its_own_measures_and_all_that_are_tied_to_none() {
    let project = builtin();
    for (key, focus, stated) in SUB_AREAS {
        let card = card(&project, key);
        assert_eq!(card.focus.len(), focus, "{key}");
        assert!(card.focus.iter().all(|item| item.kind == Kind::Focus));
        assert_eq!(card.tied(Tie::Stated).count(), stated, "{key}");
        let rest = card.tied(Tie::Inferred).count() + card.tied(Tie::ZoneWide).count();
        assert_eq!(rest, UNTIED, "{key}");
        assert!(card.tied(Tie::Inferred).count() > 0, "{key}");
        assert_eq!(card.measures.len(), stated + UNTIED, "{key}");
    }
}

#[test]
fn the_zone_shows_the_measures_that_are_tied_to_no_sub_area() {
    let project = builtin();
    let card = card(&project, "zone");
    assert_eq!(card.tied(Tie::Stated).count(), 0);
    assert_eq!(card.tied(Tie::ZoneWide).count(), UNTIED);
    assert_eq!(card.measures.len(), UNTIED);
    assert!(card.focus.is_empty());
}

#[test]
fn no_measure_is_shown_twice_and_each_is_shown_somewhere() {
    let project = builtin();
    let mut shown: Vec<&str> = Vec::new();
    for key in ["manufacturing", "innovation", "living", "zone"] {
        let mut on_card: Vec<&str> = card(&project, key).measures.iter().map(|m| m.item.id.as_str()).collect();
        on_card.sort_unstable();
        let count = on_card.len();
        on_card.dedup();
        assert_eq!(on_card.len(), count, "{key}");
        shown.extend(on_card);
    }
    shown.sort_unstable();
    shown.dedup();
    assert_eq!(shown.len(), 64);
}

#[test]
fn what_is_inferred_has_a_reason_and_nothing_else_has() {
    let project = builtin();
    for (key, _, _) in SUB_AREAS {
        for measure in &card(&project, key).measures {
            let inferred = measure.tie == Tie::Inferred;
            assert_eq!(measure.reason.is_some(), inferred, "{} on {key}", measure.item.id);
            assert!(measure.reason.is_none_or(|reason| !reason.is_empty()), "{} on {key}", measure.item.id);
        }
    }
    for item in project.own.policy.items.iter().filter(|item| item.tie == Some(Tie::Stated)) {
        assert!(item.relevant.is_empty(), "{} is stated and yet thought relevant elsewhere", item.id);
    }
}

#[test]
fn a_places_card_speaks_of_the_place() {
    let project = builtin();
    let place = project.named(0, "B-PT-01").next().expect("the wharf");
    let card = project.card(place);
    assert!(!card.facts.is_empty() || !card.measures.is_empty());
    for item in card.facts.iter().copied().chain(card.measures.iter().map(|measure| measure.item)) {
        let about = item.feature.as_deref() == Some("B-PT-01");
        assert!(about || item.places.iter().any(|place| place == "B-PT-01"), "{}", item.id);
    }
}

#[test]
fn every_text_is_there_in_three_languages() {
    let project = builtin();
    let texts = texts(&project);
    assert!(texts.len() > 400, "only {} texts", texts.len());
    for (place, text) in texts {
        for lang in Lang::ALL {
            let own = text.in_language(lang).unwrap_or("");
            assert!(!own.trim().is_empty(), "{place} has no text in {}", lang.code());
        }
        let english = text.in_language(Lang::En).unwrap_or("");
        let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        assert!(!english.contains(han), "{place}: {english}");
        assert!(text.in_language(Lang::ZhHant).is_some_and(|chinese| chinese != english), "{place}: {english}");
    }
}

#[test]
fn each_chinese_keeps_to_its_own_characters() {
    assert_eq!(TRADITIONAL.chars().count(), SIMPLIFIED.chars().count());
    let differ: Vec<(char, char)> = TRADITIONAL.chars().zip(SIMPLIFIED.chars()).collect();
    let project = builtin();
    for (place, text) in texts(&project) {
        for (traditional, simplified) in differ.iter().filter(|(a, b)| a != b) {
            let in_lang = |lang| text.in_language(lang).unwrap_or("");
            assert!(!in_lang(Lang::ZhHans).contains(*traditional), "{place}: {traditional} in zh-Hans");
            // 制 is right in both: 製造 but 制度.
            let wrong = *simplified != '制' && in_lang(Lang::ZhHant).contains(*simplified);
            assert!(!wrong, "{place}: {simplified} in zh-Hant");
        }
    }
}

#[test]
fn sub_area_two_goes_by_both_its_names() {
    let project = builtin();
    let feature = project.feature(project.named(0, "innovation").next().expect("a feature")).expect("a feature");
    assert_eq!(feature.name().get(Lang::ZhHant), "科技創新合作園區");
    assert_eq!(feature.name().get(Lang::ZhHans), "科技创新合作园区");
    let other = &feature.properties["alt_name"];
    assert_eq!(
        (other["zh-Hant"].as_str(), other["zh-Hans"].as_str()),
        (Some("科技創新合作區"), Some("科技创新合作区"))
    );
}
