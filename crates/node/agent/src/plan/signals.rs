//! Signals by the names that images give them.
//!
//! Must not know: any process.

const TERM: i32 = 15;
const NUMBER_MAX: i32 = 64;
const RTMIN: i32 = 34;
const NAMES: [(&str, i32); 31] = [
    ("HUP", 1),
    ("INT", 2),
    ("QUIT", 3),
    ("ILL", 4),
    ("TRAP", 5),
    ("ABRT", 6),
    ("BUS", 7),
    ("FPE", 8),
    ("KILL", 9),
    ("USR1", 10),
    ("SEGV", 11),
    ("USR2", 12),
    ("PIPE", 13),
    ("ALRM", 14),
    ("TERM", TERM),
    ("STKFLT", 16),
    ("CHLD", 17),
    ("CONT", 18),
    ("STOP", 19),
    ("TSTP", 20),
    ("TTIN", 21),
    ("TTOU", 22),
    ("URG", 23),
    ("XCPU", 24),
    ("XFSZ", 25),
    ("VTALRM", 26),
    ("PROF", 27),
    ("WINCH", 28),
    ("POLL", 29),
    ("PWR", 30),
    ("SYS", 31),
];

/// The number of a stop signal as an image names it; SIGTERM where it names none, or one that is not.
pub(crate) fn signal_number(name: Option<&str>) -> i32 {
    name.and_then(parse).unwrap_or(TERM)
}

fn parse(name: &str) -> Option<i32> {
    if let Ok(number) = name.trim().parse::<i32>() {
        return (1..=NUMBER_MAX).contains(&number).then_some(number);
    }
    let upper = name.trim().to_ascii_uppercase();
    let short = upper.strip_prefix("SIG").unwrap_or(&upper);
    if let Some(offset) = short.strip_prefix("RTMIN") {
        let offset = if offset.is_empty() { 0 } else { offset.parse::<i32>().ok()? };
        return (0..=NUMBER_MAX - RTMIN).contains(&offset).then_some(RTMIN + offset);
    }
    NAMES.iter().find(|(known, _)| *known == short).map(|(_, number)| *number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers() {
        for (name, number) in [
            (None, 15),
            (Some("SIGQUIT"), 3),
            (Some("quit"), 3),
            (Some("9"), 9),
            (Some("SIGRTMIN+3"), 37),
            (Some("RTMIN"), 34),
            (Some("SIGRTMIN+99"), 15),
            (Some("0"), 15),
            (Some("SIGNOTHING"), 15),
        ] {
            assert_eq!(signal_number(name), number, "{name:?}");
        }
    }
}
