//! The three written forms of a moment: epoch seconds, ISO 8601, HTTP date.
//!
//! Readers take any of the three wherever a text may stand, as AWS's do; writers use the one that the
//! member or the place asks for. All keep the millisecond, but the HTTP date, which has only seconds.

use std::fmt::Write;

use jiff::fmt::rfc2822;
use longshore_shapes::Timestamp;
use longshore_shapes::schema::TimestampFormat;

/// Appends the moment in that form.
pub(crate) fn write(out: &mut String, value: Timestamp, format: TimestampFormat) {
    match format {
        TimestampFormat::EpochSeconds => write_epoch(out, value),
        TimestampFormat::Iso8601 => write_text(out, instant(value)),
        TimestampFormat::HttpDate => {
            let date = rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&instant(value));
            // A year outside 0..=9999 has no HTTP date.
            out.push_str(date.as_deref().unwrap_or("Thu, 01 Jan 1970 00:00:00 GMT"));
        }
    }
}

/// Reads any of the three forms.
pub(crate) fn parse(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if let Ok(seconds) = text.parse::<f64>() {
        return seconds.is_finite().then(|| Timestamp::from_secs_f64(seconds));
    }
    if let Ok(instant) = text.parse::<jiff::Timestamp>() {
        return Some(Timestamp::from_millis(instant.as_millisecond()));
    }
    let instant = rfc2822::DateTimeParser::new().parse_timestamp(text).ok()?;
    Some(Timestamp::from_millis(instant.as_millisecond()))
}

/// Seconds, with a fraction only where there is one: `1700000000`, `1700000000.5`, `-0.25`.
fn write_epoch(out: &mut String, value: Timestamp) {
    let millis = value.millis();
    if millis < 0 {
        out.push('-');
    }
    let magnitude = millis.unsigned_abs();
    write_text(out, magnitude / 1000);
    let fraction = magnitude % 1000;
    if fraction != 0 {
        let digits = format!("{fraction:03}");
        out.push('.');
        out.push_str(digits.trim_end_matches('0'));
    }
}

/// What is outside the calendar is held at its end.
fn instant(value: Timestamp) -> jiff::Timestamp {
    let end = if value.millis() < 0 { jiff::Timestamp::MIN } else { jiff::Timestamp::MAX };
    jiff::Timestamp::from_millisecond(value.millis()).unwrap_or(end)
}

fn write_text(out: &mut String, value: impl std::fmt::Display) {
    // Writing to a String cannot fail.
    let _ = write!(out, "{value}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(value: Timestamp, format: TimestampFormat) -> String {
        let mut out = String::new();
        write(&mut out, value, format);
        out
    }

    #[test]
    fn written_forms() {
        let cases = [
            (0, "0", "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT"),
            (
                1_700_000_000_123,
                "1700000000.123",
                "2023-11-14T22:13:20.123Z",
                "Tue, 14 Nov 2023 22:13:20 GMT",
            ),
            (1_700_000_000_500, "1700000000.5", "2023-11-14T22:13:20.5Z", "Tue, 14 Nov 2023 22:13:20 GMT"),
            (-250, "-0.25", "1969-12-31T23:59:59.75Z", "Wed, 31 Dec 1969 23:59:59 GMT"),
        ];
        for (millis, epoch, iso, http) in cases {
            let value = Timestamp::from_millis(millis);
            assert_eq!(text(value, TimestampFormat::EpochSeconds), epoch);
            assert_eq!(text(value, TimestampFormat::Iso8601), iso);
            assert_eq!(text(value, TimestampFormat::HttpDate), http);
        }
    }

    #[test]
    fn read_forms() {
        for form in [
            "1700000000",
            "1.7E9",
            "2023-11-14T22:13:20Z",
            "2023-11-14T23:13:20+01:00",
            "2023-11-14T22:13:20.000Z",
            "Tue, 14 Nov 2023 22:13:20 GMT",
        ] {
            assert_eq!(parse(form), Some(Timestamp::from_secs(1_700_000_000)), "{form}");
        }
        for broken in ["", "yesterday", "NaN", "inf", "2023-13-01T00:00:00Z", "2023-11-14"] {
            assert_eq!(parse(broken), None, "{broken}");
        }
    }

    #[test]
    fn ends_of_time_are_written() {
        for millis in [i64::MIN, i64::MAX] {
            let value = Timestamp::from_millis(millis);
            assert!(!text(value, TimestampFormat::Iso8601).is_empty());
            assert!(!text(value, TimestampFormat::HttpDate).is_empty());
            assert!(!text(value, TimestampFormat::EpochSeconds).is_empty());
        }
    }

    proptest! {
        #[test]
        fn round_trips(millis in -60_000_000_000_000_i64..253_402_300_799_999) {
            let value = Timestamp::from_millis(millis);
            prop_assert_eq!(parse(&text(value, TimestampFormat::EpochSeconds)), Some(value));
            prop_assert_eq!(parse(&text(value, TimestampFormat::Iso8601)), Some(value));
        }
    }
}
