//! What is computed from measurements, and the form in which figures are printed.
//!
//! Must not know: what was measured.

use std::time::Duration;

use serde_json::{Value, json};

/// A quantile of durations, in microseconds.
pub(crate) fn quantile_us(durations: &mut [Duration], quantile: f64) -> f64 {
    durations.sort_unstable();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index within the slice")]
    let place = (durations.len().saturating_sub(1) as f64 * quantile).round() as usize;
    durations.get(place).map_or(f64::NAN, |duration| duration.as_secs_f64() * 1e6)
}

/// The middle one: of three rounds, the one that neither luck nor a neighbour made.
pub(crate) fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// A figure with as many decimals as mean anything; nothing where nothing was measured.
pub(crate) fn figure(value: f64) -> Value {
    if !value.is_finite() {
        return Value::Null;
    }
    let decimals = if value.abs() >= 100.0 { 0 } else { 2 };
    let rounded: f64 = format!("{value:.decimals$}").parse().unwrap_or(value);
    json!(rounded)
}

/// Puts a member into an object.
pub(crate) fn set(object: &mut Value, name: &str, value: Value) {
    if let Some(members) = object.as_object_mut() {
        members.insert(name.to_owned(), value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_and_medians_are_of_the_sorted_values() {
        let mut durations: Vec<_> = [5, 1, 3, 2, 4].into_iter().map(Duration::from_micros).collect();
        assert!((quantile_us(&mut durations, 0.5) - 3.0).abs() < 1e-6);
        assert!((quantile_us(&mut durations, 1.0) - 5.0).abs() < 1e-6);
        assert!(quantile_us(&mut [], 0.5).is_nan());
        assert!((median([9.0, 1.0, 2.0]) - 2.0).abs() < 1e-9);
    }

    #[test]
    fn figures_keep_what_means_something() {
        assert_eq!(figure(1234.567), json!(1235.0));
        assert_eq!(figure(1.23456), json!(1.23));
        assert_eq!(figure(f64::NAN), Value::Null);
    }
}
