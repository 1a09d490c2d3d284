//! PROJ strings (`+proj=tmerc +lon_0=113.5 …`): those that say for certain where positions lie, and what is odd about any other.
//! Must not know the systems that have codes.

use super::catalogue::Transverse;

/// Longer texts are none.
const LONGEST: usize = 1000;
/// What every projection on the plane may have.
const OF_PLANES: [&str; 5] = ["lon_0", "x_0", "y_0", "units", "to_meter"];
/// What every system may have.
const OF_ALL: [&str; 14] =
    ["proj", "ellps", "datum", "a", "b", "rf", "f", "R", "towgs84", "nadgrids", "pm", "axis", "vunits", "type"];
/// What says nothing about positions.
const SILENT: [&str; 2] = ["no_defs", "wktext"];
/// The projections with what each has besides, and what it cannot be without.
const PROJECTIONS: [(&str, &[&str], &[&str]); 21] = [
    ("longlat", &[], &[]),
    ("tmerc", &["lat_0", "k", "k_0"], &[]),
    ("utm", &["zone", "south"], &["zone"]),
    ("merc", &["lat_ts", "k", "k_0"], &[]),
    ("webmerc", &[], &[]),
    ("lcc", &["lat_0", "lat_1", "lat_2", "k", "k_0"], &["lat_1"]),
    ("aea", &["lat_0", "lat_1", "lat_2"], &["lat_1", "lat_2"]),
    ("eqdc", &["lat_0", "lat_1", "lat_2"], &["lat_1", "lat_2"]),
    ("laea", &["lat_0"], &[]),
    ("aeqd", &["lat_0"], &[]),
    ("stere", &["lat_0", "lat_ts", "k", "k_0"], &["lat_0"]),
    ("sterea", &["lat_0", "k", "k_0"], &["lat_0"]),
    ("somerc", &["lat_0", "k", "k_0"], &["lat_0"]),
    ("omerc", &["lat_0", "lonc", "alpha", "gamma", "k", "k_0", "no_uoff", "no_off"], &["lat_0", "lonc", "alpha"]),
    ("cass", &["lat_0"], &[]),
    ("poly", &["lat_0"], &[]),
    ("eqc", &["lat_0", "lat_ts"], &[]),
    ("cea", &["lat_ts", "k", "k_0"], &[]),
    ("sinu", &[], &[]),
    ("mill", &[], &[]),
    ("robin", &[], &[]),
];
/// Other names of some of them.
const ALIKE: [(&str, &str); 4] =
    [("latlong", "longlat"), ("lonlat", "longlat"), ("latlon", "longlat"), ("etmerc", "tmerc")];
/// Ellipsoids: semi-major axis in metres and inverse flattening.
const ELLIPSOIDS: [(&str, [f64; 2]); 13] = [
    ("WGS84", [6_378_137.0, 298.257_223_563]),
    ("GRS80", [6_378_137.0, 298.257_222_101]),
    ("krass", [6_378_245.0, 298.3]),
    ("intl", [6_378_388.0, 297.0]),
    ("bessel", [6_377_397.155, 299.152_812_8]),
    ("clrk66", [6_378_206.4, 6_378_206.4 / (6_378_206.4 - 6_356_583.8)]),
    ("airy", [6_377_563.396, 299.324_975_315_035_1]),
    ("IAU76", [6_378_140.0, 298.257]),
    ("WGS72", [6_378_135.0, 298.26]),
    ("GRS67", [6_378_160.0, 298.247_167_427]),
    ("aust_SA", [6_378_160.0, 298.25]),
    ("helmert", [6_378_200.0, 298.3]),
    ("evrst30", [6_377_276.345, 300.8017]),
];
/// Units in metres.
const UNITS: [(&str, f64); 9] = [
    ("m", 1.0),
    ("km", 1000.0),
    ("dm", 0.1),
    ("cm", 0.01),
    ("mm", 0.001),
    ("ft", 0.3048),
    ("us-ft", 1200.0 / 3937.0),
    ("yd", 0.9144),
    ("mi", 1609.344),
];
/// The flattening of a sphere, as there is no inverse of it.
const SPHERE: f64 = f64::INFINITY;

/// A system as a PROJ string says it.
#[derive(Debug)]
pub(super) struct ProjString {
    /// The string with one space between its parameters and without those that say nothing.
    pub(super) name: String,
    /// What PROJ calls the projection.
    pub(super) projection: &'static str,
    /// Semi-major axis in metres and inverse flattening.
    pub(super) ellipsoid: [f64; 2],
    /// The seven parameters to WGS 84; none where its degrees are those of WGS 84.
    pub(super) to_wgs84: Option<[f64; 7]>,
    /// The parameters of the projection, in degrees and metres.
    pub(super) parameters: String,
    /// Where it is a transverse Mercator grid from Greenwich.
    pub(super) transverse: Option<Transverse>,
    /// Whether its meridians are counted from elsewhere.
    pub(super) is_elsewhere: bool,
    pub(super) unit_m: f64,
}

/// Whether a text is meant for a PROJ string.
pub(super) fn is_meant(text: &str) -> bool {
    text.split_whitespace().any(|word| word.trim_start_matches('+').starts_with("proj="))
}

impl ProjString {
    /// Reads a text that is meant for one.
    ///
    /// # Errors
    /// The parameter that is not known, contradicts another (`≠`) or is not there (`?`).
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let words = Words::of(text)?;
        let asked = words.text("proj").unwrap_or_default();
        let own = ALIKE.iter().find(|(other, _)| *other == asked).map_or(asked, |(_, name)| name);
        let row = PROJECTIONS.iter().find(|(name, ..)| *name == own);
        let &(projection, of_it, needed) = row.ok_or_else(|| words.shown("proj"))?;
        words.only(projection, of_it)?;
        if let Some(missing) = needed.iter().find(|key| !words.has(key)) {
            return Err(format!("+{missing}?"));
        }
        let ellipsoid = words.ellipsoid(projection)?;
        let to_wgs84 = words.to_wgs84(ellipsoid, projection)?;
        let (parameters, transverse) = words.parameters(projection, of_it)?;
        let meridian = words.text("pm").filter(|name| !name.eq_ignore_ascii_case("greenwich"));
        let from = meridian.map(|_| words.angle("pm", 180.0)).transpose()?.flatten().unwrap_or_default();
        let parameters = if from == 0.0 { parameters } else { format!("{parameters} +pm={from}") };
        Ok(Self {
            name: words.name(),
            projection,
            ellipsoid,
            to_wgs84,
            parameters,
            transverse: transverse.filter(|_| from == 0.0),
            is_elsewhere: from != 0.0,
            unit_m: words.unit_m()?,
        })
    }

    /// Whether it is Web Mercator as it was said before PROJ had a name for it: on a sphere, with degrees that are those of WGS 84.
    pub(super) fn is_web_mercator(&self) -> bool {
        let zeros = self
            .parameters
            .split(" +")
            .skip(1)
            .all(|parameter| matches!(parameter, "lon_0=0" | "lat_ts=0" | "k_0=1" | "x_0=0" | "y_0=0"));
        self.projection == "merc" && self.ellipsoid == [6_378_137.0, SPHERE] && self.to_wgs84.is_none() && zeros
    }

    /// Whether it is longitude and latitude.
    pub(super) fn is_degrees(&self) -> bool {
        self.projection == "longlat"
    }
}

/// The parameters of a string, in its order.
struct Words<'a>(Vec<(&'a str, Option<&'a str>)>);

impl<'a> Words<'a> {
    fn of(text: &'a str) -> Result<Self, String> {
        let mut words: Vec<(&str, Option<&str>)> = Vec::new();
        for word in text.split_whitespace() {
            let word = word.strip_prefix('+').unwrap_or(word);
            let (key, value) = word.split_once('=').map_or((word, None), |(key, value)| (key, Some(value)));
            if let Some((_, other)) = words.iter().find(|(known, _)| *known == key) {
                let one =
                    |value: Option<&str>| value.map_or_else(|| format!("+{key}"), |value| format!("+{key}={value}"));
                if *other != value {
                    return Err(format!("{} ≠ {}", one(*other), one(value)));
                }
            } else if !SILENT.contains(&key) {
                words.push((key, value));
            }
        }
        if text.len() > LONGEST { Err("…".to_owned()) } else { Ok(Self(words)) }
    }

    fn has(&self, key: &str) -> bool {
        self.0.iter().any(|(known, _)| *known == key)
    }

    fn text(&self, key: &str) -> Option<&'a str> {
        self.0.iter().find(|(known, _)| *known == key).and_then(|(_, value)| *value)
    }

    /// A parameter as it is written.
    fn shown(&self, key: &str) -> String {
        self.text(key).map_or_else(|| format!("+{key}"), |value| format!("+{key}={value}"))
    }

    fn name(&self) -> String {
        self.0.iter().map(|(key, _)| self.shown(key)).collect::<Vec<_>>().join(" ")
    }

    /// Fails at a parameter that the projection does not have, or has in a way that is not read.
    fn only(&self, projection: &str, of_it: &[&str]) -> Result<(), String> {
        let is_plane = projection != "longlat" && projection != "utm" && projection != "webmerc";
        let has_unit = projection != "longlat";
        for (key, _) in &self.0 {
            let of_plane = OF_PLANES.contains(key) && (is_plane || has_unit && ["units", "to_meter"].contains(key));
            if !(OF_ALL.contains(key) || of_plane || of_it.contains(key)) || projection == "omerc" && *key == "lon_0" {
                return Err(self.shown(key));
            }
        }
        // Which number comes first is said beside the system, and heights are not converted.
        for (key, taken) in [("axis", "enu"), ("vunits", "m"), ("type", "crs")] {
            if self.text(key) != Some(taken) && self.has(key) {
                return Err(self.shown(key));
            }
        }
        self.not_both(&[
            ["k", "k_0"],
            ["units", "to_meter"],
            ["datum", "towgs84"],
            ["datum", "nadgrids"],
            ["towgs84", "nadgrids"],
        ])?;
        self.not_both(&[
            ["no_uoff", "no_off"],
            ["b", "rf"],
            ["b", "f"],
            ["rf", "f"],
            ["R", "a"],
            ["R", "ellps"],
            ["ellps", "a"],
            ["datum", "a"],
            ["datum", "R"],
        ])
    }

    fn not_both(&self, pairs: &[[&str; 2]]) -> Result<(), String> {
        let both = pairs.iter().find(|pair| pair.iter().all(|key| self.has(key)));
        both.map_or(Ok(()), |[one, other]| Err(format!("{} ≠ {}", self.shown(one), self.shown(other))))
    }

    /// A number as it is written; none where there is no such parameter.
    fn number(&self, key: &str) -> Result<Option<f64>, String> {
        if !self.has(key) {
            return Ok(None);
        }
        let number = self.text(key).and_then(|text| text.parse::<f64>().ok()).filter(|number| number.is_finite());
        number.map(Some).ok_or_else(|| self.shown(key))
    }

    /// An angle in degrees, or in degrees, minutes and seconds with its direction (`114d10'42.8"E`).
    fn angle(&self, key: &str, most: f64) -> Result<Option<f64>, String> {
        if !self.has(key) {
            return Ok(None);
        }
        let angle = self.text(key).and_then(angle).filter(|degrees| degrees.abs() <= most);
        angle.map(Some).ok_or_else(|| self.shown(key))
    }

    fn above_zero(&self, key: &str) -> Result<Option<f64>, String> {
        match self.number(key)? {
            Some(number) if number <= 0.0 => Err(self.shown(key)),
            number => Ok(number),
        }
    }

    fn unit_m(&self) -> Result<f64, String> {
        if let Some(name) = self.text("units") {
            return UNITS
                .iter()
                .find(|(unit, _)| *unit == name)
                .map(|(_, metres)| *metres)
                .ok_or_else(|| self.shown("units"));
        }
        Ok(self.above_zero("to_meter")?.unwrap_or(1.0))
    }

    fn ellipsoid(&self, projection: &str) -> Result<[f64; 2], String> {
        let named = |name: &str| ELLIPSOIDS.iter().find(|(own, _)| *own == name).map(|(_, figure)| *figure);
        let of_datum = match self.text("datum") {
            None if self.has("datum") => return Err(self.shown("datum")),
            None => None,
            Some("WGS84") => named("WGS84"),
            Some("NAD83") => named("GRS80"),
            Some(_) => return Err(self.shown("datum")),
        };
        let of_name = match self.text("ellps") {
            Some(name) => Some(named(name).ok_or_else(|| self.shown("ellps"))?),
            None => None,
        };
        if let Some((one, other)) = of_datum.zip(of_name)
            && one.map(f64::to_bits) != other.map(f64::to_bits)
        {
            return Err(format!("{} ≠ {}", self.shown("datum"), self.shown("ellps")));
        }
        if let Some(radius) = self.above_zero("R")? {
            return Ok([radius, SPHERE]);
        }
        let flattening = self.flattening()?;
        match (self.above_zero("a")?, of_datum.or(of_name), flattening) {
            (Some(a), _, Some(flattening)) => Ok([a, flattening(a)]),
            (None, Some(figure), None) => Ok(figure),
            (None, None, None) if projection == "webmerc" => Ok(ELLIPSOIDS[0].1),
            (Some(_), _, None) => Err("+rf?".to_owned()),
            (None, None, None) => Err("+ellps?".to_owned()),
            (None, ..) => Err("+a?".to_owned()),
        }
    }

    /// The inverse flattening of an ellipsoid of a semi-major axis, where anything says so.
    #[expect(clippy::type_complexity, reason = "a function of one number")]
    fn flattening(&self) -> Result<Option<Box<dyn Fn(f64) -> f64>>, String> {
        if let Some(b) = self.above_zero("b")? {
            let a = self.number("a")?.unwrap_or(b);
            if b > a {
                return Err(self.shown("b"));
            }
            return Ok(Some(Box::new(
                move |a: f64| if (a - b).abs() < f64::EPSILON * a { SPHERE } else { a / (a - b) },
            )));
        }
        if let Some(inverse) = self.number("rf")? {
            return if inverse > 1.0 { Ok(Some(Box::new(move |_| inverse))) } else { Err(self.shown("rf")) };
        }
        match self.number("f")? {
            None => Ok(None),
            Some(0.0) => Ok(Some(Box::new(|_| SPHERE))),
            Some(f) if f > 0.0 && f < 1.0 => Ok(Some(Box::new(move |_| 1.0 / f))),
            Some(_) => Err(self.shown("f")),
        }
    }

    /// The shift to WGS 84. An ellipsoid that is not that of WGS 84 or GRS 1980 does not say by itself where it lies.
    fn to_wgs84(&self, [a, _]: [f64; 2], projection: &str) -> Result<Option<[f64; 7]>, String> {
        if self.has("nadgrids") {
            // A grid of shifts would be a file of its own.
            return if self.text("nadgrids") == Some("@null") { Ok(None) } else { Err(self.shown("nadgrids")) };
        }
        if let Some(text) = self.text("towgs84") {
            let numbers: Option<Vec<f64>> = text.split(',').map(|number| number.trim().parse().ok()).collect();
            let numbers = numbers
                .filter(|numbers| matches!(numbers.len(), 3 | 7) && numbers.iter().all(|number| number.abs() < 1e4));
            let mut seven = numbers.ok_or_else(|| self.shown("towgs84"))?;
            seven.resize(7, 0.0);
            let seven: [f64; 7] = seven.try_into().map_err(|_too_many| self.shown("towgs84"))?;
            let is_none = seven.iter().all(|number| *number == 0.0) && (a - 6_378_137.0).abs() < 1e-6;
            return Ok((!is_none).then_some(seven));
        }
        let says = self.has("datum") || projection == "webmerc";
        let is_known = ["WGS84", "GRS80"].iter().any(|name| self.text("ellps") == Some(name));
        let is_alike = || (a - 6_378_137.0).abs() < 1e-6 && self.has("rf");
        if says || is_known || is_alike() {
            return Ok(None);
        }
        let shown = ["ellps", "R", "a"].into_iter().find(|key| self.has(key)).map(|key| self.shown(key));
        Err(format!("{}, +towgs84?", shown.unwrap_or_default()))
    }

    /// The parameters of the projection, in degrees and metres, and those of a transverse Mercator grid.
    fn parameters(&self, projection: &str, of_it: &[&str]) -> Result<(String, Option<Transverse>), String> {
        let angle = |key: &str, most: f64| Ok::<f64, String>(self.angle(key, most)?.unwrap_or_default());
        let (meridian, latitude) = (angle("lon_0", 360.0)?, angle("lat_0", 90.0)?);
        let scale = self.above_zero("k")?.or(self.above_zero("k_0")?).unwrap_or(1.0);
        let (east_m, north_m) = (self.number("x_0")?.unwrap_or_default(), self.number("y_0")?.unwrap_or_default());
        let transverse = |grid: Transverse| Ok((grid.proj(), Some(grid)));
        match projection {
            "tmerc" => return transverse(Transverse { meridian, latitude, scale, east_m, north_m }),
            "utm" => {
                let zone = self.number("zone")?.filter(|zone| (1.0..=60.0).contains(zone) && zone.fract() == 0.0);
                let zone = zone.ok_or_else(|| self.shown("zone"))?;
                let north_m = if self.has("south") { 1e7 } else { 0.0 };
                let meridian = 6.0 * zone - 183.0;
                return transverse(Transverse { meridian, latitude: 0.0, scale: 0.9996, east_m: 500_000.0, north_m });
            }
            _ => {}
        }
        let mut parameters = vec![format!("+proj={projection}")];
        let mut add = |key: &str, value: Option<f64>| {
            parameters.push(value.map_or_else(|| format!("+{key}"), |value| format!("+{key}={value}")));
        };
        if projection != "longlat" && projection != "webmerc" && projection != "omerc" {
            add("lon_0", Some(meridian));
        }
        for key in of_it.iter().filter(|key| self.has(key)) {
            let value = match *key {
                "k" | "k_0" => Some(scale),
                "no_uoff" | "no_off" => None,
                "lonc" | "alpha" | "gamma" => self.angle(key, 360.0)?,
                _ => self.angle(key, 90.0)?,
            };
            let key = if *key == "k" { "k_0" } else { key };
            add(key, value);
        }
        if projection != "longlat" && projection != "webmerc" {
            add("x_0", Some(east_m));
            add("y_0", Some(north_m));
        }
        Ok((parameters.join(" "), None))
    }
}

/// An angle in degrees: a number, or degrees, minutes and seconds, with a direction behind it or without.
fn angle(text: &str) -> Option<f64> {
    let (text, sign) = match text.strip_suffix(['E', 'N', 'e', 'n']) {
        Some(rest) => (rest, 1.0),
        None => text.strip_suffix(['W', 'S', 'w', 's']).map_or((text, 1.0), |rest| (rest, -1.0)),
    };
    let (text, sign) = text.strip_prefix('-').map_or((text, sign), |rest| (rest, -sign));
    let number = |text: &str| text.parse::<f64>().ok().filter(|number| number.is_finite() && *number >= 0.0);
    let Some((degrees, rest)) = text.split_once(['d', '°']) else { return number(text).map(|number| sign * number) };
    let (minutes, seconds) = rest.split_once('\'').unwrap_or((rest, ""));
    let part = |text: &str| if text.is_empty() { Some(0.0) } else { number(text).filter(|part| *part < 60.0) };
    let seconds = seconds.strip_suffix('"').unwrap_or(seconds);
    Some(sign * (number(degrees)? + part(minutes)? / 60.0 + part(seconds)? / 3600.0))
}
