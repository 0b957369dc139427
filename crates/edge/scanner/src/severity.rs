//! How bad a vulnerability is: base scores of CVSS 2 and 3, computed from their vectors, and words of databases.
//!
//! CVSS 4 has no formula but a table; its vector is passed on, and the severity is what the record says in words.
//!
//! Must not know: records.

/// As ECR names them, from the mildest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Undefined,
    Informational,
    Low,
    Medium,
    High,
    Critical,
}

impl Severity {
    /// What databases call it: distributions and GitHub have words of their own.
    pub(crate) fn in_words(word: &str) -> Option<Self> {
        Some(match word.trim().to_ascii_lowercase().as_str() {
            "critical" => Self::Critical,
            "high" | "important" => Self::High,
            "medium" | "moderate" => Self::Medium,
            "low" => Self::Low,
            "negligible" | "unimportant" | "none" | "informational" => Self::Informational,
            _ => return None,
        })
    }
}

/// Which rules a vector is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rules {
    Two,
    Three,
    Four,
}

/// A vector, with the score that follows from it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scored {
    pub(crate) rules: Rules,
    pub(crate) vector: String,
    pub(crate) score: Option<f64>,
}

impl Scored {
    /// `None` where it is not a vector of rules that are known.
    pub(crate) fn read(vector: &str) -> Option<Self> {
        const LENGTH_MAX: usize = 256;
        let vector = vector.trim().trim_start_matches('(').trim_end_matches(')');
        if vector.len() > LENGTH_MAX {
            return None;
        }
        let (rules, score) = match vector {
            four if four.starts_with("CVSS:4") => (Rules::Four, None),
            three if three.starts_with("CVSS:3") => (Rules::Three, Some(three_base(&Metrics(three))?)),
            two => (Rules::Two, Some(two_base(&Metrics(two))?)),
        };
        Some(Self { rules, vector: vector.to_owned(), score })
    }

    pub(crate) fn severity(&self) -> Option<Severity> {
        let score = self.score?;
        Some(match score {
            none if none <= 0.0 => Severity::Informational,
            low if low < 4.0 => Severity::Low,
            medium if medium < 7.0 => Severity::Medium,
            // The second rules know nothing above high.
            critical if critical >= 9.0 && self.rules == Rules::Three => Severity::Critical,
            _ => Severity::High,
        })
    }
}

/// `AV:N/AC:L/…`
struct Metrics<'a>(&'a str);

impl Metrics<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        self.0
            .split('/')
            .find_map(|metric| metric.split_once(':').filter(|(key, _)| *key == name))
            .map(|(_, v)| v)
    }

    /// The number that stands for the value of a metric.
    fn number(&self, name: &str, values: &[(&str, f64)]) -> Option<f64> {
        let value = self.get(name)?;
        values.iter().find(|(known, _)| *known == value).map(|(_, number)| *number)
    }
}

fn three_base(metrics: &Metrics<'_>) -> Option<f64> {
    const IMPACT: [(&str, f64); 3] = [("H", 0.56), ("L", 0.22), ("N", 0.0)];
    let is_changed = match metrics.get("S")? {
        "C" => true,
        "U" => false,
        _ => return None,
    };
    let privileges: [(&str, f64); 3] = if is_changed {
        [("N", 0.85), ("L", 0.68), ("H", 0.5)]
    } else {
        [("N", 0.85), ("L", 0.62), ("H", 0.27)]
    };
    let exploitability = 8.22
        * metrics.number("AV", &[("N", 0.85), ("A", 0.62), ("L", 0.55), ("P", 0.2)])?
        * metrics.number("AC", &[("L", 0.77), ("H", 0.44)])?
        * metrics.number("PR", &privileges)?
        * metrics.number("UI", &[("N", 0.85), ("R", 0.62)])?;
    let untouched = (1.0 - metrics.number("C", &IMPACT)?)
        * (1.0 - metrics.number("I", &IMPACT)?)
        * (1.0 - metrics.number("A", &IMPACT)?);
    let sub_score = 1.0 - untouched;
    let impact = if is_changed {
        7.52 * (sub_score - 0.029) - 3.25 * (sub_score - 0.02).powi(15)
    } else {
        6.42 * sub_score
    };
    if impact <= 0.0 {
        return Some(0.0);
    }
    let factor = if is_changed { 1.08 } else { 1.0 };
    Some(rounded_up((factor * (impact + exploitability)).min(10.0)))
}

/// To one digit, upwards; what binary fractions add at the far end does not count.
fn rounded_up(number: f64) -> f64 {
    let whole = (number * 100_000.0).round();
    (whole / 10_000.0).ceil() / 10.0
}

fn two_base(metrics: &Metrics<'_>) -> Option<f64> {
    const IMPACT: [(&str, f64); 3] = [("C", 0.66), ("P", 0.275), ("N", 0.0)];
    let untouched = (1.0 - metrics.number("C", &IMPACT)?)
        * (1.0 - metrics.number("I", &IMPACT)?)
        * (1.0 - metrics.number("A", &IMPACT)?);
    let impact = 10.41 * (1.0 - untouched);
    let exploitability = 20.0
        * metrics.number("AV", &[("N", 1.0), ("A", 0.646), ("L", 0.395)])?
        * metrics.number("AC", &[("L", 0.71), ("M", 0.61), ("H", 0.35)])?
        * metrics.number("Au", &[("N", 0.704), ("S", 0.56), ("M", 0.45)])?;
    let factor = if impact == 0.0 { 0.0 } else { 1.176 };
    Some((((0.6 * impact + 0.4 * exploitability - 1.5) * factor) * 10.0).round() / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_scores_follow_from_vectors() {
        let table = [
            ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8, Severity::Critical),
            ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 10.0, Severity::Critical),
            ("CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", 6.1, Severity::Medium),
            ("CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:N/A:H", 5.9, Severity::Medium),
            ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H", 7.5, Severity::High),
            ("CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H", 7.8, Severity::High),
            ("CVSS:3.1/AV:L/AC:L/PR:H/UI:N/S:U/C:L/I:N/A:N", 2.3, Severity::Low),
            ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N", 0.0, Severity::Informational),
            ("AV:N/AC:L/Au:N/C:P/I:P/A:P", 7.5, Severity::High),
            ("(AV:N/AC:L/Au:N/C:C/I:C/A:C)", 10.0, Severity::High),
            ("AV:N/AC:M/Au:N/C:N/I:P/A:N", 4.3, Severity::Medium),
            ("AV:L/AC:H/Au:N/C:N/I:N/A:P", 1.2, Severity::Low),
        ];
        for (vector, score, severity) in table {
            let scored = Scored::read(vector).unwrap();
            assert_eq!((scored.score, scored.severity()), (Some(score), Some(severity)), "{vector}");
        }
    }

    #[test]
    fn the_fourth_rules_say_nothing_of_a_score() {
        let scored = Scored::read("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N").unwrap();
        assert_eq!((scored.rules, scored.score, scored.severity()), (Rules::Four, None, None));
        for bad in
            ["", "high", "CVSS:3.1/AV:N", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:X/C:H/I:H/A:H", &"A".repeat(300)]
        {
            assert_eq!(Scored::read(bad), None, "{bad}");
        }
    }
}
