//! What every EC2 describe operation does alike: pick by id, filter, and cut into pages.
//!
//! Must not know: what is described.

use longshore_shapes::ec2::{Filter, Tag};
use longshore_shapes::{ApiError, ErrorSchema};
use longshore_world::{KeyBytes, Scope, World};

use crate::page::Pages;

pub static INVALID_PARAMETER_VALUE: ErrorSchema = ErrorSchema::common("InvalidParameterValue", 400);
pub static INVALID_PARAMETER_COMBINATION: ErrorSchema =
    ErrorSchema::common("InvalidParameterCombination", 400);
pub static DRY_RUN_OPERATION: ErrorSchema = ErrorSchema::common("DryRunOperation", 412);
static FILTER_LIMIT_EXCEEDED: ErrorSchema = ErrorSchema::common("FilterLimitExceeded", 400);

const PAGE_MIN: i32 = 5;
const PAGE_MAX: i32 = 1000;
const FILTER_VALUES_MAX: usize = 200;

pub fn invalid(message: impl Into<String>) -> ApiError {
    ApiError::new(&INVALID_PARAMETER_VALUE, message)
}

/// A dry run has the rights, and says so by failing.
pub fn refuse_dry_run(dry_run: Option<bool>) -> Result<(), ApiError> {
    if dry_run == Some(true) {
        return Err(ApiError::new(
            &DRY_RUN_OPERATION,
            "Request would have succeeded, but DryRun flag is set.",
        ));
    }
    Ok(())
}

/// The values that an item has for a filter; `None` where there is no such filter.
pub type Field<'a, T> = &'a dyn Fn(&T, &str) -> Option<Vec<String>>;

/// Whether the item passes every filter. Filters are joined by and, the values of one by or.
pub fn passes<T>(
    item: &T,
    tags: Option<&[Tag]>,
    filters: &[Filter],
    field: Field<'_, T>,
) -> Result<bool, ApiError> {
    let mut passes = true;
    for filter in filters {
        let name = filter.name.as_deref().unwrap_or_default();
        let wanted = filter.values.as_deref().unwrap_or_default();
        if wanted.len() > FILTER_VALUES_MAX {
            let message = format!("The filter '{name}' has more than {FILTER_VALUES_MAX} values.");
            return Err(ApiError::new(&FILTER_LIMIT_EXCEEDED, message));
        }
        let has = tag_field(tags.unwrap_or_default(), name).or_else(|| field(item, name));
        let has = has.ok_or_else(|| invalid(format!("The filter '{name}' is invalid")))?;
        passes &= wanted.iter().any(|wanted| has.iter().any(|has| matches(wanted, has)));
    }
    Ok(passes)
}

fn tag_field(tags: &[Tag], name: &str) -> Option<Vec<String>> {
    let of = |pick: fn(&Tag) -> &Option<String>| tags.iter().filter_map(|tag| pick(tag).clone()).collect();
    match name {
        "tag-key" => Some(of(|tag| &tag.key)),
        "tag-value" => Some(of(|tag| &tag.value)),
        _ => {
            let key = name.strip_prefix("tag:")?;
            let tag = tags.iter().find(|tag| tag.key.as_deref() == Some(key));
            Some(tag.and_then(|tag| tag.value.clone()).into_iter().collect())
        }
    }
}

/// EC2's wildcards: `*` for any text, `?` for any one character, a backslash for itself. Linear in the
/// length of the text times that of the pattern, whatever the pattern.
pub fn matches(pattern: &str, text: &str) -> bool {
    let pattern = parsed(pattern);
    // reached[i]: the first i elements can match the text so far.
    let mut reached = vec![false; pattern.len() + 1];
    set(&mut reached, 0);
    skip_stars(&pattern, &mut reached);
    for character in text.chars() {
        let mut next = vec![false; pattern.len() + 1];
        for (place, element) in pattern.iter().enumerate().filter(|(place, _)| is(&reached, *place)) {
            match element {
                Element::Any => set(&mut next, place),
                Element::One => set(&mut next, place + 1),
                Element::Exactly(wanted) if *wanted == character => set(&mut next, place + 1),
                Element::Exactly(_) => {}
            }
        }
        skip_stars(&pattern, &mut next);
        reached = next;
    }
    is(&reached, pattern.len())
}

enum Element {
    Any,
    One,
    Exactly(char),
}

fn parsed(pattern: &str) -> Vec<Element> {
    let mut elements = Vec::new();
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        elements.push(match character {
            '*' => Element::Any,
            '?' => Element::One,
            '\\' => Element::Exactly(characters.next().unwrap_or('\\')),
            other => Element::Exactly(other),
        });
    }
    elements
}

fn skip_stars(pattern: &[Element], reached: &mut [bool]) {
    for (place, element) in pattern.iter().enumerate() {
        if matches!(element, Element::Any) && is(reached, place) {
            set(reached, place + 1);
        }
    }
}

fn is(places: &[bool], place: usize) -> bool {
    places.get(place).copied().unwrap_or(false)
}

fn set(places: &mut [bool], place: usize) {
    if let Some(slot) = places.get_mut(place) {
        *slot = true;
    }
}

/// A resource that is described by id, by filter and in pages.
pub trait Described: Clone {
    const OPERATION: &'static str;
    /// What a message calls it.
    const NOUN: &'static str;
    const NOT_FOUND: &'static ErrorSchema;
    fn id(&self) -> Option<&str>;
    /// A second name by which it may be asked for.
    fn name(&self) -> Option<&str> {
        None
    }
    fn tags(&self) -> Option<&[Tag]>;
    /// Its values for a filter; `None` where there is no such filter.
    fn field(&self, name: &str) -> Option<Vec<String>>;
}

/// What a describe operation is asked for.
#[derive(Default)]
pub struct Asked {
    pub dry_run: Option<bool>,
    pub ids: Option<Vec<String>>,
    pub names: Option<Vec<String>>,
    pub filters: Option<Vec<Filter>>,
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
}

/// Picks from all items, which come with their place in the order, and cuts the page asked for.
pub fn describe<T: Described>(
    world: &World,
    scope: Scope,
    asked: Asked,
    all: impl Iterator<Item = (KeyBytes, T)>,
) -> Result<(Vec<T>, Option<String>), ApiError> {
    refuse_dry_run(asked.dry_run)?;
    let (ids, names) = (asked.ids.unwrap_or_default(), asked.names.unwrap_or_default());
    if asked.max_results.is_some() && !(ids.is_empty() && names.is_empty()) {
        let message = "MaxResults cannot be given together with ids.";
        return Err(ApiError::new(&INVALID_PARAMETER_COMBINATION, message));
    }
    let (limit, all) = (page_limit(asked.max_results)?, all.collect::<Vec<_>>());
    all_found(&ids, |id| all.iter().any(|(_, item)| item.id() == Some(id)), T::NOT_FOUND, T::NOUN)?;
    all_found(&names, |name| all.iter().any(|(_, item)| item.name() == Some(name)), T::NOT_FOUND, T::NOUN)?;
    let among = |wanted: &[String], value: Option<&str>| {
        wanted.is_empty() || wanted.iter().any(|wanted| value == Some(wanted))
    };
    let filters = asked.filters.unwrap_or_default();
    let mut chosen = Vec::new();
    for (place, item) in all {
        let passes = passes(&item, item.tags(), &filters, &T::field)?;
        if passes && among(&ids, item.id()) && among(&names, item.name()) {
            chosen.push((place, item));
        }
    }
    let pages = Pages::of(world, &[T::OPERATION, &scope.account.to_string(), scope.region.as_str()]);
    let bad_token = |_| invalid("NextToken is not one that this operation has answered with.");
    let start = pages.start(asked.next_token.as_deref()).map_err(bad_token)?;
    let rest = chosen.into_iter().skip_while(|(place, _)| start.as_ref().is_some_and(|start| place <= start));
    let page = pages.take(rest, limit);
    Ok((page.items, page.next_token))
}

fn page_limit(asked: Option<i32>) -> Result<usize, ApiError> {
    let limit = asked.unwrap_or(PAGE_MAX);
    if !(PAGE_MIN..=PAGE_MAX).contains(&limit) {
        return Err(invalid(format!(
            "Value ( {limit} ) for parameter maxResults is invalid. Expecting a value between {PAGE_MIN} and {PAGE_MAX}."
        )));
    }
    Ok(usize::try_from(limit).unwrap_or(1))
}

/// Checks that every id asked for was found.
pub fn all_found(
    asked: &[String],
    found: impl Fn(&str) -> bool,
    error: &'static ErrorSchema,
    what: &str,
) -> Result<(), ApiError> {
    match asked.iter().find(|id| !found(id)) {
        Some(id) => Err(ApiError::new(error, format!("The {what} '{id}' does not exist"))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn wildcards() {
        let yes =
            [("*", ""), ("*", "x"), ("a?c", "abc"), ("*-1a", "us-east-1a"), ("a*b*c", "axxbc"), (r"\*", "*")];
        let no = [("?", ""), ("a?c", "ac"), ("us-*-2?", "us-east-1a"), (r"\*", "x"), ("", "x")];
        for (pattern, text) in yes {
            assert!(matches(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in no {
            assert!(!matches(pattern, text), "{pattern} {text}");
        }
    }

    #[test]
    fn a_pattern_of_many_stars_costs_no_more_than_its_length_times_the_texts() {
        assert!(!matches(&"*a".repeat(200), &"a".repeat(190)));
    }
}
