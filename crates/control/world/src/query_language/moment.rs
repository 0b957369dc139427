//! Moments as users write them: `2026-01-31`, with `T08:30:00` behind, a fraction, and `Z` or an offset.
//!
//! Must not know: what is compared with a moment.

use std::cmp::Ordering;
use std::fmt;

use longshore_shapes::Timestamp;

const MILLIS_OF_SECOND: i64 = 1000;
const SECONDS_OF_DAY: i64 = 86_400;
/// Days from the first of March of the year 0 to 1970-01-01.
const DAYS_TO_EPOCH: i64 = 719_468;
/// The calendar repeats itself after 400 years.
const DAYS_OF_ERA: i64 = 146_097;

/// A point in time: in UTC where no zone is given, at midnight where no time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment(Timestamp);

impl Moment {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (date, time) = text.split_once('T').map_or((text, None), |(date, time)| (date, Some(time)));
        let midnight = days_of(date)? * SECONDS_OF_DAY * MILLIS_OF_SECOND;
        let within = time.map_or(Some(0), millis_of)?;
        let moment = Self(Timestamp::from_millis(midnight + within));
        // An offset can lead out of the years that four digits write.
        (0..=9999).contains(&moment.date().0).then_some(moment)
    }

    fn date(self) -> (i64, i64, i64) {
        civil_date(self.0.secs().div_euclid(SECONDS_OF_DAY))
    }

    /// How another time stands to this one: by the second where this one is written so, because nobody
    /// writes the milliseconds that times have.
    pub(super) fn place_of(self, time: Timestamp) -> Ordering {
        let whole = self.0.millis() % MILLIS_OF_SECOND == 0;
        if whole { time.secs().cmp(&self.0.secs()) } else { time.cmp(&self.0) }
    }
}

/// Days since 1970-01-01, of a date.
fn days_of(date: &str) -> Option<i64> {
    let mut parts = date.split('-');
    let (year, month, day) =
        (digits(parts.next()?, 4)?, digits(parts.next()?, 2)?, digits(parts.next()?, 2)?);
    let days = civil_days(year, month, day);
    // A day that a month does not have comes back as another one.
    (parts.next().is_none() && civil_date(days) == (year, month, day)).then_some(days)
}

/// Milliseconds since midnight in UTC; below 0 or past a day where the offset says so.
fn millis_of(time: &str) -> Option<i64> {
    let (clock, offset) = match time.find(['Z', '+', '-']) {
        Some(end) => time.split_at_checked(end)?,
        None => (time, "Z"),
    };
    let (whole, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let mut parts = whole.split(':');
    let mut part = |below| digits(parts.next()?, 2).filter(|number| *number < below);
    let seconds = part(24)? * 3600 + part(60)? * 60 + part(60)?;
    if parts.next().is_some() {
        return None;
    }
    Some((seconds - offset_seconds(offset)?) * MILLIS_OF_SECOND + millis_of_fraction(fraction)?)
}

fn offset_seconds(offset: &str) -> Option<i64> {
    if offset == "Z" {
        return Some(0);
    }
    let (sign, offset) = match offset.strip_prefix('+') {
        Some(offset) => (1, offset),
        None => (-1, offset.strip_prefix('-')?),
    };
    let (hours, minutes) = offset.split_once(':')?;
    let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2)?);
    (hours < 24 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

/// What is finer than a millisecond is cut off, as it is from the times it is compared with.
fn millis_of_fraction(fraction: &str) -> Option<i64> {
    let plain = (1..=9).contains(&fraction.len()) && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let thousandths = fraction.bytes().chain(*b"00").take(3);
    plain.then(|| thousandths.fold(0, |millis, digit| millis * 10 + i64::from(digit - b'0')))
}

fn digits(text: &str, length: usize) -> Option<i64> {
    let plain = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| plain)
}

/// Years are counted from March here, so that the leap day is the last of its year.
fn civil_days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * DAYS_OF_ERA + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - DAYS_TO_EPOCH
}

/// The year, month and day of a number of days since 1970-01-01.
fn civil_date(days: i64) -> (i64, i64, i64) {
    let days = days + DAYS_TO_EPOCH;
    let (era, day_of_era) = (days.div_euclid(DAYS_OF_ERA), days.rem_euclid(DAYS_OF_ERA));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let month = (from_march + 2) % 12 + 1;
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    (year, month, day_of_year - (153 * from_march + 2) / 5 + 1)
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.date();
        let clock = self.0.secs().rem_euclid(SECONDS_OF_DAY);
        let (hour, minute, second) = (clock / 3600, clock / 60 % 60, clock % 60);
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")?;
        match self.0.millis().rem_euclid(MILLIS_OF_SECOND) {
            0 => f.write_str("Z"),
            millis => write!(f, ".{millis:03}Z"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn moments_that_are_read() {
        for (text, millis) in [
            ("1970-01-01", 0),
            ("2018-06-18", 1_529_280_000_000),
            ("2018-06-18T22:28:28Z", 1_529_360_908_000),
            ("2018-06-18T22:28:28", 1_529_360_908_000),
            ("2018-06-19T00:28:28+02:00", 1_529_360_908_000),
            ("2018-06-18T16:58:28-05:30", 1_529_360_908_000),
            ("2018-06-18T22:28:28.5Z", 1_529_360_908_500),
            ("2018-06-18T22:28:28.123999999+00:00", 1_529_360_908_123),
            ("2000-02-29", 951_782_400_000),
            ("1969-12-31T23:59:59.999Z", -1),
            ("0000-01-01", -62_167_219_200_000),
            ("9999-12-31", 253_402_214_400_000),
        ] {
            assert_eq!(Moment::parse(text), Some(Moment(Timestamp::from_millis(millis))), "{text}");
        }
    }

    #[test]
    fn moments_that_are_none() {
        for text in [
            "",
            "T",
            "2018",
            "2018-6-18",
            "2018-13-01",
            "2018-00-01",
            "2018-02-29",
            "1900-02-29",
            "2018-04-31",
            "2018-01-00",
            "2018-06-18-1",
            "+018-06-18",
            "2018-06-18T",
            "2018-06-18T22:28",
            "2018-06-18T24:00:00",
            "2018-06-18T22:60:00",
            "2018-06-18T22:28:60",
            "2018-06-18T22:28:28.Z",
            "2018-06-18T22:28:28z",
            "2018-06-18T22:28:28.1234567890Z",
            "2018-06-18T22:28:28+0200",
            "2018-06-18T22:28:28+24:00",
            "2018-06-18T22:28:28ZZ",
            "0000-01-01T00:00:00+02:00",
            "9999-12-31T23:00:00-02:00",
            "2018-06-18 22:28:28",
            "2018-06-18T22:28:28:28",
            "２018-06-18",
        ] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }

    proptest! {
        /// From the year 0 to the end of 9999, which four digits can write.
        #[test]
        fn a_moment_reads_back(millis in -62_167_219_200_000_i64..=253_402_300_799_999) {
            let moment = Moment(Timestamp::from_millis(millis));
            prop_assert_eq!(Moment::parse(&moment.to_string()), Some(moment));
        }
    }
}
