//! Whether a JSON value keeps to a JSON Schema (2020-12), as far as our schemas go: a keyword that is not known here fails the test.
//! Must not know what any schema describes.

use serde_json::{Map, Value};

/// What is wrong with a value, each fault with its JSON pointer.
pub(crate) fn faults(root: &Value, value: &Value) -> Vec<String> {
    let mut checker = Checker { root, faults: Vec::new() };
    checker.check(root, value, "");
    checker.faults
}

struct Checker<'a> {
    root: &'a Value,
    faults: Vec<String>,
}

impl<'a> Checker<'a> {
    fn check(&mut self, schema: &'a Value, value: &Value, at: &str) {
        let Some(keywords) = schema.as_object() else {
            if *schema == Value::Bool(false) {
                self.fault(at, "is not allowed");
            }
            return;
        };
        for (keyword, argument) in keywords {
            self.keyword(keyword, argument, keywords, value, at);
        }
    }

    fn keyword(&mut self, keyword: &str, argument: &'a Value, all: &'a Map<String, Value>, value: &Value, at: &str) {
        match keyword {
            "$schema" | "$defs" | "title" | "description" | "default" | "format" => {}
            "$ref" => {
                let pointer = argument.as_str().and_then(|text| text.strip_prefix('#')).expect("a local reference");
                let target = self.root.pointer(pointer).expect("what is referred to");
                self.check(target, value, at);
            }
            "type" => {
                let types = argument.as_array().cloned().unwrap_or_else(|| vec![argument.clone()]);
                self.require(
                    types.iter().any(|name| is_of_type(value, name)),
                    at,
                    &format!("is not of type {argument}"),
                );
            }
            "const" => self.require(value == argument, at, &format!("is not {argument}")),
            "enum" => self.require(argument.as_array().expect("values").contains(value), at, "is none of the values"),
            "minimum" => self.require(number(value).is_none_or(|n| Some(n) >= number(argument)), at, "is too small"),
            "maximum" => self.require(number(value).is_none_or(|n| Some(n) <= number(argument)), at, "is too large"),
            "minItems" => self.require(length(value).is_none_or(|n| Some(n) >= argument.as_u64()), at, "is too short"),
            "maxItems" => self.require(length(value).is_none_or(|n| Some(n) <= argument.as_u64()), at, "is too long"),
            "items" => {
                for (place, item) in value.as_array().into_iter().flatten().enumerate() {
                    self.check(argument, item, &format!("{at}/{place}"));
                }
            }
            "required" => {
                for name in argument.as_array().expect("names").iter().filter_map(Value::as_str) {
                    let has = value.as_object().is_none_or(|object| object.contains_key(name));
                    self.require(has, at, &format!("has no {name}"));
                }
            }
            "properties" => {
                for (name, schema) in argument.as_object().expect("schemas") {
                    if let Some(inner) = value.get(name) {
                        self.check(schema, inner, &format!("{at}/{name}"));
                    }
                }
            }
            "additionalProperties" => {
                let known = all.get("properties").and_then(Value::as_object);
                for (name, inner) in value.as_object().into_iter().flatten() {
                    if known.is_none_or(|known| !known.contains_key(name)) {
                        self.check(argument, inner, &format!("{at}/{name}"));
                    }
                }
            }
            "anyOf" | "oneOf" => {
                let choices = argument.as_array().expect("schemas").iter();
                let fitting = choices.filter(|schema| self.fits(schema, value)).count();
                self.require(
                    fitting == 1 || (fitting > 1 && keyword == "anyOf"),
                    at,
                    &format!("fits {fitting} of {keyword}"),
                );
            }
            other => panic!("{other}: a keyword that this test does not know"),
        }
    }

    fn fits(&self, schema: &'a Value, value: &Value) -> bool {
        let mut inner = Checker { root: self.root, faults: Vec::new() };
        inner.check(schema, value, "");
        inner.faults.is_empty()
    }

    fn require(&mut self, holds: bool, at: &str, fault: &str) {
        if !holds {
            self.fault(at, fault);
        }
    }

    fn fault(&mut self, at: &str, fault: &str) {
        self.faults.push(format!("{at} {fault}"));
    }
}

fn is_of_type(value: &Value, name: &Value) -> bool {
    match name.as_str().expect("a type") {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => number(value).is_some_and(|n| n.fract() == 0.0),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("{other} is no type"),
    }
}

fn number(value: &Value) -> Option<f64> {
    value.as_f64()
}

fn length(value: &Value) -> Option<u64> {
    value.as_array().map(|items| items.len() as u64)
}
