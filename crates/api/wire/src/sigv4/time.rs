//! The two ways a request states its time, and the text of it that is signed.
//!
//! Invariants: no clock; a time that cannot be written with four digits of year is refused.
//!
//! Must not know: what the time is compared with.

use jiff::{Timestamp, civil::DateTime, fmt::rfc2822, tz::TimeZone};

/// A moment, and `YYYYMMDDTHHMMSSZ` for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) unix_seconds: i64,
    pub(super) text: String,
}

impl Moment {
    pub(super) fn from_unix(unix_seconds: i64) -> Option<Moment> {
        let timestamp = Timestamp::from_second(unix_seconds).ok()?;
        let at = TimeZone::UTC.to_datetime(timestamp);
        if !(0..=9999).contains(&at.year()) {
            return None;
        }
        let (year, month, day) = (at.year(), at.month(), at.day());
        let (hour, minute, second) = (at.hour(), at.minute(), at.second());
        let text = format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z");
        Some(Moment { unix_seconds, text })
    }

    /// `20260101T000000Z` and nothing else.
    pub(super) fn from_basic(text: &str) -> Option<Moment> {
        let bytes: &[u8; 16] = text.as_bytes().try_into().ok()?;
        let [y1, y2, y3, y4, mo1, mo2, d1, d2, b'T', h1, h2, mi1, mi2, s1, s2, b'Z'] = bytes else {
            return None;
        };
        let pair = |high: &u8, low: &u8| -> Option<i8> {
            let digits = high.is_ascii_digit() && low.is_ascii_digit();
            digits.then(|| i8::try_from((high - b'0') * 10 + (low - b'0')).ok()).flatten()
        };
        let year = i16::from(pair(y1, y2)?) * 100 + i16::from(pair(y3, y4)?);
        let (hour, minute, second) = (pair(h1, h2)?, pair(mi1, mi2)?, pair(s1, s2)?);
        let at = DateTime::new(year, pair(mo1, mo2)?, pair(d1, d2)?, hour, minute, second, 0).ok()?;
        let unix_seconds = TimeZone::UTC.to_timestamp(at).ok()?.as_second();
        Some(Moment { unix_seconds, text: text.to_owned() })
    }

    /// A `Date` header: an HTTP date, or the form of `X-Amz-Date`, which some clients put there.
    pub(super) fn from_date_header(text: &str) -> Option<Moment> {
        if let Some(moment) = Moment::from_basic(text) {
            return Some(moment);
        }
        let at = rfc2822::DateTimeParser::new().parse_timestamp(text).ok()?;
        Moment::from_unix(at.as_second())
    }

    /// `YYYYMMDD`, the day of the scope.
    pub(super) fn day(&self) -> &str {
        self.text.get(..8).unwrap_or_default()
    }
}

/// Any number of seconds as text for a message.
pub(super) fn describe(unix_seconds: i64) -> String {
    Moment::from_unix(unix_seconds).map_or_else(|| format!("@{unix_seconds}"), |moment| moment.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn basic_times_are_read_strictly() {
        let moment = Moment::from_basic("20150830T123600Z").unwrap();
        assert_eq!(moment.unix_seconds, 1_440_938_160);
        assert_eq!(Moment::from_unix(1_440_938_160), Some(moment));
        for bad in [
            "",
            "20150830T123600",
            "20150830T123600z",
            "20150830 123600Z",
            "20151330T123600Z",
            "20150230T123600Z",
            "+0150830T123600Z",
            "2015083éT12360Z",
            "20150830T250000Z",
            " 0150830T123600Z",
            "99999999T999999Z",
        ] {
            assert_eq!(Moment::from_basic(bad), None, "{bad}");
        }
    }

    #[test]
    fn date_headers_are_read_in_three_forms() {
        for good in [
            "Sun, 30 Aug 2015 12:36:00 GMT",
            "Sun, 30 Aug 2015 12:36:00 -0000",
            "30 Aug 2015 14:36:00 +0200",
            "20150830T123600Z",
        ] {
            let moment = Moment::from_date_header(good).unwrap();
            assert_eq!((moment.unix_seconds, moment.day()), (1_440_938_160, "20150830"), "{good}");
        }
        assert_eq!(Moment::from_date_header("yesterday"), None);
    }

    #[test]
    fn years_beyond_four_digits_are_refused() {
        for seconds in [i64::MIN, i64::MAX, -62_167_219_201, 253_402_300_800] {
            assert_eq!(Moment::from_unix(seconds), None);
            assert_eq!(describe(seconds), format!("@{seconds}"));
        }
    }
}
